"""How the page changes while a toy is made: updates by component, for generators to yield."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.label import add_up, describe_energy
from minime.page import offers, words
from minime.page.session import Made, Session

Updates = dict[Any, Any]


def face_choice(faces: int, chosen: int | None) -> Any:
    """The choice among several faces; hidden when there is one."""
    return gr.update(
        choices=[(f"{n}", n) for n in range(1, faces + 1)], value=chosen or 1, visible=faces > 1
    )


def theme_choice(preset: str, chosen: str) -> Any:
    """The themes of a style; what was chosen stays chosen where the style has it."""
    offered = offers.themes(preset)
    kept = chosen if chosen in {value for _, value in offered} else "auto"
    return gr.update(choices=offered, value=kept)


def drafted(ui: SimpleNamespace, session: Session, picture: str) -> Updates:
    """Updates that show a draft."""
    text = "status.changed" if session.toys else "status.drafted"
    return {
        ui.examples: gr.update(visible=False),
        ui.stage: gr.update(value=picture, visible=True),
        ui.status: words.status("draft", session.say(text), say=session.say),
    }


def waiting(ui: SimpleNamespace, session: Session, before: int) -> Updates:
    """Updates for somebody in line."""
    text = session.say("status.line", {"n": before})
    return _busy(ui) | {ui.status: words.status("work", text, 0.0, say=session.say)}


def working(ui: SimpleNamespace, session: Session) -> Updates:
    """Updates for the moment the work starts."""
    return _busy(ui) | {
        ui.status: words.status("work", session.say("status.starting"), 0.0, say=session.say),
        ui.tabs: gr.update(selected="toy"),
        ui.step: "toy",
    }


def stopped(ui: SimpleNamespace, session: Session, sentence: str) -> Updates:
    """Updates after a stop or an error; nothing already made is touched."""
    return {
        ui.status: words.status("idle", sentence, say=session.say),
        ui.make: gr.update(visible=True),
        ui.another: gr.update(visible=bool(session.toys)),
        ui.stop: gr.update(visible=False),
    }


def finished(ui: SimpleNamespace, session: Session, made: Made) -> Updates:
    """Updates that show a finished toy, just made or brought back from the gallery."""
    text = session.say("status.ready", {"name": made.caption})
    return {
        ui.status: words.status("done", text, say=session.say),
        ui.step: "toy",
        ui.examples: gr.update(visible=False),
        ui.stage: gr.update(value=str(made.png), visible=True),
        ui.tabs: gr.update(selected="toy"),
        ui.compare: made.sides,
        ui.compare_tab: gr.update(visible=True),
        ui.model: None,
        ui.model_tab: gr.update(visible=made.toy is not None),
        ui.clip_tab: gr.update(visible=made.toy is not None),
        ui.clip: gr.update(visible=True),
        ui.clip_shown: gr.update(value=None, visible=False),
        ui.clip_files: gr.update(visible=False),
        ui.likeness: words.likeness(made.report, session.say),
        ui.reshade: _reshade(made, session),
        ui.figures: figures(session),
        ui.download: gr.update(value=str(made.png), interactive=True),
        ui.downloads: gr.update(visible=True),
        ui.gallery: gr.update(
            value=[(str(toy.png), toy.caption) for toy in session.toys], visible=True
        ),
        ui.make: gr.update(visible=True),
        ui.another: gr.update(visible=True),
        ui.stop: gr.update(visible=False),
    }


def _reshade(made: Made, session: Session) -> Any:
    """The button that makes it anew with lighter or darker hair or skin, where that is off."""
    off = words.off_shade(made.report)
    if off is None or made.toy is None:
        return gr.update(visible=False)
    key, lighter = off
    way = "darker" if lighter > 0 else "lighter"
    return gr.update(value=session.say(f"shade.{key}_{way}"), visible=True)


def figures(session: Session) -> str:
    """The figures of the toy that is shown, with what it took in the session's country."""
    report = session.shown.report
    took = (
        describe_energy(energy, session.country)
        for energy in (report["energy"], add_up(session.spent))
    )
    return words.figures(report, *took, session.say)


def granted(wished: tuple[Any, ...], session: Session) -> Any:
    """The changes that were asked for in words as ticked chips."""
    name_of = partial(offers.name_of, session.language)
    chips = [
        (words.change(change, session.say, name_of), number) for number, change in enumerate(wished)
    ]
    return gr.update(choices=chips, value=[number for _, number in chips], visible=bool(chips))


def file_working(ui: SimpleNamespace, session: Session, doing: str, share: float) -> Updates:
    """Updates while a file that takes long is made; doing: the key of what is said. No older
    file lies ready, lest that be saved should this one be stopped."""
    return _busy(ui) | {
        ui.status: words.status("work", session.say(doing), share, say=session.say),
        ui.export_link: gr.update(value=None),
    }


def clip_finished(ui: SimpleNamespace, session: Session, path: Path) -> Updates:
    """Updates that show the clip of ``path`` and offer it, as MP4 too."""
    return stopped(ui, session, "") | {
        ui.status: words.status("done", session.say("status.clip"), say=session.say),
        ui.clip: gr.update(visible=False),
        ui.clip_shown: gr.update(value=str(path), visible=True),
        ui.clip_files: gr.update(visible=True),
        ui.clip_mp4: str(path.with_suffix(".mp4")),
        ui.clip_webp: str(path),
    }


def sheet_finished(ui: SimpleNamespace, session: Session, path: Path) -> Updates:
    """Updates that hand over the sheet of ``path``."""
    return stopped(ui, session, "") | {
        ui.status: words.status("done", session.say("status.sheet"), say=session.say),
        ui.export_link: gr.update(value=str(path)),
    }


def _busy(ui: SimpleNamespace) -> Updates:
    return {
        ui.make: gr.update(visible=False),
        ui.another: gr.update(visible=False),
        ui.reshade: gr.update(visible=False),
        ui.stop: gr.update(visible=True),
    }
