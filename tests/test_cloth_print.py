"""What is printed on or woven into a photo's cloth arrives on the toy's top, in its place."""

from dataclasses import replace

import numpy as np
import pytest

from minime.preset import load_presets
from minime.sculpt.figure.body import BodyColors, build_body
from minime.sculpt.figure.outfit.printing import lay_print
from minime.selfie.clothes.chest import DOWN_MM, SIDE_MM, UP_MM, Chest
from minime.selfie.clothes.cloths import sort_cloths
from minime.selfie.clothes.printed import Print, find_beneath, find_print, has_picture
from minime.selfie.colors import delta_e, to_hex, to_lab
from minime.srgb import rgb, to_linear

NAVY, WHITE, RED, GREEN, SKIN = "#1f2d4d", "#eceae4", "#b0281e", "#1d7a4a", "#d8a387"
COLORS = BodyColors(skin=SKIN, top=NAVY, bottom=NAVY, shoes=RED, accent=RED)
ROWS, COLUMNS = np.mgrid[: UP_MM + DOWN_MM, : 2 * SIDE_MM]
X, DOWN = COLUMNS - SIDE_MM, ROWS - UP_MM


def lab(color: str) -> np.ndarray:
    return to_lab(to_linear(rgb(color)))


def chest(drawn: np.ndarray, *, folds: float = 0.0) -> Chest:
    """A bare neck over navy cloth, with white where ``drawn`` is true and folds in its light."""
    seen = DOWN > np.abs(X) * 0.35
    skin = (np.abs(X) < 45) & (DOWN < 60)
    picture = np.where(drawn[..., None], lab(WHITE), lab(NAVY))
    picture[..., 0] += folds * np.sin(X / 18) + np.random.default_rng(0).normal(0, 0.6, X.shape)
    picture[skin] = lab(SKIN)
    cloth = seen & ~skin
    return Chest(
        lab=picture,
        bare=lab(SKIN),
        inside=np.ones_like(seen),
        seen=seen,
        face=DOWN < 0,
        skin=skin,
        hair=np.zeros_like(seen),
        fabric=cloth.astype(np.float32),
        wrap=np.zeros(cloth.shape, np.float32),
    )


def read(drawn: np.ndarray, *, layered: bool = False, folds: float = 0.0) -> Print | None:
    drawn_on = chest(drawn, folds=folds)
    return find_print(drawn_on, sort_cloths(drawn_on), layered=layered)


BADGE = (X > 20) & (X < 70) & (DOWN > 110) & (DOWN < 150)
STRIPES = (DOWN // 12) % 2 == 0


@pytest.mark.parametrize("folds", [0.0, 4.0])
def test_plain_cloth_has_no_print_whatever_its_folds(folds):
    assert read(np.zeros_like(BADGE), folds=folds) is None


def test_a_badge_keeps_its_place_and_is_there_once():
    seen = read(BADGE)
    assert seen.tile is None
    inner = np.zeros_like(BADGE)
    inner[UP_MM + 115 : UP_MM + 145, SIDE_MM + 25 : SIDE_MM + 65] = True
    assert (seen.share[inner] > 0.9).all() and not seen.plain[inner].any()
    assert delta_e(to_hex(lab_of(seen.picture[inner])), WHITE) < 4
    assert seen.share[: UP_MM + 40, SIDE_MM - 30 : SIDE_MM + 30].max() < 0.05  # bare skin


def test_a_badge_is_a_picture_and_a_trim_at_the_neck_is_none():
    trim = (np.abs(X) < 70) & (DOWN > 55) & (DOWN < 75)
    assert has_picture(read(BADGE)) and not has_picture(read(trim))


def test_folds_are_mostly_taken_off_a_print():
    seen = read(BADGE, folds=5.0)
    cloth = (seen.share > 0.9) & seen.plain
    light = to_lab(to_linear(seen.picture / 255))[..., 0][cloth]
    assert light.std() < 0.6 * 5.0 / np.sqrt(2)


@pytest.mark.parametrize("layered", [False, True])
def test_stripes_go_on_where_the_photo_ends(layered):
    seen = read(STRIPES, layered=layered)
    texture = lay_print(figure(), seen, tuple(rgb(NAVY))).astype(float)
    for rows in (texture[-200:, :80], texture[-200:, -80:]):
        light = rows.mean((1, 2))
        assert np.ptp(light) > 80 and np.abs(np.diff(light > light.mean())).sum() > 8


def test_no_badge_is_told_of_cloth_that_stands_open():
    assert read(BADGE, layered=True) is None


def test_what_shows_between_open_fronts_has_its_own_ground_and_print():
    between = (np.abs(X) < 40) & (DOWN > 62)
    white = ((DOWN // 14) % 3 == 0) | (DOWN < 70) | (np.abs(X) < 4)  # collar, strings, stripes
    drawn_on = chest(between & white)
    drawn_on.lab[between & ~white] = lab(GREEN)
    seen = find_beneath(drawn_on, sort_cloths(drawn_on))
    assert delta_e(to_hex(lab_of(np.array([seen.color * 255]))), GREEN) < 6
    assert seen.share[:, SIDE_MM + 60 :].max() < 0.05
    assert (~seen.plain)[between].mean() == pytest.approx(white[between].mean(), abs=0.08)
    plain = chest(between)
    assert find_beneath(plain, sort_cloths(plain)) is None


def test_a_corrected_colour_dyes_the_cloth_and_not_the_print():
    seen = read(BADGE)
    navy, red = (lay_print(figure(), seen, tuple(rgb(color))) for color in (NAVY, RED))
    white = navy.min(-1) > 200
    assert white.sum() > 1000
    assert np.abs(navy[white].astype(float) - red[white]).mean() < 8
    plain = red[~white].reshape(-1, 3).mean(0)
    assert np.abs(plain - rgb(RED) * 255).max() < 12


def test_the_toy_wears_the_badge_on_the_side_where_the_photo_shows_it():
    colors = replace(COLORS, print=read(BADGE))
    body = build_body(proportions(), outfit="casual", colors=colors, detail=0.4)
    top = next(part for part in body.parts if part.name == "top_0")
    texture = top.material.texture
    height, width = texture.shape[:2]
    u, v = top.uv.T
    pixel = texture[
        ((1 - v) * (height - 1)).round().astype(int), (u * (width - 1)).round().astype(int)
    ]
    white = (pixel.min(1) > 200) & (top.vertices[:, 2] > 0)
    assert white.sum() > 8
    assert (top.vertices[white, 0] > 0).all()


def proportions():
    return load_presets()["blister_pack"].proportions


def figure():
    from minime.sculpt.figure.figure import pose_figure

    return pose_figure(proportions(), jointed=False)


def lab_of(pixels: np.ndarray) -> np.ndarray:
    return to_lab(to_linear(np.median(pixels, axis=0) / 255))
