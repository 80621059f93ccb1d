from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.document.facts.fact import Analysis
from muniment.vault.store import Vault
from vault.made import add, extract, page

NOTHING = Analysis(kind="other", kind_confidence=0.5)


def put(vault: Vault, *texts: str) -> int:
    vault.arrive("x", "text/plain", "\n".join(texts).encode())
    return extract(vault, tuple(page(number, text) for number, text in enumerate(texts, 1)), NOTHING)


@pytest.mark.parametrize(
    ("asked", "number", "quote"),
    [
        ("revenue", 2, "Revenue"),
        ("DUSSELDORF", 2, "Düsseldorf"),
        ("düsseldorf", 2, "Düsseldorf"),
        ("9,876", 2, "9,876"),
        ("(7,345)", 1, "7,345"),
        ("total liabilities", 1, "Total liabilities"),
        ("Net income", 2, "Net income"),
    ],
)
def test_a_hit_points_at_its_place(memory: Vault, asked: str, number: int, quote: str) -> None:
    document_id = add(memory)
    (hit,) = memory.search(asked)
    text = memory.page(document_id, hit.page).text
    assert (hit.document_id, hit.page, text[hit.start : hit.end]) == (document_id, number, quote)
    assert quote in hit.snippet
    assert "\n" not in hit.snippet
    assert "\t" not in hit.snippet


def test_all_words_must_stand_on_the_page(memory: Vault) -> None:
    add(memory)
    assert memory.search("revenue balance") == []
    assert len(memory.search("notes revenue")) == 1


def test_the_best_page_comes_first_and_the_limit_holds(memory: Vault) -> None:
    filler = "other words " * 50
    put(memory, f"covenant {filler}", f"covenant covenant covenant {filler}", filler)
    assert [hit.page for hit in memory.search("covenant")] == [2, 1]
    assert [hit.page for hit in memory.search("covenant", 1)] == [2]


def test_marks_in_the_text_itself_do_not_move_the_hit(memory: Vault) -> None:
    text = "\ufdd0 a \ufdd1 b \ufdd0 needle \ufdd1"
    document_id = put(memory, text)
    (hit,) = memory.search("needle")
    assert memory.page(document_id, 1).text[hit.start : hit.end] == "needle"
    assert hit.matches == ((hit.start, hit.end),)


def test_all_matches_are_told_and_the_hit_is_where_the_words_stand_together(memory: Vault) -> None:
    text = "Net of tax, sales grew. Net sales of the year. Sales, net. Net sales"
    document_id = put(memory, text)
    (hit,) = memory.search("net sales")
    assert memory.page(document_id, 1).text == text
    assert [text[start:end] for start, end in hit.matches] == [
        "Net", "sales", "Net", "sales", "Sales", "net", "Net", "sales",
    ]  # fmt: skip
    assert (hit.start, text[hit.start : hit.end]) == (24, "Net sales")


@pytest.mark.parametrize("asked", ["", "  ", '"', "''", "*", "()", "\0", "- -"])
def test_nothing_asked_finds_nothing(memory: Vault, asked: str) -> None:
    add(memory)
    assert memory.search(asked) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=30) | st.sampled_from(["a AND", "NEAR(a b", 'x"y', "text:a", "a*", "^a", "{a}", "a OR b NOT c"])
)
def test_no_words_are_taken_for_the_query_language(memory: Vault, asked: str) -> None:
    if not memory.documents():
        put(memory, "a b and or not near text x y")
    for hit in memory.search(asked):
        assert hit.end > hit.start


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abcäß漢1٣,.-\t\n\ufdd0", min_size=1, max_size=8), min_size=1, max_size=6))
def test_a_word_of_a_page_is_found_where_it_stands(memory: Vault, words: list[str]) -> None:
    text = " ".join([*words, "needle", *words])
    document_id = put(memory, text)
    (hit,) = [hit for hit in memory.search("needle") if hit.document_id == document_id][:1]
    assert text[hit.start : hit.end] == "needle"
    memory.remove(document_id)


def test_pages_with_any_of_the_terms_are_ranked(memory: Vault) -> None:
    filler = "other words " * 50
    first = put(memory, f"cyclical demand {filler}", f"cyclical cyclical demand balance sheets {filler}", filler)
    ranked = memory.ranked(["cyclic*", "balance sheets", "unheard"], [first], 10)
    assert [(key, number) for key, number, _ in ranked] == [(first, 2), (first, 1)]
    assert ranked[0][2] > ranked[1][2] > 0
    assert memory.ranked(["cyclic*"], [first + 1], 10) == []
    assert memory.ranked([], [first], 10) == []


@pytest.mark.parametrize("term", ['"', "AND", "a OR b", "x*y*", "NEAR(", "-", "^", "text:x", "\0"])
def test_no_term_is_a_command_to_the_index(memory: Vault, term: str) -> None:
    first = put(memory, "some text")
    assert memory.ranked([term], [first], 10) == []
