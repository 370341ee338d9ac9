"""The page's controls as an order, and an order as the values of the controls.

Colours are "#rrggbb"; a session's ``measured`` holds what the app saw, so that only corrections
enter an order.
"""

import re
from collections.abc import Mapping
from typing import Any

from minime.diffuse.catalogue import checkpoint_sliders
from minime.order import COLOR_KEYS, SLIDERS, Order, split_accessories, validate
from minime.page.session import Session
from minime.preset import Preset, load_preset

UNKNOWN = "#d8cfc8"  # of a picker whose colour was not measured
UNMEASURED = {"bottom": UNKNOWN, "accent": UNKNOWN}
_RGB = re.compile(r"rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)")


def read_order(session: Session, values: Mapping[str, Any]) -> Order:
    """The validated order of the page's controls. Raises MiniMeError.

    values: by the order's field names, with accessories as one line, and the colour
    pickers as ``color_KEY``; a picker that shows what was measured is no correction.
    """
    seen = _shown_colors(session, load_preset(values["preset"]))
    colors = {}
    for key in COLOR_KEYS:
        picked = read_color(values.get(f"color_{key}"))
        if picked and picked != seen.get(key):
            colors[key] = picked
    chosen = {k: v for k, v in values.items() if not k.startswith("color_") and v is not None}
    for name in SLIDERS.keys() & chosen.keys():
        if SLIDERS[name].whole and float(chosen[name]).is_integer():
            chosen[name] = int(chosen[name])
    chosen["accessories"] = split_accessories(chosen.get("accessories", ""))
    chosen |= {"turn": session.turn, "colors": colors, "shades": session.shades}
    return validate(Order(photo=session.photo or "example", **chosen))


def show_order(session: Session, order: Order, controls: list[str]) -> list[Any]:
    """The values of the page's ``controls`` that :func:`read_order` reads as ``order``."""
    preset = load_preset(order.preset)
    seen = _shown_colors(session, preset)
    sliders = preset.sliders | checkpoint_sliders(order.checkpoint)
    shown = []
    for name in controls:
        if name.startswith("color_"):
            key = name.removeprefix("color_")
            shown.append(order.colors.get(key) or seen.get(key))
        elif name == "accessories":
            shown.append(", ".join(order.accessories))
        else:
            value = getattr(order, name)
            usual = sliders.get(name, SLIDERS[name].default) if name in SLIDERS else value
            shown.append(usual if value is None else value)
    return shown


def _shown_colors(session: Session, preset: Preset) -> dict[str, str]:
    """What the pickers show where the person corrected nothing."""
    return {"primary": preset.palette.primary, **UNMEASURED, **session.measured}


def read_color(text: str | None) -> str | None:
    """A picker's "#RRGGBB" or "rgba(r, g, b, a)" as "#rrggbb"; None for anything else."""
    if not text:
        return None
    if match := _RGB.match(text):
        return "#" + "".join(f"{min(255, round(float(part))):02x}" for part in match.groups())
    return text.lower()[:7] if re.match("#[0-9a-fA-F]{6}", text) else None
