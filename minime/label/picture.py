"""Says what a picture is: a small visible mark, and settings and origin inside the PNG.

The texts of the PNG: ``parameters`` (as other generators write it), ``minime`` (the order
as JSON, no photo) and an XMP packet with IPTC's digital source type; over all of it the
content credentials. A file is either written whole or not at all.
"""

import errno
import io
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, ImageDraw, PngImagePlugin

from minime.errors import OutputError, PhotoError
from minime.label.credentials import sign
from minime.label.origin import source_type

_XMP_KEY = "XML:com.adobe.xmp"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/"><Iptc4xmpExt:DigitalSourceType>{source}\
</Iptc4xmpExt:DigitalSourceType><xmp:CreatorTool>MiniMe</xmp:CreatorTool>\
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_SOURCE_TAG = re.compile(r"DigitalSourceType>([^<]+)<")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the ``parameters`` text tells other programs."""

    prompt: str
    negative: str
    steps: int
    sampler: str
    guidance: float
    seed: int
    model: str
    width: int
    height: int
    strength: float


def add_mark(picture: np.ndarray, text: str = "AI") -> np.ndarray:
    """The picture with a small mark in the lower right corner; (h, w, 3) uint8."""
    # Here, so that the command line can write files without loading type and packaging.
    from minime.artwork.lettering import Style, draw_text

    height, width = picture.shape[:2]
    unit = max(10, round(0.022 * min(width, height)))
    box_w, box_h = round(1.9 * unit), round(1.35 * unit)
    x0, y0 = width - box_w - unit // 2, height - box_h - unit // 2
    scale = 4
    shape = Image.new("L", (box_w * scale, box_h * scale))
    ImageDraw.Draw(shape).rounded_rectangle(
        (0, 0, box_w * scale - 1, box_h * scale - 1), 0.3 * box_h * scale, fill=150
    )
    marked = Image.fromarray(picture)
    marked.paste((17, 17, 20), (x0, y0), shape.resize((box_w, box_h), Image.Resampling.BOX))
    inner = (x0 + unit // 4, y0 + unit // 4, x0 + box_w - unit // 4, y0 + box_h - unit // 4)
    draw_text(marked, inner, text, Style(font="noto_sans", fill=(255, 255, 255)))
    return np.asarray(marked)


def write_parameters(settings: Settings) -> str:
    """The settings as one text in the form that prompt galleries read."""
    prompt, negative = (" ".join(text.split()) for text in (settings.prompt, settings.negative))
    return (
        f"{prompt}\nNegative prompt: {negative}\n"
        f"Steps: {settings.steps}, Sampler: {settings.sampler}, "
        f"CFG scale: {settings.guidance:g}, Seed: {settings.seed}, "
        f"Size: {settings.width}x{settings.height}, Model: {settings.model}, "
        f"Denoising strength: {settings.strength:g}"
    )


def save_png(
    picture: np.ndarray | Image.Image,
    path: str | Path,
    *,
    parameters: str,
    order: Mapping[str, Any],
) -> Path:
    """Write the labelled and signed PNG whole or not at all; its path. Raises OutputError.

    order: plain JSON values without the photo (order.to_json); its checkpoint is what the
    label names as the maker, besides MiniMe.
    """
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("parameters", parameters)
    texts.add_itxt("minime", json.dumps(order, ensure_ascii=False, sort_keys=True))
    texts.add_itxt(_XMP_KEY, write_xmp(order["checkpoint"]))
    packed = io.BytesIO()
    image.save(packed, format="PNG", pnginfo=texts, dpi=image.info.get("dpi"))
    target = Path(path)
    with write_whole(target) as file:
        file.write(sign(packed.getvalue(), "image/png", order["checkpoint"]))
    return target


def write_xmp(checkpoint: str) -> str:
    """The XMP packet that tells other programs how a picture came to be."""
    return _XMP.format(source=source_type(checkpoint))


@contextmanager
def write_whole(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write bytes to, which takes the place of ``path`` when the block has ended
    well and leaves nothing behind otherwise. Raises OutputError where that can't be."""
    target = Path(path)
    temporary = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        if target.exists() and not target.is_file():
            raise OutputError(f"{target} is not a file; choose a file name inside a folder.")
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise OutputError(_explain(target, error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def read_label(path: str | Path) -> dict[str, Any]:
    """What :func:`save_png` wrote: ``parameters`` (text), ``order`` (JSON values) and
    ``source_type`` (an address of IPTC's vocabulary), each None where the file has none.
    Raises PhotoError for a file that is no picture."""
    try:
        with Image.open(path) as image:
            image.load()
            texts = dict(image.info)
    except (OSError, SyntaxError, ValueError) as error:
        raise PhotoError(f"{path} can't be read; choose a PNG that MiniMe made.") from error
    source = _SOURCE_TAG.search(str(texts.get(_XMP_KEY, "")))
    return {
        "parameters": texts.get("parameters"),
        "order": _read_json(texts.get("minime")),
        "source_type": source.group(1) if source else None,
    }


def _read_json(text: str | None) -> Any:
    try:
        return json.loads(text) if text else None
    except json.JSONDecodeError:
        return None


def _explain(path: Path, error: OSError) -> str:
    """One sentence for what the system said about a place to write to."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"There is no space left to write {path}; free some or choose another disk."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"The folder {path.parent} can't be written to; choose another one."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"The folder {path.parent} does not exist; make it or choose another one."
    return f"{path} can't be written ({error.strerror or error}); choose another place."
