"""The page's rooms without a browser: orders from its controls, sessions, sentences."""

import threading
import time
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from minime.errors import Cancelled, OrderError
from minime.label import describe_energy
from minime.page import changes, compare, look, results, taste, words
from minime.page.controls import read_color, read_order, show_order
from minime.page.history import History
from minime.page.language import (
    say,
)
from minime.page.pace import DRAFTS_A_TOY, Pace
from minime.page.session import Made, SessionBook
from minime.preset import load_preset
from minime.sculpt.geometry.shapes import ball, paint

VALUES = {
    "preset": "blister_pack",
    "name": "Ada",
    "accessories": "mug, camera",
    "seed": 7.0,
    "steps": 4,
    "face": 1,
}


ENGLISH = partial(say, "en")


def made(toy, folder):
    return Made(toy=toy, png=folder / "minime-ada.png", caption="Ada", sides=("", ""), report={})


@pytest.fixture
def book(tmp_path):
    return SessionBook(tmp_path)


def test_a_picker_that_shows_what_was_seen_is_no_correction(book):
    session = book.of("tab")
    session.measured = {"hair": "#3a2a1c", "skin": "#d8a284"}
    primary = load_preset("blister_pack").palette.primary
    colors = {"color_hair": "#3A2A1C", "color_skin": "rgba(10, 20, 30.4, 1)"}
    order = read_order(session, VALUES | colors | {"color_primary": primary})
    assert order.colors == {"skin": "#0a141e"}
    assert order.accessories == ("mug", "camera") and order.seed == 7


def test_a_card_stays_chosen_where_the_new_style_has_it():
    kept = changes.theme_choice("fashion_doll", "space")
    dropped = changes.theme_choice("fashion_doll", "sport")
    assert (kept["value"], dropped["value"]) == ("space", "auto")
    offered = [value for _, value in kept["choices"]]
    assert offered == ["auto", *load_preset("fashion_doll").artwork.themes]


def test_words_that_do_not_fit_are_told(book):
    with pytest.raises(OrderError, match="400 characters"):
        read_order(book.of("tab"), VALUES | {"name": "x" * 400})


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#AABBCC", "#aabbcc"),
        ("#aabbccff", "#aabbcc"),
        ("rgb(255, 0, 300)", "#ff00ff"),
        ("hsl(1, 2%, 3%)", None),
        ("", None),
        (None, None),
    ],
)
def test_every_way_a_picker_writes_a_colour_is_read(text, color):
    assert read_color(text) == color


def test_closing_a_tab_deletes_its_files_and_stops_its_work(book, tmp_path):
    session, other = book.of("tab"), book.of("other")
    upload = tmp_path / "upload.png"
    upload.write_bytes(b"photo")
    session.uploads.add(upload)
    session.new_file("toy.png").write_bytes(b"toy")
    kept = other.new_file("toy.png")
    kept.write_bytes(b"toy")
    book.close("tab")
    book.close("tab")
    assert session.cancel.is_set() and not other.cancel.is_set()
    assert not upload.exists() and not session.folder.exists() and kept.exists()
    assert book.of("tab") is not session


def test_idle_sessions_are_closed_when_another_opens(book):
    session = book.of("old")
    session.used = time.monotonic() - 4000
    book.of("new")
    assert not session.folder.exists()


def test_one_tab_is_one_session_from_any_thread(book):
    found = []
    threads = [threading.Thread(target=lambda: found.append(book.of("tab"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(session) for session in found}) == 1


def test_before_and_after_put_both_faces_on_the_same_spot():
    def picture(scale):
        image = np.full((200 * scale, 160 * scale, 3), 200, np.uint8)
        points = np.zeros((478, 3), np.float32)
        for index, spot in {33: (60, 90), 263: (100, 90), 10: (80, 60), 152: (80, 140)}.items():
            points[index, :2] = np.array(spot) * scale
        x, y = (points[33, :2] + points[263, :2]) / 2
        image[int(y) - 3 * scale : int(y) + 3 * scale, int(x) - 3 * scale : int(x) + 3 * scale] = 0
        return image, points

    (one, one_points), (two, two_points) = picture(1), picture(4)
    toy = SimpleNamespace(
        selfie=SimpleNamespace(image=one, face=SimpleNamespace(landmarks=one_points)),
        picture=two,
        sculpt=SimpleNamespace(landmarks=two_points),
    )
    before, after = (np.asarray(side) for side in compare.before_and_after(toy))
    assert before.shape == after.shape
    spots = [np.argwhere(side.mean(axis=2) < 60).mean(axis=0) for side in (before, after)]
    assert np.abs(spots[0] - spots[1]).max() < 4


def test_a_clip_is_stopped_between_frames_and_leaves_the_session_free(book, tmp_path):
    session = book.of("tab")
    body = ball(20).moved((0, 20, 0)).part("body", paint("#336699"), layer="outfit")
    toy = SimpleNamespace(
        sculpt=SimpleNamespace(parts=(body,)), order=SimpleNamespace(name="Ada", mark=True)
    )
    session.shown = made(toy, tmp_path)
    news = results.make_clip(session)
    assert 0 <= next(news) < 1 and session.busy
    session.cancel.set()
    with pytest.raises(Cancelled):
        list(news)
    assert not session.busy and not list(session.folder.rglob("*.webp"))


def test_a_person_s_words_cannot_become_markup():
    assert "<script>" not in words.status("idle", "<script>alert(1)</script>", say=ENGLISH)


def test_figures_that_could_not_be_measured_stay_out():
    report = {
        "pose": {"error_deg": None},
        "likeness": {"landmark_nme": 0.04, "skin_delta_e": None, "expression": {"error": 0.12}},
        "seconds": {"total": 12.34},
        "made_by": {"line": "Drawn by <nobody>."},
    }
    took = describe_energy({"wh": 0.1234, "method": "estimated", "parts": {}}, "FRA")
    shown = words.figures(report, took, took, ENGLISH)
    assert "12.3 s" in shown and "4.0 %" in shown and "12 %" in shown
    assert "0.12 Wh" in shown and "FRA" in shown and "&lt;nobody&gt;" in shown
    assert "None" not in shown and "Pose" not in shown and "ΔE" not in shown


def test_likeness_is_said_in_words_and_what_is_off_is_named():
    report = {
        "pose": {"error_deg": 0.6},
        "likeness": {"skin_delta_e": 2.0, "iris_delta_e": 3.0, "hair_delta_e": 12.0},
        "fell_back": None,
    }
    shown = words.likeness(report, ENGLISH)
    assert "How you hold your head, within 1°." in shown and "Matching: skin, eyes." in shown
    assert "Another shade than yours: hair." in shown


@pytest.mark.parametrize(
    ("alike", "off"),
    [
        ({"hair_delta_e": 9.0, "hair_lighter": -8.0}, ("hair", -8.0)),
        ({"hair_delta_e": 9.0, "hair_lighter": 1.0}, None),  # another hue
        ({"hair_delta_e": 4.0, "hair_lighter": -6.5}, None),  # hardly seen
        (
            {"hair_delta_e": 6.0, "hair_lighter": 6.5, "skin_delta_e": 8.0, "skin_lighter": 7.0},
            ("skin", 7.0),
        ),
        ({"hair_delta_e": None, "hair_lighter": None}, None),
    ],
)
def test_what_came_out_too_dark_or_too_light_is_offered_to_be_made_otherwise(alike, off):
    assert words.off_shade({"likeness": alike}) == off


def test_a_style_without_a_thumbnail_still_has_a_picture(tmp_path):
    from dataclasses import replace

    preset = replace(load_preset("fashion_doll"), thumbnail=tmp_path / "none.png")
    assert look.thumbnail(preset).startswith("data:image/svg+xml,")


def test_the_controls_show_an_order_so_that_it_is_read_back(book):
    session = book.of("tab")
    session.measured = {"hair": "#3a2a1c", "skin": "#d8a284"}
    names = [*VALUES, "title", "likeness", "color_hair", "color_skin", "color_primary", "outfit"]
    order = read_order(
        session, VALUES | {"color_hair": "#ff0000", "likeness": 0.3, "outfit": "suit"}
    )
    values = dict(zip(names, show_order(session, order, names), strict=True))
    assert values["color_skin"] == "#d8a284" and values["accessories"] == "mug, camera"
    assert read_order(session, values) == order


def test_history_goes_back_and_forth_and_forgets_what_was_undone():
    history = History()
    assert history.undo() is None
    for state in ([1], [1], [2], [3]):
        history.note(state)
    assert (history.undo(), history.undo(), history.undo()) == ((2,), (1,), None)
    assert history.redo() == (2,)
    history.note([4])
    assert history.redo() is None and history.undo() == (2,)


def test_how_long_a_toy_takes_is_learnt():
    pace = Pace()
    assert pace.expected_s("none") is None
    pace.learn_draft(2.0)
    assert pace.expected_s("none") == 2.0 * DRAFTS_A_TOY
    pace.learn("none", 8.0)
    pace.learn("none", 12.0)
    assert 8.0 < pace.expected_s("none") < 12.0
    assert pace.expected_s("embedded") == 2.0 * DRAFTS_A_TOY
    told = words.seconds_left(10.0, 4.0, ENGLISH)
    assert "6 s" in told and "s left" not in words.seconds_left(10.0, 9.8, ENGLISH)
    assert words.seconds_left(None, 4.0, ENGLISH) == ""


def test_the_slider_in_front_meets_the_style_in_the_middle_and_goes_both_ways():
    preset = load_preset("vinyl_buddy")
    toy, usual, me = (taste.balanced(preset, position) for position in (0, 50, 100))
    assert usual == {name: preset.sliders[name] for name in usual}
    assert toy["likeness"] < usual["likeness"] < me["likeness"]
    assert toy["stylisation"] > usual["stylisation"] > me["stylisation"]


def test_a_style_keeps_what_was_tuned_and_brings_its_own_for_the_rest():
    old, new = load_preset("blister_pack"), load_preset("vinyl_buddy")
    values = {**dict(old.sliders), **taste.balanced(old, 80)}
    same = taste.carried_over(old, new, 80, values)
    assert same == {**new.sliders, **taste.balanced(new, 80)}
    tuned = taste.carried_over(old, new, 50, dict(old.sliders) | {"strength": 0.77})
    assert tuned["strength"] == 0.77 and tuned["stylisation"] == new.sliders["stylisation"]


@pytest.mark.parametrize(
    ("line", "picked", "wanted"),
    [
        ("", ["mug"], "mug"),
        ("coffee mug, flux capacitor", ["mug", "guitar"], "coffee mug, flux capacitor, guitar"),
        ("coffee mug, guitar, flux capacitor", [], "flux capacitor"),
        ("Fahrrad", ["bicycle"], "Fahrrad"),
    ],
)
def test_accessories_are_picked_from_pictures_beside_words(line, picked, wanted):
    assert results.with_accessories(line, picked, "en") == wanted
