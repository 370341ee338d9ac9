"""A table of people: read as spreadsheets write it, made once, gone on with, reported."""

import csv
import io
import json
import os
import signal
from pathlib import Path

import pytest
from PIL import Image

from minime.__main__ import main
from minime.batch import run
from minime.batch.one import FIGURES, Outcome
from minime.batch.rows import COLUMNS, read_rows
from minime.batch.run import read_report, run_batch
from minime.batch.sheet import MOST_SIDE, draw_sheet
from minime.brand import NO_BRAND, Brand
from minime.errors import BatchError, Cancelled
from minime.label import read_label
from minime.order import Order

SMALL = {"checkpoint": "none", "width": "256", "height": "320"}


def write_table(folder: Path, *rows: dict, encoding="utf-8", delimiter=",") -> Path:
    """The table with a column for each field that a row has."""
    columns = dict.fromkeys(key for row in rows for key in row)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    (folder / "people.csv").write_bytes(text.getvalue().encode(encoding))
    return folder / "people.csv"


def orders(table: Path) -> list[Order]:
    rows = read_rows(table)
    assert [row.error for row in rows] == [""] * len(rows)
    return [row.order for row in rows]


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 80), "#4466aa").save(file, format="PNG")
    return file.getvalue()


class Recorder:
    """Walks rows without making toys: every one is the same little picture."""

    def __init__(self):
        self.walked = []

    def __call__(self, rows, brand, watch, cancelled):
        for row in rows:
            self.walked.append(row.name)
            yield row, Outcome(png=png(), seconds=1.0, likeness=dict.fromkeys(FIGURES, 0.5))


def walked(table: Path, out: Path, brand: Brand = NO_BRAND) -> list[str]:
    """The names of the rows whose toys a batch makes."""
    recorder = Recorder()
    list(run_batch(read_rows(table, brand=brand), out, brand=brand, walk=recorder))
    return recorder.walked


def test_a_row_is_an_order_and_empty_cells_leave_it_as_usual(tmp_path):
    row = {
        **{
            "photo": "example",
            "name": "Ada",
            "accessories": "mug; cat, dog",
            "color_hair": "#AABBCC",
        },
        **{
            "likeness": "0.5",
            "seed": "9",
            "mark": "no",
            "Hair style": "bob",
            "slogan": "",
            "face": "",
        },
    }
    (order,) = orders(write_table(tmp_path, row))
    assert order.accessories == ("mug", "cat", "dog") and order.colors == {"hair": "#aabbcc"}
    assert (order.likeness, order.seed, order.mark, order.hair_style) == (0.5, 9, False, "bob")
    assert (order.slogan, order.face, order.preset) == ("", None, Order().preset)


def test_every_field_of_the_order_is_a_column():
    assert set(vars(Order())) - {"colors", "shades"} < set(COLUMNS)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8-sig", ",")],
)
def test_a_table_reads_the_same_however_a_spreadsheet_wrote_it(tmp_path, encoding, delimiter):
    rows = (
        {"photo": "example", "name": "Zoë, “Z”", "slogan": "two\nlines", "likeness": "0,5"},
        {"photo": "example", "name": "飞龙", "slogan": "a; b", "likeness": "1"},
    )
    first, second = orders(write_table(tmp_path, *rows, encoding=encoding, delimiter=delimiter))
    assert (first.name, first.slogan, first.likeness) == ("Zoë, “Z”", "two lines", 0.5)
    assert (second.name, second.slogan, second.likeness) == ("飞龙", "a; b", 1.0)


def test_a_table_of_photos_alone_is_enough(tmp_path):
    (order,) = orders(write_table(tmp_path, {"photo": "example"}))
    assert order == Order()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"photo": ""}, "names no photo"),
        ({"photo": "gone.jpg"}, "There is no photo gone.jpg"),
        ({"likeness": "2"}, "Likeness is 2"),
        ({"steps": "many"}, "write a number"),
        ({"mark": "perhaps"}, "write yes or no"),
        ({"preset": "teapot"}, "no preset 'teapot'"),
        ({"theme": "teapot"}, "no theme 'teapot'"),
        ({"outfit": "teapot"}, "no outfit 'teapot'"),
        ({"hair_style": "teapot"}, "no hair style 'teapot'"),
        ({"checkpoint": "teapot"}, 'no checkpoint "teapot"'),
        ({"color_hair": "red"}, "#rrggbb"),
        ({"title": "Nude model"}, "keeps its figures dressed"),
        ({"out": "../toy"}, "can't name a file"),
        ({"out": "first"}, "Line 2 makes first.png already"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_stops_no_other(tmp_path, cells, sentence):
    good = {"photo": "example", "name": "Quoted\nname", "out": "first"}
    bad = {"photo": "example", "out": "second"} | cells
    last = {"photo": "example", "out": "third"}
    first, wrong, third = read_rows(write_table(tmp_path, good, bad, last))
    assert sentence in wrong.error and wrong.order is None and wrong.line == 4
    assert (first.file, third.file, third.error, third.line) == ("first.png", "third.png", "", 5)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"photo,wings\nexample,2\n", "column 'wings' that is not known"),
        (b"name\nAda\n", "no column 'photo'"),
        (b"photo,photo\na,b\n", "two columns of one name"),
        (b"photo,name\n", "has no rows"),
        (b"", "no column 'photo'"),
        ("photo,name\nexample,Zoë\n".encode("cp1252"), "is not in UTF-8"),
        (b'photo,name\nexample,"Ada\n', "not a table from line 2 on"),
    ],
)
def test_a_table_that_is_none_is_one_sentence_and_status_2(content, sentence, tmp_path, capsys):
    table = tmp_path / "people.csv"
    table.write_bytes(content)
    assert main(["batch", str(table), "--out", str(tmp_path / "toys")]) == 2
    said = capsys.readouterr()
    assert sentence in said.err and said.err.count("\n") == 1 and said.out == ""


def test_a_table_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(BatchError, match="There is no table"):
        read_rows(tmp_path / "people.csv")


def test_people_of_one_name_get_files_of_their_own(tmp_path):
    names = ("Ada", "ada", "Ada!", "飞龙", "???")
    rows = read_rows(write_table(tmp_path, *({"photo": "example", "name": n} for n in names)))
    assert [row.file for row in rows] == [
        "ada.png",
        "ada-2.png",
        "ada-3.png",
        "飞龙.png",
        "toy.png",
    ]


def test_what_is_made_is_kept_and_what_is_changed_is_made_again(tmp_path):
    photo = tmp_path / "me.png"
    photo.write_bytes(png())
    rows = [{"photo": "example", "name": "Ada"}, {"photo": "me.png", "name": "Bob"}]
    table = write_table(tmp_path, *rows)
    assert walked(table, tmp_path) == ["Ada", "Bob"]
    assert walked(table, tmp_path) == []
    rows[0]["slogan"] = "To the stars"
    assert walked(write_table(tmp_path, *rows), tmp_path) == ["Ada"]
    photo.write_bytes(png() + b"\0")
    assert walked(table := write_table(tmp_path, *rows), tmp_path) == ["Bob"]
    (tmp_path / "ada.png").unlink()
    assert walked(table, tmp_path) == ["Ada"]
    brand = Brand(display_font="anton")
    assert walked(table, tmp_path, brand) == ["Ada", "Bob"]
    assert walked(table, tmp_path, brand) == []


def test_a_batch_that_was_stopped_goes_on_where_it_was(tmp_path):
    table = write_table(tmp_path, *({"photo": "example", "name": n} for n in "abc"))
    stopped = run_batch(read_rows(table), tmp_path, walk=Recorder())
    assert next(stopped).name == "a"
    stopped.close()
    assert [result.name for result in read_report(tmp_path).values()] == ["a"]
    assert walked(table, tmp_path) == ["b", "c"]
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["count"] == {"kept": 1, "made": 2}


@pytest.mark.skipif(os.name != "posix", reason="interrupts itself by a POSIX signal")
def test_an_interrupt_is_status_130_and_what_is_made_stays(tmp_path, monkeypatch, capsys):
    def walk(rows, brand, watch, cancelled):
        yield rows[0], Outcome(png=png())
        os.kill(os.getpid(), signal.SIGINT)
        raise Cancelled("Stopped.")

    monkeypatch.setattr(run, "walk_here", walk)
    table = write_table(tmp_path, *({"photo": "example", "name": n} for n in "abc"))
    assert main(["batch", str(table), "--out", str(tmp_path / "toys")]) == 130
    assert capsys.readouterr().err.endswith("Stopped.\n")
    assert {path.name for path in (tmp_path / "toys").iterdir()} == {
        *("a.png", "report.json", "report.csv")
    }


def test_a_sheet_of_very_many_is_still_a_picture_to_look_at(tmp_path):
    (tmp_path / "toy.png").write_bytes(png())
    for count, shape in ((1, 0.9), (3, 2.2), (170, 1.4)):
        sheet = draw_sheet([("Ada", tmp_path / "toy.png")] * count, NO_BRAND)
        assert max(sheet.size) <= MOST_SIDE
        assert 0.6 * shape < sheet.width / sheet.height < 1.6 * shape
    pixels = sheet.getcolors(sheet.width * sheet.height)
    assert sum(n for n, color in pixels if color == (0x44, 0x66, 0xAA)) > 0.5 * sheet.width * (
        sheet.height
    )


def test_a_whole_batch_makes_a_toy_a_report_and_a_sheet(tmp_path, capsys):
    Image.new("RGB", (320, 240), "#8899aa").save(tmp_path / "wall.png")
    brand = tmp_path / "brand.toml"
    brand.write_text('[order]\nslogan = "Made with care"\n[card]\nword_mark = "Lumen Labs"\n')
    table = write_table(
        tmp_path,
        {"photo": "wall.png", "name": "Wall"} | SMALL,
        {"photo": "example", "name": "Ada"} | SMALL,
    )
    out = tmp_path / "toys"
    assert main(["batch", str(table), "--out", str(out), "--brand", str(brand)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("people.csv, line 2 (Wall): No face") and said.err.count("\n") == 1
    assert said.out.splitlines()[0] == "1 failed, 1 made"
    assert {path.name for path in out.iterdir()} == {
        *("ada.png", "sheet.png", "report.json", "report.csv")
    }
    order = read_label(out / "ada.png")["order"]
    assert (order["name"], order["slogan"], order["width"]) == ("Ada", "Made with care", 256)
    rows = list(csv.DictReader((out / "report.csv").read_text("utf-8-sig").splitlines()))
    assert [row["status"] for row in rows] == ["failed", "made"]
    assert all(float(rows[1][figure]) >= 0 for figure in ("seconds", "face_score", "skin_delta_e"))
    assert rows[0]["file"] == "" and "No face" in rows[0]["error"]
