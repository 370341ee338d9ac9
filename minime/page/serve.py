"""How the page is served: at which address, to whom, and what is said about it.

Uploads and results live in one private folder, which is deleted when the server stops.
"""

import argparse
import atexit
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import gradio as gr

from minime.errors import MiniMeError
from minime.page.language import translations
from minime.page.look import PICTURES, script, style_sheet, theme
from minime.page.warm import warm_up
from minime.preset import load_presets

LARGEST_UPLOAD = "40mb"
LONGEST_QUEUE = 32


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of ``python app.py``; Gradio's own environment variables are the defaults."""
    parser = argparse.ArgumentParser(
        prog="python app.py", allow_abbrev=False, description="Serve the page of MiniMe."
    )
    parser.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("GRADIO_SERVER_PORT", 7860)),
        help="7860, or GRADIO_SERVER_PORT",
    )
    return parser.parse_args(arguments)


def open_folder() -> Path:
    """A private folder for uploads and results, deleted when the program ends."""
    root = Path(tempfile.mkdtemp(prefix="minime-"))
    os.environ["GRADIO_TEMP_DIR"] = str(root)
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the line above is kept
    return root


def serve(blocks: gr.Blocks, options: argparse.Namespace) -> None:
    """Serve until interrupted; a port that is taken ends it with one sentence."""
    gr.set_static_paths([PICTURES])
    blocks.queue(default_concurrency_limit=1, max_size=LONGEST_QUEUE)
    try:
        blocks.launch(
            server_port=options.port,
            theme=theme(),
            css=style_sheet(load_presets()),
            favicon_path=None,
            max_file_size=LARGEST_UPLOAD,
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            inbrowser="DISPLAY" in os.environ,
            js=script(),
            i18n=translations(),
            prevent_thread_lock=True,
        )
    except OSError as error:
        if "port" not in str(error):
            raise
        sys.exit(f"Port {options.port} is taken; close what uses it, or choose another: --port N.")
    try:
        warm_up()
    except MiniMeError as error:
        logging.warning("%s", error)
    blocks.block_thread()
