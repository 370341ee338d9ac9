"""What was seen of a person, each kind with its choices to correct it where it is shown.

A kind is folded under what the photo shows of it and unfolds to pictures of the choices.
"""

from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.order import MEASURED_COLORS, Order
from minime.page import offers, words
from minime.page.controls import UNKNOWN, UNMEASURED
from minime.page.language import t
from minime.page.session import Session
from minime.preset import load_preset

KINDS = ("hair_style", "headwear", "glasses", "facial_hair", "outfit", "build")
_UNSEEN = "auto"


def build(ui: SimpleNamespace) -> None:
    """Lay out the kinds and the colours; fills ``ui.corrections``, ``folds`` and ``pickers``."""
    ui.corrections, ui.folds = {}, {}
    offered = offers.corrections()
    for kind in KINDS:
        with gr.Accordion(t(f"kind.{kind}"), open=False, elem_id=f"fold-{kind}") as fold:
            ui.corrections[kind] = gr.Radio(
                offered[kind],
                value=_UNSEEN,
                show_label=False,
                label=t(f"kind.{kind}"),
                elem_id=kind,
                elem_classes="mm-pictures mm-small",
            )
        ui.folds[kind] = fold
    with gr.Accordion(t("kind.colors"), open=False, elem_id="fold-colors"):
        with gr.Row(elem_id="swatches"):
            start = dict.fromkeys(MEASURED_COLORS, UNKNOWN) | UNMEASURED
            start["primary"] = load_preset(Order().preset).palette.primary
            ui.pickers = {
                key: gr.ColorPicker(
                    color, label=t(f"color.{key}"), min_width=30, elem_id=f"color-{key}"
                )
                for key, color in start.items()
            }
    ui.card = ui.pickers["primary"]


def told(session: Session, chosen: dict[str, str]) -> list[Any]:
    """What stands on each fold: the kind, and what was seen of it or chosen for it."""
    return [gr.update(label=_label(session, kind, chosen[kind])) for kind in KINDS]


def _label(session: Session, kind: str, value: str) -> str:
    say = session.say
    name = say(f"kind.{kind}")
    if value != _UNSEEN:
        return f"{name} · {offers.name_of(session.language, kind, value)}"
    if session.selfie is None:
        return name
    return f"{name} · {words.seen_of(session.selfie, kind, say)}"
