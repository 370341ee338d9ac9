"""Colours of the printed card: "#rrggbb" in, (r, g, b) in 0..255 inside the room.

Contrast is WCAG 2.2's (1 to 21); words are only ever set at 4.5 or more.
"""

Color = tuple[int, int, int]

WHITE: Color = (255, 255, 255)
BLACK: Color = (4, 4, 5)  # so that it or white reaches 4.5 on every ground
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
HIGH_CONTRAST = 7.0  # WCAG 2.2, 1.4.6


def parse_color(text: str) -> Color:
    """(r, g, b) in 0..255 of "#rrggbb"; ValueError for anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"{text!r} is not a colour like #ff8800")
    value = int(text[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def luminance(color: Color) -> float:
    """Relative luminance in [0, 1]."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in color)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio in [1, 21], the same both ways round."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(ground: Color, *wished: Color, least: float = LEAST_CONTRAST) -> Color:
    """The first wished colour with at least this contrast to the ground, else white or
    black, which reach 4.5 on every ground."""
    for color in wished:
        if contrast(color, ground) >= least:
            return color
    return max((WHITE, BLACK), key=lambda color: contrast(color, ground))


def mix(one: Color, other: Color, share: float) -> Color:
    """``one`` with ``share`` (0..1) of ``other`` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
