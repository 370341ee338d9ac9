"""The small pieces of HTML that the page shows: what was seen, how far, how alike.

Each takes ``say``, which speaks the language of the session (``language.say``).
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from minime.order import WORD_LIMITS
from minime.page.language import load_texts
from minime.selfie.seen import seen_words

Say = Callable[..., str]
Energy = Mapping[str, Any]

SAME_POSE_DEG, NEAR_POSE_DEG = 2.0, 5.0
SAME_COLOR, NEAR_COLOR = 5.0, 10.0  # CIEDE2000: hardly seen side by side; another shade
LEAST_SHADE = 6.0  # L*: less is another hue rather than another lightness
_CLOCK_END = 0.97  # a toy that takes longer than expected is not done for that


def header(say: Say) -> str:
    """The name of the house and its promise."""
    return (
        '<header class="mm-head"><div class="mm-logo" aria-hidden="true"><i></i></div>'
        f"<div><h1>MiniMe</h1><p>{escape(say('head.promise'))}</p></div>"
        f'<p class="mm-private">{escape(say("head.private"))}</p>'
        "</header>"
    )


def faces(selfie: Any, chosen: int | None, say: Say) -> str:
    """Frames over the photo round every face, the chosen one marked; a frame of several can be
    tapped. Below them how the chosen face is held."""
    height, width = selfie.image.shape[:2]
    number = chosen or 1
    frames = "".join(
        _frame(box, n, n == number, len(selfie.boxes) > 1, say)
        for n, box in enumerate(selfie.boxes, start=1)
    )
    return (
        f'<svg class="mm-faces" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(say("seen.faces"))}">{frames}</svg>{_chips(_manner(selfie, say))}'
    )


def seen_of(selfie: Any, kind: str, say: Say) -> str:
    """What the photo shows of one kind of thing that can be corrected, in a word or two."""
    words = seen_words(selfie)
    found = {
        "hair_style": _hair(words, say),
        "headwear": words["headwear"],
        "glasses": words["glasses"],
        "facial_hair": words["facial_hair"],
        "outfit": words["clothes"],
        "build": words["build"],
    }[kind]
    if kind == "hair_style":
        return found or say("seen.unsure")
    return say(f"seen.{found}") if found else say("seen.unsure")


def status(kind: str, text: str, fraction: float | None = None, *, say: Say) -> str:
    """A badge and a line above the stage; a bar below it while ``fraction`` is in [0, 1]."""
    bar = ""
    if fraction is not None:
        percent = round(100 * min(max(fraction, 0.0), 1.0))
        bar = (
            f'<div class="mm-bar" role="progressbar" aria-valuenow="{percent}" '
            f'aria-valuemin="0" aria-valuemax="100" aria-label="{escape(text)}">'
            f'<i style="width:{percent}%"></i></div>'
        )
    return (
        f'<div class="mm-status mm-{kind}" role="status"><b>{escape(say(f"badge.{kind}"))}</b>'
        f"<span>{escape(text)}</span>{bar}</div>"
    )


def change(change: Any, say: Say, name_of: Callable[[str, str], str]) -> str:
    """A change that was asked for in words, as a chip. name_of: a choice's name by its kind."""
    if change.field == "accessories":
        return f"+ {change.new}" if change.new else f"− {change.old}"
    if change.field == "colors":
        return f"{say(f'color.{change.key}')} · {change.said}"
    label = say(next(key for key in _labels(change.field) if key in load_texts("en")))
    return f"{label} · {_chosen(change, say, name_of)}"


def not_understood(wishes: Any, say: Say) -> str:
    """What was not understood of a wish, or had no room in the box; nothing if all was."""
    told = [
        say(f"wish.{key}", {"words": _listed(missed, say)})
        for key, missed in (("not_understood", wishes.missed), ("no_room", wishes.no_room))
        if missed
    ]
    if not told and not wishes.changes:
        told = [say("wish.nothing")]
    return "".join(f'<p class="mm-note" role="status">{escape(text)}</p>' for text in told)


def progress(news: Any, passed_s: float, expected_s: float | None, say: Say) -> str:
    """The status while a toy is made: the step of a ``Progress``, and how long it will take."""
    by_clock = 0.0 if expected_s is None else min(passed_s / expected_s, _CLOCK_END)
    step = say(f"work.{news.stage}")
    text = " · ".join(filter(None, (step, seconds_left(expected_s, passed_s, say))))
    return status("work", text, max(news.fraction, by_clock), say=say)


def seconds_left(expected_s: float | None, passed_s: float, say: Say) -> str:
    """How long it will take still, in words; nothing while that is not known."""
    if expected_s is None:
        return ""
    left = round(expected_s - passed_s)
    return say("status.left", {"n": left}) if left > 1 else say("status.soon")


def likeness(report: Mapping[str, Any], say: Say) -> str:
    """How alike the toy is in a sentence or two."""
    sentences = [_pose(report["pose"].get("error_deg"), say), *_colors(report["likeness"], say)]
    if report["fell_back"]:
        sentences.append(say(f"alike.fell_back_{report['fell_back']}"))
    told = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences if sentence)
    return f'<ul class="mm-alike">{told}</ul>'


def off_shade(report: Mapping[str, Any]) -> tuple[str, float] | None:
    """The part whose colour is off for being too dark or too light, the worse of hair and skin,
    and by how much the toy's is lighter, in L*; None where neither is."""
    alike = report["likeness"]
    off = {
        key: alike[f"{key}_lighter"]
        for key in ("hair", "skin")
        if (alike.get(f"{key}_delta_e") or 0.0) > SAME_COLOR
        and abs(alike.get(f"{key}_lighter") or 0.0) > LEAST_SHADE
    }
    return max(off.items(), key=lambda item: abs(item[1]), default=None)


def figures(report: Mapping[str, Any], energy: Energy, session: Energy, say: Say) -> str:
    """The figures behind a toy, to unfold: how alike, what it took, what made it.

    energy, session: of this toy and of all toys of the session, as ``describe_energy`` gives
    them.
    """
    return (
        f'<details class="mm-behind"><summary>{escape(say("facts.more"))}</summary>'
        f"{facts(report, say)}<p>{escape(_footprint(energy, session, say))}</p>"
        f"<p>{escape(report['made_by']['line'])}</p></details>"
    )


def facts(report: Mapping[str, Any], say: Say) -> str:
    """The figures of ``toy.json`` that a person cares about; what is null stays out."""
    alike, seconds = report["likeness"], report["seconds"]
    mood = alike.get("expression") or {}
    told = [
        ("pose", _format(report["pose"].get("error_deg"), "{:.1f}°")),
        ("shape", _format(_percent(alike.get("landmark_nme")), "{:.1f} %")),
        ("expression", _format(_percent(mood.get("error")), "{:.0f} %")),
        ("skin", _format(alike.get("skin_delta_e"), "ΔE {:.1f}")),
        ("eyes", _format(alike.get("iris_delta_e"), "ΔE {:.1f}")),
        ("hair", _format(alike.get("hair_delta_e"), "ΔE {:.1f}")),
        ("time", _format(seconds.get("total"), "{:.1f} s")),
    ]
    cells = "".join(
        f"<div><dt>{escape(say(f'facts.{name}'))}</dt><dd>{value}</dd></div>"
        for name, value in told
        if value
    )
    return f'<dl class="mm-facts" aria-label="{escape(say("facts.label"))}">{cells}</dl>'


def _footprint(energy: Energy, session: Energy, say: Say) -> str:
    if energy["wh"] is None:
        return say("facts.no_counter")
    spent = {key: f"{energy[key]:.2g}" for key in ("wh", "co2_g")}
    values = spent | {
        "country": energy["country"],
        "mean": energy["published_mean_wh"],
        "total": f"{session['wh'] or 0:.2g}",
    }
    return say(f"facts.{energy['method']}", values)


def _frame(box, number: int, chosen: bool, several: bool, say: Say) -> str:
    x0, y0, x1, y1 = box
    looks = f'class="mm-frame{" mm-chosen" if chosen else ""}" rx="{(x1 - x0) // 8}"'
    place = f'x="{x0}" y="{y0}" width="{x1 - x0}" height="{y1 - y0}"'
    tapped = ""
    if several:
        name = escape(say("seen.face", {"n": number}))
        tapped = f' data-face="{number}" role="button" tabindex="0" aria-label="{name}"'
    return f"<rect {looks} {place}{tapped}/>"


def _chips(chips: list[str]) -> str:
    items = "".join(f"<li>{escape(chip)}</li>" for chip in chips)
    return f'<ul class="mm-chips">{items}</ul>'


def _manner(selfie: Any, say: Say) -> list[str]:
    pose, traits = selfie.face.pose, selfie.traits
    chips = [
        _turn(pose.yaw_deg, ("ahead", "right", "left"), say),
        _turn(pose.pitch_deg, ("level", "up", "down"), say),
        _turn(pose.roll_deg, ("upright", "tilted_right", "tilted_left"), say),
    ]
    if traits.mouth_open > 0.5:
        chips.append(say("manner.open"))
    elif traits.smile > 0.4:
        chips.append(say("manner.smiling"))
    if jewels := seen_words(selfie)["jewellery"]:
        chips.append(say(f"seen.{str(jewels).replace(' ', '_')}"))
    return chips


def _turn(degrees: float, keys: tuple[str, str, str], say: Say) -> str:
    near, positive, negative = keys
    if abs(degrees) < 4:
        return say(f"manner.{near}")
    return say(f"manner.{positive if degrees > 0 else negative}", {"n": round(abs(degrees))})


def _hair(words: Mapping[str, Any], say: Say) -> str:
    length, texture = words["hair_length"], words["hair_texture"]
    told = [f"seen.{length}"] if length else []
    if length not in ("bald", "shaved") and texture not in (None, "na"):
        told.append(f"seen.{texture}")
    if words["fringe"]:
        told.append("seen.fringe")
    return _listed(map(say, told), say)


def _pose(error_deg: float | None, say: Say) -> str:
    if error_deg is None:
        return ""
    if error_deg <= SAME_POSE_DEG:
        return say("alike.pose", {"n": max(1, round(error_deg))})
    kind = "pose_near" if error_deg <= NEAR_POSE_DEG else "pose_far"
    return say(f"alike.{kind}", {"n": round(error_deg)})


def _colors(alike: Mapping[str, Any], say: Say) -> list[str]:
    found = {kind: alike.get(f"{kind}_delta_e") for kind in ("skin", "iris", "hair")}
    told = {kind: error for kind, error in found.items() if error is not None}
    same = [say(f"alike.{kind}") for kind, error in told.items() if error <= SAME_COLOR]
    sentences = [say("alike.same", {"what": _listed(same, say)})] if same else []
    for kind, error in told.items():
        if error > SAME_COLOR:
            how = "near" if error <= NEAR_COLOR else "far"
            sentences.append(say(f"alike.{how}", {"what": say(f"alike.{kind}")}))
    return sentences


def _listed(texts: Iterable[str], say: Say) -> str:
    return say("list.comma").join(texts)


def _chosen(change: Any, say: Say, name_of: Callable[[str, str], str]) -> str:
    value = change.new
    if isinstance(value, bool):
        return say("choice.on" if value else "choice.off")
    if not isinstance(value, str):
        return f"{value:g}"
    return value if change.field in WORD_LIMITS else name_of(change.field, value)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _labels(field: str) -> tuple[str, ...]:
    return tuple(f"{table}.{field}" for table in ("kind", "words", "slider", "order"))


def _format(value: float | None, pattern: str) -> str:
    return "" if value is None else pattern.format(value)
