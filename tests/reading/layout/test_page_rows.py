from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.reading.layout.page_rows import SegmentKind, layout, look
from muniment.reading.layout.raw_word import RawWord
from support.documents.drawn_page import HEIGHT, PITCH, WIDTH, drawn_page, drawn_words

TOKENS = st.sampled_from(
    ["Sales", "net", "1,234", "(5", ")", "$", "%", "—", "2022", "(1)", "........", "Total:", "n/a"]
)


def test_words_of_a_line_become_segments_at_wide_gaps() -> None:
    page = drawn_page("Net sales          $ 1,234     $ 1,100\nCost of sales         (900)       (850)")
    assert page.text == "Net sales\t$ 1,234\t$ 1,100\nCost of sales\t(900)\t(850)"
    assert [s.kind for s in page.lines[0].segments] == [SegmentKind.WORDS, SegmentKind.NUMBER, SegmentKind.NUMBER]


def test_a_number_stands_without_its_currency_sign() -> None:
    page = drawn_page("Net sales          $ 1,234")
    start, end = page.lines[0].segments[1].number
    assert page.text[start:end] == "1,234"


def test_a_far_currency_sign_still_belongs_to_its_number() -> None:
    page = drawn_page("Cash       $                   12     $                   15")
    assert page.text == "Cash\t$ 12\t$ 15"
    assert page.lines[0].segments[1].sign < page.lines[0].segments[1].x0


def test_brackets_and_percent_signs_join_their_number_without_a_space() -> None:
    page = drawn_page("Loss          (1,234 )     12 %    $( 56 )")
    assert page.text.split("\t")[1:] == ["(1,234)", "12%", "$(56)"]


def test_footnote_marks_are_no_part_of_the_number() -> None:
    page = drawn_page("Debt          1,234(1)      99*     12 (a)    (7)(2)")
    numbers = [page.text[a:b] for a, b in (s.number for s in page.lines[0].segments[1:])]
    assert numbers == ["1,234", "99", "12", "(7)"]


def test_a_lower_mark_beside_a_word_stays_in_its_row() -> None:
    words = drawn_words("Debt               100")
    mark = (words[0][2], words[0][1], words[0][2] + 4, words[0][1] + 6, "(1)")
    page = layout([words[0], mark, words[1]], WIDTH, 792.0)
    assert len(page.lines) == 1


def test_the_order_in_which_the_page_gives_its_words_does_not_matter() -> None:
    words = drawn_words("Net sales          1,234     1,100\nCost of sales        900       850")
    assert layout(words[::-1], WIDTH, 792.0).text == layout(words, WIDTH, 792.0).text


def test_a_stretched_line_of_prose_is_one_segment() -> None:
    line = "groups  or  investments  in  unconsolidated  affiliates,  which  may  not  be  comparable"
    assert "\t" not in drawn_page(line).text


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = "the quick brown fox jumps over the lazy dog and"
    right = "pack my box with five dozen liquor jugs before it"
    page = drawn_page("\n".join(f"{left}     {right}" for _ in range(10)))
    assert page.text.splitlines() == [left] * 10 + [right] * 10


def test_a_table_is_not_torn_into_columns() -> None:
    row = "total of all the long-term obligations of the firm          due in this one year 1,234"
    page = drawn_page("\n".join(row for _ in range(10)))
    assert len(page.lines) == 10


def test_letters_given_one_by_one_become_words() -> None:
    line = "CONSOLIDATED BALANCE SHEETS"
    letters = [(20 + 5 * i, 40.0, 25 + 5 * i, 50.0, c) for i, c in enumerate(line) if c != " "]
    assert layout(letters, WIDTH, 792.0).text == line


def test_an_empty_page_has_no_text() -> None:
    page = layout([], WIDTH, 792.0)
    assert page.text == ""
    assert len(page.words) == 0
    assert page.lines == ()


@st.composite
def pages(draw: st.DrawFn) -> list[RawWord]:
    words: list[RawWord] = []
    for row in range(draw(st.integers(1, 6))):
        x = draw(st.integers(0, 160)) / 4  # exact as 32-bit floats, which the page keeps
        for token in draw(st.lists(TOKENS, min_size=1, max_size=8)):
            words.append((x, 20.0 * row, x + PITCH * len(token), 20.0 * row + HEIGHT, token))
            x += PITCH * len(token) + draw(st.integers(4, 240)) / 4
    return draw(st.permutations(words))


@given(pages())
def test_every_word_stands_where_its_offsets_say(words: list[RawWord]) -> None:
    page = layout(words, WIDTH, 792.0)
    pieces = [page.text[page.words.offsets[2 * i] : page.words.offsets[2 * i + 1]] for i in range(len(page.words))]
    assert sorted(pieces) == sorted(word[4] for word in words)
    assert all(
        (*page.words.box(i), piece) in [(*(round(v, 2) for v in w[:4]), w[4]) for w in words]
        for i, piece in enumerate(pieces)
    )
    assert all(a <= b for a, b in pairwise(page.words.offsets))


@given(pages())
def test_segments_and_their_numbers_are_slices_of_the_text(words: list[RawWord]) -> None:
    page = layout(words, WIDTH, 792.0)
    for line in page.lines:
        assert page.text[line.start : line.end].split("\t") == [s.text for s in line.segments]
        for segment in line.segments:
            assert page.text[segment.start : segment.end] == segment.text
            start, end = segment.number
            assert (start, end) == (0, 0) or segment.start <= start < end <= segment.end


@pytest.mark.parametrize("text", ["£000", "$000", "(000)", "€ 000"])
def test_thousands_over_a_column_are_no_amount(text: str) -> None:
    assert look(text)[0] == SegmentKind.WORDS


@pytest.mark.parametrize(
    ("text", "number"), [("12 345,6", "12 345,6"), ("6.234-", "6.234-"), ("345¹", "345"), ("1 234 (1)", "1 234")]
)
def test_continental_numbers_look_like_numbers(text: str, number: str) -> None:
    kind, place = look(text)
    assert kind == SegmentKind.NUMBER
    assert place is not None
    assert text[slice(*place)] == number
