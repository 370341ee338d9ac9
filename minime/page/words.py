"""The small pieces of HTML that the page shows: what was seen, how far, how alike."""

from collections.abc import Mapping
from html import escape
from typing import Any

from minime.selfie.seen import seen_phrases

WELCOME = "Add a selfie, or try the example."
DRAFTED = "Changes show here at once. Like it? Make it."
CHANGED = "Changed since your toy was made: the downloads are still that toy's."


def header() -> str:
    """The name of the house and its promise."""
    return (
        '<header class="mm-head"><div class="mm-logo" aria-hidden="true"><i></i></div>'
        "<div><h1>MiniMe</h1><p>Your selfie, as a toy in its box: your pose, your smile.</p></div>"
        '<p class="mm-private">Your photo is deleted when you close this tab.</p>'
        "</header>"
    )


def seen(selfie: Any) -> str:
    """One line of chips of what was measured in a Selfie."""
    pose, traits = selfie.face.pose, selfie.traits
    chips = [
        _turn(pose.yaw_deg, "facing ahead", "turned right", "turned left"),
        _turn(pose.pitch_deg, "level", "looking up", "looking down"),
        _turn(pose.roll_deg, "upright", "tilted right", "tilted left"),
        _mood(traits),
        *seen_phrases(selfie),
    ]
    if selfie.faces > 1:
        chips.append(f"{selfie.faces} faces")
    return _chips("Seen", [chip for chip in chips if chip])


def status(kind: str, text: str, fraction: float | None = None) -> str:
    """A badge and a line above the stage; a bar below it while ``fraction`` is in [0, 1]."""
    bar = ""
    if fraction is not None:
        percent = round(100 * min(max(fraction, 0.0), 1.0))
        bar = (
            f'<div class="mm-bar" role="progressbar" aria-valuenow="{percent}" '
            f'aria-valuemin="0" aria-valuemax="100" aria-label="Progress">'
            f'<i style="width:{percent}%"></i></div>'
        )
    badge = {"draft": "Live draft", "work": "Making", "done": "Your toy", "idle": "Ready"}[kind]
    return (
        f'<div class="mm-status mm-{kind}" role="status"><b>{badge}</b>'
        f"<span>{escape(text)}</span>{bar}</div>"
    )


def facts(report: Mapping[str, Any]) -> str:
    """The figures of ``toy.json`` that a person cares about; what is null stays out."""
    likeness, seconds, energy = report["likeness"], report["seconds"], report["energy"]
    mood = likeness.get("expression") or {}
    figures = [
        ("Pose", _format(report["pose"].get("error_deg"), "{:.1f}° off")),
        ("Shape", _format(likeness.get("landmark_nme"), "{:.3f} off")),
        ("Expression", _format(mood.get("error"), "{:.2f} off")),
        ("Skin", _format(likeness.get("skin_delta_e"), "ΔE {:.1f}")),
        ("Eyes", _format(likeness.get("iris_delta_e"), "ΔE {:.1f}")),
        ("Hair", _format(likeness.get("hair_delta_e"), "ΔE {:.1f}")),
        ("Time", _format(seconds.get("total"), "{:.1f} s")),
        ("Energy", _format(energy.get("wh"), "{:.2f} Wh")),
    ]
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures if value
    )
    return f'<dl class="mm-facts" aria-label="How alike, how long">{cells}</dl>'


def _chips(label: str, chips: list[str]) -> str:
    items = "".join(f"<li>{escape(chip)}</li>" for chip in chips)
    return f'<ul class="mm-chips" aria-label="{label}">{items}</ul>'


def _turn(degrees: float, near: str, positive: str, negative: str) -> str:
    if abs(degrees) < 4:
        return near
    return f"{positive if degrees > 0 else negative} {abs(degrees):.0f}°"


def _mood(traits: Any) -> str:
    if traits.mouth_open > 0.5:
        return "mouth open"
    return "smiling" if traits.smile > 0.4 else ""


def _format(value: float | None, pattern: str) -> str:
    return "" if value is None else pattern.format(value)
