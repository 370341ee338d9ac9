"""Bytes, path or "example" in; an upright RGB picture out.

Sizes are checked before anything is decoded. EXIF orientation is applied, then all
metadata is dropped; colours are brought to sRGB; transparency is laid over white.
"""

import io
import warnings
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps

from minime.errors import PhotoError

MAX_BYTES = 40_000_000
MAX_PIXELS = 60_000_000
MIN_SIDE = 32  # pixels; nothing smaller can show a face
# Only formats that cameras and browsers make: fewer decoders that a bad file can reach.
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF", "BMP", "TIFF", "PPM")
EXAMPLE = "example"  # skimage.data.astronaut(), public domain, inside scikit-image's wheel


def read_photo(source: bytes | str | Path) -> np.ndarray:
    """The picture as (h, w, 3) uint8 sRGB, upright; the first frame of an animation.

    Raises PhotoError for what is missing, empty, too big, broken or no picture.
    """
    if isinstance(source, str) and source == EXAMPLE:
        return _read_example()
    data = bytes(source) if isinstance(source, bytes | bytearray) else _read_file(Path(source))
    if not data:
        raise PhotoError("The photo is empty (0 bytes); choose another file.")
    _check_bytes(len(data))
    image = _open(data)
    _check_pixels(*image.size)
    try:
        upright = ImageOps.exif_transpose(image)
        rgb = _flatten(upright)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, RuntimeError) as error:
        raise PhotoError(
            "The photo is damaged or cut off; save or download it again and retry."
        ) from error
    return np.array(rgb, np.uint8)


def _read_example() -> np.ndarray:
    import skimage.data

    return np.array(skimage.data.astronaut())


def _read_file(path: Path) -> bytes:
    try:
        _check_bytes(path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise PhotoError(f"There is no readable photo at {path}; check the path.") from error


def _check_bytes(size: int) -> None:
    if size > MAX_BYTES:
        raise PhotoError(
            "The photo has {size} MB, more than the {most} MB allowed; choose a smaller copy.",
            {"size": round(size / 1e6), "most": MAX_BYTES // 10**6},
        )


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PhotoError(
            "The photo has {width} x {height} pixels, more than the {most} million allowed;"
            " choose a smaller copy.",
            {"width": width, "height": height, "most": MAX_PIXELS // 10**6},
        )
    if min(width, height) < MIN_SIDE:
        raise PhotoError(
            "The photo has only {width} x {height} pixels; choose one of at least {least} pixels"
            " a side.",
            {"width": width, "height": height, "least": MIN_SIDE},
        )


@lru_cache(maxsize=1)
def _readable_formats() -> tuple[str, ...]:
    """FORMATS as far as this Pillow has them."""
    import pillow_heif

    Image.init()
    pillow_heif.register_heif_opener()
    return tuple(name for name in FORMATS if name in Image.OPEN)


def _open(data: bytes) -> Image.Image:
    """The picture with its header read and its pixels not yet decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own size warning: _check_pixels is stricter
        try:
            return Image.open(io.BytesIO(data), formats=_readable_formats())
        except Image.DecompressionBombError as error:
            raise PhotoError(
                "The photo has far more than the {most} million pixels allowed; choose a smaller"
                " copy.",
                {"most": MAX_PIXELS // 10**6},
            ) from error
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
            raise PhotoError(
                "This file is no picture that can be read; choose a JPEG, PNG, WebP, HEIC or GIF."
            ) from error


def _flatten(image: Image.Image) -> Image.Image:
    """Any mode to RGB in sRGB, transparency over white."""
    if image.mode.startswith("I") or image.mode == "F":
        return _narrow(image).convert("RGB")
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        flat = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
        return _to_srgb(flat, profile if image.mode in ("RGBA", "RGB") else None)
    if image.mode not in ("RGB", "CMYK"):
        return image.convert("RGB")
    return _to_srgb(image, profile)


def _narrow(image: Image.Image) -> Image.Image:
    """16- and 32-bit greyscale to 8 bits: full range of the type, not of the picture."""
    levels = np.asarray(image, np.float64)
    top = (
        1.0
        if image.mode == "F" and levels.max() <= 1
        else 255.0
        if levels.max() <= 255
        else 65535.0
    )
    return Image.fromarray((levels / top * 255).clip(0, 255).round().astype(np.uint8))


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones save Display P3: without this, skin comes out dull."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            return converted if converted is not None else image.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile is no reason to refuse a good picture
    return image.convert("RGB")
