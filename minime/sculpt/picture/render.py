"""Meshes in, pictures and exact layers out: Mitsuba 3's path tracer behind one function.

World frame of mesh.py (mm). The draft is denoised by filtering only the light that falls
on the surfaces (picture over albedo), guided by the normals, so that paint stays sharp.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from minime.sculpt.geometry.merge import Merged, merge_parts
from minime.sculpt.geometry.mesh import LAYERS, Part
from minime.sculpt.geometry.shapes import turn
from minime.sculpt.picture.denoise import denoise, denoise_gloss
from minime.sculpt.picture.layers import (
    CELLS,
    Layers,
    Surfaces,
    face_surfaces,
    load_surfaces,
    trace_few_layers,
    trace_layers,
)
from minime.sculpt.picture.tracer import (
    Camera,
    aligned,
    alone,
    camera_axes,
    give_back_memory,
    give_way,
    import_mitsuba,
    is_awaited,
    make_sensor,
    trace,
)
from minime.srgb import from_linear, to_bytes

# Principled BSDF (roughness, specular, sheen, clearcoat) of each finish, set by eye.
FINISHES = {
    "vinyl": (0.42, 0.3, 0.0, 0.0),
    "gloss": (0.22, 0.5, 0.0, 0.6),
    "fabric": (0.85, 0.15, 0.6, 0.0),
    "card": (0.5, 0.3, 0.0, 0.0),
    "metal": (0.3, 0.9, 0.0, 0.0),
    "hair": (0.36, 0.2, 0.0, 0.0),
}
LARGEST_PASS = 6_000_000  # paths at once; more takes too much memory
CALM_PX = 14.0  # how far light is spread on the ground of a moving picture
GLOSS_SAMPLES, GLOSS_SKY = 4, (64, 128)
# What clear parts mirror, by eye: a room that is dark behind the camera, lest a film of grey lie
# on what is behind their fronts, and bright from the second angle to its line of sight on; soft
# boxes dimmed and moved aside, so that they shine in the shoulders of a bubble, not on a face.
GLOSS_ROOM, GLOSS_DARK_DEG, GLOSS_DIMMED, GLOSS_ASIDE = 0.6, (55.0, 100.0), 0.6, 1.9
BOUNCES = 3  # of a path, the camera's ray among them: one reflection between surfaces


@dataclass(frozen=True, kw_only=True)
class Light:
    """A rectangular soft box at ``position`` facing ``target``, sides in mm, linear radiance.
    weight: how often light is looked for here, relative to other lights and the room (1)."""

    position: tuple[float, float, float]
    target: tuple[float, float, float]
    size: tuple[float, float]
    radiance: tuple[float, float, float]
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """The parts, of which the clear ones are not seen (:func:`render_gloss` shows those), and
    their light.

    ambient: radiance that comes evenly from everywhere, or (h, w, 3) float32, that from all
    round: rows from straight up to straight down, columns from +z's opposite over +x.
    """

    parts: Sequence[Part]
    lights: Sequence[Light]
    ambient: float | np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Frame:
    """light: (h, w, 3) float32 linear. depth: (h, w) mm, 0 where nothing. normals: (h, w, 3)
    world. layers: (h, w) uint8 index into LAYERS. part: (h, w) int16 index into the parts,
    -1 where nothing. paint: (h, w, 3) float32 linear, 0 where nothing."""

    light: np.ndarray
    depth: np.ndarray
    normals: np.ndarray
    layers: np.ndarray
    part: np.ndarray
    paint: np.ndarray


def ways_all_round(rows: int, columns: int) -> np.ndarray:
    """(rows, columns, 3) unit vectors to the places of a Scene's ambient."""
    down = np.pi * (np.arange(rows) + 0.5) / rows
    across = 2 * np.pi * (np.arange(columns) + 0.5) / columns
    down, across = np.meshgrid(down, across, indexing="ij")
    return np.stack(
        [np.sin(down) * np.sin(across), np.cos(down), -np.sin(down) * np.cos(across)], -1
    )


def load_bare(scene: Scene) -> Surfaces:
    """The bare surfaces of the ``scene``."""
    return load_surfaces([part for part in scene.parts if part.layer != "clear"])


def light_up(scene: Scene, surfaces: Surfaces) -> Any:
    """The path tracer's own handle of the ``scene``, whose ``surfaces`` these are, with its
    materials and lights."""
    return _load(_painted(surfaces), scene.lights, scene.ambient)


def render(
    scene: Scene,
    camera: Camera,
    *,
    size: tuple[int, int],
    samples: int,
    seed: int = 0,
    box: tuple[int, int, int, int] | None = None,
    focus: Sequence[tuple[tuple[int, int, int, int], int]] = (),
    cells: int = CELLS,
) -> Frame:
    """Path trace ``scene`` at ``size`` (width, height) with ``samples`` a pixel.

    box: half-open pixels of the picture that alone are rendered; the frame is as large.
    focus: half-open pixels, and how many samples more they get. cells: see trace_layers.

    Takes its own turns at the renderer, several, and others theirs between them.
    """
    # A program of the renderer's holds every material that there is anywhere, and is compiled
    # anew for more: so the bare surfaces go before there are any, and these before others' turn.
    with alone():
        surfaces = load_bare(scene)
        seen = trace_layers(surfaces, camera, size=size, box=box, cells=cells)
        surfaces = replace(surfaces, handle=None)
    with alone():
        lit = light_up(scene, surfaces)
        light = _trace(lit, camera, size, box, samples, BOUNCES, seed)
        taken = np.full((*light.shape[:2], 1), samples, np.float32)
        for number, ((x0, y0, x1, y1), count) in enumerate(focus, 1):
            if is_awaited():
                del lit
                give_way()
                lit = light_up(scene, surfaces)
            window = np.s_[y0:y1, x0:x1]
            more = _trace(lit, camera, size, (x0, y0, x1, y1), count, BOUNCES, seed + number)
            light[window] += (more - light[window]) * count / (taken[window] + count)
            taken[window] += count
        del lit
        give_back_memory()
    table = np.array([LAYERS.index(part.layer) for part in surfaces.parts] + [0], np.uint8)
    return Frame(
        light=denoise(light, _one_skin(seen, surfaces.parts)),
        depth=seen.depth,
        normals=seen.normals,
        layers=table[seen.part],
        part=seen.part,
        paint=seen.paint,
    )


def render_round(
    surfaces: Surfaces,
    lit: Any,
    camera: Camera,
    degrees: float,
    *,
    size: tuple[int, int],
    seed: int = 0,
) -> np.ndarray:
    """(h, w, 3) float32 linear light seen by ``camera``, which looks along -z, once it has gone
    round the y axis by ``degrees``, counter-clockwise seen from above, and the light from all
    round with it. The surfaces, and ``lit``, the same lit up, are left like that.

    Much quicker than :func:`render`: one sample a pixel, denoised without normals, and the
    light on the stage is spread.
    """
    way = turn("y", degrees)
    params = import_mitsuba().traverse(lit)
    params["ambient.to_world"] = import_mitsuba().ScalarTransform4f().rotate([0, 1, 0], degrees)
    params.update()
    face_surfaces(surfaces, way[:, 2])
    there = replace(
        camera, position=tuple(way @ camera.position), target=tuple(way @ camera.target)
    )
    seen = trace_few_layers(surfaces, there, size=size)
    light = trace(lit, make_sensor(there, size), _path(BOUNCES), seed=seed)[..., :3]
    clean = denoise(light, _one_skin(seen, surfaces.parts))
    stage = np.array([part.layer == "stage" for part in surfaces.parts] + [False])
    return _calm(clean, stage[seen.part] & stage[seen.other])


def _calm(light: np.ndarray, plain: np.ndarray) -> np.ndarray:
    """The (h, w, 3) ``light`` without the stains that few samples leave on a ``plain``, (h, w)
    bool, ground of one colour."""
    import cv2

    share = plain.astype(np.float32)
    spread = cv2.GaussianBlur(light * share[..., None], (0, 0), CALM_PX)
    spread /= np.maximum(cv2.GaussianBlur(share, (0, 0), CALM_PX), 1e-6)[..., None]
    return np.where(plain[..., None], spread, light)


def _one_skin(seen: Layers, parts: Sequence[Part]) -> Layers:
    """The same with all skin as one part: where face and scalp meet, light filtered for each
    alone would leave a seam."""
    skin = [number for number, part in enumerate(parts) if part.layer == "skin"]
    table = np.arange(len(parts) + 1, dtype=np.int16)
    table[-1] = -1
    table[skin] = min(skin, default=0)
    return replace(seen, part=table[seen.part], other=table[seen.other])


@alone()
def render_gloss(
    parts: Sequence[Part], camera: Camera, lights: Sequence[Light], *, size: tuple[int, int]
) -> np.ndarray:
    """(h, w, 3) float32 linear light that the clear parts reflect, to be added to a picture."""
    clear = [part for part in parts if part.layer == "clear"]
    width, height = size
    if not clear:
        return np.zeros((height, width, 3), np.float32)
    aside = [_aside(light) for light in lights]
    scene = _load([_mesh(merge_parts(clear), _clear())], aside, _gloss_room(camera))
    return denoise_gloss(_trace(scene, camera, size, None, GLOSS_SAMPLES, 2, 0))


def project(points: np.ndarray, camera: Camera, size: tuple[int, int]) -> np.ndarray:
    """(n, 3) world mm to (n, 3) picture frame: x, y in pixels, z in pixels (near is smaller)."""
    rel = np.asarray(points, float) - np.asarray(camera.position, float)
    across, upwards, behind = (rel @ camera_axes(camera)).T
    ahead = -behind
    width, height = size
    focal = height / 2 / np.tan(np.radians(camera.fov_deg) / 2)  # in pixels
    x = width / 2 + focal * across / ahead
    y = height / 2 - focal * upwards / ahead
    distance = np.linalg.norm(np.subtract(camera.target, camera.position))
    return np.stack([x, y, (ahead - distance) * focal / distance], 1).astype(np.float32)


def to_srgb(light: np.ndarray) -> np.ndarray:
    """Linear light (..., 3) to uint8 sRGB with a soft shoulder above .8 (no hard clipping). The
    brightest channel bends and takes the others along: bent each for itself they would draw
    level, and well lit skin would turn white."""
    knee = 0.8
    peak = light.max(-1, keepdims=True)
    over = np.maximum(peak - knee, 0)
    bent = knee + (1 - knee) * over / (over + (1 - knee))
    return to_bytes(from_linear(light * (bent / np.maximum(peak, knee))))


def _load(meshes: Sequence, lights: Sequence[Light], ambient: float | np.ndarray):
    mi = import_mitsuba()
    if isinstance(ambient, np.ndarray):
        around = {"type": "envmap", "bitmap": mi.Bitmap(ambient)}
    else:
        around = {"type": "constant", "radiance": ambient}
    content = {
        "type": "scene",
        "ambient": around,
        **{f"light{i}": mi.load_dict(_light(mi, light)) for i, light in enumerate(lights)},
        **{f"mesh{i}": mesh for i, mesh in enumerate(meshes)},
    }
    # Given as objects, not as nested dicts: those come in any order (parallel and merged
    # loading), and with the lights in another order the same seed gives other pixels.
    return mi.load_dict(content, parallel=False, optimize=False)


def _painted(surfaces: Surfaces) -> list:
    """One mesh for each finish, whether or not a part has it."""
    mi = import_mitsuba()
    merged, materials = surfaces.merged, [part.material for part in surfaces.parts]
    sheet = mi.Bitmap(np.ascontiguousarray(merged.sheet[::-1]))
    paint = mi.load_dict({"type": "bitmap", "bitmap": sheet, "wrap_mode": "clamp"})
    roughness = [FINISHES[m.finish][0] if m.roughness is None else m.roughness for m in materials]
    roughness = np.array(roughness, np.float32)[merged.face_part]
    meshes = []
    for finish in FINISHES:
        has = np.array([material.finish == finish for material in materials])[merged.face_part]
        meshes.append(_mesh(merged, _bsdf(finish, paint), has, roughness))
    return meshes


def _trace(scene, camera, size, box, samples: int, bounces: int, seed: int) -> np.ndarray:
    """(h, w, 3) float32 linear light of ``box`` in a picture of ``size``.

    A pass takes one sample of each cell of a finer grid: several samples a pixel at once would
    be added in any order, and the last bits would differ from run to run; one sample a pixel
    and pass would spend most of the time on recording the passes.
    """
    import cv2

    x0, y0, x1, y1 = box or (0, 0, *size)
    grid = _grid(samples, (x1 - x0) * (y1 - y0))
    sensor = make_sensor(camera, size, box, finer=grid)
    path = _path(bounces)
    passes = [trace(scene, sensor, path, seed=1000 * seed + i) for i in range(samples // grid**2)]
    light = sum(cv2.resize(p, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA) for p in passes)
    return (light / len(passes))[..., :3]


def _path(bounces: int) -> dict:
    return {"type": "path", "max_depth": bounces, "hide_emitters": True}


def _grid(samples: int, pixels: int) -> int:
    """Cells along a pixel's side: the most whose square divides ``samples`` and fits memory."""
    fits = [n for n in (1, 2, 3, 4) if samples % n**2 == 0 and pixels * n**2 <= LARGEST_PASS]
    return max(fits, default=1)


def _light(mi, light: Light) -> dict:
    transform = mi.ScalarTransform4f()
    place = transform.look_at(
        origin=list(light.position), target=list(light.target), up=[0, 1, 0.01]
    ) @ transform.scale([light.size[0] / 2, light.size[1] / 2, 1])
    radiance = {"type": "rgb", "value": list(light.radiance)}
    return {
        "type": "rectangle",
        "to_world": place,
        "bsdf": {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}},
        "emitter": {"type": "area", "radiance": radiance, "sampling_weight": light.weight},
    }


def _mesh(merged: Merged, bsdf: dict, has=np.s_[:], roughness: np.ndarray | None = None):
    """The faces that ``has`` chooses as the renderer's mesh."""
    mi = import_mitsuba()
    faces = merged.faces[has]
    if not len(faces):
        faces, roughness, has = np.zeros((1, 3), np.uint32), np.zeros(1, np.float32), np.s_[:]
    props = mi.Properties()
    props["bsdf"] = mi.load_dict(bsdf)
    mesh = mi.Mesh(
        "mesh",
        len(merged.vertices),
        len(faces),
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=props,
    )
    params = mi.traverse(mesh)
    params["vertex_positions"] = aligned(merged.vertices)
    params["faces"] = aligned(faces)
    params["vertex_texcoords"] = aligned(merged.uv)
    params["vertex_normals"] = aligned(merged.normals)
    params.update()
    if roughness is not None:
        mesh.add_attribute("face_roughness", 1, roughness[has])
    return mesh


def _aside(light: Light) -> Light:
    x, y, z = np.subtract(light.position, light.target) * (GLOSS_ASIDE, GLOSS_ASIDE, 1.0)
    return replace(
        light,
        position=tuple(np.add(light.target, (x, y, z))),
        radiance=tuple(GLOSS_DIMMED * part for part in light.radiance),
    )


def _gloss_room(camera: Camera) -> np.ndarray:
    """(h, w, 3) light from all round, as a Scene has it."""
    ways = ways_all_round(*GLOSS_SKY)
    back = np.degrees(np.arccos(np.clip(ways @ camera_axes(camera)[:, 2], -1, 1)))
    room = GLOSS_ROOM * np.interp(back, GLOSS_DARK_DEG, (0, 1))
    return np.repeat(room[..., None], 3, -1).astype(np.float32)


def _clear() -> dict:
    """Reflection alone: a black body under a smooth coat."""
    black = {"type": "rgb", "value": 0.0}
    body = {"type": "roughplastic", "diffuse_reflectance": black, "alpha": 0.04}
    return {"type": "twosided", "bsdf": body}


def _bsdf(finish: str, paint) -> dict:
    _, specular, sheen, coat = FINISHES[finish]
    principled = {
        "type": "principled",
        "base_color": paint,
        "roughness": {"type": "mesh_attribute", "name": "face_roughness"},
        "specular": specular,
        "metallic": 0.9 if finish == "metal" else 0.0,
    }
    if sheen:
        principled |= {"sheen": sheen, "sheen_tint": 0.6}
    if coat:
        principled |= {"clearcoat": coat, "clearcoat_gloss": 0.9}
    return {"type": "twosided", "bsdf": principled}
