"""How the page is served: at which address, to whom, and what is said about it.

Uploads and results live in one private folder, which is deleted when the server stops.
Gradio's own environment variables (GRADIO_SERVER_PORT, ...) are the options' defaults.
"""

import argparse
import atexit
import logging
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import gradio as gr
import gradio.mcp

from minime.errors import MiniMeError
from minime.page.language import translations
from minime.page.look import PICTURES, script, style_sheet, theme
from minime.page.session import SessionBook
from minime.page.warm import warm_up
from minime.preset import load_presets

LARGEST_UPLOAD = "40mb"
LONGEST_QUEUE = 64  # of Gradio's events; who makes a toy waits in a line of our own
SWEPT_S = 60
ICON = Path(__file__).with_name("icon.png")
_HEAD = (
    '<link rel="apple-touch-icon" href="pwa_icon/180" />'
    '<meta name="apple-mobile-web-app-title" content="MiniMe" />'
)
_ONLY_HERE = (None, "127.0.0.1", "localhost", "::1")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence in place of the usage text."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}; --help shows every option.\n")


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of ``python app.py``; what is wrong ends the program with one sentence."""
    parser = _Parser(
        prog="python app.py", allow_abbrev=False, description="Serve the page of MiniMe."
    )
    known = os.environ.get
    parser.add_argument(
        "--port", type=int, default=known("GRADIO_SERVER_PORT", "7860"), help="usually 7860"
    )
    parser.add_argument(
        "--server-name",
        metavar="ADDRESS",
        default=known("GRADIO_SERVER_NAME"),
        help="0.0.0.0 lets other computers in; usually only this one",
    )
    parser.add_argument(
        "--share", action="store_true", help="a public link for a week, through Gradio's relay"
    )
    parser.add_argument(
        "--auth",
        action="append",
        default=[],
        metavar="USER:PASSWORD",
        help="ask for a password; may be given again, or be a file with one such pair a line",
    )
    parser.add_argument(
        "--root-path", metavar="PATH", default=None, help="where a proxy puts the page: /minime"
    )
    parser.add_argument(
        "--mcp",
        action="store_true",
        default=known("GRADIO_MCP_SERVER", "").lower() == "true",
        help="serve tools for chat programs at /gradio_api/mcp/",
    )
    options = parser.parse_args(arguments)
    options.auth = [pair for text in options.auth for pair in _read_pairs(parser, text)]
    if not 0 < options.port < 65536:
        parser.error(f"the port {options.port} does not exist; choose one from 1024 to 65535")
    if options.mcp and options.auth:
        parser.error("chat programs can't give a password; leave out either --mcp or --auth")
    return options


def is_private(options: argparse.Namespace) -> bool:
    """Whether the page is seen on this computer alone."""
    return options.server_name in _ONLY_HERE and not options.share


def warn_of_visitors(options: argparse.Namespace) -> str:
    """Who can see the page, where that is not only this computer; else nothing."""
    warnings = []
    if options.share:
        warnings.append("Photos pass through a relay of Gradio's on their way here.")
    if options.share and not options.auth:
        warnings.append("Anybody who has the link can use the page and this computer's time.")
    elif options.server_name not in _ONLY_HERE and not options.auth:
        warnings.append(
            f"Anybody who can reach port {options.port} of this computer can use the page."
        )
    if warnings and not options.auth:
        warnings.append("--auth USER:PASSWORD asks for a password.")
    return " ".join(warnings)


def open_folder() -> Path:
    """A private folder for uploads and results, deleted when the program ends."""
    root = Path(tempfile.mkdtemp(prefix="minime-"))
    os.environ["GRADIO_TEMP_DIR"] = str(root)
    gradio.mcp.DEFAULT_TEMP_DIR = str(root)  # it read the variable when it was imported
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the line above is kept
    return root


def serve(blocks: gr.Blocks, book: SessionBook, options: argparse.Namespace) -> None:
    """Serve until interrupted; a port that is taken ends the program with one sentence."""
    on_a_space = "SPACE_ID" in os.environ
    if not on_a_space and (warning := warn_of_visitors(options)):
        sys.stderr.write(f"{warning}\n")
    threading.Thread(target=_sweep, args=(book,), daemon=True).start()
    gr.set_static_paths([PICTURES])
    blocks.queue(default_concurrency_limit=1, max_size=LONGEST_QUEUE)
    try:
        blocks.launch(
            server_name=options.server_name,
            server_port=options.port,
            share=options.share,
            auth=options.auth or None,
            root_path=options.root_path,
            mcp_server=options.mcp,
            theme=theme(),
            css=style_sheet(load_presets()),
            js=script(),
            i18n=translations(),
            ssr_mode=False,
            head=_HEAD,
            favicon_path=ICON,
            pwa=True,
            max_file_size=LARGEST_UPLOAD,
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            inbrowser="DISPLAY" in os.environ,
            prevent_thread_lock=True,
        )
    except OSError as error:
        if "port" not in str(error):
            raise
        sys.exit(f"Port {options.port} is taken; close what uses it, or choose another: --port N.")
    try:
        warm_up(book.has_photos)
    except MiniMeError as error:
        logging.warning("%s", error)
    blocks.block_thread()


def _read_pairs(parser: argparse.ArgumentParser, text: str) -> list[tuple[str, str]]:
    """The pairs of one --auth: itself, or the lines of the file that it names."""
    try:
        lines = [text] if ":" in text else Path(text).read_text("utf-8").split()
    except (OSError, UnicodeDecodeError):
        parser.error(f"--auth {text!r} is neither USER:PASSWORD nor a file of such lines")
    pairs = [tuple(line.split(":", 1)) for line in lines]
    if not pairs or not all(len(pair) == 2 and all(pair) for pair in pairs):
        parser.error("--auth needs a name and a password with a colon between them")
    return pairs


def _sweep(book: SessionBook) -> None:
    """Close idle sessions also while nobody comes."""
    while True:
        time.sleep(SWEPT_S)
        book.close_idle()
