"""How the page looks: system fonts only (nothing is asked of another host), one style sheet,
and the pictures of the styles, drawn from their palette where no thumbnail is there yet."""

import base64
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import gradio as gr
from PIL import Image

from minime.page.pictures import FOLDER, picture_of, pictured
from minime.preset import Palette, Preset

PICTURES = FOLDER  # served as they are

_FONTS = ("ui-rounded", "SF Pro Rounded", "Nunito", "Segoe UI", "system-ui", "sans-serif")
_THUMBNAIL_PX = (240, 300)
_BOXES = {
    "window_box": '<rect x="30" y="14" width="100" height="172" rx="8" fill="{primary}"/>'
    '<rect x="40" y="46" width="80" height="130" rx="6" fill="{secondary}"/>',
    "stand": '<circle cx="80" cy="92" r="66" fill="{primary}" opacity=".14"/>'
    '<rect x="34" y="166" width="92" height="18" rx="6" fill="{primary}"/>'
    '<rect x="52" y="171" width="56" height="8" rx="3" fill="{accent}"/>',
    "blister_card": '<rect x="24" y="10" width="112" height="180" rx="10" fill="{primary}"/>'
    '<rect x="66" y="17" width="28" height="8" rx="4" fill="{background}"/>'
    '<rect x="36" y="32" width="88" height="20" rx="5" fill="{secondary}"/>'
    '<rect x="46" y="58" width="68" height="122" rx="26" fill="#fff" opacity=".45"/>',
}
_FIGURE = (
    '<g><rect x="66" y="150" width="12" height="24" rx="5" fill="{ink}"/>'
    '<rect x="82" y="150" width="12" height="24" rx="5" fill="{ink}"/>'
    '<rect x="60" y="118" width="40" height="40" rx="13" fill="{accent}"/>'
    '<circle cx="80" cy="94" r="25" fill="#d9a27e"/>'
    '<path d="M54 92a26 27 0 0 1 52 0c-7-13-19-17-26-17s-19 4-26 17z" fill="#4b3226"/>'
    '<circle cx="71" cy="97" r="4" fill="#2a2029"/><circle cx="89" cy="97" r="4" fill="#2a2029"/>'
    '<path d="M73 107q7 6 14 0" fill="none" stroke="#8d4b45" stroke-width="2.6" '
    'stroke-linecap="round"/></g>'
)


def theme() -> gr.themes.Base:
    """Soft shapes in the browser's own fonts."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.rose,
        neutral_hue=gr.themes.colors.stone,
        font=_FONTS,
        font_mono=("ui-monospace", "Menlo", "Consolas", "monospace"),
        radius_size=gr.themes.sizes.radius_lg,
        spacing_size=gr.themes.sizes.spacing_sm,
        text_size=gr.themes.sizes.text_sm,
    ).set(body_background_fill="#fbf6f0", body_background_fill_dark="#17131b")  # --mm-paper


def style_sheet(presets: Mapping[str, Preset]) -> str:
    """The CSS of the page, with a picture for each style's card and for each choice."""
    styles = (_picture("#style", name, thumbnail(preset)) for name, preset in presets.items())
    rules = [*styles, *_choices(presets)]
    return "\n".join([Path(__file__).with_name("style.css").read_text("utf-8"), *rules])


def script() -> str:
    """The page's own few lines of JavaScript, run when it is loaded."""
    return Path(__file__).with_name("page.js").read_text("utf-8")


def _choices(presets: Mapping[str, Preset]) -> Iterator[str]:
    """The rules for the pictures of the choices: the browser fetches those that it shows."""
    for kind, names in pictured().items():
        kind, _, preset = kind.partition("/")
        if kind == "finished":
            continue
        where = (
            f'#page:has(#style input[value="{preset}"]:checked) #theme' if preset else f"#{kind}"
        )
        for name in names:
            path = picture_of(f"{kind}/{preset}".rstrip("/"), name)
            if path is not None:
                yield _picture(where, name, f"gradio_api/file={path.as_posix()}")


def _picture(where: str, value: str, address: str) -> str:
    # Gradio writes the value of a radio as ``value``, that of a checkbox as ``name``.
    return (
        f'{where} label:has(input:is([value="{value}"], [name="{value}"]))::before '
        f'{{ background-image: url("{address}"); }}'
    )


def thumbnail(preset: Preset) -> str:
    """A data address of the style's picture: its thumbnail, else a drawing in its colours."""
    try:
        picture = Image.open(preset.thumbnail).convert("RGB")
    except OSError:
        return f"data:image/svg+xml,{quote(_drawing(preset.packaging, preset.palette))}"
    picture.thumbnail(_THUMBNAIL_PX)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"


def _drawing(packaging: str, palette: Palette) -> str:
    shapes = (_BOXES[packaging] + _FIGURE).format(
        primary=palette.primary,
        secondary=palette.secondary,
        accent=palette.accent,
        background=palette.background,
        ink=palette.ink,
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 200">'
        f'<rect width="160" height="200" fill="{palette.background}"/>{shapes}</svg>'
    )
