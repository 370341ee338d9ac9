"""Reads a brand file: what a team or a maker wants on every toy of theirs.

``[order]`` holds fields of the order that count where a toy's own order leaves them as usual
(colours, theme, preset, slogan, mark, ...); ``[card]`` the word mark or logo, and the fonts.
Files are named from the folder of the brand file and read at once, so that a brand can be
sent to another computer.
"""

import hashlib
import io
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from minime.errors import BrandError, MiniMeError
from minime.order import Order, clean_words, from_json
from minime.preset import HOUSE_MARK, Preset, WordMark, load_preset

MARK_LIMIT = 24  # characters that still read well on a card's mark
FONT_FILES = (".ttf", ".otf")
LOGO_FORMATS = ("PNG", "WEBP", "JPEG")
MAX_BYTES = 20_000_000  # of a font or a logo
LOGO_PIXELS = (4096, 1024)  # most of a side of the file, of what is kept: a mark is 500 wide
_CARD_KEYS = ("word_mark", "logo", "display_font", "text_font")


@dataclass(frozen=True, kw_only=True)
class Brand:
    """order: fields of Order by name. word_mark: None keeps the house's. display_font,
    text_font: as of preset.Artwork, or None."""

    order: Mapping[str, Any] = field(default_factory=dict)
    word_mark: WordMark | None = None
    display_font: str | bytes | None = None
    text_font: str | bytes | None = None


NO_BRAND = Brand()


def read_brand(path: str | Path) -> Brand:
    """The brand of a TOML file. Raises BrandError naming the file and the key."""
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BrandError(f"The brand file {path} can't be read; check its path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrandError(f"The brand file {path} is not valid TOML: {error}.") from error
    try:
        _refuse_unknown(data, ("order", "card"), "the tables [order] and [card]")
        card = _table(data, "card")
        _refuse_unknown(card, _CARD_KEYS, f"[card] {', '.join(_CARD_KEYS)}")
        display = _read_font(path.parent, card, "display_font")
        return Brand(
            order=_read_order(_table(data, "order")),
            word_mark=_read_mark(path.parent, card, display),
            display_font=display,
            text_font=_read_font(path.parent, card, "text_font"),
        )
    except MiniMeError as error:
        raise BrandError(f"{path.name}: {error}") from error


def fill_order(order: Order, brand: Brand) -> Order:
    """The order with the brand's fields where it leaves them as usual; its own colours win."""
    usual = Order()
    left = {
        name: value
        for name, value in brand.order.items()
        if getattr(order, name) == getattr(usual, name)
    }
    return replace(order, **left | {"colors": brand.order.get("colors", {}) | order.colors})


def brand_preset(preset: Preset, brand: Brand) -> Preset:
    """The style with the brand's fonts and mark on its packaging."""
    fonts = {"display_font": brand.display_font, "text_font": brand.text_font}
    named = {key: font for key, font in fonts.items() if font}
    return replace(
        preset,
        artwork=replace(preset.artwork, **named),
        word_mark=brand.word_mark or preset.word_mark,
    )


def brand_digest(brand: Brand) -> str:
    """Hexadecimal SHA-256 of all that a brand can change in a picture."""
    mark = brand.word_mark or HOUSE_MARK
    parts = (mark.text, mark.font, mark.picture, brand.display_font, brand.text_font)
    plain = [
        hashlib.sha256(part).hexdigest() if isinstance(part, bytes) else part for part in parts
    ]
    return hashlib.sha256(
        json.dumps([dict(brand.order), *plain], sort_keys=True).encode()
    ).hexdigest()


def _read_order(table: Mapping[str, Any]) -> dict[str, Any]:
    order = from_json(table, photo=Order().photo)
    load_preset(order.preset)
    return {name: getattr(order, name) for name in table}


def _read_mark(folder: Path, card: Mapping[str, Any], font: str | bytes | None) -> WordMark | None:
    if "logo" in card:
        if "word_mark" in card:
            raise BrandError("a card has a logo or a word_mark; take one of them out.")
        return WordMark(picture=_read_logo(_read_file(folder, card["logo"], "logo")))
    if "word_mark" not in card:
        return None
    # Here, because the guard of words brings in the reading of photos.
    from minime.prompt import check_words, replace_trademarks

    text = clean_words(card["word_mark"], what="The word mark", longest=MARK_LIMIT)
    check_words(text)
    if not text or replace_trademarks(text) != text:
        raise BrandError("the word mark must be your own name, not empty and no toy maker's.")
    return WordMark(text=text, font=font or HOUSE_MARK.font)


def _read_logo(data: bytes) -> bytes:
    """The logo without its empty margin and no larger than a card needs, as PNG."""
    from PIL import Image

    most, kept = LOGO_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=LOGO_FORMATS) as image:
            if max(image.size) > most:
                raise BrandError(f"the logo is larger than {most} pixels; choose a smaller copy.")
            logo = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BrandError("the logo is no picture that can be read; choose a PNG.") from error
    seen = logo.getbbox(alpha_only=True)
    if seen is None:
        raise BrandError("the logo is wholly transparent; choose another file.")
    logo = logo.crop(seen)
    logo.thumbnail((kept, kept))
    file = io.BytesIO()
    logo.save(file, format="PNG")
    return file.getvalue()


def _read_font(folder: Path, card: Mapping[str, Any], key: str) -> str | bytes | None:
    """The bytes of a font file, or the name of one of the house's fonts."""
    named = card.get(key)
    if named is None:
        return None
    from minime.artwork.fonts import covered, find_font, load_font

    if not isinstance(named, str) or not named.lower().endswith(FONT_FILES):
        return find_font(str(named))
    data = _read_file(folder, named, key)
    try:
        load_font(data, 20)
        letters = covered(data)
    except Exception as error:  # fontTools raises what it likes on a broken table
        raise BrandError(f"{named} is no font that can be read; choose a TTF or OTF.") from error
    if not letters:
        raise BrandError(f"{named} has no letters of Unicode; choose another font.")
    return data


def _read_file(folder: Path, named: Any, key: str) -> bytes:
    if not isinstance(named, str) or not named:
        raise BrandError(f"card.{key} must be the name of a file.")
    file = folder / named
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BrandError(f"{named} is larger than {MAX_BYTES // 10**6} MB.")
        return file.read_bytes()
    except OSError as error:
        raise BrandError(f"there is no file {named} beside it that can be read.") from error


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise BrandError(f"[{key}] must be a table.")
    return table


def _refuse_unknown(table: Mapping[str, Any], allowed: tuple[str, ...], known: str) -> None:
    for key in table:
        if key not in allowed:
            raise BrandError(f"{key} is not known; a brand file has {known}.")
