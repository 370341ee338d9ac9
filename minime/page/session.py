"""What the server keeps for one open tab: a private folder, the selfie, the toys made.

A session lives until a minute after its tab was closed, or an hour after its last use; within
that minute a tab that was loaded again, or whose network was gone, comes back to it. A program's
call has one of its own, kept for ten minutes. Closing a session stops the work under way and
deletes every file, the uploaded photo included.
"""

import queue
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from minime.errors import MiniMeError
from minime.label.tables import WORLD
from minime.order import Order
from minime.page.history import History
from minime.page.language import say, tell
from minime.page.line import Line

LONGEST_IDLE_S = 3600
LEFT_KEPT_S = 60  # after the tab was closed, loaded again or lost its network
CALL_KEPT_S = 600  # what a program's call made can be fetched, and its photo used again


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
    """One tab. language: of LANGUAGES. country: whose electricity is used (``check_country``).
    spent: energy of each toy. photo: path of the upload, or "example". face: number of the chosen
    one. turn: degrees clockwise that set the photo upright, None to find out. selfie: what was
    read of them. shades: of the order, from clicks on what came out too dark or too light.
    drafted: the order and the selfie of what was drafted or made last. style, model: the preset
    and the checkpoint that the sliders stand for. wished: the changes that were asked for in
    words last. toys: the newest first; shown: the one that downloads are of. working: what tells
    of the work under way; follower: who is told; making: the order of the toy that it makes, and
    its selfie. returned: the photo that is shown again to a tab that came back. busy: there is
    work under way. kept_s: seconds after its last use until it is closed."""

    folder: Path
    line: Line
    language: str = "en"
    country: str = WORLD
    spent: list[Mapping[str, Any]] = field(default_factory=list)
    photo: Path | str | None = None
    face: int | None = None
    turn: int | None = None
    selfie: Any = None
    measured: dict[str, str] = field(default_factory=dict)
    drafted: tuple[Order, Any] | None = None
    shades: dict[str, float] = field(default_factory=dict)
    style: str = Order().preset
    model: str = Order().checkpoint
    wished: tuple[Any, ...] = ()
    history: History = field(default_factory=History)
    toys: list[Made] = field(default_factory=list)
    shown: Made | None = None
    uploads: set[Path] = field(default_factory=set)
    cancel: threading.Event = field(default_factory=threading.Event)
    working: "queue.SimpleQueue[Any] | None" = None
    follower: object = None
    making: tuple[Order, Any] | None = None
    returned: Path | None = None
    busy: bool = False
    used: float = field(default_factory=time.monotonic)
    kept_s: float = LONGEST_IDLE_S

    def new_file(self, name: str) -> Path:
        """A path of that name in a new folder of the session."""
        return Path(tempfile.mkdtemp(dir=self.folder)) / name

    @property
    def say(self) -> Any:
        """``language.say`` in the session's language."""
        return partial(say, self.language)

    def tell(self, error: MiniMeError) -> str:
        """``language.tell`` in the session's language."""
        return tell(self.language, error)


class SessionBook:
    """The open sessions by their hash. Safe to call from several threads."""

    def __init__(self, root: Path, *, left_kept_s: float = LEFT_KEPT_S):
        self.root = root
        self._line = Line()
        self._left_kept_s = left_kept_s
        self._sessions: dict[str, Session] = {}
        self._tabs: dict[str, str] = {}  # the session's hash by the tab's secret
        self._lock = threading.Lock()

    def of(self, key: str) -> Session:
        """The session of that hash, opened if it is new; idle ones are closed first."""
        self.close_idle()
        with self._lock:
            if key not in self._sessions:
                self._sessions[key] = self._open(LONGEST_IDLE_S)
            session = self._sessions[key]
        session.used = time.monotonic()
        return session

    def come_back(self, key: str, tab: str | None) -> Session:
        """The session of that hash for the browser's ``tab``, a secret that it keeps while it is
        loaded again: the one that it had, if that is still there."""
        if not tab:  # a program's
            return self.of(key)
        with self._lock:
            before = self._tabs.get(tab, key)
            self._tabs[tab] = key
            if before != key and before in self._sessions:
                self._sessions[key] = self._sessions.pop(before)
        return self.of(key)

    def leave(self, key: str) -> None:
        """The tab is gone: close its session unless it comes back soon."""
        timer = threading.Timer(self._left_kept_s, self.close, (key,))
        timer.daemon = True
        timer.start()

    @contextmanager
    def call(self) -> Iterator[Session]:
        """A session for one call of a program, busy as long as that lasts."""
        self.close_idle()
        session = self._open(CALL_KEPT_S)
        session.busy = True
        with self._lock:
            self._sessions[session.folder.name] = session
        try:
            yield session
        finally:
            session.busy = False
            session.used = time.monotonic()

    def has_photos(self) -> bool:
        """Whether somebody has shown a photo."""
        with self._lock:
            return any(session.photo is not None for session in self._sessions.values())

    def known_selfie(self, photo: Path | str, face: int | None, turn: int | None) -> Any:
        """What an open session read of that upload, face and turn; None if none did."""
        with self._lock:
            sessions = list(self._sessions.values())
        for session in sessions:
            read = (session.photo, session.face, session.turn)
            if session.selfie is not None and read == (photo, face, turn):
                return session.selfie
        return None

    def close_idle(self) -> None:
        """Close what was not used for as long as it is kept."""
        now = time.monotonic()
        with self._lock:
            idle = [k for k, s in self._sessions.items() if not s.busy and now - s.used > s.kept_s]
        for key in idle:
            self.close(key)

    def close(self, key: str) -> None:
        """Stop the session's work and delete all its files."""
        with self._lock:
            session = self._sessions.pop(key, None)
            self._tabs = {tab: own for tab, own in self._tabs.items() if own != key}
            shared = {path for other in self._sessions.values() for path in other.uploads}
        if session is None:
            return
        session.cancel.set()
        for upload in session.uploads - shared:  # the same photo has the same path
            with suppress(OSError):
                upload.unlink()
        shutil.rmtree(session.folder, ignore_errors=True)

    def _open(self, kept_s: float) -> Session:
        folder = Path(tempfile.mkdtemp(prefix="session-", dir=self.root))
        return Session(folder=folder, line=self._line, kept_s=kept_s)
