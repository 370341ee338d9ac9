"""Mitsuba 3, the path tracer: which variant of it runs here, and the camera in its terms.

World frame of mesh.py (mm). Pictures are given as (width, height) pixels, and a box of one
as half-open (x0, y0, x1, y1).
"""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

ALIGNMENT = 64  # bytes, the longest that processors read at once
_WAITING: deque[threading.Event] = deque()  # who is in the renderer, then who comes next
_HURRIED: set[int] = set()  # threads with a person watching
_GUARD = threading.Condition()  # of both
PATIENCE_S = 3.0  # for which a step of somebody else's picture waits, lest it never be made


@dataclass(frozen=True, kw_only=True)
class Camera:
    """Looks from ``position`` at ``target`` (mm); vertical field of view in degrees."""

    position: tuple[float, float, float]
    target: tuple[float, float, float]
    fov_deg: float


def camera_axes(camera: Camera) -> np.ndarray:
    """(3, 3) whose columns are, in the world, the camera's right, up and back: it turns what
    is given as the camera sees it into the world frame."""
    back = np.subtract(camera.position, camera.target).astype(float)
    back /= np.linalg.norm(back)
    right = np.cross([0, 1, 0], back)
    right /= np.linalg.norm(right)
    return np.column_stack([right, np.cross(back, right), back])


@lru_cache(maxsize=1)
def choose_variant() -> str:
    """ "llvm_ad_rgb" where a usable LLVM is found, else "scalar_rgb".

    Mitsuba aborts the process on an LLVM that is too old, so another process tries first.
    MINIME_MITSUBA names a variant outright.
    """
    if named := os.environ.get("MINIME_MITSUBA"):
        return named
    trial = (
        "import mitsuba as mi; mi.set_variant('llvm_ad_rgb');"
        "import drjit as dr; dr.eval(dr.arange(mi.Float, 4) + 1)"
    )
    try:
        run = subprocess.run([sys.executable, "-c", trial], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "scalar_rgb"
    return "llvm_ad_rgb" if run.returncode == 0 else "scalar_rgb"


@contextmanager
def alone() -> Iterator[None]:
    """Hold this, once, while anything of the renderer's is made, used or let go: two threads in
    it at once end the process ("unknown variable", or a segmentation fault: it keeps one record
    of its variables for all). Others wait, and enter in the order in which they came."""
    _enter()
    try:
        yield
    finally:
        _leave()


@contextmanager
def hurried() -> Iterator[None]:
    """While this thread's work lasts, a live draft's, others' pictures wait at their next step,
    for a while: not only for the renderer, but that the cores are free."""
    me = threading.get_ident()
    with _GUARD:
        _HURRIED.add(me)
    try:
        yield
    finally:
        with _GUARD:
            _HURRIED.discard(me)
            _GUARD.notify_all()


def is_awaited() -> bool:
    """Whether somebody waits for the thread that is :func:`alone`."""
    return len(_WAITING) > 1 or bool(_HURRIED - {threading.get_ident()})


def give_way() -> None:
    """Let those who wait for the renderer go first; called between the steps of a long picture
    by the thread that is :func:`alone`, so that nobody's draft waits for a whole one."""
    _leave()
    _enter()


def _enter() -> None:
    turn = threading.Event()
    with _GUARD:
        if threading.get_ident() not in _HURRIED:
            _GUARD.wait_for(lambda: not _HURRIED, PATIENCE_S)
        _WAITING.append(turn)
        if _WAITING[0] is turn:
            turn.set()
    try:
        turn.wait()
    except BaseException:  # Ctrl-C while it waited
        _leave(turn)
        raise


def _leave(turn: threading.Event | None = None) -> None:
    with _GUARD:
        _WAITING.remove(turn or _WAITING[0])
        if _WAITING:
            _WAITING[0].set()


def give_back_memory() -> None:
    """What the renderer keeps for its next picture, which is of another size and so of no use to
    it: a server would grow by that with every person. The thread must be :func:`alone`."""
    import drjit

    drjit.flush_malloc_cache()


def import_mitsuba():
    """The mitsuba module with its variant set."""
    with _interrupts_held():
        import mitsuba as mi

        if mi.variant() is None:
            mi.set_variant(choose_variant())
            mi.set_log_level(mi.LogLevel.Error)
    return mi


def make_sensor(
    camera: Camera,
    size: tuple[int, int],
    box: tuple[int, int, int, int] | None = None,
    *,
    finer: int = 1,
    jitter: bool = True,
):
    """Mitsuba's sensor for ``box`` (all by default) of a picture of ``size``, each pixel of
    which is ``finer`` x ``finer`` pixels of the film; no filter mixes neighbours. jitter: look
    through a random point of each film's pixel rather than through its middle."""
    mi = import_mitsuba()
    width, height = (side * finer for side in size)
    x0, y0, x1, y1 = (side * finer for side in box or (0, 0, *size))
    sampler = {"type": "independent"} if jitter else {"type": "stratified", "jitter": False}
    look = mi.ScalarTransform4f().look_at(
        origin=list(camera.position), target=list(camera.target), up=[0, 1, 0]
    )
    return mi.load_dict(
        {
            "type": "perspective",
            "fov": camera.fov_deg,
            "fov_axis": "y",
            "to_world": look,
            "near_clip": 1.0,
            "far_clip": 1e5,
            "film": {
                "type": "hdrfilm",
                "width": width,
                "height": height,
                "crop_offset_x": x0,
                "crop_offset_y": y0,
                "crop_width": x1 - x0,
                "crop_height": y1 - y0,
                "pixel_format": "rgb",
                "rfilter": {"type": "box"},
            },
            "sampler": sampler,
        }
    )


def trace(scene, sensor, integrator: dict, *, seed: int) -> np.ndarray:
    """(h, w, channels) float32: one sample a pixel of the film of ``sensor``."""
    mi = import_mitsuba()
    tracer = mi.load_dict(integrator)
    with _interrupts_held():
        return np.asarray(
            mi.render(scene, sensor=sensor, integrator=tracer, spp=1, seed=seed), np.float32
        )


def aligned(values: np.ndarray) -> np.ndarray:
    """A flat copy of ``values`` for the renderer, which reads them where they lie: with another
    program, compiled anew, if that is not at a multiple of ALIGNMENT."""
    room = np.empty(values.nbytes + ALIGNMENT, np.uint8)
    start = -room.ctypes.data % ALIGNMENT
    flat = room[start : start + values.nbytes].view(values.dtype)
    flat[:] = values.ravel()
    return flat


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is heard when the block is done: in the middle of an import or a
    picture, the renderer crashes on it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if held:
            signal.raise_signal(signal.SIGINT)
