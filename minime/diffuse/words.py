"""The prompt as a checkpoint is told it: in its family's words, and no longer than it can read."""

from typing import Any

from minime.diffuse.catalogue import Checkpoint

# Tokens that chat templates and marks of begin and end take of a text encoder's limit.
_TAKEN_OF_LONG, _TAKEN_OF_CLIP = 32, 2


def fit_prompt(entry: Checkpoint, tokenizer: Any, text: str) -> tuple[str, str]:
    """The prompt in the checkpoint's template, and what of ``text`` had to be left out: the last
    of its clauses, which its text encoder would not read."""
    taken = _TAKEN_OF_CLIP if entry.token_limit == 77 else _TAKEN_OF_LONG
    clauses = text.split(", ")
    kept = len(clauses)

    def told() -> str:
        return entry.template.format(prompt=", ".join(clauses[:kept]))

    def length() -> int:
        return len(tokenizer(told(), add_special_tokens=False, verbose=False).input_ids)

    while kept > 1 and length() > entry.token_limit - taken:
        kept -= 1
    return told(), ", ".join(clauses[kept:])
