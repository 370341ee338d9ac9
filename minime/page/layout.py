"""What stands where on the page, and how it changes while a toy is made.

``build`` lays the components out inside an open ``gr.Blocks`` and returns them by name in a
namespace; ranges and defaults of the sliders come from ``minime.order.SLIDERS``.
"""

from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.order import (
    ACCESSORY_LIMIT,
    BUILDS,
    FACIAL_HAIR,
    GLASSES,
    HEADWEAR,
    MOST_ACCESSORIES,
    SLIDERS,
    WORD_LIMITS,
    Order,
)
from minime.page import choices, words
from minime.preset import load_presets

MEASURED = ("skin", "hair", "iris", "lips", "top")
# The controls that change the sculpt; the others only matter to the checkpoint.
DRAFTED = (
    "preset theme name title slogan accessories outfit build hair_style headwear glasses "
    "facial_hair likeness stylisation seed color_skin color_hair color_iris color_lips color_top "
    "color_primary"
).split()
CLICK_EXPORT = "() => setTimeout(() => document.querySelector('#export-link')?.click(), 200)"
# On a phone the stage is far below the button; on a desk this moves nothing.
SHOW_STAGE = "() => document.querySelector('#views').scrollIntoView({block: 'nearest'})"
_PICKERS = {
    "skin": "Skin",
    "hair": "Hair",
    "iris": "Eyes",
    "lips": "Lips",
    "top": "Top",
    "primary": "Card",
}
_EXPORTS = {
    "square": "Square",
    "portrait": "Portrait",
    "story": "Story",
    "print": "Print",
    "glb": "3D · GLB",
    "stl": "Print · STL",
    "3mf": "Colour · 3MF",
    "json": "Settings · JSON",
}


def build() -> SimpleNamespace:
    """Lay out the page; returns its components by name."""
    ui = SimpleNamespace()
    gr.HTML(words.header())
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="you", elem_classes="mm-card", min_width=240):
            _selfie(ui)
        with gr.Column(elem_id="words", elem_classes="mm-card", min_width=300):
            _style_and_words(ui)
        with gr.Column(elem_id="result", elem_classes="mm-card", min_width=320):
            _stage(ui)
    _shelf(ui)
    _gather(ui)
    return ui


def face_choice(faces: int, chosen: int | None) -> Any:
    """The choice among several faces; hidden when there is one."""
    return gr.update(
        choices=[(f"{n}", n) for n in range(1, faces + 1)], value=chosen or 1, visible=faces > 1
    )


def theme_choice(preset: str, chosen: str) -> Any:
    """The themes of a style; what was chosen stays chosen where the style has it."""
    offered = choices.themes(preset)
    kept = chosen if chosen in dict(offered).values() else "auto"
    return gr.update(choices=offered, value=kept)


def working(ui: SimpleNamespace) -> dict[Any, Any]:
    """Updates for the moment the work starts."""
    return {
        ui.status: words.status("work", "Starting", 0.0),
        ui.make: gr.update(visible=False),
        ui.stop: gr.update(visible=True),
        ui.tabs: gr.update(selected="toy"),
    }


def stopped(ui: SimpleNamespace, sentence: str) -> dict[Any, Any]:
    """Updates after a stop or an error; nothing already made is touched."""
    return {
        ui.status: words.status("idle", sentence),
        ui.make: gr.update(visible=True),
        ui.stop: gr.update(visible=False),
    }


def finished(ui: SimpleNamespace, result: SimpleNamespace) -> dict[Any, Any]:
    """Updates that show a finished toy."""
    return {
        ui.status: words.status("done", result.sentence),
        ui.stage: str(result.png),
        ui.model: gr.update(visible=True),
        ui.compare: result.before_and_after,
        ui.facts: words.facts(result.report),
        ui.download: gr.update(value=str(result.png), interactive=True),
        ui.downloads: gr.update(visible=True),
        ui.gallery: gr.update(value=result.toys, visible=True),
        ui.make: gr.update(value="Make another", visible=True),
        ui.stop: gr.update(visible=False),
    }


def clip_working(ui: SimpleNamespace, share: float) -> dict[Any, Any]:
    """Updates while the clip is made."""
    return {
        ui.status: words.status("work", "Turning the figure", share),
        ui.make: gr.update(visible=False),
        ui.stop: gr.update(visible=True),
    }


def clip_finished(ui: SimpleNamespace, path: str) -> dict[Any, Any]:
    """Updates that show the clip in the toy's place and offer it."""
    return {
        **stopped(ui, ""),
        ui.status: words.status("done", "The clip is ready."),
        ui.stage: path,
        ui.export_link: gr.update(value=path),
    }


def _selfie(ui: SimpleNamespace) -> None:
    gr.HTML('<h2 class="mm-step">1 · Your selfie</h2>')
    ui.photo = gr.Image(
        label="Selfie",
        show_label=False,
        elem_id="photo",
        height=290,
        type="filepath",
        image_mode=None,
        sources=["upload", "webcam", "clipboard"],
        buttons=[],
        placeholder="Drop a selfie here\nor click to choose one",
    )
    with gr.Row():
        ui.example = gr.Button("Try the example", size="sm", elem_id="example")
        ui.turn = gr.Button("Turn the photo", size="sm", elem_id="turn")
    ui.seen = gr.HTML("")
    ui.face = gr.Radio([("1", 1)], value=1, label="Which face", visible=False)
    gr.HTML('<h2 class="mm-step">What was seen <small>tap to correct</small></h2>')
    start = dict.fromkeys(_PICKERS, "#d8cfc8")
    start["primary"] = load_presets()[Order().preset].palette.primary
    with gr.Row(elem_id="swatches"):
        ui.pickers = {
            key: gr.ColorPicker(start[key], label=label, min_width=30, elem_id=f"color-{key}")
            for key, label in _PICKERS.items()
        }
    ui.card = ui.pickers["primary"]
    with gr.Row(elem_classes="mm-pair"):
        ui.hair_style = _dropdown("Hair", choices.hair_styles())
        ui.headwear = _dropdown("Head wear", choices.named(HEADWEAR))
        ui.glasses = _dropdown("Glasses", choices.named(GLASSES))
        ui.facial_hair = _dropdown("Facial hair", choices.named(FACIAL_HAIR))
    with gr.Row(elem_classes="mm-pair"):
        ui.outfit = _dropdown("Outfit", choices.outfits())
        ui.build = _dropdown("Build", choices.named(BUILDS))


def _style_and_words(ui: SimpleNamespace) -> None:
    gr.HTML('<h2 class="mm-step">2 · The style</h2>')
    presets = load_presets()
    ui.style = gr.Radio(
        [(preset.title, name) for name, preset in presets.items()],
        value=Order().preset,
        label="Style",
        show_label=False,
        elem_id="style",
    )
    gr.HTML('<h2 class="mm-step">3 · The words on the box</h2>')
    with gr.Row(elem_classes="mm-pair"):
        ui.name = _textbox("Name", "Ada", WORD_LIMITS["name"])
        ui.title = _textbox("Title", "Astronaut", WORD_LIMITS["title"])
    with gr.Row(elem_classes="mm-pair"):
        ui.slogan = _textbox("Slogan", "To the stars", WORD_LIMITS["slogan"])
        ui.theme = _dropdown("Card theme", choices.themes(Order().preset))
    ui.accessories = _textbox(
        f"Accessories, with commas (up to {MOST_ACCESSORIES})",
        "coffee mug, guitar, perro, Fahrrad",
        MOST_ACCESSORIES * (ACCESSORY_LIMIT + 2),
    )
    gr.HTML('<h2 class="mm-step">4 · Your taste</h2>')
    defaults = presets[Order().preset].sliders
    ui.sliders = {}
    common = [slider for slider in SLIDERS.values() if not slider.rare]
    for pair in (common[:2], common[2:]):
        with gr.Row(elem_classes="mm-pair"):
            ui.sliders |= {s.name: _slider(s, defaults) for s in pair}
    with gr.Accordion("More settings", open=False, elem_id="more"):
        ui.checkpoint = _dropdown("Checkpoint", choices.checkpoints(), choices.usual_checkpoint())
        rare = [slider for slider in SLIDERS.values() if slider.rare]
        for pair in (rare[:2], rare[2:4]):
            with gr.Row(elem_classes="mm-pair"):
                ui.sliders |= {s.name: _slider(s, defaults) for s in pair}
        ui.mark = gr.Checkbox(Order().mark, label="Small visible mark: made with AI")
    ui.model = gr.Model3D(
        label="Turn it round",
        height=180,  # so that it is seen without scrolling, at 1440 x 900
        camera_position=(90, 80, None),
        visible=False,
        elem_id="model",
    )


def _stage(ui: SimpleNamespace) -> None:
    ui.status = gr.HTML(words.status("idle", words.WELCOME))
    with gr.Tabs(elem_id="views") as ui.tabs:
        with gr.Tab("Toy", id="toy"):
            ui.stage = gr.Image(
                label="Your toy",
                show_label=False,
                elem_id="stage",
                height=520,
                interactive=False,
                buttons=["fullscreen"],
            )
        with gr.Tab("Before and after", id="compare"):
            ui.compare = gr.ImageSlider(
                label="Selfie and toy", show_label=False, elem_id="compare", max_height=520
            )
    with gr.Row(elem_id="make-row"):
        ui.make = gr.Button("Make my toy", variant="primary", elem_id="make")
        ui.stop = gr.Button("Cancel", variant="stop", elem_id="stop", visible=False)
    ui.facts = gr.HTML("")
    with gr.Row(elem_id="downloads", visible=False) as ui.downloads:
        ui.download = gr.DownloadButton(
            "Download PNG", size="sm", variant="primary", elem_id="download", interactive=False
        )
        ui.exports = {
            kind: gr.Button(label, size="sm", elem_id=f"export-{kind}")
            for kind, label in _EXPORTS.items()
        }
        ui.clip = gr.Button("Clip · WebP", size="sm", elem_id="make-clip")
    ui.export_link = gr.DownloadButton("Export", visible="hidden", elem_id="export-link")


def _shelf(ui: SimpleNamespace) -> None:
    """The toys of this session, and what only the API uses."""
    ui.gallery = gr.Gallery(
        label="Made in this session",
        visible=False,
        columns=8,
        height=190,
        object_fit="contain",
        elem_id="gallery",
        fit_columns=False,
        interactive=False,
    )
    ui.api = gr.Button("Make toy", visible=False)
    ui.api_settings = gr.JSON({}, label="Settings", visible=False)
    ui.api_file = gr.File(label="Toy PNG", visible=False)
    ui.api_report = gr.JSON(label="Report", visible=False)


def _gather(ui: SimpleNamespace) -> None:
    """The controls by the order's field names, and the outputs of making a toy."""
    ui.controls = {
        "preset": ui.style,
        "theme": ui.theme,
        "name": ui.name,
        "title": ui.title,
        "slogan": ui.slogan,
        "accessories": ui.accessories,
        "outfit": ui.outfit,
        "build": ui.build,
        "hair_style": ui.hair_style,
        "headwear": ui.headwear,
        "glasses": ui.glasses,
        "facial_hair": ui.facial_hair,
        "checkpoint": ui.checkpoint,
        "mark": ui.mark,
        "face": ui.face,
        **ui.sliders,
        **{f"color_{key}": picker for key, picker in ui.pickers.items()},
    }
    ui.corrections = [ui.hair_style, ui.headwear, ui.glasses, ui.facial_hair, ui.build]
    defaults = load_presets()[Order().preset].sliders
    ui.style_sliders = {name: ui.sliders[name] for name in defaults}
    ui.outputs = [
        ui.status,
        ui.stage,
        ui.model,
        ui.compare,
        ui.facts,
        ui.download,
        ui.downloads,
        ui.gallery,
        ui.make,
        ui.stop,
        ui.tabs,
    ]


def _textbox(label: str, placeholder: str, longest: int) -> gr.Textbox:
    return gr.Textbox(
        "", label=label, placeholder=placeholder, max_length=longest, max_lines=1, min_width=110
    )


def _dropdown(label: str, options: list[tuple[str, str]], value: str = "auto") -> gr.Dropdown:
    return gr.Dropdown(options, value=value, label=label, min_width=90, filterable=False)


def _slider(slider: Any, defaults: Any) -> gr.Slider | gr.Number:
    value = defaults.get(slider.name, slider.default)
    if slider.maximum > 10_000:  # no slider hits one of 2**32 seeds
        return gr.Number(value, label=slider.label, precision=0, minimum=0, min_width=110)
    return gr.Slider(
        slider.minimum,
        slider.maximum,
        value=value,
        step=slider.step,
        label=slider.label,
        info=slider.help,
        elem_id=f"sl-{slider.name}",
        min_width=110,
        buttons=[],
    )
