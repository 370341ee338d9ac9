"""The options of the command line: one for each field of an order, and the files to write.

Ranges and defaults come from ``order``.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from minime.brand import NO_BRAND, read_brand
from minime.errors import OrderError
from minime.order import (
    BUILDS,
    COLOR_KEYS,
    FACIAL_HAIR,
    GLASSES,
    HEADWEAR,
    SLIDERS,
    Order,
    validate,
)
from minime.preset import load_preset, load_presets

USUAL = Order()


def build_parser(usual: Order = USUAL) -> argparse.ArgumentParser:
    """The options; ranges and help of the sliders come from ``order.SLIDERS``. usual: what
    holds where an option is not given."""
    parser = Parser(
        prog="python -m minime",
        allow_abbrev=False,
        description="Turn a selfie into a boxed toy that keeps your pose and your expression.",
    )
    parser.add_argument("selfie", nargs="?", metavar="SELFIE", help="a photo, or 'example'")
    parser.add_argument("--list", action="store_true", help="show what can be chosen, and stop")
    parser.set_defaults(usual=usual)
    _add_content_options(parser, usual)
    for slider in SLIDERS.values():
        parser.add_argument(
            f"--{slider.name.replace('_', '-')}",
            type=int if slider.whole else float,
            default=getattr(usual, slider.name),
            metavar="N" if slider.whole else "X",
            help=f"{slider.help} ({slider.minimum:g} to {slider.maximum:.10g})",
        )
    _add_output_options(parser)
    return parser


def read_order(options: argparse.Namespace) -> Order:
    """The validated order of the parsed options. Raises MiniMeError."""
    if options.selfie is None:
        raise OrderError("Name a photo to start from, or 'example'; --help shows every option.")
    order = Order(
        photo=options.selfie,
        face=options.face,
        turn=options.turn,
        preset=options.preset,
        theme=options.theme,
        name=options.name,
        title=options.title,
        slogan=options.slogan,
        accessories=tuple(options.accessory or options.usual.accessories),
        outfit=options.outfit,
        build=options.build,
        hair_style=options.hair_style,
        headwear=options.headwear,
        glasses=options.glasses,
        facial_hair=options.facial_hair,
        colors={**options.usual.colors, **_read_colors(options.color)},
        shades={**options.usual.shades, **_read_shades(options.shade)},
        checkpoint=options.checkpoint,
        mark=options.mark,
        **{name: getattr(options, name) for name in SLIDERS},
    )
    load_preset(order.preset)  # an unknown style is told before any work is done
    return validate(order)


def describe_choices() -> str:
    """Presets, checkpoints and the names that other options take, as text."""
    from minime.artwork import THEMES
    from minime.diffuse.catalogue import load_catalogue
    from minime.sculpt.accessory import ACCESSORIES
    from minime.sculpt.figure.outfit import OUTFITS
    from minime.sculpt.head.hair import HAIR_STYLES

    checkpoints = {entry.name: entry.title for entry in load_catalogue().values()}
    sections = (
        ("Presets", {name: preset.blurb for name, preset in load_presets().items()}),
        ("Themes", dict.fromkeys(THEMES, "")),
        ("Checkpoints", {**checkpoints, "none": "the sculpt alone"}),
        ("Hair styles", dict.fromkeys(HAIR_STYLES, "")),
        ("Head wear", dict.fromkeys(HEADWEAR[1:], "")),
        ("Outfits", dict.fromkeys(("photo", *OUTFITS), "")),
        ("Accessories", dict.fromkeys(ACCESSORIES, "")),
    )
    return "\n\n".join(_list_section(title, entries) for title, entries in sections)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence, an OrderError."""

    def error(self, message: str) -> NoReturn:
        """One sentence in place of the usage text."""
        raise OrderError(f"{message[:1].upper()}{message[1:]}; --help shows every option.")


def _add_content_options(parser: argparse.ArgumentParser, usual: Order) -> None:
    parser.add_argument("--preset", default=usual.preset, help="a style, or the path of its TOML")
    parser.add_argument("--theme", default=usual.theme, help="of the card: auto, or one of --list")
    parser.add_argument(
        "--face", type=int, default=usual.face, metavar="N", help="which face: 1 is the largest"
    )
    parser.add_argument(
        "--turn",
        type=int,
        default=usual.turn,
        metavar="DEG",
        help="turn the photo clockwise: 0, 90, 180 or 270",
    )
    parser.add_argument("--name", default=usual.name, help="the name on the box")
    parser.add_argument("--title", default=usual.title, help="what the toy is, such as Astronaut")
    parser.add_argument("--slogan", default=usual.slogan, help="a line below the title")
    parser.add_argument("--accessory", action="append", help="may be given again")
    parser.add_argument("--outfit", default=usual.outfit, help="auto, photo, or a name of --list")
    parser.add_argument("--build", default=usual.build, help=", ".join(BUILDS))
    parser.add_argument("--hair-style", default=usual.hair_style, help="auto, or a name of --list")
    parser.add_argument("--headwear", default=usual.headwear, help=", ".join(HEADWEAR))
    parser.add_argument("--glasses", default=usual.glasses, help=", ".join(GLASSES))
    parser.add_argument("--facial-hair", default=usual.facial_hair, help=", ".join(FACIAL_HAIR))
    parser.add_argument(
        "--color",
        action="append",
        default=[],
        metavar="KEY=#RRGGBB",
        help=f"correct a colour: {', '.join(COLOR_KEYS)}",
    )
    parser.add_argument(
        "--shade",
        action="append",
        default=[],
        metavar="KEY=L",
        help="paint a part lighter than it was seen, in L*: hair=8, skin=-5",
    )
    parser.add_argument(
        "--checkpoint",
        default=usual.checkpoint,
        help="embedded, none (the sculpt alone), a name of --list, or a diffusers folder",
    )
    parser.add_argument(
        "--brand",
        type=read_brand,
        default=NO_BRAND,
        metavar="FILE",
        help="a brand file (TOML): colours, word mark, fonts",
    )
    parser.add_argument(
        "--no-mark",
        dest="mark",
        action="store_false",
        default=usual.mark,
        help="leave out the visible mark",
    )
    parser.add_argument(
        "--settings", type=Path, help="an earlier PNG, or settings JSON: what is not said otherwise"
    )
    parser.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="WORDS",
        help="change it in plain words, after all options: 'longer hair, no glasses'",
    )


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("toy.png"), help="the picture (toy.png)")
    parser.add_argument("--json", type=Path, help="order, pose, likeness, seconds, energy")
    parser.add_argument(
        "--country",
        default="world",
        help="whose electricity the CO2 in the JSON is for: an ISO code as FR, or world",
    )
    parser.add_argument("--glb", type=Path, help="the 3D model with its colours")
    parser.add_argument("--stl", type=Path, help="the figure for a 3D printer")
    parser.add_argument(
        "--3mf", dest="threemf", type=Path, metavar="3MF", help="the same with its colours"
    )
    parser.add_argument("--sheet", type=Path, help="a PDF to cut out: the box and the figure")
    parser.add_argument("--clip", type=Path, help="the figure turning, as .webp or .mp4")
    parser.add_argument(
        "--controls", type=Path, metavar="DIR", help="folder for the draft and control images"
    )


def _read_colors(pairs: Sequence[str]) -> Mapping[str, str]:
    colors = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise OrderError(f"The colour {pair!r} must be written KEY=#rrggbb, as hair=#3a2a1c.")
        colors[key.strip()] = value
    return colors


def _read_shades(pairs: Sequence[str]) -> Mapping[str, float]:
    try:
        return {key.strip(): float(value) for key, _, value in (p.partition("=") for p in pairs)}
    except ValueError:
        raise OrderError("A shade must be written KEY=L, as hair=8.") from None


def _list_section(title: str, entries: Mapping[str, str]) -> str:
    width = max(map(len, entries), default=0)
    lines = [f"  {name:<{width}}  {blurb}".rstrip() for name, blurb in entries.items()]
    return "\n".join([f"{title}:", *lines])
