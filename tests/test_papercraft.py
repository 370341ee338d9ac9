"""The sheet to cut out: its net folds to a box, its figure stands, its words and code are read."""

import shutil
import subprocess
from itertools import combinations

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from manifold3d import CrossSection, FillRule
from scipy.ndimage import binary_dilation
from scipy.spatial import cKDTree

from minime.artwork import short_code, typeset_paper
from minime.errors import OutputError
from minime.label import COMPOSITE
from minime.order import Order
from minime.papercraft.net import DEPTH, HEIGHT, MARGIN, PAGE, ROOM, area, corners, lay_net, side
from minime.papercraft.pdf import pack_pdf
from minime.papercraft.sheet import PX_PER_MM, arrange_sheet
from minime.papercraft.standee import RIM, stand_up
from minime.papercraft.views import Figure, view_figure
from minime.preset import load_presets
from minime.sculpt.geometry.shapes import ball, paint, tube

WIDTH = 76.8
ORDER = Order(
    name="Ada",
    title="Astronaut",
    slogan="To the stars",
    accessories=("space helmet", "coffee mug"),
)
LETTER = (215.9, 279.4)
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract-ocr is not installed"
)


@pytest.fixture(scope="module")
def net():
    return lay_net(WIDTH)


@pytest.fixture(scope="module")
def figure():
    """A head, a body, one arm held out: not the same from behind."""
    mask = np.zeros((400, 240), bool)
    y, x = np.mgrid[:400, :240]
    mask |= (x - 120) ** 2 + (y - 80) ** 2 < 60**2
    mask[130:380, 95:145] = True
    mask[200:225, 120:215] = True
    picture = np.where(mask[..., None], np.uint8([200, 60, 40]), np.uint8(255))
    return Figure(front=picture, back=picture[:, ::-1], mask=mask)


@pytest.fixture(scope="module")
def sheet(figure):
    front = np.full((1134, 907, 3), (30, 90, 160), np.uint8)
    return arrange_sheet(ORDER, load_presets()["blister_pack"], front, figure)


@pytest.fixture(scope="module")
def page(sheet):
    """The sheet as it comes out of a printer at 300 dpi."""
    document = pypdfium2.PdfDocument(pack_pdf(sheet))
    assert len(document) == 1 and np.allclose(document[0].get_size(), np.array(PAGE) / 25.4 * 72)
    return document[0].render(scale=300 / 72).to_pil()


def _fold(net):
    """Where (4, 4) takes the flat sheet for each panel once every fold is at a right angle."""
    places, left = {0: np.eye(4)}, set(range(1, len(net.panels)))
    while left:
        for parent, child in [(p, c) for p in places for c in left]:
            hinge = _shared(net.panels[parent].box, net.panels[child].box)
            if hinge is not None:
                places[child] = places[parent] @ _turn_back(hinge, net.panels[child].box)
                left.remove(child)
                break
        else:
            raise AssertionError("a panel hangs on no other")
    return [places[number] for number in range(len(net.panels))]


def _shared(one, other):
    """The side of one box that is a side of the other, (2, 2), or None."""
    sides = {_key(side(other, number)) for number in range(4)}
    return next((s for s in (side(one, n) for n in range(4)) if _key(s) in sides), None)


def _key(points):
    return frozenset(tuple(np.round(point, 3) + 0.0) for point in points)


def _turn_back(hinge, box):
    """The right angle about the hinge that takes the box behind the sheet."""
    start = np.append(hinge[0], 0.0)
    axis = np.append(hinge[1] - hinge[0], 0.0) / np.linalg.norm(hinge[1] - hinge[0])
    across = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    middle = np.append(corners(box).mean(0), 0.0) - start
    way = -np.sign((across @ middle)[2])
    turn = np.outer(axis, axis) + way * across
    place = np.eye(4)
    place[:3, :3], place[:3, 3] = turn, start - turn @ start
    return place


def _lift(place, points):
    flat = np.column_stack([points, np.zeros(len(points)), np.ones(len(points))])
    return (flat @ place.T)[:, :3]


def test_the_net_folds_to_a_closed_box_with_its_print_outside(net):
    places = _fold(net)
    faces = [_lift(place, corners(p.box)) for place, p in zip(places, net.panels, strict=True)]
    low, high = np.min(faces, (0, 1)), np.max(faces, (0, 1))
    assert np.allclose(high - low, (WIDTH, HEIGHT, DEPTH))
    assert len({tuple(np.round(face.mean(0), 3)) for face in faces}) == 6
    edges = [_key(face[[i, (i + 1) % 4]]) for face in faces for i in range(4)]
    assert len(set(edges)) == 12 and all(edges.count(edge) == 2 for edge in edges)
    for face, place in zip(faces, places, strict=True):
        assert place[:3, 2] @ (face.mean(0) - (low + high) / 2) > 0


def test_front_and_back_stand_upright_on_the_folded_box(net):
    for place, panel in zip(_fold(net), net.panels, strict=True):
        if panel.face in ("front", "back"):
            up = np.radians(90 + panel.turn)
            assert np.allclose(place[:3, :3] @ (np.cos(up), np.sin(up), 0), (0, 1, 0), atol=1e-9)


def test_each_edge_where_panels_only_meet_has_one_tab(net):
    places, edges = _fold(net), {}
    for place, panel in zip(places, net.panels, strict=True):
        for number in range(4):
            flat = side(panel.box, number)
            edges.setdefault(_key(_lift(place, flat)), []).append(_key(flat))
    open_edges = {edge: flat for edge, flat in edges.items() if len(set(flat)) == 2}
    tabs = [_key(tab.corners[:2]) for tab in net.tabs]
    assert len(open_edges) == len(tabs) == 7
    for flat in open_edges.values():
        assert sum(tabs.count(edge) for edge in flat) == 1


def test_panels_and_tabs_lie_side_by_side(net):
    pieces = [*(corners(panel.box) for panel in net.panels), *(tab.corners for tab in net.tabs)]
    assert all(area(piece) > 0 for piece in pieces)
    assert area(net.cut) == pytest.approx(sum(map(area, pieces)), rel=1e-4)


@pytest.mark.parametrize("width", (66.0, 72.0, WIDTH, 80.0))
def test_a_box_of_any_width_leaves_room_beside_it(width):
    net = lay_net(width)
    for x0, y0, x1, y1 in net.spare:
        assert x1 - x0 > 50 and y1 - y0 > 100
        room = CrossSection([corners((x0, y0, x1, y1))])
        assert (room ^ CrossSection([net.cut], FillRule.NonZero)).area() == pytest.approx(0)


def test_all_that_is_cut_is_inside_the_margins_of_a4_and_letter(sheet):
    points = np.concatenate([*sheet.cuts, *sheet.folds])
    assert (points >= np.array(ROOM[:2]) - 1e-6).all()
    assert (points <= np.array(ROOM[2:]) + 1e-6).all()
    for room, page, letter in zip(np.reshape(ROOM, (2, 2)).T, PAGE, LETTER, strict=True):
        assert room[0] >= MARGIN and page - room[1] >= MARGIN
        assert (letter - np.ptp(room)) / 2 >= MARGIN - 1


def test_nothing_that_is_cut_out_overlaps(sheet):
    shapes = [CrossSection([cut], FillRule.NonZero) for cut in sheet.cuts]
    assert len(shapes) == 3
    assert all((one ^ other).area() < 1e-6 for one, other in combinations(shapes, 2))


def test_the_figure_is_one_piece_with_its_foot_and_a_rim_all_round(figure):
    room = (54.0, 108.0)
    standee = stand_up(figure.mask, room)
    whole = CrossSection([standee.cut], FillRule.NonZero)
    assert whole.num_contour() == 1 and area(standee.cut) > 0
    for box in (standee.plinth, standee.flap):
        inside = whole ^ CrossSection([corners(box)])
        assert inside.area() == pytest.approx(area(corners(box)), rel=1e-3)
    x0, y0, x1, y1 = whole.bounds()
    assert y0 == pytest.approx(0, abs=0.05) and y1 <= room[1] + 0.1
    assert -room[0] / 2 - 0.1 <= x0 and x1 <= room[0] / 2 + 0.1
    assert y1 > room[1] - 0.2 or x1 > room[0] / 2 - 0.2  # as large as fits
    rows, columns = np.nonzero(figure.mask)
    scale = (standee.picture[2] - standee.picture[0]) / figure.mask.shape[1]
    x = standee.picture[0] + scale * (columns + 0.5)
    y = standee.picture[3] - scale * (rows + 0.5)
    edge = np.concatenate([np.linspace(a, b, 40) for a, b in _segments(standee.cut)])
    above = y > standee.plinth[3] + RIM
    assert cKDTree(edge).query(np.column_stack([x, y])[above])[0].min() > RIM - 0.25


def _segments(polygon):
    return zip(polygon, np.roll(polygon, -1, axis=0), strict=True)


def test_both_sides_of_the_figure_are_cut_alike(sheet):
    _, front, back = (CrossSection([cut], FillRule.NonZero) for cut in sheet.cuts)
    mirrored = front.mirror((1, 0)).translate((PAGE[0], 0))
    assert (mirrored - back).area() + (back - mirrored).area() < 1e-3


def test_the_same_order_gives_the_same_file(sheet):
    assert pack_pdf(sheet) == pack_pdf(sheet)


def test_the_file_says_what_it_is_and_that_ai_made_it(sheet):
    data = pack_pdf(sheet)
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == "Ada: a box and a figure to cut out"
    assert document.get_metadata_value("Producer") == "MiniMe"
    assert "AI" in document.get_metadata_value("Subject")
    assert COMPOSITE.encode() + b"<" in data
    text = document[0].get_textpage().get_text_range()
    assert "Cut along the solid lines" in text and text.count("glue") >= 4


def test_the_printed_code_scans(page):
    found = {code.text for code in zxingcpp.read_barcodes(page)}
    assert found == {short_code("blister_pack", ORDER)}


@pytest.mark.parametrize("preset", load_presets())
def test_the_back_of_every_style_bears_its_code(preset):
    sizes = {"back": (WIDTH, HEIGHT)}
    faces = typeset_paper(load_presets()[preset], ORDER, sizes, px_per_mm=PX_PER_MM / 2)
    assert [code.text for code in zxingcpp.read_barcodes(faces["back"])] == [
        short_code(preset, ORDER)
    ]


@needs_tesseract
def test_the_back_is_read_once_it_is_turned_upright(page, sheet, tmp_path):
    box = next(panel.box for panel in sheet.net.panels if panel.face == "back")
    x0, y0, x1, y1 = (side * PX_PER_MM for side in box)
    height = PAGE[1] * PX_PER_MM
    back = page.crop((round(x0), round(height - y1), round(x1), round(height - y0))).rotate(180)
    back.save(tmp_path / "back.png")
    command = ["tesseract", str(tmp_path / "back.png"), "-", "--psm", "11"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for words in ("In this box", "Ada", "space helmet", "coffee mug", "Starter pack"):
        assert words in text


def test_cuts_are_printed_solid_and_folds_dashed(page, sheet):
    grey = np.asarray(page.convert("L"))

    def along(start, end):
        points = np.linspace(start, end, 400)[20:-20] * PX_PER_MM
        columns, rows = np.round(points).astype(int).T
        return grey[grey.shape[0] - 1 - rows, columns]

    longest = max(_segments(sheet.cuts[1]), key=lambda ends: np.linalg.norm(ends[1] - ends[0]))
    assert (along(*longest) < 130).mean() > 0.98
    for fold in sheet.folds:
        assert 0.3 < (along(*fold) < 110).mean() < 0.7 and 0.3 < (along(*fold) > 200).mean() < 0.7


def test_the_figure_is_seen_from_both_sides_on_white():
    body = tube(np.array([(0, 4, 0), (0, 60, 0)]), 14.0)
    parts = [
        body.part("body", paint("#777777"), layer="outfit"),
        ball(12).moved((0, 70, 8)).part("front", paint("#c82828"), layer="skin"),
        ball(12).moved((0, 70, -8)).part("back", paint("#283cc8"), layer="hair"),
        ball(6).moved((18, 30, 0)).part("held mug", paint("#20a020"), layer="accessory"),
        ball(9).moved((60, 30, 0)).part("dog", paint("#20a020"), layer="accessory"),
    ]
    figure = view_figure(parts, 96)
    assert figure.front.shape == figure.back.shape == (96, figure.mask.shape[1], 3)
    middle = figure.mask.shape[1] // 2
    red, blue = (
        view[14:24, middle - 9 : middle - 3].reshape(-1, 3).mean(0)
        for view in (figure.front, figure.back)
    )
    assert red[0] > 1.3 * red[2] and blue[2] > 1.3 * blue[0]
    assert (figure.front[~binary_dilation(figure.mask, iterations=2)] == 255).all()
    held = figure.mask[55:70].any(0)
    assert held[-8:].any() and figure.mask.shape[1] < 70  # the mug is in it, the dog is not


def test_packaging_alone_has_no_figure_to_cut_out():
    with pytest.raises(OutputError, match="no figure"):
        view_figure([ball(3).part("ball", paint("#ffffff"), layer="packaging")], 96)
