"""Reads the toy styles of ``presets/*.toml`` into typed :class:`Preset` objects.

A style is one file (and a thumbnail beside it): adding a file adds the style everywhere.
Lengths are millimetres of the finished toy, colours "#rrggbb". A wrong, missing or unknown
key raises PresetError naming the file, the key and what is allowed.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from minime.errors import PresetError
from minime.order import SLIDERS

PRESETS_FOLDER = Path(__file__).resolve().parent.parent / "presets"
PACKAGING = ("window_box", "stand", "blister_card")
FINISHES = ("vinyl", "gloss", "fabric", "card", "metal", "hair")
SLIDER_KEYS = ("likeness", "stylisation", "pose_hold", "strength", "steps", "guidance")


@dataclass(frozen=True)
class _Rule:
    """What a key may hold: ``allowed`` completes "... must be", ``fits`` tests a value."""

    allowed: str
    fits: Callable[[Any], bool]


def _number(low: float, high: float) -> Any:
    def fits(value: Any) -> bool:
        return (
            isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        )

    return field(metadata={"rule": _Rule(f"a number from {low:g} to {high:g}", fits)})


def _choice(options: tuple[str, ...]) -> Any:
    return field(metadata={"rule": _Rule(f"one of {', '.join(options)}", options.__contains__)})


def _text(longest: int) -> Any:
    def fits(value: Any) -> bool:
        return isinstance(value, str) and len(value) <= longest

    return field(metadata={"rule": _Rule(f"text of at most {longest} characters", fits)})


def _names() -> Any:
    def fits(value: Any) -> bool:
        named = isinstance(value, list) and all(isinstance(name, str) for name in value)
        return named and 1 <= len(value) == len(set(value))

    return field(metadata={"rule": _Rule('a list of different names, as ["burst"]', fits)})


def _color() -> Any:
    def fits(value: Any) -> bool:
        return isinstance(value, str) and bool(re.fullmatch("#[0-9a-fA-F]{6}", value))

    return field(metadata={"rule": _Rule('a colour such as "#ff5fa8"', fits)})


def _flag() -> Any:
    return field(metadata={"rule": _Rule("true or false", lambda value: isinstance(value, bool))})


@dataclass(frozen=True, kw_only=True)
class Proportions:
    """The figure in mm. leg_share: of the height below the neck. limb_thickness: 1 is normal.
    jointed: whether shoulders, elbows, hips and knees show their joints."""

    figure_height_mm: float = _number(60, 400)
    head_height_mm: float = _number(15, 120)
    shoulder_width_mm: float = _number(10, 160)
    waist_width_mm: float = _number(10, 160)
    hip_width_mm: float = _number(10, 160)
    leg_share: float = _number(0.25, 0.75)
    limb_thickness: float = _number(0.4, 2.5)
    jointed: bool = _flag()


@dataclass(frozen=True, kw_only=True)
class FaceShape:
    """Factors on the person's own face, 1 leaves it as it is; at stylisation 1 in full.
    smoothing: how much the relief of the face is evened out, 1 is usual."""

    eye_width: float = _number(0.5, 2.5)
    eye_height: float = _number(0.5, 3.0)
    eye_spacing: float = _number(0.7, 1.6)
    lower_face: float = _number(0.5, 1.5)
    cheek_width: float = _number(0.7, 1.5)
    nose: float = _number(0.3, 1.5)
    mouth: float = _number(0.5, 1.5)
    chin: float = _number(0.5, 1.5)
    smoothing: float = _number(0, 3)


@dataclass(frozen=True, kw_only=True)
class Materials:
    """Finishes of mesh.Material by part. gloss: strength of bubble or window, [0, 1]."""

    skin: str = _choice(FINISHES)
    hair: str = _choice(FINISHES)
    outfit: str = _choice(FINISHES)
    gloss: float = _number(0, 1)


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of card and box."""

    primary: str = _color()
    secondary: str = _color()
    accent: str = _color()
    background: str = _color()
    ink: str = _color()


@dataclass(frozen=True, kw_only=True)
class Artwork:
    """Fonts by the name of their package (or a font file's bytes, where a brand has its own),
    the small print of the card, and its themes by their name in artwork.THEMES; the first is
    the usual one. fine_print: in jest."""

    display_font: str | bytes = _text(60)
    text_font: str | bytes = _text(60)
    tagline: str = _text(60)
    age_mark: str = _text(12)
    series: str = _text(40)
    fine_print: str = _text(80)
    themes: tuple[str, ...] = _names()


@dataclass(frozen=True, kw_only=True)
class WordMark:
    """Who made the toy, as printed on its packaging: ``text`` in a font (as of Artwork), or
    the PNG bytes of a ``picture`` in its place. The house's own unless a brand has one."""

    text: str = "MiniMe"
    font: str | bytes = "lilita-one"
    picture: bytes = b""


HOUSE_MARK = WordMark()


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a diffusion checkpoint is told about the style."""

    positive: str = _text(400)
    negative: str = _text(400)


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A toy style. name: stem of its file. packaging: one of PACKAGING. sliders: the style's
    defaults by name. thumbnail: a PNG, which need not be there yet."""

    name: str
    title: str
    blurb: str
    packaging: str
    proportions: Proportions
    face: FaceShape
    materials: Materials
    palette: Palette
    artwork: Artwork
    prompt: Prompt
    sliders: Mapping[str, float]
    thumbnail: Path
    word_mark: WordMark = HOUSE_MARK


@dataclass(frozen=True, kw_only=True)
class _Head:
    name: str = _text(40)
    title: str = _text(40)
    blurb: str = _text(160)
    packaging: str = _choice(PACKAGING)


_SECTIONS = {
    "proportions": Proportions,
    "face": FaceShape,
    "materials": Materials,
    "palette": Palette,
    "artwork": Artwork,
    "prompt": Prompt,
}


@lru_cache
def load_presets(folder: Path = PRESETS_FOLDER) -> Mapping[str, Preset]:
    """Every style of the folder by name, in alphabetical order. Raises PresetError."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise PresetError(f"There is no preset in {folder}; put the files of presets/ back.")
    return {path.stem: read_preset(path) for path in files}


def load_preset(name: str) -> Preset:
    """A style by its name, or by the path of a TOML file. Raises PresetError."""
    if name.endswith(".toml"):
        return read_preset(Path(name))
    presets = load_presets()
    if name not in presets:
        raise PresetError(f"There is no preset {name!r}; choose one of {', '.join(presets)}.")
    return presets[name]


def read_preset(path: Path) -> Preset:
    """The style of one file. Raises PresetError naming the file and the key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PresetError(f"The preset file {path} can't be read; check its path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PresetError(f"The preset file {path} is not valid TOML: {error}.") from error
    _refuse_unknown(path, "", data, ("preset", *_SECTIONS, "sliders"))
    head = _read_section(path, data, "preset", _Head)
    if head.name != path.stem:
        raise PresetError(f"{path.name}: preset.name must be {path.stem!r}, the name of the file.")
    tables = {key: _read_section(path, data, key, cls) for key, cls in _SECTIONS.items()}
    return Preset(
        name=head.name,
        title=head.title,
        blurb=head.blurb,
        packaging=head.packaging,
        sliders=_read_sliders(path, data),
        thumbnail=path.with_suffix(".png"),
        **tables,
    )


def _read_section(path: Path, data: Mapping[str, Any], section: str, cls: type) -> Any:
    table = _table(path, data, section)
    _refuse_unknown(path, f"{section}.", table, tuple(item.name for item in fields(cls)))
    values = {}
    for item in fields(cls):
        rule = item.metadata["rule"]
        values[item.name] = _value(path, section, table, item.name, rule)
    return cls(**values)


def _read_sliders(path: Path, data: Mapping[str, Any]) -> Mapping[str, float]:
    table = _table(path, data, "sliders")
    _refuse_unknown(path, "sliders.", table, SLIDER_KEYS)
    rules = {key: _slider_rule(key) for key in SLIDER_KEYS}
    return {key: _value(path, "sliders", table, key, rule) for key, rule in rules.items()}


def _slider_rule(key: str) -> _Rule:
    slider = SLIDERS[key]
    kind = "a whole number" if slider.whole else "a number"

    def fits(value: Any) -> bool:
        right_kind = isinstance(value, int if slider.whole else int | float)
        return right_kind and not isinstance(value, bool) and _within(value)

    def _within(value: float) -> bool:
        return slider.minimum <= value <= slider.maximum

    return _Rule(f"{kind} from {slider.minimum:g} to {slider.maximum:g}", fits)


def _table(path: Path, data: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    table = data.get(section)
    if not isinstance(table, dict):
        raise PresetError(f"{path.name}: the table [{section}] is missing; add it.")
    return table


def _value(path: Path, section: str, table: Mapping[str, Any], key: str, rule: _Rule) -> Any:
    if key not in table:
        raise PresetError(f"{path.name}: {section}.{key} is missing; it must be {rule.allowed}.")
    if not rule.fits(table[key]):
        raise PresetError(
            f"{path.name}: {section}.{key} is {table[key]!r}; it must be {rule.allowed}."
        )
    return tuple(table[key]) if isinstance(table[key], list) else table[key]


def _refuse_unknown(
    path: Path, prefix: str, table: Mapping[str, Any], allowed: tuple[str, ...]
) -> None:
    for key in table:
        if key not in allowed:
            raise PresetError(
                f"{path.name}: {prefix}{key} is not known; allowed are {', '.join(allowed)}."
            )
