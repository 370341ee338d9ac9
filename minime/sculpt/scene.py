"""Stands the toy in its packaging and takes its picture: selfie, order and preset to Sculpt.

What a change of words or accessories must not change, the figure and its pose, is settled
before those are looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from minime.artwork import accessory_label, apply_theme, typeset
from minime.order import MEASURED_COLORS, Order
from minime.preset import Materials, Preset
from minime.sculpt import Sculpt
from minime.sculpt.accessory import LABEL_MM, build_accessory, find_accessory
from minime.sculpt.accessory.grip import HOLDS, held_room, hold_accessory
from minime.sculpt.figure.body import Body, BodyColors, build_body
from minime.sculpt.figure.build import shape_build
from minime.sculpt.figure.figure import CHIN_SINK
from minime.sculpt.figure.hand import Grip
from minime.sculpt.figure.necklace import wear_necklace
from minime.sculpt.figure.outfit import choose_outfit, outfit_as_seen
from minime.sculpt.geometry.mesh import LAYERS, Material, Part, move, smooth_normals
from minime.sculpt.geometry.solid import HELD
from minime.sculpt.head.bust import CHIN_Y, CROWN_Y, PIVOT, Stand, pose_bust
from minime.sculpt.head.model import model_head
from minime.sculpt.head.pose import Setting, correct_pose, projected_box, roomy_box, turn_head
from minime.sculpt.packaging.build import Packaging, build_packaging, fit_accessories, view
from minime.sculpt.packaging.ties import tie_figure
from minime.sculpt.picture.layers import CELLS, FEW_CELLS
from minime.sculpt.picture.lens import blur_behind
from minime.sculpt.picture.render import Scene, project, render, render_gloss, to_srgb
from minime.sculpt.picture.studio import AMBIENT, place_lights
from minime.sculpt.picture.tracer import Camera
from minime.sculpt.variation import Variation, variation
from minime.selfie import Selfie
from minime.selfie.clothes.garment import Clothes
from minime.selfie.traits import Traits
from minime.srgb import rgb

LABEL_PX_PER_MM, ART_PX_PER_MM = 10, 8
DENIM, KHAKI = "#39506e", "#6b5a48"  # trousers, khaki below what is dark blue itself
SHOES = "#2b2b2f"
NECK_TINT = (1.0, 0.93, 0.89)  # in the chin's shadow skin is redder; plain, it looks dead
FIGURE_SAMPLES, FACE_SAMPLES = 4, 8  # more than the rest of the picture

Report = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Set:
    """Everything but the head, in place, and where the head goes. The last parts are those
    that change with the accessories, so that the numbers of the others never do. exposure: of
    the camera."""

    parts: tuple[Part, ...]
    setting: Setting
    exposure: float


def correct_traits(traits: Traits, order: Order) -> Traits:
    """The measured traits with what the person corrected on the order."""
    colours = {k: order.colors[k] for k in MEASURED_COLORS if k in order.colors}
    if "hair" in colours:
        colours["facial_hair_color"] = colours["hair"]
    if order.glasses != "auto":
        colours["glasses"] = order.glasses == "on"
    if order.facial_hair != "auto":
        colours["facial_hair"] = order.facial_hair
    if order.headwear != "auto":
        colours["headwear"] = order.headwear
        if traits.headwear == "none":  # no cloth was measured
            colours["headwear_color"] = colours.get("top", traits.top)
    return replace(traits, **colours)


def shade_traits(traits: Traits, order: Order) -> Traits:
    """The traits as they are painted: lighter or darker than they should look, where the order
    says that they come out otherwise."""
    from minime.selfie.colors import from_hex, to_hex

    painted = {
        key: to_hex(from_hex(getattr(traits, key)) + (shade, 0.0, 0.0))
        for key, shade in order.shades.items()
    }
    if "hair" in painted and traits.facial_hair_color == traits.hair:
        painted["facial_hair_color"] = painted["hair"]
    return replace(traits, **painted)


def dress_card(preset: Preset, order: Order, traits: Traits) -> Preset:
    """The preset with the card's theme and colours as the order, the title and the clothes of
    the corrected ``traits`` make them."""
    return apply_theme(
        preset,
        theme=order.theme,
        title=order.title,
        outfit=choose_outfit(order.title) or "casual",
        outfit_color=traits.top,
        corrections=order.colors,
        later=variation(order.seed).scene,
    )


def sculpt_toy(
    selfie: Selfie,
    order: Order,
    preset: Preset,
    *,
    size: tuple[int, int],
    samples: int,
    detail: float = 1.0,
    quick: bool = False,
    report: Report = lambda share, message: None,
) -> Sculpt:
    """The whole toy of a resolved ``order`` at ``size`` (width, height) pixels.

    quick: leave out the pose corrections, the gloss and the face's extra samples, as a live
    draft does.
    report: called with the share done in [0, 1] and a message; may raise Cancelled.
    """
    traits = shade_traits(correct_traits(selfie.traits, order), order)
    varied = variation(order.seed)
    build = (traits.build or "medium") if order.build == "auto" else order.build
    preset = dress_card(preset, order, traits)
    preset = replace(preset, proportions=shape_build(preset.proportions, build))
    report(0.0, "Modelling your head")
    bust = model_head(
        selfie,
        traits,
        preset.face,
        likeness=order.likeness,
        stylisation=order.stylisation,
        hair_style=order.hair_style,
        headwear=order.headwear,
        detail=detail,
    )
    bust = replace(bust, parts=tuple(_finish(part, preset.materials) for part in bust.parts))
    report(0.15, "Dressing and packing the figure")
    first = selfie.face.pose.matrix()
    body = _dress(traits, selfie.worn, order, preset, varied, detail)
    body = wear_necklace(body, selfie.jewellery.necklace)
    stage = _build_set(bust, first, body, traits, order, preset, varied, detail)
    report(0.25, "Turning the head to your pose")
    rotation = first if quick else correct_pose(bust, first, stage.setting, size)
    report(0.4, "Taking the picture")
    return _take_picture(stage, bust, rotation, first, size, samples, quick=quick)


def _build_set(
    bust,
    rotation,
    body: Body,
    traits: Traits,
    order: Order,
    preset: Preset,
    varied: Variation,
    detail: float,
) -> _Set:
    stand = stand_on(body, preset)
    head, _ = pose_bust(bust, rotation, stand)
    figure = (*body.parts, make_neck(body, stand, traits))
    held, beside = _share_out(order.accessories, preset)
    packaging = _pack(preset, order, (*figure, *head), body.hands[0], len(beside), varied, detail)
    placed = fit_accessories([_accessory(word, preset) for word in beside], packaging.slots)
    origin = np.array(packaging.figure_origin)
    parts = [move(part, offset=origin) for part in figure]
    count = len(parts)
    if packaging.tie_z is not None:
        sight = np.tan(np.radians((-packaging.yaw_deg, -packaging.pitch_deg)))
        ties = tie_figure(body, back_z=packaging.tie_z - origin[2], sight=tuple(sight))
        parts += [move(part, offset=origin) for part in ties]
    parts += [*packaging.parts, *(part for thing in placed for part in thing)]
    parts += [move(part, offset=origin) for part in _hold(held, body, preset)]
    parts = [
        _finish(replace(part, normals=smooth_normals(part)), preset.materials)
        for part in (*parts, *packaging.clear)
    ]
    (x0, y0), (x1, y1) = packaging.frame
    return _Set(
        parts=tuple(parts),
        setting=Setting(
            figure=tuple(parts[:count]),
            stand=replace(stand, pivot=stand.pivot + origin),
            camera=view(packaging),
            lights=place_lights(((x0 + x1) / 2, (y0 + y1) / 2, 0.0), y1 - y0),
        ),
        exposure=packaging.exposure,
    )


def _finish(part: Part, materials: Materials) -> Part:
    """The part in the preset's finish, unless it has one of its own, as a zip or a boot."""
    usual, wanted = {
        "skin": ("vinyl", materials.skin),
        "hair": ("hair", materials.hair),
        "outfit": ("fabric", materials.outfit),
    }.get(part.layer, ("", ""))
    if part.material.finish != usual:
        return part
    return replace(part, material=replace(part.material, finish=wanted))


def _dress(
    traits: Traits, worn: Clothes, order: Order, preset: Preset, varied: Variation, detail: float
) -> Body:
    """The body in what was asked for, else in what the title asks for, else as in the photo."""
    outfit = order.outfit
    if outfit == "auto":
        outfit = choose_outfit(order.title) or "photo"
    as_seen = outfit == "photo"
    if as_seen:
        outfit = outfit_as_seen(traits.clothes, traits.collar, scarf=worn.scarf is not None)
    red, _, blue = rgb(traits.top)
    dark_blue = rgb(traits.top).mean() < 0.3 and blue > red + 0.03
    bottom = KHAKI if dark_blue else DENIM
    if traits.clothes in ("suit", "suit_tie") and as_seen:
        bottom = traits.top
    colours = BodyColors(
        skin=traits.skin,
        top=traits.top,
        bottom=order.colors.get("bottom", bottom),
        shoes=SHOES,
        accent=preset.palette.accent,
        second=traits.second if as_seen else "",
        tie=traits.tie if as_seen else "",
        pattern=(traits.pattern or "plain") if as_seen else "plain",
        print=worn.print if as_seen else None,
        inner_print=worn.inner_print if as_seen else None,
        scarf=worn.scarf if as_seen else None,
    )
    return build_body(
        preset.proportions,
        outfit=outfit,
        colors=colours,
        free_arm=varied.arm,
        legs=varied.legs,
        detail=detail,
    )


def stand_on(body: Body, preset: Preset) -> Stand:
    """Where a head goes so that it sits on the body's neck."""
    head = preset.proportions.head_height_mm
    scale = head / (CROWN_Y - CHIN_Y)
    rise = np.array([0.0, (PIVOT[1] - CHIN_Y) * scale - CHIN_SINK * head, 8.0 * scale])
    return Stand(scale=scale, pivot=np.asarray(body.neck, float) + rise)


def make_neck(body: Body, stand: Stand, traits: Traits) -> Part:
    """From the body's neck up into the skull, whichever way the head turns."""
    import trimesh

    low, high = np.asarray(body.neck, float) - [0, 4, 0], stand.pivot - [0, 0, 6 * stand.scale]
    rod = trimesh.creation.cylinder(body.neck_radius_mm * 0.97, segment=[low, high], sections=48)
    return Part(
        name="neck",
        layer="skin",
        vertices=np.asarray(rod.vertices, np.float32),
        faces=np.asarray(rod.faces, np.int32),
        material=Material(color=tuple(rgb(traits.skin) * NECK_TINT), finish="vinyl"),
    )


def _share_out(words: tuple[str, ...], preset: Preset) -> tuple[str | None, tuple[str, ...]]:
    """What the figure holds, if anything, and what stands beside it. A blister card keeps at
    least one thing under a bubble."""
    if preset.packaging == "blister_card" and len(words) < 2:
        return None, words
    held = next((i for i, word in enumerate(words) if find_accessory(word) in HOLDS), None)
    if held is None:
        return None, words
    return words[held], words[:held] + words[held + 1 :]


def _hold(word: str | None, body: Body, preset: Preset) -> tuple[Part, ...]:
    if word is None:
        return ()
    height = preset.proportions.figure_height_mm
    held = hold_accessory(find_accessory(word), _accessory(word, preset), body.hands[0], height)
    return tuple(replace(part, name=f"{HELD}{part.name}") for part in held)


def _pack(
    preset: Preset,
    order: Order,
    figure: tuple[Part, ...],
    grip: Grip,
    beside: int,
    varied: Variation,
    detail: float,
) -> Packaging:
    """The packaging for a figure that may hold something, whether or not it does, and for as
    many accessories beside it."""
    room = held_room(grip, preset.proportions.figure_height_mm)
    points = np.concatenate([*[part.vertices for part in figure], room])
    width = 2 * float(np.abs(points[:, 0]).max())
    depth = float(np.ptp(points[:, 2]))
    return build_packaging(
        preset.packaging,
        art=typeset(
            preset, order, px_per_mm=ART_PX_PER_MM * detail, mirrored=varied.mirrored and beside > 0
        ),
        figure_box=(width, float(points[:, 1].max()), depth),
        accessories=beside,
        palette=preset.palette,
        held=len(order.accessories) - beside,
        mirrored=varied.mirrored,
    )


def _accessory(word: str, preset: Preset) -> tuple[Part, ...]:
    size = tuple(round(side * LABEL_PX_PER_MM) for side in LABEL_MM)
    label = accessory_label(word, preset.palette, size=size, mark=preset.word_mark)
    return build_accessory(word, label_texture=label, colors=preset.palette)


def _take_picture(stage: _Set, bust, rotation, first, size, samples: int, *, quick: bool) -> Sculpt:
    camera, lights = stage.setting.camera, stage.setting.lights
    head, landmarks = turn_head(bust, rotation, stage.setting)
    parts = (*head, *stage.parts)
    frame = render(
        Scene(parts=parts, lights=lights, ambient=AMBIENT),
        camera,
        size=size,
        samples=samples,
        focus=() if quick else _focus(stage, head, size),
        cells=FEW_CELLS if quick else CELLS,
    )
    clear = () if quick else parts
    toy = frame.layers != LAYERS.index("stage")
    focus = float(np.median(frame.depth[toy]))
    heads = sum(part.layer != "clear" for part in head)
    mask = (frame.part >= 0) & (frame.part < heads)
    light = blur_behind(frame.light, frame.depth, toy, focus_mm=focus)
    return Sculpt(
        draft=to_srgb(stage.exposure * light),
        paint=frame.paint,
        depth=frame.depth,
        normals=frame.normals,
        layers=frame.layers,
        gloss=render_gloss(clear, camera, lights, size=size),
        head_box=_box(mask, head, camera, size),
        head_mask=mask.astype(np.float32),
        landmarks=project(landmarks, camera, size),
        parts=parts,
        rotation=rotation,
        first_rotation=first,
    )


def _focus(stage: _Set, head: Sequence[Part], size: tuple[int, int]):
    """Where a picture gets more samples: on the figure, and more still on the face."""
    camera, figure = stage.setting.camera, stage.setting.figure
    return tuple(
        (roomy_box(projected_box(parts, camera, size), size), samples)
        for parts, samples in (((*figure, *head), FIGURE_SAMPLES), (head, FACE_SAMPLES))
    )


def _box(mask, head, camera: Camera, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Half-open pixels of the head that is seen, else of where it stands."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if len(rows):
        return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    return projected_box(head, camera, size)
