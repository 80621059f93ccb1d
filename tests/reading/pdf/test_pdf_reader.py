from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from muniment.document.pages.page import Source, Unit
from muniment.errors import UserError
from muniment.reading.open import open_document
from muniment.reading.pdf.pdf_reader import LETTER, MAX_PIXELS, PdfReader, is_cut, pixels
from muniment.reading.reader import Image, Unreadable
from support.documents.drawn_pdf import changed, cropped, drawn, from_objects, texts, turned
from support.documents.made_pdf import BALANCE, INCOME, pdf_of_lines
from support.reader_contract import ReaderContract

STATEMENTS = pdf_of_lines([["Example Widgets sold 1,234 more and (567) fewer."], BALANCE, INCOME])


class TestContract(ReaderContract):
    @pytest.fixture
    def document(self) -> bytes:
        return STATEMENTS


class TestContractOfACroppedPage(ReaderContract):
    @pytest.fixture
    def document(self) -> bytes:
        return cropped(STATEMENTS, (20, 20, 600, 780))


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        open_document(data, "report.pdf")
    return refusal.value.code


def encrypted(user: str, owner: str, algorithm: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.encrypt(user, owner, algorithm=algorithm)

    return changed(STATEMENTS, change)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_with_a_password_is_refused(algorithm: str) -> None:
    assert code_of(encrypted("secret", "owner", algorithm)) == "encrypted"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read(algorithm: str) -> None:
    reader = open_document(encrypted("", "owner", algorithm))
    assert "Total assets" in reader.page(2).page.text
    reader.close()


def test_a_pdf_that_breaks_off_is_refused() -> None:
    for share in (0.3, 0.6, 0.95, 0.995):
        assert code_of(STATEMENTS[: int(len(STATEMENTS) * share)]) == "truncated"


def test_what_follows_the_end_does_no_harm() -> None:
    for tail in (b"", b"\n", b"\0" * 5000, b"\r\n--boundary--\r\n", b"<html>objection</html>"):
        assert not is_cut(STATEMENTS + tail)


def test_an_end_without_its_mark_is_an_end() -> None:
    assert not is_cut(STATEMENTS.replace(b"%%EOF", b""))


def test_a_first_part_that_is_whole_does_not_hide_the_lost_rest() -> None:
    update = b"\n9 0 obj\n<< /Type /Page >>\nendobj\n10 0 obj\n<< /Len"
    assert is_cut(STATEMENTS + update)


def test_bytes_before_the_header_do_no_harm() -> None:
    reader = open_document(b"HTTP/1.1 200 OK\r\n\r\n" + STATEMENTS)
    assert reader.page_count == 3
    reader.close()


def test_a_pdf_that_is_only_a_header_and_rubbish_is_damaged() -> None:
    rubbish = bytes(random.Random(1).randbytes(5000))
    assert code_of(b"%PDF-1.7\n" + rubbish + b"\n%%EOF\n") == "damaged"


def test_a_pdf_without_pages_is_refused_whatever_was_refused_before_it() -> None:
    assert code_of(encrypted("secret", "owner", "AES-256")) == "encrypted"
    empty = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    assert code_of(from_objects(empty)) == "no-pages"


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CONTENT = b"<< /Length 38 >>\nstream\nBT /F 12 Tf 72 700 Td (Surviving) Tj ET\nendstream"


def test_a_damaged_page_costs_only_itself() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R 3 0 R 99 0 R 4 0 R] /Count 4 >>",
        b"(no page)",
        PAGE,
        CONTENT,
        FONT,
    ]
    reader = open_document(from_objects(objects))
    readings = [reader.page(number) for number in range(1, reader.page_count + 1)]
    assert [reading.page.text for reading in readings if not reading.warning].count("Surviving") == 2
    damaged = [reading for reading in readings if reading.warning]
    assert damaged
    for reading in damaged:
        assert reading.warning == "damaged-page"
        assert reading.page.text == ""
        assert (reading.page.width, reading.page.height) == LETTER
        assert set(bytes(reader.image(reading.page.number, 0.1).data)) == {255}
    reader.close()


def test_more_pages_than_any_document_has_are_refused() -> None:
    kids = b"4 0 R " * 20_001
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count 20001 >>",
        b"null",
        PAGE,
        CONTENT,
        FONT,
    ]
    assert code_of(from_objects(objects)) == "too-large"


def test_a_table_that_goes_on_takes_the_heads_of_the_page_before() -> None:
    rows = [f"Segment {n}\t{n},100\t{n},050" for n in range(1, 9)]
    reader = open_document(pdf_of_lines([[*INCOME[:4], *rows], rows]))
    first, second = reader.page(1).tables[-1], reader.page(2).tables[0]
    assert second.continued_from == 1
    assert [column.period for column in second.columns] == [column.period for column in first.columns]
    assert second.scale == 1_000_000
    assert reader.page(2).tables[0].continued_from is None  # page 1 is not the page read before it now
    reader.close()


def test_pages_know_what_they_are() -> None:
    reader = open_document(STATEMENTS)
    page = reader.page(1).page
    assert (page.unit, page.source) == (Unit.POINT, Source.TEXT)
    assert reader.media_type == "application/pdf"
    reader.close()


def pixel(image: Image, x: int, y: int) -> tuple[int, ...]:
    at = y * image.stride + 4 * x
    return tuple(image.data[at : at + 3])


def blue_square(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0, 1)
    canvas.rect(100, 692, 50, 50, stroke=0, fill=1)  # 50 points from the top
    canvas.linkURL("https://example.org", (0, 0, 1, 1))


@pytest.mark.parametrize("scale", [0.1, 1.0, 150 / 72, 4.0])
def test_an_image_has_the_size_and_the_colours_of_the_page(scale: float) -> None:
    reader = open_document(drawn(blue_square))
    image = reader.image(1, scale)
    assert (image.width, image.height) == (round(612 * scale), round(792 * scale))
    assert len(image.data) == image.stride * image.height
    assert pixel(image, round(125 * scale), round(75 * scale)) == (255, 0, 0)  # blue, green, red
    assert pixel(image, round(300 * scale), round(75 * scale)) == (255, 255, 255)
    reader.close()


def test_an_image_is_turned_and_cropped_as_the_page_is_displayed() -> None:
    reader = open_document(turned(cropped(drawn(blue_square), (100, 392, 400, 742)), 90))
    assert reader.page_sizes() == [(350, 300)]
    image = reader.image(1, 1.0)
    assert (image.width, image.height) == (350, 300)
    assert pixel(image, 325, 25) == (255, 0, 0)  # the upper left corner has become the upper right one
    assert pixel(image, 25, 25) == (255, 255, 255)
    reader.close()


def test_an_annotation_is_drawn() -> None:
    def change(writer: PdfWriter) -> None:
        from pypdf.annotations import Highlight
        from pypdf.generic import ArrayObject, FloatObject

        corners = ArrayObject([FloatObject(v) for v in (100, 700, 200, 700, 100, 600, 200, 600)])
        writer.add_annotation(0, Highlight(rect=(100, 600, 200, 700), quad_points=corners, highlight_color="ff0000"))

    reader = open_document(changed(drawn(texts((300, 300, "text"))), change))
    assert pixel(reader.image(1, 1.0), 150, 142) != (255, 255, 255)
    reader.close()


def test_no_image_has_more_pixels_than_allowed() -> None:
    assert pixels((612, 792), 1.0) == (612, 792)
    for size in [(612.0, 792.0), (14400.0, 3.0), (1e5, 1e5), (0.5, 0.5)]:
        for scale in (0.001, 1.0, 100.0, 1e9):
            width, height = pixels(size, scale)
            assert 1 <= width * height <= MAX_PIXELS
    width, height = pixels((612, 792), 100.0)
    assert width / height == pytest.approx(612 / 792, rel=1e-3)
    assert width * height > 0.99 * MAX_PIXELS


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_a_scale_that_is_none_is_refused(scale: float) -> None:
    reader = open_document(STATEMENTS)
    with pytest.raises(ValueError, match="scale"):
        reader.image(1, scale)
    reader.close()


def resident() -> int:
    """Bytes of this process in memory; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 if status.exists() else 0


def test_memory_stays_flat_over_a_long_filing() -> None:
    page = [
        f"Paragraph {n} speaks of {n * 7919:,} and of nothing else that matters\t{n:,}\t{n * 3:,}" for n in range(50)
    ]
    data = pdf_of_lines([page] * 120)
    reader = open_document(data)
    for number in range(1, 41):
        reader.page(number)
    gc.collect()
    before = resident()
    for number in range(41, reader.page_count + 1):
        reader.page(number)
    gc.collect()
    assert resident() - before < 4 << 20
    reader.close()


def damage(data: bytes, kind: int, dice: random.Random) -> bytes:
    """What happens to files: cut, overwritten, holed, keywords broken, cross-references lost."""
    out = bytearray(data)
    if kind == 0:
        return bytes(out[: dice.randrange(len(out))])
    if kind == 1:
        for _ in range(dice.choice((5, 200))):
            out[dice.randrange(len(out))] = dice.randrange(256)
    elif kind == 2:
        start = dice.randrange(len(out))
        del out[start : start + dice.randrange(2000)]
    elif kind == 3:
        for _ in range(30):
            at = out.find(b"/", dice.randrange(len(out)))
            out[at + 1 : at + 3] = b"ZZ"
    else:
        out = out.replace(b"/Length", b"/Lenght", 5).replace(b"startxref", b"startxxxx")
    return bytes(out)


def test_damaged_files_are_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(7)
    sources = [
        STATEMENTS,
        encrypted("", "owner", "AES-128"),
        turned(STATEMENTS, 90),
        drawn(blue_square, texts((72, 72, "x"))),
    ]
    outcomes = {"read": 0, "refused": 0}
    for number in range(152):
        data = damage(dice.choice(sources), number % 5, dice)
        try:
            reader = open_document(data, "report.pdf")
        except UserError:
            outcomes["refused"] += 1
            continue
        for page in range(1, min(reader.page_count, 4) + 1):
            reading = reader.page(page)
            reading.page.text.encode()
            reader.image(page, 0.3)
        reader.info()
        reader.close()
        outcomes["read"] += 1
    assert outcomes["read"] > 40
    assert outcomes["refused"] > 20


def test_only_the_words_can_be_had_for_measuring() -> None:
    reader = PdfReader(STATEMENTS)
    assert [word[4] for word in reader.words(1).words][:2] == ["Example", "Widgets"]
    assert reader.plain_text(1).split()[:2] == ["Example", "Widgets"]
    reader.close()
