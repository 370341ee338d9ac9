"""Hair grown from what a photo shows: closed, the same each time, as far as the photo's."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from minime.preset import load_preset
from minime.sculpt.head.bust import build_bust
from minime.sculpt.head.hair.seen.relief import ROWS, grid_places
from minime.sculpt.head.shape import build_head
from minime.selfie import Selfie, read_selfie
from minime.selfie.colors import to_lab
from minime.selfie.face import HeadPose, find_faces, head_landmarks
from minime.selfie.hair.maps import SHAPE, free_of_light, map_hair, map_places, without_crumbs
from minime.selfie.hair.mask import own_hair
from minime.selfie.hair.seen import read_hair
from minime.selfie.hair.texture import read_texture
from minime.selfie.photo import read_photo
from minime.selfie.silhouette import Cranium, Thickness, bald_outline, fit_cranium
from minime.selfie.view import ABOVE_MM, BELOW_MM, LEFT_MM, View, view_head
from minime.srgb import rgb
from minime.train.people import photograph_png, random_person

TEMPLATE = Path(__file__).parents[1] / "minime" / "selfie" / "template_face.npz"
STYLES = ("short", "long_straight", "curly")
PLAIN = load_preset("action_figure").face


def selfie_of(style: str, **traits) -> Selfie:
    person = random_person(4, hair_styles=(style,))
    measured = {"skin": "#dfb08d", "hair": "#4a3222", "facial_hair": "none", **traits}
    pose = HeadPose(yaw_deg=8, pitch_deg=2, roll_deg=3)
    return read_selfie(
        photograph_png(replace(person, traits=replace(person.traits, **measured), pose=pose))
    )


def hair_of(selfie: Selfie):
    bust = build_bust(head_landmarks(selfie.face), selfie.traits, PLAIN, selfie=selfie, detail=0.7)
    return [part for part in bust.parts if part.layer == "hair"]


@pytest.fixture(scope="module", params=STYLES)
def grown(request):
    selfie = selfie_of(request.param)
    return selfie, hair_of(selfie)


def test_seen_hair_is_closed_and_faces_outwards(grown):
    for part in grown[1]:
        faces = part.faces.astype(np.int64)
        edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        keys = edges[:, 0] * len(part.vertices) + edges[:, 1]
        twins = edges[:, 1] * len(part.vertices) + edges[:, 0]
        assert np.array_equal(np.sort(keys), np.sort(twins)), part.name
        a, b, c = (part.vertices[faces[:, i]].astype(float) for i in range(3))
        assert np.einsum("ij,ij->", a, np.cross(b, c)) > 0, part.name


def test_the_same_selfie_grows_the_same_hair(grown):
    again = hair_of(grown[0])
    assert [part.name for part in again] == [part.name for part in grown[1]]
    for one, other in zip(again, grown[1], strict=True):
        assert np.array_equal(one.vertices, other.vertices)
        assert np.array_equal(one.material.texture, other.material.texture)


def test_hair_reaches_as_far_as_in_the_photo(grown):
    selfie, parts = grown
    cover = selfie.hair.hair.cover
    rows, columns = np.nonzero(cover > 0.5)
    points = np.concatenate([part.vertices for part in parts]) @ selfie.hair.turn.T
    top, low = 190 - rows.min(), 190 - rows.max()
    assert points[:, 1].max() == pytest.approx(top, abs=14)
    assert points[:, 1].min() < low + 14
    assert np.ptp(points[:, 0]) == pytest.approx(np.ptp(columns), abs=26)


def test_no_hair_grows_where_none_is_seen():
    assert hair_of(selfie_of("bald")) == []


def test_hair_takes_the_colour_that_the_person_names():
    selfie = selfie_of("short")
    blue = replace(selfie.traits, hair="#2040d0")
    bust = build_bust(head_landmarks(selfie.face), blue, PLAIN, selfie=selfie, detail=0.7)
    (locks,) = (part for part in bust.parts if part.name == "hair_locks")
    red, _, most = locks.material.texture.reshape(-1, 3).mean(0) / 255
    assert most > 2 * red and rgb("#2040d0")[2] > 0.5


def test_the_relief_covers_the_whole_view():
    x, y = grid_places()
    assert x.shape == y.shape == (ROWS, x.shape[1]) and y[0, 0] > 180 and y[-1, 0] < -320


def stripes(wave_px: float) -> tuple[View, np.ndarray]:
    """A view full of strands that run down, waving ``wave_px`` to either side, and its hair."""
    height, width = (int(2 * side) for side in (ABOVE_MM + BELOW_MM, 2 * LEFT_MM))
    y, x = np.mgrid[:height, :width]
    across = x + wave_px * np.sin(y / 14)
    strand = np.sin(across / 2.2 + 0.4 * np.sin(x / 31)) + 0.5 * np.sin(2 * across)
    image = np.repeat((0.2 + 0.1 * strand)[..., None], 3, -1).astype(np.float32)
    points = np.load(TEMPLATE)["landmarks"][:, :2] * (1, -1) + (LEFT_MM, ABOVE_MM)
    everywhere = np.ones((height, width), np.float32)
    view = View(
        image=image, inside=everywhere > 0, person=everywhere, points=2 * points, turn=np.eye(3)
    )
    return view, everywhere


@pytest.mark.parametrize(("wave_px", "word"), [(0.0, "straight"), (3.0, "wavy"), (10.0, "curly")])
def test_strands_are_as_wavy_as_they_run(wave_px, word):
    view, hair = stripes(wave_px)
    assert read_texture(view, hair, view.image, short=False) == word


@pytest.mark.parametrize(("wave_px", "word"), [(0.0, "straight"), (3.0, None), (10.0, None)])
def test_a_blurred_photo_is_not_sure_of_waves(wave_px, word):
    view, hair = stripes(wave_px)
    blurred = cv2.GaussianBlur(view.image, (0, 0), 3.0)
    assert read_texture(view, hair, blurred, short=False) == word


def test_straight_frizz_that_blur_ran_together_is_not_wavy():
    view, hair = stripes(0.0)
    frizz = np.random.default_rng(5).normal(size=hair.shape).astype(np.float32)
    frizz = cv2.GaussianBlur(frizz, (0, 0), sigmaX=3.0, sigmaY=8.0)
    light = np.repeat((0.2 + 0.05 * frizz / frizz.std())[..., None], 3, -1).clip(0.01, 1)
    assert read_texture(view, hair, light, short=False) is None


def test_strands_run_down_where_they_do():
    view, hair = stripes(0.0)
    flow = map_hair(view, hair, view.image).flow[50:-50, 50:-50]
    assert np.abs(flow[..., 0].mean() + 1) < 0.3  # twice ninety degrees
    assert np.abs(flow[..., 1]).mean() < 0.1


def test_shade_leaves_a_colour_but_a_streak_stays():
    shade = np.linspace(0.3, 1.0, SHAPE[1])[None, :, None]
    light = np.broadcast_to(np.array([0.3, 0.2, 0.1]) * shade, (*SHAPE, 3)).astype(np.float32)
    light[200:212] *= 2.0
    free = free_of_light(light, np.ones(SHAPE, np.float32))
    assert np.ptp(np.log(free[400, 40:-40].mean(-1))) < 0.7 * np.ptp(np.log(light[400, 40:-40, 0]))
    assert free[206, 180].mean() > 1.25 * free[300, 180].mean()
    assert np.allclose(free / free.mean(-1, keepdims=True), [1.5, 1.0, 0.5], atol=0.05)


def head_view(color_below: tuple[float, ...]) -> tuple[View, np.ndarray]:
    """A view of light skin with dark hair over the brows and beside the face down to the chest;
    below the ears what hangs has ``color_below``. And its hair."""
    height, width = (int(2 * side) for side in (ABOVE_MM + BELOW_MM, 2 * LEFT_MM))
    points = 2 * (np.load(TEMPLATE)["landmarks"][:, :2] * (1, -1) + (LEFT_MM, ABOVE_MM))
    everywhere = np.ones((height, width), np.float32)
    y = ABOVE_MM - np.arange(height)[:, None] / 2
    x = np.abs(np.arange(width)[None] / 2 - LEFT_MM)
    hair = ((y > 45) & (x < 85) & (y < 110)) | ((x > 62) & (x < 100) & (y < 46) & (y > -150))
    image = np.full((height, width, 3), (0.5, 0.32, 0.24), np.float32)
    image[hair] = (0.03, 0.02, 0.015)
    image[hair & (y < -20)] = color_below
    view = View(
        image=image, inside=everywhere > 0, person=everywhere, points=points, turn=np.eye(3)
    )
    return view, hair.astype(np.float32)


def test_hair_ends_where_another_colour_hangs_on():
    view, hair = head_view((0.03, 0.02, 0.015))
    whole = own_hair(view, hair, to_lab(view.image))
    assert (whole > 0.5).sum() > 0.95 * (hair > 0).sum()
    view, hair = head_view((0.05, 0.1, 0.5))
    short = own_hair(view, hair, to_lab(view.image)) > 0.5
    assert short[: view.row(50)].sum() > 0.95 * (hair[: view.row(50)] > 0).sum()
    assert not short[view.row(-45) :].any()


def test_a_smooth_scalp_of_the_skins_hue_is_shaved():
    view, hair = head_view((0.03, 0.02, 0.015))
    rough = np.random.default_rng(0).uniform(0.7, 1.3, (*hair.shape, 1)).astype(np.float32)
    sharp = view.image * rough
    scalp = (hair > 0) & (np.arange(len(hair))[:, None] < view.row(45))
    stubble = np.where(scalp[..., None], np.float32((0.35, 0.24, 0.18)), sharp)
    only, none = scalp.astype(np.float32), np.zeros(hair.shape, np.float32)
    assert read_hair(view, stubble, only, none, none).length == "shaved"
    assert read_hair(view, sharp, only, none, none).length == "short"


def bald_head(higher_mm: float) -> tuple[View, np.ndarray]:
    """A view and (h, w) bool, a bald head whose crown is higher than usual."""
    view, _ = head_view((0.0, 0.0, 0.0))
    (x, y), spread = bald_outline(view)
    across, up = np.sqrt(np.diag(spread))
    rows, columns = np.mgrid[: len(view.image), : view.image.shape[1]]
    off = np.stack([columns / 2 - LEFT_MM - x, ABOVE_MM - rows / 2 - y], -1)
    tall = np.where(off[..., 1] > 0, up + higher_mm, up)
    return view, np.hypot(off[..., 0] / across, off[..., 1] / tall) < 1


@pytest.mark.parametrize("higher_mm", [0.0, 8.0, 18.0])
def test_a_bald_head_is_as_high_as_its_outline(higher_mm):
    view, head = bald_head(higher_mm)
    sure = Thickness(top_mm=0.0, side_mm=0.0, top_sure=1.0, side_sure=1.0)
    found = fit_cranium(view, head, sure)
    assert found.higher_mm == pytest.approx(higher_mm, abs=2.5)
    assert found.wider_mm == pytest.approx(0.0, abs=3.0)
    toy = build_head(np.load(TEMPLATE)["landmarks"], cranium=found, detail=0.6)
    usual = build_head(np.load(TEMPLATE)["landmarks"], cranium=Cranium(higher_mm=0.0), detail=0.6)
    rise = toy.vertices[:, 1].max() - usual.vertices[:, 1].max()
    assert rise == pytest.approx(found.higher_mm, abs=1.0)


def test_a_crown_that_the_photo_cuts_off_is_usual():
    view, head = bald_head(18.0)
    inside = view.inside.copy()
    inside[: view.row(100)] = False
    cut = replace(view, inside=inside)
    sure = Thickness(top_mm=0.0, side_mm=0.0, top_sure=1.0, side_sure=0.0)
    assert fit_cranium(cut, head & inside, sure) == Cranium()


def test_hair_loses_crumbs_and_keeps_a_tail():
    view, _ = head_view((0.0, 0.0, 0.0))
    x, y = map_places()
    head = (np.abs(x) < 80) & (y > 45) & (y < 110)
    tail = (np.abs(x - 60) < 18) & (y < -60) & (y > -140)
    crumb = np.hypot(x - 150, y + 60) < 18
    thread = (np.abs(y - 80) < 2) & (x > 70) & (x < 150)
    cover = (head | tail | crumb | thread).astype(np.float32)
    left = without_crumbs(cover, view) > 0.5
    assert left[head].all() and left[tail].mean() > 0.95
    assert not left[crumb].any() and not left[thread & (x > 90)].any()


def test_a_neighbours_head_is_no_part_of_the_view():
    picture = cv2.resize(read_photo("example"), (480, 600), interpolation=cv2.INTER_AREA)
    pair = np.concatenate([picture, picture], 1)
    faces = find_faces(pair)
    assert len(faces) == 2
    one, other = sorted(faces, key=lambda face: face.box[0])
    alone, beside = view_head(pair, one), view_head(pair, one, (other,))
    scale = beside.points[:, 0].mean(), np.ptp(beside.points[:, 0])
    own = beside.points[10].astype(int)
    assert beside.inside[own[1], own[0]]
    border = int(scale[0] + 240 * scale[1] / np.ptp(one.landmarks[:, 0]))
    right = slice(min(border + 20, beside.inside.shape[1]), None)
    assert not beside.inside[:, right].any() and beside.inside.sum() <= alone.inside.sum()
