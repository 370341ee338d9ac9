"""Draws the pictures of the choices and the finished toys that the page shows.

``python tests/draw_choices.py [KIND ...]`` (half an hour for all). What is there already is
left alone, so it goes on where it stopped; ``--again`` draws it anew. Nobody's face is in them:
heads are of a made-up person, finished toys of the example photo.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import minime  # noqa: E402
from minime.artwork import THEMES, apply_theme  # noqa: E402
from minime.artwork.color import read_palette  # noqa: E402
from minime.label import add_mark, write_whole, write_xmp  # noqa: E402
from minime.page.examples import load_examples  # noqa: E402
from minime.page.pictures import CHOICE_PX, FINISHED_PX, FOLDER, pictured  # noqa: E402
from minime.preset import Proportions, load_preset  # noqa: E402
from minime.sculpt.accessory import build_accessory  # noqa: E402
from minime.sculpt.figure.body import Body, BodyColors, build_body  # noqa: E402
from minime.sculpt.figure.build import shape_build  # noqa: E402
from minime.sculpt.geometry.mesh import Material, Part, move, smooth_normals  # noqa: E402
from minime.sculpt.geometry.shapes import turn  # noqa: E402
from minime.sculpt.head.bust import build_bust, pose_bust  # noqa: E402
from minime.sculpt.head.hair import HATS  # noqa: E402
from minime.sculpt.picture.render import Scene, render, to_srgb  # noqa: E402
from minime.sculpt.picture.studio import AMBIENT, place_camera, place_lights  # noqa: E402
from minime.sculpt.picture.tracer import camera_axes  # noqa: E402
from minime.sculpt.scene import make_neck, stand_on  # noqa: E402
from minime.srgb import rgb  # noqa: E402
from minime.train.people import Person, random_person  # noqa: E402

NOBODY = 49  # the seed of a made-up person who smiles a little
MODEL = "blister_pack"  # the style that heads, clothes and builds are shown in
SKIN, HAIR, TOP, BOTTOM, SHOES = "#d6a47f", "#6e4630", "#3c8f8a", "#39506e", "#2b2b2f"
FRAMES, HAT = "#26222b", "#e0694f"
LONG, BELOW_A_HAT = 1.8, 0.6  # how far hair reaches below the eyes (Traits.hair_bottom)
# The ground that each kind stands on, light enough for a dark page and not lost on a light one.
GROUNDS = {
    "hair_style": "#ffeadb",
    "headwear": "#ddf3e2",
    "facial_hair": "#ffeadb",
    "glasses": "#e4e9fb",
    "build": "#e2d3ee",
    "outfit": "#e2f0fb",
    "accessories": "#fbeac2",
}
TURN_DEG, ELEVATION_DEG = 24.0, 8.0  # of a person
BUILD_TURN_DEG = 6.0  # breadth is seen from the front
THING_TURN_DEG, THING_ELEVATION_DEG = 28.0, 16.0
DRAWN_PX, SAMPLES, DETAIL = 2 * CHOICE_PX, 4, 0.8
EXPOSURE = 1.3
FRAME_MM = 100.0  # height of what the camera sees
QUALITY, FINISHED_QUALITY = 90, 85


def main() -> None:
    """Draw what is missing, one file after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help="such as hair_style; all without one")
    parser.add_argument("--again", action="store_true", help="also what is there already")
    args = parser.parse_args()
    known = {kind.split("/")[0] for kind in pictured()}
    if unknown := set(args.kinds) - known:
        parser.error(f"there is no kind {min(unknown)}; choose among {', '.join(sorted(known))}")
    for kind, names in pictured().items():
        if kind.split("/")[0] not in (args.kinds or known):
            continue
        for name in names:
            path = FOLDER / kind / f"{name}.webp"
            if args.again or not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                save(draw(kind, name), path, finished=kind == "finished")
                print(path, path.stat().st_size, flush=True)


def draw(kind: str, name: str) -> Image.Image:
    """The picture of one choice."""
    kind, _, preset = kind.partition("/")
    if kind == "theme":
        return draw_theme(preset, name)
    if kind == "finished":
        return draw_finished(name)
    return _DRAWN[kind](name)


def draw_head(kind: str, *, heads: float, lift: float, **looks: str | bool) -> Image.Image:
    """The made-up person down to the chest; ``heads``: height of the picture, of heads, its
    middle ``lift`` heads above the chin."""
    chin, parts = _person("medium", "casual", **looks)
    head = load_preset(MODEL).proportions.head_height_mm
    return _shoot(parts, kind, (0.0, chin + lift * head, 0.0), heads * head)


def draw_build(build: str) -> Image.Image:
    """The whole figure, all builds to one scale."""
    _, parts = _person(build, "sporty", turn_deg=BUILD_TURN_DEG)
    tall = load_preset(MODEL).proportions.figure_height_mm
    return _shoot(parts, "build", (0.0, 0.48 * tall, 0.0), 1.04 * tall)


def draw_outfit(outfit: str) -> Image.Image:
    """What is worn, from the chin to the knees."""
    chin, parts = _person("medium", outfit)
    return _shoot(parts, "outfit", (0.0, 0.56 * chin, 0.0), 0.98 * chin)


def draw_accessory(name: str) -> Image.Image:
    """The thing alone, filling the picture."""
    parts = _turned(build_accessory(name, colors=load_preset(MODEL).palette), THING_TURN_DEG)
    points = np.concatenate([part.vertices for part in parts])
    axes = camera_axes(place_camera((0, 0, 0), 1.0, elevation_deg=THING_ELEVATION_DEG))
    seen = points @ axes
    low, high = seen.min(0), seen.max(0)
    middle, size = axes @ ((low + high) / 2), float((high - low)[:2].max())
    return _shoot(parts, "accessories", tuple(middle), 1.2 * size, THING_ELEVATION_DEG)


def draw_theme(preset_name: str, theme: str) -> Image.Image:
    """The scene of the style's card in its colours, without the bands that words stand on."""
    preset = apply_theme(load_preset(preset_name), theme=theme)
    scene = Image.new("RGB", (DRAWN_PX, DRAWN_PX), preset.palette.primary)
    THEMES[theme].paint(scene, read_palette(preset.palette), (0.5, 0.5))
    return scene.resize((CHOICE_PX, CHOICE_PX), Image.Resampling.LANCZOS)


def draw_finished(preset: str) -> Image.Image:
    """The example toy in a style, marked as AI made."""
    toy = minime.make(replace(load_examples()[preset], mark=False))
    small = Image.fromarray(toy.picture).resize(FINISHED_PX, Image.Resampling.LANCZOS)
    return Image.fromarray(add_mark(np.asarray(small)))


def save(picture: Image.Image, path: Path, *, finished: bool) -> None:
    """Whole or not at all; a finished toy with the label that says how it was made."""
    quality, label = (FINISHED_QUALITY, write_xmp("none").encode()) if finished else (QUALITY, b"")
    with write_whole(path) as file:
        picture.save(file, "WEBP", quality=quality, method=6, xmp=label)


@lru_cache(maxsize=1)
def _nobody() -> Person:
    person = random_person(NOBODY, hair_styles=("short",))
    traits = replace(
        person.traits,
        skin=SKIN,
        hair=HAIR,
        facial_hair="none",
        facial_hair_color=HAIR,
        glasses=False,
        hair_top=0.62,
        hair_width=0.2,
        hair_bottom=LONG,
        parting=0.5,
        headwear_color=HAT,
        frame=replace(person.traits.frame, color=FRAMES),
    )
    return replace(person, traits=traits)


def _person(
    build: str,
    outfit: str,
    *,
    hair_style: str = "short",
    facial_hair: str = "none",
    glasses: bool = False,
    turn_deg: float = TURN_DEG,
) -> tuple[float, list[Part]]:
    """Height of the chin, mm, and the parts of the made-up person, standing."""
    person, preset = _nobody(), load_preset(MODEL)
    preset = replace(preset, proportions=shape_build(preset.proportions, build))
    traits = replace(
        person.traits,
        facial_hair=facial_hair,
        glasses=glasses,
        hair_bottom=BELOW_A_HAT if hair_style in HATS else LONG,
    )
    body = _body(preset.proportions, outfit)
    bust = build_bust(
        person.landmarks, traits, preset.face, stylisation=0.4, hair_style=hair_style, detail=DETAIL
    )
    stand = stand_on(body, preset)
    head, _ = pose_bust(bust, np.eye(3), stand)
    parts = [*head, *body.parts, make_neck(body, stand, traits)]
    return body.figure.chin, _turned(parts, turn_deg)


@lru_cache(maxsize=1)
def _body(proportions: Proportions, outfit: str) -> Body:
    accent = load_preset(MODEL).palette.accent
    colors = BodyColors(skin=SKIN, top=TOP, bottom=BOTTOM, shoes=SHOES, accent=accent)
    return build_body(proportions, outfit=outfit, colors=colors, detail=DETAIL)


def _turned(parts: Sequence[Part], degrees: float) -> list[Part]:
    rotation = turn("y", degrees)
    return [
        move(replace(part, normals=smooth_normals(part)), rotation=rotation)
        for part in parts
        if part.layer != "clear"
    ]


def _shoot(parts, kind: str, centre, height_mm: float, elevation_deg: float = ELEVATION_DEG):
    """``height_mm`` round the ``centre`` of the parts, which stand on a sheet of their kind's
    colour that curves up behind them. They are scaled to one camera and its lights, because
    the renderer compiles its programs anew for others, which takes longer than the picture."""
    scale = FRAME_MM / height_mm
    offset = -scale * np.asarray(centre)
    there = [move(part, scale=scale, offset=offset) for part in (*parts, _sheet(kind, height_mm))]
    scene = Scene(parts=there, lights=place_lights((0, 0, 0), FRAME_MM), ambient=AMBIENT)
    camera = place_camera((0, 0, 0), FRAME_MM, elevation_deg=elevation_deg)
    frame = render(scene, camera, size=(DRAWN_PX, DRAWN_PX), samples=SAMPLES)
    picture = Image.fromarray(to_srgb(EXPOSURE * frame.light))
    return picture.resize((CHOICE_PX, CHOICE_PX), Image.Resampling.LANCZOS)


def _sheet(kind: str, height_mm: float) -> Part:
    """Floor on y = 0, a bend and a wall, large enough for a picture of ``height_mm``."""
    bend = np.radians(np.linspace(0, 90, 17))
    radius, back = 0.8 * height_mm, -0.9 * height_mm
    z = np.concatenate([[4 * height_mm], back - radius * np.sin(bend), [back - radius]])
    y = np.concatenate([[0], radius * (1 - np.cos(bend)), [8 * height_mm]])
    x = np.full(len(z), 6 * height_mm)
    points = np.concatenate([np.column_stack([-x, y, z]), np.column_stack([x, y, z])])
    left = np.arange(len(z) - 1)
    right = left + len(z)
    faces = [[left, right, left + 1], [right, right + 1, left + 1]]
    return Part(
        name="sheet",
        layer="stage",
        vertices=points.astype(np.float32),
        faces=np.concatenate([np.stack(f, 1) for f in faces]).astype(np.int32),
        material=Material(color=tuple(rgb(GROUNDS[kind])), finish="card", roughness=0.9),
    )


_DRAWN: dict[str, Callable[[str], Image.Image]] = {
    "hair_style": lambda name: draw_head("hair_style", heads=1.68, lift=0.46, hair_style=name),
    "headwear": lambda name: draw_head("headwear", heads=1.6, lift=0.52, hair_style=name),
    "facial_hair": lambda name: draw_head("facial_hair", heads=1.3, lift=0.3, facial_hair=name),
    "glasses": lambda name: draw_head("glasses", heads=1.3, lift=0.45, glasses=name == "on"),
    "build": draw_build,
    "outfit": draw_outfit,
    "accessories": draw_accessory,
}


if __name__ == "__main__":
    main()
