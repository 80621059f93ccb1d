"""PDFs whose text stands where a test says, and PDFs built object by object."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw) -> bytes:
    """A PDF of US Letter pages, each drawn by a function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def texts(*placed: tuple[float, float, str]) -> Draw:
    """Draw texts at x, y (from the bottom, as PDF counts)."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in placed:
            canvas.drawString(x, y, text)

    return draw


def changed(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """The PDF after ``change`` was made to it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(data: bytes, degrees: int) -> bytes:
    """Every page displayed turned clockwise."""

    def change(writer: PdfWriter) -> None:
        for page in writer.pages:
            page.rotate(degrees)

    return changed(data, change)


def cropped(data: bytes, box: tuple[float, float, float, float]) -> bytes:
    """Every page cut to left, bottom, right, top."""

    def change(writer: PdfWriter) -> None:
        for page in writer.pages:
            page.cropbox = RectangleObject(box)

    return changed(data, change)


def from_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
