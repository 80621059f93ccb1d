from __future__ import annotations

import io
from array import array
from collections.abc import Callable

import pypdfium2 as pdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from muniment.reading.layout.raw_word import RawWord
from muniment.reading.pdf.pdf_reader import PdfReader
from muniment.reading.pdf.pdf_words import PageWords, _runs, page_words, plain_text
from support.documents.drawn_pdf import Draw, cropped, drawn, texts, turned


def words_of(data: bytes, index: int = 0) -> PageWords:
    document = pdfium2.PdfDocument(data)
    page = document[index]
    try:
        return page_words(page.raw)
    finally:
        page.close()
        document.close()


def named(read: PageWords) -> dict[str, tuple[float, float, float, float]]:
    return {word[4]: (word[0], word[1], word[2], word[3]) for word in read.words}


def middle(word: tuple[float, float, float, float]) -> tuple[float, float]:
    return (word[0] + word[2]) / 2, (word[1] + word[3]) / 2


LANDMARKS = drawn(texts((72, 700, "Alpha"), (300, 400, "Bravo"), (500, 60, "Charlie")))


def test_a_word_stands_where_it_was_drawn() -> None:
    read = words_of(LANDMARKS)
    assert (read.width, read.height) == (612, 792)
    x0, top, x1, bottom = named(read)["Alpha"]
    assert x0 == pytest.approx(72, abs=0.1)
    assert x1 == pytest.approx(72 + 25.57, abs=0.05)  # Helvetica 10: A 6.67, l 2.22, p 5.56, h 5.56, a 5.56
    assert top < 792 - 707 < 792 - 700 < bottom  # the capitals are 7.2 points high
    assert bottom - top == pytest.approx(10, rel=0.3)


@pytest.mark.parametrize(
    ("degrees", "to"),
    [
        (90, lambda x, y: (792 - y, x)),
        (180, lambda x, y: (612 - x, 792 - y)),
        (270, lambda x, y: (y, 612 - x)),
    ],
)
def test_boxes_follow_the_page_as_it_is_displayed(
    degrees: int, to: Callable[[float, float], tuple[float, float]]
) -> None:
    upright, read = named(words_of(LANDMARKS)), words_of(turned(LANDMARKS, degrees))
    assert (read.width, read.height) == ((612, 792) if degrees == 180 else (792, 612))
    for text, box in named(read).items():
        assert middle(box) == pytest.approx(to(*middle(upright[text])), abs=0.05)


def test_text_that_runs_upwards_on_a_turned_page_is_read_as_on_an_upright_one() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -300, "Net sales")
        canvas.drawRightString(400, -300, "1,234")

    read = words_of(turned(drawn(sideways), 90))
    assert [word[4] for word in read.words] == ["Net", "sales", "1,234"]
    for word in read.words:
        assert word[2] - word[0] > word[3] - word[1] > 8  # lies, and is a line high
    assert named(read)["1,234"][2] == pytest.approx(400, abs=0.5)


def test_text_that_runs_upwards_on_an_upright_page_is_a_tall_word() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -300, "Restated")

    ((x0, top, x1, bottom, text),) = words_of(drawn(sideways)).words
    assert text == "Restated"
    assert bottom - top > 3 * (x1 - x0)


def test_a_cropped_page_begins_at_its_crop_box_and_loses_what_is_outside() -> None:
    read = words_of(cropped(LANDMARKS, (50, 300, 400, 750)))
    assert (read.width, read.height) == (350, 450)
    assert set(named(read)) == {"Alpha", "Bravo"}
    assert named(read)["Alpha"][0] == pytest.approx(22, abs=0.1)
    assert middle(named(read)["Bravo"])[1] == pytest.approx(347, abs=2)


def test_a_cropped_page_may_be_turned_too() -> None:
    read = words_of(turned(cropped(LANDMARKS, (50, 300, 400, 750)), 90))
    assert (read.width, read.height) == (450, 350)
    assert named(read)["Alpha"][1] == pytest.approx(22, abs=0.1)


def glued(gap: float) -> Draw:
    """Two numbers in one text operation without a space between them, ``gap`` points apart."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(100, 500)
        text.setFont("Helvetica", 10)
        text._code.append(f"[(1,234) {-gap * 100:.0f} (5,678)] TJ")
        canvas.drawText(text)

    return draw


@pytest.mark.parametrize("gap", [6, 8, 12, 30, 90])
def test_numbers_of_two_columns_are_never_one_word(gap: float) -> None:
    read = words_of(drawn(glued(gap)))
    assert [word[4] for word in read.words] == ["1,234", "5,678"]
    assert read.words[1][0] - read.words[0][2] == pytest.approx(gap, abs=0.2)


def test_letters_set_a_little_apart_stay_a_word() -> None:
    def spaced(canvas: Canvas) -> None:
        canvas.drawString(100, 500, "TOTAL", charSpace=1.0)

    assert [word[4] for word in words_of(drawn(spaced)).words] == ["TOTAL"]


def test_amounts_keep_their_signs() -> None:
    read = words_of(drawn(texts((100, 500, "$1,234 (56.7)% -8 "), (300, 500, "$"), (310, 500, "9,012"))))
    assert [word[4] for word in read.words] == ["$1,234", "(56.7)%", "-8", "$", "9,012"]


def test_a_word_cut_by_a_hyphen_at_the_end_of_a_line_is_two_words_on_two_lines() -> None:
    read = words_of(drawn(texts((450, 500, "the non-"), (72, 488, "controlling interest"))))
    assert [word[4] for word in read.words] == ["the", "non-", "controlling", "interest"]
    boxes = named(read)
    assert boxes["non-"][0] > 450
    assert boxes["controlling"][0] == pytest.approx(72, abs=0.1)
    assert boxes["controlling"][1] > boxes["non-"][1] + 10


def with_unicode(text: str) -> bytes:
    """A page whose font says, by its ToUnicode table, that each code stands for one of these characters."""
    from support.documents.drawn_pdf import from_objects

    codes = "".join(f"<{i:02x}> <{c.encode('utf-16-be').hex()}>\n" for i, c in enumerate(text, 65))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(text)} beginbfchar\n{codes}endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
    content = b"BT /F 12 Tf 72 700 Td (" + bytes(range(65, 65 + len(text))) + b") Tj ET"
    return from_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("pro\ufb01t", ["profit"]),
        ("o\ufb03ce", ["office"]),
        ("non\u2011GAAP", ["non-GAAP"]),
        ("non\u2010GAAP", ["non-GAAP"]),
        ("a\xadb", ["a-b"]),
        ("net\xa0sales", ["net", "sales"]),
        ("12\u202f345", ["12", "345"]),
        ("in\u200bvisible", ["invisible"]),
        ("\ufeff", []),
        ("x\uf0b7", ["x•"]),
        ("5\u22126", ["5\u22126"]),
    ],
)
def test_characters_come_as_people_would_type_them(printed: str, words: list[str]) -> None:
    assert [word[4] for word in words_of(with_unicode(printed)).words] == words


def test_half_a_surrogate_pair_does_not_reach_the_text() -> None:
    for word in words_of(with_unicode("a\U0001f600b")).words:
        word[4].encode()


def test_type_that_nobody_can_see_is_no_word() -> None:
    def tiny(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 0.01)
        canvas.drawString(100, 500, "hidden")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 400, "seen")

    assert [word[4] for word in words_of(drawn(tiny)).words] == ["seen"]


def test_an_empty_page_has_no_words() -> None:
    assert words_of(drawn(lambda canvas: None)).words == []


word_texts = st.text(st.sampled_from("abcXYZ019.,$()%-"), min_size=1, max_size=12).filter(lambda t: not t.endswith("-"))


@settings(max_examples=40, deadline=None)
@given(st.lists(word_texts, min_size=1, max_size=12))
def test_every_word_that_is_drawn_is_read_once_at_its_place(drawn_words: list[str]) -> None:
    places = [(60 + 170 * (n % 3), 700 - 40 * (n // 3)) for n in range(len(drawn_words))]
    data = drawn(texts(*[(x, y, word) for (x, y), word in zip(places, drawn_words, strict=True)]))
    read = words_of(data)
    assert [word[4] for word in read.words] == drawn_words
    for (x, y), word in zip(places, read.words, strict=True):
        assert word[0] == pytest.approx(x, abs=0.1)
        assert word[1] < 792 - y < word[3]


def test_the_characters_are_those_of_pdfium() -> None:
    data = drawn(
        texts(*[(72, 740 - 12 * n, f"Row {n} of the table holds {n * 1234:,} and ({n}.{n})") for n in range(50)])
    )
    document = pdfium2.PdfDocument(io.BytesIO(data))
    page = document[0]
    assert "".join(word[4] for word in page_words(page.raw).words) == "".join(plain_text(page.raw).split())
    page.close()
    document.close()


def boxes_are_sane(words: list[RawWord], width: float, height: float) -> bool:
    return all(-width < w[0] <= w[2] < 2 * width and -height < w[1] < w[3] < 2 * height for w in words)


@pytest.mark.parametrize("matrix", ["1e30 0 0 1e30 0 0", "0 0 0 0 10 10", "1e-9 0 0 1 72 700", "1 0 0 1 1e20 700"])
def test_a_broken_text_matrix_does_no_harm(matrix: str) -> None:
    def broken(canvas: Canvas) -> None:
        canvas._code.append(f"BT /F1 10 Tf {matrix} Tm (broken) Tj ET")
        canvas.drawString(72, 500, "whole")

    read = words_of(drawn(broken))
    assert "whole" in named(read)
    assert boxes_are_sane(read.words, read.width, read.height)


def test_characters_that_stand_apart_are_parted_and_a_raised_mark_is_not() -> None:
    row = [(0, 12, 5, 0), (5, 12, 10, 0), (30, 12, 35, 0), (35, 18, 38, 6), (0, -2, 5, -14)]  # left, top, right, bottom
    parts = list(_runs(7, array("f", [side for box in row for side in box])))
    assert [part[4:] for part in parts] == [(7, 9), (9, 11), (11, 12)]
    assert parts[1][:4] == (30, 0, 38, 18)


def test_the_second_line_of_a_word_is_parted_from_the_first() -> None:
    first = [(100 + 5 * n, 12, 105 + 5 * n, 0) for n in range(4)]
    second = [(100 + 5 * n, 0, 105 + 5 * n, -12) for n in range(4)]
    parts = list(_runs(0, array("f", [side for box in first + second for side in box])))
    assert [part[4:] for part in parts] == [(0, 4), (4, 8)]


@pytest.mark.parametrize("gap", [0.0, 1.0])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_raised_digit_is_a_mark_and_no_part_of_the_number(gap: float, at_once: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Revenue")
        canvas.drawRightString(300, 700, "1,000")
        if not at_once:
            canvas.drawRightString(400, 700, "900")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(300 + gap, 704, "2")
        if at_once:
            canvas.setFont("Helvetica", 10)
            canvas.drawRightString(400, 700, "900")

    reader = PdfReader(drawn(draw))
    page = reader.page(1)
    reader.close()
    assert page.page.text.split("\t")[0] == "Revenue"
    assert page.page.text.replace(" ", "") == "Revenue\t1,000²\t900"
