import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.analysis.analyse import analyse
from muniment.analysis.measures import compute_measures
from muniment.analysis.summary.summary_template import _named, with_choice
from muniment.document.facts.fact import Analysis, Sentence, State
from muniment.document.pages.table import Period
from muniment.texts.say import say
from muniment.texts.summary_sentence import sentence_text, written
from support.documents.paper import Grid, document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME, changed, renamed

PROSE = """Results of Operations
Net sales increased 11% to $4.0 billion in 2022, primarily driven by higher prices in all regions and by new
products, partially offset by lower volumes in Europe.
Operating income increased $150 million compared to 2021 due to higher gross profit, partially offset by inflation.
We may not be able to do so, see Item 1A for risks that could adversely affect results compared to 2021 by 10%.
Interest expense increased 20% compared to the prior year, primarily due to higher rates on our term loans.
Cash provided by operating activities increased $50 million, driven by higher earnings and lower tax payments."""


def analysed(income: Grid = INCOME, prose: str = PROSE) -> Analysis:
    return analyse(document([COVER], [prose], [BALANCE], [income], [CASH]))


def loose_numbers(sentence: Sentence) -> list[str]:
    """Numbers that are in no link and in no quote."""
    shown = written(sentence)
    linked = [range(place.start, place.end) for place in shown.places]
    quotes = " ".join(" ".join(evidence.quote.split()) for evidence in sentence.citations)
    found = []
    for match in re.finditer(r"\d[\d,.]*", shown.text):
        inside = any(match.start() in span for span in linked)
        quoted = not sentence.links and match[0] in quotes
        if not inside and not quoted:
            found.append(match[0])
    return found


def test_the_template_says_what_the_statements_say() -> None:
    texts = [sentence_text(s) for s in analysed().summary if s.links]
    assert texts == [
        "Revenue was $4.00 billion in fiscal 2022, up 11.1 % on 2021.",
        "Operating income was $700 million in fiscal 2022, up 27.3 % on 2021, a margin of 17.5 %.",
        (
            "Net income attributable to the company was $450 million in fiscal 2022, up 25.0 % on 2021; "
            "diluted earnings per share were $4.50."
        ),
        (
            "Operating activities brought in $650 million in fiscal 2022; capital expenditure took $320 million, "
            "which leaves $330 million."
        ),
        (
            "At December 31, 2022, total assets were $5.00 billion, equity $3.00 billion, cash $500 million, "
            "debt due within a year $100 million and long-term debt $1.30 billion."
        ),
    ]


def test_every_number_is_linked_to_its_operands() -> None:
    found = analysed()
    growth = next(s for s in found.summary if sentence_text(s).startswith("Revenue"))
    shown = written(growth)
    linked = {
        shown.text[place.start : place.end]: [found.facts[i].concept for i in growth.links[place.link].facts]
        for place in shown.places
    }
    assert linked["11.1 %"] == ["revenue", "revenue"]
    assert linked["$4.00 billion"] == ["revenue"]
    assert all(loose_numbers(s) == [] for s in found.summary)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("(700)", "(550)", "The operating loss was $700 million in fiscal 2022, wider than $550 million in 2021."),
        ("(300)", "(550)", "The operating loss was $300 million in fiscal 2022, narrower than $550 million in 2021."),
        ("(300)", "550", "The operating loss was $300 million in fiscal 2022, after a profit of $550 million in 2021."),
        (
            "300",
            "(550)",
            "Operating income was $300 million in fiscal 2022, after a loss of $550 million in 2021, a margin of 7.5 %.",
        ),
        ("300", "600", "Operating income was $300 million in fiscal 2022, down 50.0 % on 2021, a margin of 7.5 %."),
        ("300", "300", "Operating income was $300 million in fiscal 2022, the same as in 2021, a margin of 7.5 %."),
    ],
)
def test_words_of_direction_fit_losses(now: str, before: str, words: str) -> None:
    income = changed(
        renamed(INCOME, "Operating income", "Operating income (loss)"), "Operating income (loss)", now, before
    )
    assert words in [sentence_text(s) for s in analysed(income).summary]


@pytest.mark.parametrize(
    ("start", "end", "months", "words"),
    [
        (date(2023, 1, 1), date(2023, 3, 25), 3, "the 12 weeks to March 25, 2023"),
        (date(2022, 12, 25), date(2023, 3, 25), 3, "the three months to March 25, 2023"),
        (date(2023, 4, 1), date(2023, 6, 30), 3, "the three months to June 30, 2023"),
        (date(2023, 1, 1), date(2023, 6, 17), 6, "the 24 weeks to June 17, 2023"),
        (date(2022, 12, 25), date(2023, 12, 30), 12, "fiscal 2023"),
    ],
)
def test_a_quarter_of_twelve_weeks_is_not_called_three_months(start: date, end: date, months: int, words: str) -> None:
    assert say(_named(Period(start=start, end=end, months=months))) == words


amounts = st.integers(-99_999, 99_999).filter(bool).map(lambda n: f"({-n:,})" if n < 0 else f"{n:,}")


@settings(max_examples=25, deadline=None)
@given(amounts, amounts, amounts, amounts)
def test_no_number_is_loose_whatever_the_figures(a: str, b: str, c: str, d: str) -> None:
    income = changed(changed(INCOME, "Total revenues", a, b), "Operating income", c, d)
    assert all(loose_numbers(sentence) == [] for sentence in analysed(income).summary)


def test_sentences_are_quoted_word_for_word_under_their_heading() -> None:
    paper = document([COVER], [PROSE], [BALANCE], [INCOME], [CASH])
    found = analyse(paper)
    quoted = [s for s in found.summary if not s.links]
    assert 3 <= len(quoted) <= 7
    for sentence in quoted:
        (evidence,) = sentence.citations
        assert evidence.stands_on(paper.pages[evidence.span.page - 1])
        assert " ".join(evidence.quote.split()) == sentence.text
        assert sentence.heading == "Results of Operations"
    assert quoted[0].text.endswith("partially offset by lower volumes in Europe.")
    assert not any("Item 1A" in sentence_text(s) for s in quoted[:3])


def test_a_choice_replaces_the_quoted_sentences() -> None:
    found = analysed()
    last = len(found.candidates) - 1
    chosen = with_choice(found, [last, 0, last])
    assert [s for s in chosen if s.links] == [s for s in found.summary if s.links]
    assert {sentence_text(s) for s in chosen if not s.links} == {found.candidates[0].text, found.candidates[last].text}
    spans = [s.citations[0].span for s in chosen if not s.links]
    assert spans == sorted(spans)
    with pytest.raises(IndexError):
        with_choice(found, [last + 1])


def test_measures_have_operands_and_the_state_of_the_weakest() -> None:
    found = analysed()
    newest = {m.measure: m for m in reversed(found.measures)}
    assert newest["gross_margin"].value == Decimal("0.4")
    assert newest["free_cash_flow"].value == Decimal(330_000_000)
    assert newest["net_debt"].value == Decimal(900_000_000)
    assert [found.facts[i].concept for i in newest["net_debt"].operands] == [
        "long_term_debt",
        "current_portion_of_debt",
        "cash",
    ]
    assert newest["revenue_growth"].value == Decimal("0.111111")
    assert newest["effective_tax_rate"].value == Decimal("0.25")
    assert newest["gross_margin"].state is State.CHECKED
    assert newest["net_debt"].state is State.CHECKED
    without = replace(
        found, facts=tuple(replace(f, state=State.REVIEW) if f.concept == "cash" else f for f in found.facts)
    )
    again = {m.measure: m for m in reversed(compute_measures.run(without.facts))}
    assert again["net_debt"].state is State.REVIEW
