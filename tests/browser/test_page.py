"""The page in a real browser: upload, choose, type, make, download, and read the label."""

import json
import subprocess
import sys
from pathlib import Path

import c2pa
import pytest
import skimage.data
from PIL import Image
from wire import Wire

ROOT = Path(__file__).resolve().parent.parent.parent
MADE_MS = 300_000  # generous: a shared machine
DRAFTED = ".mm-draft:has-text('Changes show here')"
CHANGED = ".mm-draft:has-text('Changed since')"


@pytest.fixture
def selfie(tmp_path):
    path = tmp_path / "selfie.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


def upload(page, path):
    page.set_input_files("#photo input[type=file]", path)


def drafted(page, sentence=DRAFTED):
    page.wait_for_selector(sentence, timeout=MADE_MS)


def save(page, button, path):
    with page.expect_download(timeout=MADE_MS) as download:
        page.click(button)
    download.value.save_as(path)
    return path


def wait_for_word(page, name, value):
    page.wait_for_function(
        "([name, value]) => document.querySelector(`#word-${name} :is(input, textarea)`).value"
        " === value",
        arg=[name, value],
    )


def is_signed(path):
    with c2pa.Reader(str(path)) as reader:
        return reader.get_validation_state() == "Valid"


def read_order(path):
    with Image.open(path) as image:
        return json.loads(image.info["minime"])


def test_a_selfie_becomes_a_labelled_toy_and_its_picture_brings_the_settings_back(
    page, open_page, selfie, tmp_path
):
    upload(page, selfie)
    page.wait_for_selector("#faces .mm-chosen", state="attached", timeout=MADE_MS)
    drafted(page)
    assert "fringe" in page.locator("#fold-hair_style button").first.inner_text()
    page.click("#more button >> nth=0")
    page.locator("#checkpoint label", has_text="The sculpt alone").click()
    page.locator("#style label", has_text="Action figure").click()
    page.get_by_label("Title", exact=True).fill("Astronaut")
    page.get_by_label("Accessories, with").fill("coffee mug, camera")
    page.get_by_label("Name", exact=True).fill("Ada")
    page.wait_for_timeout(500)
    page.click("#make")
    page.wait_for_selector("#stop", timeout=MADE_MS)
    page.get_by_label("Slogan").fill("To the moon")  # too late for this toy
    drafted(page, CHANGED)
    toy = save(page, "#download", tmp_path / "toy.png")
    with Image.open(toy) as image:
        assert image.format == "PNG" and image.size == (1024, 1280)
    assert is_signed(toy)
    order = read_order(toy)
    assert order["preset"] == "action_figure" and order["checkpoint"] == "none"
    assert (order["name"], order["title"]) == ("Ada", "Astronaut")
    assert order["accessories"] == ["coffee mug", "camera"] and order["slogan"] == ""
    assert "your head" in page.locator(".mm-alike").inner_text()

    page.get_by_role("tab", name="In 3D").click()
    page.wait_for_selector("#model canvas", timeout=MADE_MS)
    page.click("#more-files button >> nth=0")
    square = save(page, "#export-square", tmp_path / "square.png")
    with Image.open(square) as image:
        assert image.width == image.height
    assert read_order(square)["name"] == "Ada" and is_signed(square)

    page.click("#another")
    page.wait_for_selector("#stop", timeout=MADE_MS)
    page.wait_for_selector(".mm-done", timeout=MADE_MS)
    other = save(page, "#download", tmp_path / "other.png")
    assert read_order(other)["seed"] == order["seed"] + 1
    assert other.read_bytes() != toy.read_bytes()
    page.locator("#gallery button.thumbnail-item").nth(1).click()
    page.wait_for_timeout(1000)
    assert read_order(save(page, "#download", tmp_path / "back.png")) == order

    page = open_page()
    upload(page, toy)
    page.wait_for_selector(".mm-idle:has-text('settings of that toy')", timeout=MADE_MS)
    assert page.get_by_label("Name", exact=True).input_value() == "Ada"
    assert page.locator("#style input:checked").input_value() == "action_figure"
    assert page.locator("#photo img").count() == 0


def test_a_tab_whose_network_is_cut_or_that_is_loaded_again_keeps_everything(
    open_page, address, selfie
):
    with Wire(address) as wire:
        page = open_page(at=wire.address)
        upload(page, selfie)
        drafted(page)
        before = page.locator("#stage img").get_attribute("src")
        page.locator("#style label", has_text="Vinyl").click()
        page.wait_for_function(
            "before => document.querySelector('#stage img').src !== before",
            arg=before,
            timeout=MADE_MS,
        )
        page.get_by_label("Name", exact=True).fill("Ada")
        page.wait_for_timeout(500)
        page.click("#make")
        page.wait_for_selector("#stop", timeout=MADE_MS)
        wire.cut()
        page.wait_for_selector(".toast-body:has-text('Connection')", timeout=30_000)
        wire.mend()
        page.wait_for_selector(".mm-done:has-text('Ada')", timeout=MADE_MS)
        page.reload()
        page.wait_for_selector(".mm-done:has-text('Ada')", timeout=MADE_MS)
        assert page.get_by_label("Name", exact=True).input_value() == "Ada"
        assert page.locator("#style input:checked").input_value() == "vinyl_buddy"
        assert page.locator("#gallery img").count() == 1
        page.wait_for_selector("#photo img")
        page.wait_for_selector("#faces .mm-chosen", state="attached")


def test_making_stops_at_once_and_the_controls_go_back_and_forth(page, selfie):
    upload(page, selfie)
    drafted(page)
    name = page.get_by_label("Name", exact=True)
    name.fill("Ada")
    page.wait_for_timeout(500)
    page.click("#make")
    page.wait_for_selector("#stop", timeout=MADE_MS)
    page.click("#stop")
    page.wait_for_selector(".mm-idle:has-text('Stopped')", timeout=5000)
    drafted(page)
    page.click("#undo")
    wait_for_word(page, "name", "")
    page.click("#redo")
    wait_for_word(page, "name", "Ada")


def test_a_wish_in_words_changes_the_controls_and_can_be_taken_back(page):
    wish = page.get_by_label("Change it in words")
    wish.fill("call her Zoe, add a guitar, bigger moon")
    wish.press("Enter")
    page.wait_for_selector("#granted label", timeout=30_000)
    name, things = page.get_by_label("Name", exact=True), page.get_by_label("Accessories, with")
    assert name.input_value() == "Zoe" and things.input_value() == "guitar"
    assert "bigger moon" in page.locator("#not-granted").inner_text()
    page.locator("#granted label", has_text="guitar").click()
    wait_for_word(page, "accessories", "")
    assert name.input_value() == "Zoe"


def test_accessories_are_picked_from_pictures(page):
    page.click("#pick-accessory button >> nth=0")
    page.locator("#accessories label", has_text="Guitar").click()
    wait_for_word(page, "accessories", "guitar")


def test_a_taken_port_is_told_in_one_sentence(address):
    port = address.rstrip("/").rsplit(":", 1)[1]
    second = subprocess.run(
        [sys.executable, "app.py", "--port", port],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert second.returncode == 1 and "Traceback" not in second.stderr
    assert f"Port {port} is taken" in second.stderr.strip().splitlines()[-1]


def test_a_file_that_is_no_photo_is_told_and_the_page_goes_on(page, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"this is no picture")
    upload(page, broken)
    page.wait_for_selector(".toast-body", timeout=60_000)
    said = page.locator(".toast-body").inner_text().splitlines()[-1]
    page.wait_for_timeout(1500)  # what follows an upload must not hide what was said of it
    assert said in page.locator(".mm-status").inner_text()
    assert "Traceback" not in page.content() and page.locator("#photo img").count() == 0
    page.click("#example")
    page.wait_for_selector("#faces .mm-chosen", state="attached", timeout=60_000)


def test_the_page_fits_a_screen_with_all_styles_in_one_row(page):
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    tops = {card.bounding_box()["y"] for card in page.locator("#style label").all()}
    assert len(tops) == 1
    assert not page.locator("#make-clip").is_visible() and not page.locator("#model").is_visible()


def test_a_phone_shows_one_step_at_a_time_below_the_toy(phone):
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    for step, shown in (("you", "#photo"), ("style", "#style"), ("words", "#word-name")):
        phone.locator(f'#step label:has(input[value="{step}"])').click()
        phone.wait_for_selector(shown)
        others = {"#photo", "#style", "#word-name"} - {shown}
        assert not any(phone.locator(other).is_visible() for other in others)
        assert phone.locator("#make").is_visible() and phone.locator("#views").is_visible()
    phone.mouse.wheel(0, 1500)
    phone.wait_for_timeout(300)
    assert phone.locator("#views").bounding_box()["y"] >= 0  # still in sight


def test_on_a_phone_the_toy_is_in_sight_once_it_is_asked_for(phone):
    phone.click("#example")
    drafted(phone)
    phone.click("#make")
    phone.wait_for_selector("#stop", timeout=MADE_MS)
    phone.wait_for_function(
        """() => { const box = document.querySelector('#stage').getBoundingClientRect();
                   return box.top >= 0 && box.bottom <= innerHeight; }""",
        timeout=5000,
    )
    phone.click("#stop")


@pytest.mark.parametrize(
    ("language", "direction"), [("de-AT", "ltr"), ("pt-BR", "ltr"), ("zh-CN", "ltr"), ("ar", "rtl")]
)
def test_the_page_speaks_the_language_of_the_browser(open_page, language, direction):
    from minime.page.language import load_texts

    texts = load_texts(language[:2])
    page = open_page(language=language)
    page.wait_for_selector(f"text={texts['status.welcome']}", timeout=30_000)
    assert page.locator("#make").inner_text() == texts["make.first"]
    assert page.get_by_label(texts["words.name"], exact=True).is_visible()
    for text in ("html", ".mm-status", "#word-name input"):
        shown = "text => getComputedStyle(document.querySelector(text)).direction"
        assert page.evaluate(shown, text) == direction


def test_a_model_is_fetched_from_the_page_once_it_was_told_what_it_is(page, hub):
    """Size, licences and what it learned from come before the first byte; its own strength is
    taken, what was tuned stays."""
    page.click("#more > button")
    page.check("#checkpoint input[value='flux2-klein']")
    page.wait_for_selector("#fetch")
    told = page.inner_text("#model-note")
    assert "16 GB" in told and "apache-2.0" in told and "is not told" in told
    page.wait_for_function("document.querySelector('#sl-strength input').value === '0.6'")
    page.click("#fetch")
    page.wait_for_selector("#model-note:has-text('This model is here')", timeout=60_000)
    assert not page.is_visible("#fetch")
    page.check("#checkpoint input[value='embedded']")
    page.wait_for_function("document.querySelector('#sl-strength input').value === '0.2'")
    assert page.inner_text("#model-note") == ""
