"""Fonts from packages, and which of them sets which part of a text.

A text becomes runs, each of one font, in the order in which they stand from left to
right. A word keeps one font where one font holds all of it (no ransom notes), else each
letter cluster takes the first font of the chain that holds it. Shaping within a run
(Arabic joins, Devanagari conjuncts) is raqm's. Sizes are pixels per em.
"""

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import ImageFont

from minime.errors import PresetError

Font = str | bytes  # a key of FILES, or the bytes of a font file

# Package and file of each face. Luckiest Guy is Apache 2.0, all others OFL 1.1.
FILES = {
    "luckiest_guy": ("fontpkg_luckiest_guy", "files/LuckiestGuy-Regular.ttf"),
    "lilita_one": ("fontpkg_lilita_one", "files/LilitaOne-Regular.ttf"),
    "anton": ("fontpkg_anton", "files/Anton-Regular.ttf"),
    "pacifico": ("fontpkg_pacifico", "files/Pacifico-Regular.ttf"),
    "black_ops_one": ("fontpkg_black_ops_one", "files/BlackOpsOne-Regular.ttf"),
    "noto_sans": ("manimgx_fonts", "NotoSans[wght].ttf"),
    "noto_arabic": ("manimgx_fonts", "NotoSansArabic[wght].ttf"),
    "noto_hebrew": ("manimgx_fonts", "NotoSansHebrew[wght].ttf"),
    "noto_devanagari": ("manimgx_fonts", "NotoSansDevanagari[wght].ttf"),
    "noto_bengali": ("manimgx_fonts", "NotoSansBengali[wght].ttf"),
    "noto_tamil": ("manimgx_fonts", "NotoSansTamil[wght].ttf"),
    "noto_thai": ("manimgx_fonts", "NotoSansThai[wght].ttf"),
    "noto_georgian": ("manimgx_fonts", "NotoSansGeorgian[wght].ttf"),
    "noto_armenian": ("manimgx_fonts", "NotoSansArmenian[wght].ttf"),
    "noto_emoji": ("manimgx_fonts", "NotoEmoji[wght].ttf"),
    "noto_cjk": ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
    "noto_symbols": ("manimgx_fonts", "NotoSansSymbols[wght].ttf"),
}
# Faces a preset may name; all the others step in where these lack a letter.
PRESET_FONTS = ("luckiest_guy", "lilita_one", "anton", "pacifico", "black_ops_one", "noto_sans")
FALLBACKS = tuple(name for name in FILES if name.startswith("noto_"))

_BOLD = 700  # heaviest weight that all the variable fallbacks have
_JOINERS = {0x200C, 0x200D, 0xFE0E, 0xFE0F}  # shape their neighbours, need no glyph
_REGIONAL = range(0x1F1E6, 0x1F200)
_TAIL = (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))  # skin tones, flag tags


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of text set in one font. rtl: written from right to left."""

    text: str
    font: Font
    rtl: bool


def find_font(name: Font) -> Font:
    """The key of a font as a preset may write it ("Luckiest Guy"); a font file's bytes are
    their own key. Raises PresetError."""
    if isinstance(name, bytes):
        return name
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if key not in PRESET_FONTS:
        raise PresetError(
            f"There is no font {name!r}: choose one of {', '.join(PRESET_FONTS)} in the preset."
        )
    return key


@lru_cache(maxsize=256)
def load_font(name: Font, size_px: int) -> ImageFont.FreeTypeFont:
    """The font at a size, bold where it has weights."""
    if isinstance(name, bytes):
        return ImageFont.truetype(io.BytesIO(name), size_px, layout_engine=ImageFont.Layout.RAQM)
    package, file = FILES[name]
    with as_file(files(package) / file) as path:
        font = ImageFont.truetype(str(path), size_px, layout_engine=ImageFont.Layout.RAQM)
    if "[wght]" in file:
        font.set_variation_by_axes([_BOLD])
    return font


@lru_cache(maxsize=32)
def covered(name: Font) -> frozenset[int]:
    """The code points for which a font has a glyph."""
    from fontTools.ttLib import TTFont

    if isinstance(name, bytes):
        with TTFont(io.BytesIO(name), lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    package, file = FILES[name]
    with as_file(files(package) / file) as path, TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def clean_text(text: str) -> str:
    """One line of composed Unicode: control and direction characters out, spaces single."""
    composed = unicodedata.normalize("NFC", text)
    kept = (
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in composed
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
        or ord(c) in _JOINERS
        or ord(c) in _TAIL
    )
    return " ".join("".join(kept).split())


def split_clusters(text: str) -> list[str]:
    """What a reader calls letters: a base with its marks, a joined emoji, a flag."""
    clusters: list[str] = []
    for char in text:
        last = clusters[-1] if clusters else ""
        point = ord(char)
        joins = (
            unicodedata.category(char).startswith("M")
            or point in _JOINERS
            or point in _TAIL
            or last.endswith("\u200d")
            or (point in _REGIONAL and len(last) == 1 and ord(last) in _REGIONAL)
        )
        if last and joins:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


@lru_cache(maxsize=512)
def split_runs(text: str, font: Font) -> tuple[Run, ...]:
    """The runs of one line from left to right; ``font`` is used for all that it holds."""
    pairs: list[tuple[str, Font]] = []
    for word in re.findall(r"\s+|\S+", text):
        # A space belongs to the word before it, but not one as wide as an emoji.
        stays = word.isspace() and pairs and pairs[-1][1] != "noto_emoji"
        whole = pairs[-1][1] if stays else _font_for(word, font)
        pieces = [(word, whole)] if whole else _cluster_fonts(word, font)
        for piece, name in pieces:
            if pairs and pairs[-1][1] == name:
                pairs[-1] = (pairs[-1][0] + piece, name)
            else:
                pairs.append((piece, name))
    right_to_left = is_rtl(text)
    runs = tuple(
        Run(text=piece, font=name, rtl=is_rtl(piece, default=False)) for piece, name in pairs
    )
    return runs[::-1] if right_to_left else runs


def is_rtl(text: str, default: bool = False) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return default


def _font_for(cluster: str, font: Font) -> Font | None:
    """The first font of the chain that holds every character, None if there is none."""
    points = {ord(char) for char in cluster} - _JOINERS
    for name in (font, *FALLBACKS):
        if points <= covered(name):
            return name
    return None


def _cluster_fonts(word: str, font: Font) -> list[tuple[str, Font]]:
    return [
        (cluster, _font_for(cluster, font) or _font_for(cluster[0], font) or "noto_sans")
        for cluster in split_clusters(word)
    ]
