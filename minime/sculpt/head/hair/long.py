"""Hair that hangs loose: straight, waved, curled, twisted, with and without a fringe (head
frame, mm)."""

import numpy as np

from minime.sculpt.geometry.mesh import Part
from minime.sculpt.head.hair.curl import cords, curled
from minime.sculpt.head.hair.flow import Growth, fringe, parted, swept_fringe
from minime.sculpt.head.hair.recipe import cap, layers, locks_part, loose_x, part_x, scalp_line
from minime.sculpt.head.hair.short import short

SIDES = ((-1, "left"), (1, "right"))


def _two_layers(g: Growth, *, x_mm: float, count: int = 22, **hang) -> tuple[Part, ...]:
    parts = []
    for side, name in SIDES:
        under = parted(g, side, count - 3, x_mm=x_mm, layer_mm=-3, **hang)
        over = parted(g, side, count, x_mm=x_mm, layer_mm=2, sweep_mm=4, **hang)
        parts += [locks_part(g, f"under_{name}", under), locks_part(g, f"over_{name}", over)]
    start = hang.get("start_deg", 0.0)
    return (cap(g), *parts, scalp_line(g, x_mm, start_deg=start))


def bob(g: Growth) -> tuple[Part, ...]:
    """Cut straight at the chin, tips turned in."""
    return _two_layers(g, x_mm=loose_x(g), flare=0.08, curl_mm=14, blunt=0.9)


def layered(g: Growth) -> tuple[Part, ...]:
    """Short and full, over the ears, the fringe swept to one side."""
    x = part_x(g)
    big = -1 if x > 0 else 1
    return (*_stacked(g, x, big), locks_part(g, "fringe", swept_fringe(g, big, 11, x_mm=x)))


def shag(g: Growth) -> tuple[Part, ...]:
    """Choppy layers to the neck, tips flicked out, under a loose fringe."""
    ends = np.interp(np.linspace(0, 1, 16), [0, 0.5, 1], [34, 8, 0]) + g.shape.bottom_y_mm
    parts = []
    for side, name in SIDES:
        for layer, shift in (("under", 0), ("over", 34)):
            hair = parted(
                g, side, 16, x_mm=loose_x(g), bottom=ends + shift, layer_mm=0.12 * shift - 2,
                curl_mm=-9, wave_mm=5, waves=1.6, front_deg=74, blunt=0.1,
            )  # fmt: skip
            parts.append(locks_part(g, f"{layer}_{name}", hair))
    top = layers(g, ((0.3, 28), (0.08, 16)), length=0.6, bend_deg=8, lift_mm=5, overhang=0.98)
    return (cap(g), *parts, top, locks_part(g, "fringe", _open_fringe(g)))


def mullet(g: Growth) -> tuple[Part, ...]:
    """Short in front and over the ears, long behind."""
    behind = [
        locks_part(
            g, name,
            parted(g, side, 15, x_mm=10.0 * side, front_deg=112, start_deg=84, curl_mm=-7,
                   wave_mm=4, blunt=0.15, layer_mm=-2),
        )
        for side, name in SIDES
    ]  # fmt: skip
    return (*behind, *short(g))


def wavy_medium(g: Growth) -> tuple[Part, ...]:
    """Waves to the shoulders."""
    waves = {"flare": 0.05, "wave_mm": 10, "waves": 2.4, "curl_mm": 8, "blunt": 0.4}
    return _two_layers(g, x_mm=loose_x(g), count=18, **waves)


def long_straight(g: Growth) -> tuple[Part, ...]:
    """Straight, over the shoulders."""
    return _two_layers(g, x_mm=loose_x(g), flare=0.02, curl_mm=4, blunt=0.5)


def long_wavy(g: Growth) -> tuple[Part, ...]:
    """Waves over the shoulders."""
    waves = {"flare": 0.05, "wave_mm": 11, "waves": 2.9, "curl_mm": 6, "blunt": 0.4}
    return _two_layers(g, x_mm=loose_x(g), count=18, **waves)


def side_swept(g: Growth) -> tuple[Part, ...]:
    """Long hair thrown over from a deep parting."""
    x = 1.3 * part_x(g)
    small, big = (1, -1) if x > 0 else (-1, 1)
    waves = {"x_mm": x, "flare": 0.04, "wave_mm": 8, "waves": 2.0, "curl_mm": 6, "blunt": 0.35}
    return (
        cap(g),
        locks_part(g, "small", parted(g, small, 17, layer_mm=-3, front_deg=76, **waves)),
        locks_part(g, "under", parted(g, big, 20, layer_mm=-2, **waves)),
        locks_part(g, "over", parted(g, big, 22, layer_mm=4, sweep_mm=15, front_deg=60, **waves)),
        scalp_line(g, x),
    )


def bangs_long(g: Growth) -> tuple[Part, ...]:
    """Straight, with a full fringe."""
    hang = {"flare": 0.02, "curl_mm": 5, "front_deg": 72, "blunt": 0.7, "start_deg": 58}
    return (
        *_two_layers(g, x_mm=0.0, **hang)[:-1],
        locks_part(g, "fringe", fringe(g, 21, tip_y_mm=_fringe_y(g))),
    )


def curtain_bangs(g: Growth) -> tuple[Part, ...]:
    """Long, the fringe parted in the middle like curtains."""
    hang = {"flare": 0.03, "wave_mm": 4, "waves": 1.6, "curl_mm": 9, "front_deg": 74, "blunt": 0.5}
    bangs = [
        locks_part(g, f"bangs_{name}", swept_fringe(g, side, 8, x_mm=2.0 * side))
        for side, name in SIDES
    ]
    return (*_two_layers(g, x_mm=0.0, start_deg=40, **hang), *bangs)


def long_curly(g: Growth) -> tuple[Part, ...]:
    """Long ringlets."""
    parts = []
    for side, name in SIDES:
        for layer, lift, count in (("under", -3, 11), ("over", 4, 13)):
            hang = parted(g, side, count, x_mm=loose_x(g), layer_mm=lift, flare=0.1, blunt=0.2)
            ringlets = curled(g, hang, radius_mm=8.5, turns=5.0, cord_mm=5.6, rings=56)
            parts.append(locks_part(g, f"{layer}_{name}", ringlets))
    return (cap(g, thick=lambda w: 0.65 * g.volume(w)), *parts)


def locs(g: Growth) -> tuple[Part, ...]:
    """Matted cords of uneven thickness."""
    return _corded(g, radius_mm=6.2, beads=9, count=13, uneven=0.16)


def box_braids(g: Growth) -> tuple[Part, ...]:
    """Many thin braids."""
    return _corded(g, radius_mm=4.4, beads=24, count=17, uneven=0.04)


def _corded(g: Growth, *, radius_mm: float, beads: float, count: int, uneven: float):
    parts = []
    for side, name in SIDES:
        for layer, lift in (("under", -4), ("over", 3)):
            hang = parted(
                g, side, count, x_mm=loose_x(g), layer_mm=lift, flare=0.09, wave_mm=4, waves=1.3
            )
            rope = cords(g, hang, radius_mm=radius_mm, beads=beads, uneven=uneven)
            parts.append(locks_part(g, f"{layer}_{name}", rope))
    return (cap(g, thick=lambda w: 0.4 * g.volume(w), shade=0.6), *parts)


def _stacked(g: Growth, x: float, big: int) -> tuple[Part, ...]:
    ends = np.interp(np.linspace(0, 1, 17), [0, 0.5, 1], [0, -12, -30]) + g.shape.bottom_y_mm
    parts = []
    for side, name in ((-big, "small"), (big, "big")):
        for layer, shift in (("under", 0), ("over", 16)):
            hair = parted(
                g, side, 17, x_mm=x, bottom=ends + shift, layer_mm=0.2 * shift - 2,
                curl_mm=12, front_deg=76, blunt=0.4, start_deg=38,
            )  # fmt: skip
            parts.append(locks_part(g, f"{layer}_{name}", hair))
    return (cap(g), *parts)


def _fringe_y(g: Growth) -> float:
    """Where a fringe ends: as measured if that is one, always above the brows."""
    line = float(np.median(g.skull.hairline))
    return max(line if line < 44 else 31.0, g.skull.brow_y + 7)


def _open_fringe(g: Growth):
    return fringe(g, 13, tip_y_mm=_fringe_y(g) + 5, span_deg=54)
