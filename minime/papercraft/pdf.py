"""A sheet as the bytes of a PDF: pictures, vector lines, a line of instructions, its origin."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from minime.label import AI_MADE, write_whole, write_xmp
from minime.papercraft.net import PAGE, ROOM, Tab
from minime.papercraft.sheet import Print, Report, Sheet, lay_sheet

if TYPE_CHECKING:
    from minime.make import Toy

CUT_MM, FOLD_MM, DASH_MM = 0.3, 0.25, 1.6
INK, GLUE, PAPER = (0.13, 0.13, 0.15), (0.9, 0.9, 0.91), (1.0, 1.0, 1.0)
FONT, MOST_PT, GLUE_SIZE = "Helvetica", 7.0, 2.5  # the last in mm
JPEG_QUALITY = 93
STEPS = (
    "Print at 100 %, best on card. Cut along the solid lines, fold along the dashed ones, glue the "
    "grey tabs inside. Glue the two figures back to back, fold their feet outwards. Made with AI."
)


def write_sheet(toy: "Toy", path: str | Path, report: Report = lambda share: None) -> None:
    """Write the sheet of a finished toy as a PDF, whole or not at all.

    report: called with the share done in [0, 1]; may raise Cancelled. Raises OutputError.
    """
    sheet = lay_sheet(toy, report)
    with write_whole(path) as file:
        file.write(pack_pdf(sheet))
    report(1.0)


def pack_pdf(sheet: Sheet) -> bytes:
    """One page of PAGE; the same bytes for the same sheet."""
    from reportlab.lib.units import mm
    from reportlab.pdfbase.pdfdoc import XMP
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=tuple(side * mm for side in PAGE), invariant=1)
    canvas.setTitle(sheet.title)
    canvas.setProducer("MiniMe")
    canvas.setCreator("MiniMe")
    canvas.setAuthor("MiniMe")
    canvas.setSubject(AI_MADE)
    canvas._doc.Catalog.Metadata = XMP(creator=lambda document: write_xmp("none").encode())
    _draw_steps(canvas, mm)
    canvas.scale(mm, mm)
    for printed in sheet.prints:
        _draw_picture(canvas, printed)
    for tab in sheet.net.tabs:
        _draw_tab(canvas, tab, sheet.color)
    _draw_lines(canvas, sheet)
    canvas.save()
    return packed.getvalue()


def _draw_steps(canvas, mm: float) -> None:
    """The instructions in one line along the lower edge."""
    width = (ROOM[2] - ROOM[0]) * mm
    size = min(MOST_PT, width / canvas.stringWidth(STEPS, FONT, 1.0))
    canvas.setFont(FONT, size)
    canvas.setFillColorRGB(*INK)
    canvas.drawCentredString(PAGE[0] / 2 * mm, (ROOM[1] + 1) * mm, STEPS)


def _draw_picture(canvas, printed: Print) -> None:
    from reportlab.lib.utils import ImageReader

    image = Image.fromarray(np.ascontiguousarray(printed.picture))
    if printed.photo:
        packed = io.BytesIO()
        image.save(packed, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        packed.seek(0)
        image = packed
    x0, y0, x1, y1 = printed.box
    canvas.drawImage(ImageReader(image), x0, y0, x1 - x0, y1 - y0)


def _draw_tab(canvas, tab: Tab, color: str) -> None:
    from reportlab.lib.colors import Color, HexColor

    canvas.setFillColor(Color(*GLUE) if tab.glued else HexColor(color))
    canvas.drawPath(_path(canvas, tab.corners), stroke=0, fill=1)
    if tab.glued:
        end, start = tab.corners[:2]
        canvas.saveState()
        canvas.translate(*tab.corners.mean(0))
        canvas.rotate(float(np.degrees(np.arctan2(*(end - start)[::-1]))))
        canvas.setFillColor(Color(*INK))
        canvas.setFont(FONT, GLUE_SIZE)
        canvas.drawCentredString(0, -GLUE_SIZE / 3, "glue")
        canvas.restoreState()


def _path(canvas, points: np.ndarray):
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    return path


def _draw_lines(canvas, sheet: Sheet) -> None:
    """Folds in dark and light dashes, so that they are seen on any ground; cuts solid."""
    canvas.setLineWidth(FOLD_MM)
    for color, phase in ((INK, 0.0), (PAPER, DASH_MM)):
        canvas.setStrokeColorRGB(*color)
        canvas.setDash([DASH_MM, DASH_MM], phase)
        for start, end in sheet.folds:
            canvas.line(*start, *end)
    canvas.setDash()
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(CUT_MM)
    canvas.setLineJoin(1)
    for cut in sheet.cuts:
        canvas.drawPath(_path(canvas, cut), stroke=1, fill=0)
