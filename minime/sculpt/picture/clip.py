"""A turntable clip: the figure out of its box, on a round stand, turns once in three seconds.

The figure stays and everything else goes round it, camera and light: only numbers change
from frame to frame, no mesh. World frame of mesh.py (mm). The file's ending names its format:
animated WebP, or MP4 (H.264, which phones and messengers play) that turns twice, as few players
begin anew; both with content credentials. No checkpoint ever draws it: it is the sculpt alone.

MP4 is written by the program ffmpeg that the package imageio-ffmpeg brings, as a process of its
own: that program is under the GPL, which would reach into ours were it loaded as a library.
"""

import io
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from minime.errors import OutputError
from minime.label import AI_MADE, add_mark, sign, write_whole, write_xmp
from minime.sculpt.geometry.mesh import Material, Part, move
from minime.sculpt.geometry.shapes import Solid, ellipse, plate
from minime.sculpt.geometry.solid import figure_alone
from minime.sculpt.packaging.display import LAY
from minime.sculpt.picture.render import (
    Scene,
    light_up,
    load_bare,
    render_round,
    to_srgb,
    ways_all_round,
)
from minime.sculpt.picture.studio import AMBIENT, place_camera, place_lights
from minime.sculpt.picture.tracer import alone

SUFFIXES = {".webp": "image/webp", ".mp4": "video/mp4"}
FRAMES, SECONDS = 36, 3.0
SIZE = (576, 720)  # pixels, as tall as wide feeds show
ELEVATION_DEG = 11.0  # so much that only ground is behind the figure
AIR = 1.16  # height of the picture, in figures
SKY = (32, 64)  # rows and columns of the light from all round
STAND_MM = 5.0
WEBP_QUALITY = 86
MP4_TURNS, MP4_RATE = 2, 24  # pictures a second, each shown twice; slower puts editors off


def check_clip_name(path: str | Path) -> None:
    """Raise OutputError where the ending is no format that can be written."""
    if Path(path).suffix.lower() not in SUFFIXES:
        raise OutputError(f"{path} must end in {' or '.join(SUFFIXES)} to become a clip.")


def turn_round(
    parts: Sequence[Part], *, frames: int = FRAMES, size: tuple[int, int] = SIZE
) -> Iterator[np.ndarray]:
    """Yield each of ``frames`` pictures, (h, w, 3) uint8 of ``size`` (width, height), the
    first from the front."""
    figure = _set_up(parts)
    height = max(float(part.vertices[:, 1].max()) for part in figure)
    light = _light_all_round()
    front = place_camera((0.0, height / 2, 0.0), AIR * height, elevation_deg=ELEVATION_DEG)
    scene = Scene(parts=(*figure, _ground(parts, height)), lights=(), ambient=light)
    with alone():
        surfaces = load_bare(scene)
        lit = light_up(scene, surfaces)
    try:
        for number in range(frames):
            with alone():
                seen = render_round(surfaces, lit, front, -360 * number / frames, size=size)
            yield to_srgb(seen)
    finally:
        with alone():
            del surfaces, lit


def write_clip(frames: Sequence[np.ndarray], path: str | Path, *, mark: bool = True) -> None:
    """Write the ``frames`` of :func:`turn_round` as a clip of SECONDS, whole or not at all.

    mark: draw the small visible one. Raises OutputError.
    """
    check_clip_name(path)
    marked = [add_mark(frame) for frame in frames] if mark else frames
    mime = SUFFIXES[Path(path).suffix.lower()]
    pack = _pack_webp if mime == "image/webp" else _pack_mp4
    with write_whole(path) as file:
        file.write(sign(pack(marked), mime, "none"))


def _set_up(parts: Sequence[Part]) -> list[Part]:
    """The figure on its stand, the axis of the turn at x = z = 0."""
    figure = figure_alone(parts)
    if not figure:
        raise OutputError("There is no figure to turn; make a toy first.")
    points = np.concatenate([part.vertices for part in figure])
    low, tall = points[:, 1].min(), np.ptp(points[:, 1])
    feet = points[points[:, 1] < low + tall / 12][:, [0, 2]]
    x, z = (feet.min(0) + feet.max(0)) / 2
    reach = float(np.linalg.norm(feet - (x, z), axis=1).max()) + 4
    look = Material(color=_card_color(parts), finish="gloss")
    stand = plate(ellipse(2 * reach, 2 * reach, 96), STAND_MM, 1.4)
    stand = stand.moved((0, STAND_MM / 2, 0), turn=LAY).part("stand", look, layer="packaging")
    return [*(move(part, offset=(-x, STAND_MM - low, -z)) for part in figure), stand]


def _card_color(parts: Sequence[Part]) -> tuple[float, float, float]:
    """The commonest sort of colour of the printed card."""
    textures = (part.material.texture for part in parts if part.layer == "words")
    card = next((texture for texture in textures if texture is not None), None)
    if card is None:
        return Material().color
    red, green, blue = np.median(card.reshape(-1, 3), axis=0) / 255
    return float(red), float(green), float(blue)


def _ground(parts: Sequence[Part], height: float) -> Part:
    """A floor in the colour of the toy's backdrop that reaches beyond the picture."""
    color = next((p.material.color for p in parts if p.layer == "stage"), Material().color)
    far = 40 * height
    corners = np.array([(-far, 0, far), (far, 0, far), (far, 0, -far), (-far, 0, -far)])
    solid = Solid(vertices=corners, faces=np.array([(0, 1, 2), (0, 2, 3)]))
    return solid.part("ground", Material(color=color, finish="card", roughness=1.0), layer="stage")


def _light_all_round() -> np.ndarray:
    """(rows, columns, 3) float32: the soft boxes of the studio as soft spots in the sky."""
    ways = ways_all_round(*SKY)
    sky = np.full(ways.shape, AMBIENT)
    for light in place_lights((0.0, 0.0, 0.0), 1.0):
        place = np.array(light.position)
        away = np.arccos(np.clip(ways @ place / np.linalg.norm(place), -1, 1))
        spread = light.size[0] * light.size[1] / (place @ place) / np.pi  # of as much light
        sky += np.exp(-(away**2) / spread)[..., None] * light.radiance
    return sky.astype(np.float32)


def _pack_webp(frames: Sequence[np.ndarray]) -> bytes:
    from PIL import Image

    ends = np.round(np.linspace(0, 1000 * SECONDS, len(frames) + 1)).astype(int)
    first, *rest = (Image.fromarray(frame) for frame in frames)
    packed = io.BytesIO()
    first.save(
        packed,
        "WEBP",
        save_all=True,
        append_images=rest,
        duration=np.diff(ends).tolist(),
        loop=0,
        quality=WEBP_QUALITY,
        method=2,
        xmp=write_xmp("none").encode(),
    )
    return packed.getvalue()


def _pack_mp4(frames: Sequence[np.ndarray]) -> bytes:
    """H.264 as every phone decodes it: 8 bits, 4:2:0, the index before the pictures."""
    import imageio_ffmpeg

    height, width = frames[0].shape[:2]
    options = (
        f"-f rawvideo -pix_fmt rgb24 -s {width}x{height} -r {len(frames) / SECONDS} -i - "
        f"-vf fps={MP4_RATE},scale=out_color_matrix=bt709 -pix_fmt yuv420p "
        "-c:v libx264 -preset slow -crf 19 -profile:v high -movflags +faststart "
        "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv"
    ).split()
    pictures = MP4_TURNS * b"".join(frame.tobytes() for frame in frames)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        label = ["-metadata", f"comment={AI_MADE}"]
        try:
            command = [imageio_ffmpeg.get_ffmpeg_exe(), *options, *label, str(path)]
            subprocess.run(command, input=pictures, capture_output=True, check=True)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
            raise OutputError(
                "MP4 can't be written on this computer; name a file that ends in .webp."
            ) from error
        return path.read_bytes()
