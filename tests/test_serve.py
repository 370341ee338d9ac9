"""Serving: the options and what is said about visitors, the line, and what a call leaves."""

import threading
import time
from contextlib import suppress

import pytest

import minime
from minime.errors import BusyError, Cancelled
from minime.order import Order
from minime.page.line import Line
from minime.page.serve import is_private, read_options, warn_of_visitors
from minime.page.session import CALL_KEPT_S, SessionBook
from minime.page.work import run_toy


@pytest.fixture
def book(tmp_path):
    return SessionBook(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ""),
        (("--server-name", "127.0.0.1"), ""),
        (("--share",), "Anybody who has the link"),
        (("--share", "--auth", "ada:secret"), "relay"),
        (("--server-name", "0.0.0.0", "--port", "7999"), "reach port 7999"),
        (("--server-name", "0.0.0.0", "--auth", "ada:secret"), ""),
    ],
)
def test_it_is_said_who_can_see_the_page(arguments, said, monkeypatch):
    monkeypatch.delenv("GRADIO_SERVER_NAME", raising=False)
    warning = warn_of_visitors(read_options(arguments))
    assert said in warning and bool(said) == bool(warning)
    assert ("--auth" in warning) == (bool(warning) and "--auth" not in arguments)


@pytest.mark.parametrize(
    ("arguments", "private"),
    [
        ([], True),
        (["--server-name", "127.0.0.1"], True),
        (["--server-name", "0.0.0.0"], False),
        (["--share"], False),
    ],
)
def test_visitors_from_elsewhere_may_not_fill_the_disk_with_models(arguments, private):
    assert is_private(read_options(arguments)) == private


def test_passwords_come_one_by_one_or_as_a_file(tmp_path):
    (tmp_path / "people.txt").write_text("bob:a:b\neve:c\n")
    options = read_options(["--auth", "ada:x", "--auth", str(tmp_path / "people.txt")])
    assert options.auth == [("ada", "x"), ("bob", "a:b"), ("eve", "c")]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--auth", "ada"], "neither USER:PASSWORD nor a file"),
        (["--auth", ":x"], "a name and a password"),
        (["--port", "70000"], "70000 does not exist"),
        (["--port", "door"], "nvalid int value"),
        (["--mcp", "--auth", "ada:x"], "leave out either --mcp or --auth"),
        (["--wings"], "nrecognized arguments"),
    ],
)
def test_a_wrong_option_is_one_sentence(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as left:
        read_options(arguments)
    said = capsys.readouterr().err
    assert left.value.code == 2 and sentence in said and said.count("\n") == 1


def test_the_line_lets_one_through_and_tells_the_others_their_place():
    line = Line(at_once=1, longest=2)
    with line.place() as first, line.place() as second, line.place() as third:
        assert list(line.wait(first)) == []
        assert next(line.wait(second)) == 1 and next(line.wait(third)) == 2
        with pytest.raises(BusyError, match="2 people wait"), line.place():
            pass
    with line.place() as later:
        assert list(line.wait(later)) == []


def test_toys_are_made_one_by_one_in_the_order_of_asking(book, monkeypatch):
    may_end, made = threading.Event(), []

    def make(order, progress, cancelled, selfie):
        made.append(order.name)
        assert may_end.wait(20)
        return order.name

    monkeypatch.setattr(minime, "make", make)
    places = {}

    def ask(name):
        places[name] = []
        with suppress(Cancelled):
            for step in run_toy(book.of(name), Order(name=name)):
                if isinstance(step, int):
                    places[name].append(step)

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("Ada", "Bob", "Eve")]
    for thread in threads:
        thread.start()
        time.sleep(0.2)
    assert made == ["Ada"]
    book.close("Bob")  # leaves the line, and Eve moves up
    time.sleep(1.3)
    may_end.set()
    for thread in threads[::2]:
        thread.join(20)
    assert made == ["Ada", "Eve"] and not book.of("Eve").busy
    assert places["Ada"] == []
    assert (places["Eve"][0], places["Eve"][-1]) == (2, 1)


def test_who_stops_while_waiting_leaves_the_line(book, monkeypatch):
    may_end = threading.Event()
    monkeypatch.setattr(minime, "make", lambda order, **_: may_end.wait(20))
    first = run_toy(book.of("Ada"), Order())
    threading.Thread(target=lambda: list(first), daemon=True).start()
    time.sleep(0.2)
    waiting = run_toy(book.of("Bob"), Order())
    assert next(waiting) == 1
    book.of("Bob").cancel.set()
    with pytest.raises(Cancelled, match="Stopped"):
        list(waiting)
    may_end.set()


def test_what_was_read_of_an_upload_serves_the_next_call_until_it_is_forgotten(book, tmp_path):
    photo, selfie = tmp_path / "photo.jpg", object()
    with book.call() as call:
        call.photo, call.face, call.turn, call.selfie = photo, 2, None, selfie
    assert book.known_selfie(photo, 2, None) is selfie
    assert book.known_selfie(photo, 1, None) is None
    assert book.known_selfie(tmp_path / "other.jpg", 2, None) is None
    book.close(call.folder.name)
    assert book.known_selfie(photo, 2, None) is None


def test_a_tab_that_comes_back_has_its_session_and_one_that_stays_away_loses_it(tmp_path):
    book = SessionBook(tmp_path, left_kept_s=0.3)
    session = book.come_back("first hash", "secret")
    book.leave("first hash")
    assert book.come_back("second hash", "secret") is session
    assert book.come_back("a stranger's hash", "another secret") is not session
    time.sleep(0.6)
    assert session.folder.exists() and book.of("second hash") is session
    book.leave("second hash")
    time.sleep(0.6)
    assert not session.folder.exists() and session.cancel.is_set()
    assert book.come_back("third hash", "secret") is not session


def test_what_a_call_sent_and_made_is_deleted_ten_minutes_after_it(book, tmp_path):
    tab = book.of("tab")
    photo, shared = tmp_path / "photo.jpg", tmp_path / "shared.jpg"
    for upload in (photo, shared):
        upload.write_bytes(b"photo")
    tab.uploads.add(shared)  # the same photo has the same path for everybody
    with book.call() as call:
        call.uploads.update({photo, shared})
        toy = call.new_file("toy.png")
        toy.write_bytes(b"toy")
        call.used -= 2 * CALL_KEPT_S
        book.close_idle()
        assert toy.exists()  # however long it takes
    call.used -= CALL_KEPT_S - 5
    book.close_idle()
    assert toy.exists() and photo.exists()
    call.used -= 10
    book.close_idle()
    assert not call.folder.exists() and not photo.exists()
    assert shared.exists() and tab.folder.exists()
    book.close("tab")
    assert not shared.exists()
