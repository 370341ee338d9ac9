"""What stands where on the page.

``build`` lays the components out inside an open ``gr.Blocks`` and returns them by name in a
namespace; ranges and defaults of the sliders come from ``minime.order.SLIDERS``. How they
change while a toy is made is in ``changes.py``.
"""

from types import SimpleNamespace
from typing import Any

import gradio as gr

from minime.label.tables import WORLD
from minime.order import ACCESSORY_LIMIT, MOST_ACCESSORIES, SLIDERS, WORD_LIMITS, Order
from minime.page import corrections, models, offers, words
from minime.page.language import say, t
from minime.preset import load_presets
from minime.wishes import LONGEST_TEXT

# The controls that change the sculpt; the others only matter to the checkpoint.
DRAFTED = (
    "theme name title slogan accessories outfit build hair_style headwear glasses facial_hair "
    "likeness stylisation color_skin color_hair color_iris color_lips color_top color_bottom "
    "color_accent color_primary seed"
).split()
STEPS = ("you", "style", "words", "toy")  # of a phone, one at a time
# The browser keeps it while a tab is loaded again, and forgets it with the tab. It gives a session
# back, so nobody may guess it; where nothing may be kept, as in some frames, it is new each time.
TAB_SECRET = """() => {
  const fresh = () => [...crypto.getRandomValues(new Uint32Array(4))].join("-");
  try { return [sessionStorage.minime ??= fresh()]; } catch { return [fresh()]; }
}"""
_FRONT = ("likeness", "stylisation")  # what the slider in front moves
_EXPORTS = ("square", "portrait", "story", "print", "pdf", "glb", "stl", "3mf", "json")


def build() -> SimpleNamespace:
    """Lay out the page; returns its components by name."""
    ui = SimpleNamespace(sliders={})
    with gr.Column(elem_id="page"):
        _page(ui)
    _gather(ui)
    return ui


def _page(ui: SimpleNamespace) -> None:
    ui.head = gr.HTML(words.header(_english))
    ui.tab = gr.Textbox(visible=False)
    ui.step = gr.Radio(
        [(str(t(f"step.{name}")), name) for name in STEPS],
        value="you",
        show_label=False,
        label=t("step.label"),
        interactive=True,
        elem_id="step",
    )
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="you", elem_classes="mm-card", min_width=240):
            _selfie(ui)
        with gr.Column(elem_id="words", elem_classes="mm-card", min_width=300):
            with gr.Column(elem_classes="mm-at-style mm-plain"):
                _style(ui)
            with gr.Column(elem_classes="mm-at-words mm-plain"):
                _words(ui)
                _wishes(ui)
        with gr.Column(elem_id="result", elem_classes="mm-card", min_width=320):
            _stage(ui)
    _shelf(ui)


def _selfie(ui: SimpleNamespace) -> None:
    heading("you")
    with gr.Column(elem_id="photo-frame", elem_classes="mm-plain"):
        ui.photo = gr.Image(
            label=t("photo.label"),
            show_label=False,
            elem_id="photo",
            height=270,
            type="filepath",
            image_mode=None,
            sources=["upload", "webcam", "clipboard"],
            webcam_options=gr.WebcamOptions(
                mirror=True, constraints={"video": {"facingMode": "user"}}
            ),
            buttons=[],
            placeholder=t("photo.drop"),
        )
        ui.faces = gr.HTML("", elem_id="faces")
    ui.face = gr.Radio([("1", 1)], value=1, label=t("photo.face"), visible=False, elem_id="face")
    with gr.Row(elem_classes="mm-pair"):
        ui.example = gr.Button(t("photo.example"), size="sm", elem_id="example")
        ui.turn = gr.Button(t("photo.turn"), size="sm", elem_id="turn")
    heading("seen")
    corrections.build(ui)


def _style(ui: SimpleNamespace) -> None:
    heading("style")
    ui.style = gr.Radio(
        offers.styles(),
        value=Order().preset,
        label=t("heading.style"),
        show_label=False,
        elem_id="style",
        elem_classes="mm-pictures",
    )


def _words(ui: SimpleNamespace) -> None:
    heading("words")
    with gr.Row(elem_classes="mm-pair"):
        ui.name = _textbox("name", WORD_LIMITS["name"])
        ui.title = _textbox("title", WORD_LIMITS["title"])
    ui.slogan = _textbox("slogan", WORD_LIMITS["slogan"])
    ui.accessories = _textbox("accessories", MOST_ACCESSORIES * (ACCESSORY_LIMIT + 2))
    with gr.Accordion(t("words.pick"), open=False, elem_id="pick-accessory"):
        ui.accessory = gr.CheckboxGroup(
            offers.accessories(),
            show_label=False,
            label=t("words.pick"),
            elem_id="accessories",
            elem_classes="mm-pictures mm-small",
        )
    with gr.Accordion(t("words.card"), open=False, elem_id="card"):
        ui.theme = gr.Radio(
            offers.themes(Order().preset),
            value="auto",
            label=t("words.theme"),
            elem_id="theme",
            elem_classes="mm-pictures mm-small",
        )
    heading("taste")
    ui.balance = gr.Slider(
        0, 100, value=50, step=5, show_label=False, label=t("taste.balance"), elem_id="balance"
    )
    with gr.Row(elem_id="taste-ends"):
        gr.HTML(f"<span>{t('taste.toy')}</span>")
        gr.HTML(f"<span>{t('taste.me')}</span>")
    with gr.Accordion(t("taste.more"), open=False, elem_id="more"):
        _settings(ui)


def _settings(ui: SimpleNamespace) -> None:
    defaults = load_presets()[Order().preset].sliders
    shown = [s for s in SLIDERS.values() if not s.rare] + [s for s in SLIDERS.values() if s.rare]
    for pair in (shown[:2], shown[2:4], shown[4:6], shown[6:8]):
        with gr.Row(elem_classes="mm-pair"):
            ui.sliders |= {s.name: _slider(s, defaults) for s in pair}
    ui.checkpoint = gr.Radio(
        offers.checkpoints(),
        value=offers.usual_checkpoint(),
        label=t("taste.model"),
        elem_id="checkpoint",
    )
    models.build(ui)
    ui.country = gr.Dropdown(
        offers.countries(), value=WORLD, label=t("taste.country"), elem_id="country"
    )
    ui.mark = gr.Checkbox(Order().mark, label=t("taste.mark"))


def _wishes(ui: SimpleNamespace) -> None:
    ui.wish = gr.Textbox(
        "",
        label=t("wish.label"),
        placeholder=t("wish.like"),
        max_length=LONGEST_TEXT,
        max_lines=1,
        elem_id="wish",
    )
    ui.granted = gr.CheckboxGroup(
        [], label=t("wish.understood"), visible=False, elem_id="granted", elem_classes="mm-chosen"
    )
    ui.not_granted = gr.HTML("", elem_id="not-granted")
    with gr.Row(elem_classes="mm-pair", elem_id="back-and-forth"):
        ui.undo = gr.Button(t("wish.undo"), size="sm", elem_id="undo")
        ui.redo = gr.Button(t("wish.redo"), size="sm", elem_id="redo")


def _stage(ui: SimpleNamespace) -> None:
    ui.status = gr.HTML(
        words.status("idle", _english("status.welcome"), say=_english), elem_id="status"
    )
    with gr.Tabs(elem_id="views") as ui.tabs:
        with gr.Tab(t("stage.toy"), id="toy"):
            ui.examples = gr.Gallery(
                offers.examples(),
                label=t("stage.examples"),
                show_label=False,
                columns=3,
                height=520,
                object_fit="cover",
                allow_preview=False,
                buttons=[],
                interactive=False,
                elem_id="examples",
            )
            ui.stage = gr.Image(
                label=t("stage.toy"),
                show_label=False,
                elem_id="stage",
                height=520,
                interactive=False,
                buttons=["fullscreen"],
                visible=False,
            )
        with gr.Tab(t("stage.compare"), id="compare", visible=False) as ui.compare_tab:
            ui.compare = gr.ImageSlider(
                label=t("stage.compare"), show_label=False, elem_id="compare", max_height=520
            )
        with gr.Tab(t("stage.turn"), id="turn", visible=False) as ui.model_tab:
            ui.model = gr.Model3D(
                label=t("stage.turn"),
                show_label=False,
                height=520,
                camera_position=(90, 80, None),
                elem_id="model",
            )
        with gr.Tab(t("stage.clip"), id="clip", visible=False) as ui.clip_tab:
            ui.clip = gr.Button(t("clip.make"), elem_id="make-clip")
            ui.clip_shown = gr.Image(
                label=t("stage.clip"),
                show_label=False,
                height=450,
                interactive=False,
                buttons=["fullscreen"],
                visible=False,
                elem_id="clip",
            )
            with gr.Row(elem_classes="mm-pair", visible=False) as ui.clip_files:
                ui.clip_mp4 = gr.DownloadButton(t("clip.mp4"), size="sm", elem_id="save-mp4")
                ui.clip_webp = gr.DownloadButton(t("clip.webp"), size="sm", elem_id="save-webp")
    with gr.Row(elem_id="make-row"):
        ui.make = gr.Button(t("make.first"), variant="primary", elem_id="make")
        ui.another = gr.Button(t("make.another"), elem_id="another", visible=False)
        ui.stop = gr.Button(t("make.stop"), variant="stop", elem_id="stop", visible=False)
    with gr.Column(elem_classes="mm-at-toy mm-plain"):
        ui.likeness = gr.HTML("")
        ui.reshade = gr.Button("", size="sm", visible=False, elem_id="reshade")
        ui.figures = gr.HTML("")
        _downloads(ui)


def _downloads(ui: SimpleNamespace) -> None:
    with gr.Column(elem_id="downloads", elem_classes="mm-plain", visible=False) as ui.downloads:
        with gr.Row(elem_classes="mm-pair"):
            ui.download = gr.DownloadButton(
                t("save.png"), size="sm", variant="primary", elem_id="download", interactive=False
            )
            ui.share = gr.Button(t("save.share"), size="sm", elem_id="share")
        with gr.Accordion(t("save.more"), open=False, elem_id="more-files"):
            with gr.Row(elem_id="exports"):
                ui.exports = {
                    kind: gr.Button(t(f"save.{kind}"), size="sm", elem_id=f"export-{kind}")
                    for kind in _EXPORTS
                }
    ui.export_link = gr.DownloadButton("Export", visible="hidden", elem_id="export-link")


def _shelf(ui: SimpleNamespace) -> None:
    """The toys of this session."""
    ui.gallery = gr.Gallery(
        label=t("stage.gallery"),
        visible=False,
        columns=8,
        height=190,
        object_fit="contain",
        allow_preview=False,
        buttons=[],
        elem_id="gallery",
        fit_columns=False,
        interactive=False,
    )


def _gather(ui: SimpleNamespace) -> None:
    """The controls by the order's field names, and the outputs of making a toy."""
    ui.controls = {
        "preset": ui.style,
        "theme": ui.theme,
        "name": ui.name,
        "title": ui.title,
        "slogan": ui.slogan,
        "accessories": ui.accessories,
        **ui.corrections,
        "checkpoint": ui.checkpoint,
        "mark": ui.mark,
        "face": ui.face,
        **ui.sliders,
        **{f"color_{key}": picker for key, picker in ui.pickers.items()},
    }
    defaults = load_presets()[Order().preset].sliders
    ui.style_sliders = {name: ui.sliders[name] for name in defaults}
    ui.front = [ui.sliders[name] for name in _FRONT]
    ui.outputs = [
        *(ui.status, ui.step, ui.examples, ui.stage, ui.model, ui.compare, ui.likeness, ui.reshade),
        ui.figures,
        *(ui.download, ui.downloads, ui.gallery, ui.make, ui.another, ui.stop, ui.tabs),
        *(ui.compare_tab, ui.model_tab, ui.clip_tab, ui.clip_shown, ui.clip_files, ui.clip),
        *(ui.clip_mp4, ui.clip_webp, ui.export_link),
    ]


def heading(key: str) -> gr.HTML:
    """A heading of a part of the page."""
    return gr.HTML(f'<h2 class="mm-step">{t(f"heading.{key}")}</h2>')


def _english(key: str, values: Any = None) -> str:
    return say("en", key, values or {})


def _textbox(key: str, longest: int) -> gr.Textbox:
    return gr.Textbox(
        "",
        label=t(f"words.{key}"),
        placeholder=t(f"words.{key}_like"),
        max_length=longest,
        max_lines=1,
        min_width=110,
        elem_id=f"word-{key}",
    )


def _slider(slider: Any, defaults: Any) -> gr.Slider | gr.Number:
    value = defaults.get(slider.name, slider.default)
    label = t(f"slider.{slider.name}")
    if slider.maximum > 10_000:  # no slider hits one of 2**32 seeds
        return gr.Number(value, label=label, precision=0, minimum=0, min_width=110)
    return gr.Slider(
        slider.minimum,
        slider.maximum,
        value=value,
        step=slider.step,
        label=label,
        info=t(f"help.{slider.name}"),
        elem_id=f"sl-{slider.name}",
        min_width=110,
        buttons=[],
    )
