"""What the server keeps for one open tab: a private folder, the selfie, the toys made.

A session lives until its tab is closed (or an hour after its last use); closing it stops
the work under way and deletes every file, the uploaded photo included. Colours are
"#rrggbb"; ``measured`` holds what the app saw, so that only corrections enter an order.
"""

import queue
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from minime.errors import Cancelled
from minime.order import COLOR_KEYS, SLIDERS, Order, split_accessories, validate
from minime.page.history import History
from minime.page.language import say
from minime.preset import load_preset

LONGEST_IDLE_S = 3600
TICK_S = 0.5  # how often the page hears of work that has no step to tell of
_RGB = re.compile(r"rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)")


@dataclass(frozen=True, kw_only=True, eq=False)
class Made:
    """A finished toy as the page shows it. png: its labelled file. sides: selfie and toy for
    before and after. report: what ``toy.json`` holds. toy: None once its meshes are put away."""

    toy: Any
    png: Path
    caption: str
    sides: tuple[str, str]
    report: Mapping[str, Any]


@dataclass(kw_only=True)
class Session:
    """One tab. language: of LANGUAGES. photo: path of the upload. face: number of the chosen
    one. turn: degrees clockwise that set the photo upright, None to find out. selfie: what was
    read of them. drafted: the order and the selfie of what was drafted or made last. style: the
    preset that the sliders stand for. wished: the changes that were asked for in words last.
    toy: the last that was made. toys: the newest first; shown: the one that downloads are of.
    busy: a toy is being made."""

    folder: Path
    language: str = "en"
    photo: Path | None = None
    face: int | None = None
    turn: int | None = None
    selfie: Any = None
    measured: dict[str, str] = field(default_factory=dict)
    drafted: tuple[Order, Any] | None = None
    style: str = Order().preset
    wished: tuple[Any, ...] = ()
    history: History = field(default_factory=History)
    toy: Any = None
    toys: list[Made] = field(default_factory=list)
    shown: Made | None = None
    uploads: set[Path] = field(default_factory=set)
    cancel: threading.Event = field(default_factory=threading.Event)
    busy: bool = False
    used: float = field(default_factory=time.monotonic)

    def new_file(self, name: str) -> Path:
        """A path of that name in a new folder of the session."""
        return Path(tempfile.mkdtemp(dir=self.folder)) / name

    @property
    def say(self) -> Any:
        """``language.say`` in the session's language."""
        return partial(say, self.language)


class SessionBook:
    """The open sessions by their hash. Safe to call from several threads."""

    def __init__(self, root: Path):
        self._root = root
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()

    def of(self, key: str) -> Session:
        """The session of that hash, opened if it is new; idle ones are closed first."""
        now = time.monotonic()
        with self._lock:
            idle = [k for k, s in self._sessions.items() if now - s.used > LONGEST_IDLE_S]
        for old in idle:
            self.close(old)
        with self._lock:
            if key not in self._sessions:
                folder = Path(tempfile.mkdtemp(prefix="session-", dir=self._root))
                self._sessions[key] = Session(folder=folder)
            session = self._sessions[key]
        session.used = now
        return session

    def close(self, key: str) -> None:
        """Stop the session's work and delete all its files."""
        with self._lock:
            session = self._sessions.pop(key, None)
        if session is None:
            return
        session.cancel.set()
        for upload in session.uploads:
            with suppress(OSError):
                upload.unlink()
        shutil.rmtree(session.folder, ignore_errors=True)


def read_order(session: Session, values: Mapping[str, Any]) -> Order:
    """The validated order of the page's controls. Raises MiniMeError.

    values: by the order's field names, with accessories as one line, and the colour
    pickers as ``color_KEY``; a picker that shows what was measured is no correction.
    """
    seen = session.measured | {"primary": load_preset(values["preset"]).palette.primary}
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
    chosen |= {"turn": session.turn, "colors": colors}
    return validate(Order(photo=session.photo or "example", **chosen))


def show_order(session: Session, order: Order, controls: list[str]) -> list[Any]:
    """The values of the page's ``controls`` that :func:`read_order` reads as ``order``."""
    preset = load_preset(order.preset)
    seen = session.measured | {"primary": preset.palette.primary}
    shown = []
    for name in controls:
        if name.startswith("color_"):
            key = name.removeprefix("color_")
            shown.append(order.colors.get(key) or seen.get(key))
        elif name == "accessories":
            shown.append(", ".join(order.accessories))
        else:
            value = getattr(order, name)
            usual = preset.sliders.get(name, SLIDERS[name].default) if name in SLIDERS else value
            shown.append(usual if value is None else value)
    return shown


def read_color(text: str | None) -> str | None:
    """A picker's "#RRGGBB" or "rgba(r, g, b, a)" as "#rrggbb"; None for anything else."""
    if not text:
        return None
    if match := _RGB.match(text):
        return "#" + "".join(f"{min(255, round(float(part))):02x}" for part in match.groups())
    return text.lower()[:7] if re.match("#[0-9a-fA-F]{6}", text) else None


def run(session: Session, order: Order, selfie: Any = None) -> Iterator[Any]:
    """Make a toy on a thread of its own; yields each Progress, again every TICK_S while nothing
    new comes, then the Toy as the last.

    selfie: what was read of the order's photo already.
    Raises what ``minime.make`` raises; Cancelled as soon as ``session.cancel`` is set, while
    the thread still ends its step. Closing the iterator stops the work.
    """
    import minime

    cancel = session.cancel = threading.Event()
    news: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()

    def work() -> None:
        try:
            toy = minime.make(
                order,
                progress=lambda step: news.put(("step", step)),
                cancelled=cancel.is_set,
                selfie=selfie,
            )
            news.put(("toy", toy))
        except BaseException as error:
            news.put(("error", error))

    session.busy = True
    threading.Thread(target=work, daemon=True).start()
    kind, value = "step", None
    try:
        while kind != "toy":
            with suppress(queue.Empty):
                kind, value = news.get(timeout=TICK_S)
            if kind == "error":
                raise value
            if cancel.is_set():
                raise Cancelled(session.say("status.stopped"))
            if kind == "toy":
                session.toy, session.busy = value, False
            if value is not None:
                yield value
    finally:
        cancel.set()
        session.busy = False
