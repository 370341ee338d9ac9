"""The page and its wiring: `python app.py` opens it, and no other host is asked for anything.

Left the selfie and what was seen in it, in the middle the style and the words, right the
live draft that becomes the toy. What is heavy is imported when it is first needed, so that
the page is up at once. Every error meant for a person is shown as its own sentence.
"""

import os
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr  # noqa: E402  (reads the settings above when it is imported)

from minime.diffuse import zero  # noqa: E402
from minime.page import layout  # noqa: E402
from minime.page.choosing import Choosing  # noqa: E402
from minime.page.endpoints import Endpoints  # noqa: E402
from minime.page.making import Making  # noqa: E402
from minime.page.models import Models  # noqa: E402
from minime.page.pace import Pace  # noqa: E402
from minime.page.serve import is_private, open_folder, read_options, serve  # noqa: E402
from minime.page.session import SessionBook  # noqa: E402

FILES_KEPT_S = 3600
AT_ONCE = 32  # people who wait or make; the line lets one at a time through


class Page:
    """The Gradio page over a book of sessions; Choosing, Making and Models answer its events.
    may_fetch: whether visitors may fetch models, to this computer's disk."""

    def __init__(self, book: SessionBook, *, may_fetch: bool = False):
        self._book, pace = book, Pace()
        self.blocks = gr.Blocks(
            title="MiniMe", analytics_enabled=False, delete_cache=(600, FILES_KEPT_S)
        )
        with self.blocks:
            self._ui = layout.build()
            self._choosing = Choosing(self._ui, book, pace)
            self._making = Making(self._ui, book, pace)
            self._models = Models(self._ui, book, may_fetch=may_fetch)
            Endpoints(book).wire()  # before the page's own events, which else take their names
            self._wire()

    def _wire(self) -> None:
        ui, choosing = self._ui, self._choosing
        controls, quiet = list(ui.controls.values()), {"show_progress": "hidden"}
        private = {"api_visibility": "private"}
        seen = [ui.photo, ui.faces, *controls, *ui.folds.values()]
        looked = [*seen, ui.status]
        draft = {
            "fn": choosing.draft,
            "inputs": controls,
            "outputs": [ui.examples, ui.stage, ui.status, ui.card],
            "trigger_mode": "always_last",
            "concurrency_id": "draft",
        } | (quiet | private)
        self.blocks.load(
            choosing.greet,
            ui.tab,
            [ui.head, ui.status, ui.country],
            js=layout.TAB_SECRET,
            **quiet,
            **private,
        ).then(choosing.come_back, outputs=seen, **quiet, **private).then(
            self._making.come_back, outputs=ui.outputs, **quiet, **private
        )
        ui.example.click(choosing.show_example, outputs=ui.photo, **quiet, **private)
        ui.examples.select(choosing.take_example, outputs=[ui.photo, *controls], **quiet, **private)
        ui.photo.change(
            choosing.look_at, [ui.photo], looked, preprocess=False, **quiet, **private
        ).then(**draft)
        ui.turn.click(choosing.turn_photo, outputs=ui.photo, **quiet, **private)
        ui.face.input(choosing.choose_face, [ui.face], looked, **quiet, **private).then(**draft)
        chosen = list(ui.corrections.values())
        gr.on(
            [radio.change for radio in chosen],
            choosing.tell_corrections,
            chosen,
            list(ui.folds.values()),
            **quiet,
            **private,
        )
        ui.style.input(
            choosing.choose_style,
            [ui.style, ui.theme, ui.balance, ui.card, *ui.style_sliders.values()],
            [ui.theme, ui.card, *ui.style_sliders.values()],
            **quiet,
            **private,
        ).then(**draft)
        ui.checkpoint.input(
            self._models.choose,
            [ui.checkpoint, ui.style, ui.balance, *ui.style_sliders.values()],
            [ui.model_note, ui.fetch, *ui.style_sliders.values()],
            **quiet,
            **private,
        )
        ui.fetch.click(
            self._models.fetch, ui.checkpoint, [ui.model_note, ui.fetch], **quiet, **private
        )
        ui.balance.input(
            choosing.balance, [ui.style, ui.balance], ui.front, **quiet, **private
        ).then(**draft)
        ui.accessory.input(
            choosing.pick_accessories,
            [ui.accessory, ui.accessories],
            ui.accessories,
            **quiet,
            **private,
        ).then(**draft)
        gr.on([ui.controls[name].input for name in layout.DRAFTED], **draft)
        for button, way in ((ui.undo, "undo"), (ui.redo, "redo")):
            button.click(choosing.stepper(way), outputs=controls, **quiet, **private).then(**draft)
        wished = [*controls, ui.granted, ui.not_granted]
        ui.wish.submit(
            choosing.wish, [ui.wish, *controls], [ui.wish, *wished], **quiet, **private
        ).then(**draft)
        ui.granted.input(
            choosing.grant, [ui.granted, *controls], controls, **quiet, **private
        ).then(**draft)
        self._wire_make(controls, draft, quiet | private)
        self._wire_results(quiet | private)
        self.blocks.unload(self.leave)

    def _wire_make(self, controls: list[Any], draft: dict[str, Any], quiet: dict[str, Any]) -> None:
        ui, making = self._ui, self._making
        making_buttons = (
            (ui.make, making.make),
            (ui.another, making.make_another),
            (ui.reshade, making.reshade),
        )
        for button, fn in making_buttons:
            button.click(fn=None, js="() => MiniMe.watch()", **quiet)
            button.click(
                fn,
                controls,
                [*ui.outputs, ui.sliders["seed"]],
                concurrency_id="make",
                concurrency_limit=AT_ONCE,
                **quiet,
            ).then(**draft).then(  # of what was changed meanwhile
                fn=None, js="() => MiniMe.done()", **quiet
            )
        ui.stop.click(making.stop, queue=False, **quiet)

    def _wire_results(self, quiet: dict[str, Any]) -> None:
        ui, making = self._ui, self._making
        ui.gallery.select(making.bring_back, outputs=ui.outputs, **quiet)
        # Only then: a model that is given to a tab out of sight is never drawn.
        ui.model_tab.select(making.show_model, outputs=ui.model, **quiet)
        ui.country.input(making.choose_country, ui.country, ui.figures, **quiet)
        long = {"outputs": ui.outputs, "concurrency_id": "make", "concurrency_limit": AT_ONCE}
        ui.clip.click(making.make_clip, **long, **quiet)
        for kind, button in ui.exports.items():
            made = (
                button.click(making.make_sheet, **long, **quiet)
                if kind == "pdf"
                else button.click(making.exporter(kind), outputs=ui.export_link, **quiet)
            )
            made.success(fn=None, js="() => MiniMe.save()", **quiet)
        ui.share.click(fn=None, js="() => MiniMe.share()", **quiet)

    def leave(self, request: gr.Request) -> None:
        """The tab was closed, is loaded again or has lost its network."""
        self._book.leave(request.session_hash)


def main() -> None:
    """Serve the page as the command line asks for."""
    options = read_options()
    if zero.is_lent():
        zero.prepare()
    book = SessionBook(open_folder())
    serve(Page(book, may_fetch=is_private(options)).blocks, book, options)


if __name__ == "__main__":
    main()
