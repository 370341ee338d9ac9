"""One module a family of models: which pipelines of diffusers, from which parts, called how.

Each has

``HELD_BY``: what keeps the pose, "controlnet", "strength" or "reference";
``QUANTIZED``: the components that may be held in 4 or 8 bits;
``build(entry, parts)``: the pipelines by task, "head" and, where figures are drawn, "figure";
``wants(entry, pipe, task)``: the kinds of control pictures of a pass;
``arguments(entry, pipe, canvas, settings)``: what the pipeline is called with, but for the
generator and the callback;
``pictures(pipe, images, canvas)``: result and reference, (h, w, 3) uint8 each, of what the
pipeline returned; the reference is the draft after whatever the family's coding does to it.
"""

from importlib import import_module
from types import ModuleType


def find_family(name: str) -> ModuleType:
    """The module of a family, by the name in the catalogue."""
    return import_module(f"{__name__}.{name}")
