"""The page for keyboards, screen readers and phones' cameras, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

DRAFTED_MS = 120_000
GRAVE = ("serious", "critical")


def grave_findings(page):
    """What axe-core finds that keeps people out."""
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}"
        for found in Axe().run(page).response["violations"]
        if found["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(open_page, address, scheme):
    page = open_page()
    page.goto(f"{address}?__theme={scheme}")
    page.wait_for_selector("#style label")
    for fold in ("#fold-hair_style", "#fold-colors", "#more", "#pick-accessory"):
        page.click(f"{fold} button >> nth=0")
    page.wait_for_selector("#sl-strength")
    assert grave_findings(page) == []


def test_axe_finds_nothing_grave_on_a_phone(phone):
    assert grave_findings(phone) == []


def test_what_a_finger_taps_on_a_phone_is_large_enough(phone):
    """44 pixels: WCAG 2.5.5, and what phone makers ask for."""
    small = phone.evaluate(
        """() => [...document.querySelectorAll('button, label:has(input)')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_a_toy_is_ordered_with_the_keyboard_alone(page):
    page.focus("#example")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mm-draft:has-text('Changes show here')", timeout=DRAFTED_MS)
    page.focus("#style input")  # each can be reached with Tab
    page.keyboard.press("Space")
    page.wait_for_function(
        "() => document.querySelector('#style input:checked').value === 'action_figure'"
    )
    page.focus("#make")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stop", timeout=DRAFTED_MS)
    page.wait_for_function("() => document.activeElement?.id === 'stop'")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mm-idle", timeout=10_000)


def test_a_selfie_is_taken_with_the_camera(page):
    """Chromium's fake device shows no face, so what comes is the sentence that says so."""
    page.context.grant_permissions(["camera"])
    page.get_by_label("Capture from camera").click()
    page.get_by_title("grant webcam access").click()
    page.wait_for_selector("#photo video", timeout=20_000)
    page.wait_for_timeout(1000)  # for the first frame
    page.locator("#photo .button-wrap button").first.click()
    page.wait_for_selector(".toast-body", timeout=60_000)
    assert "No face was found" in page.locator(".toast-body").inner_text()
