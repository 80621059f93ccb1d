from dataclasses import replace

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.checks.text_confirmation import says_it_again
from muniment.analysis.facts.statement_facts import with_states
from muniment.document.facts.fact import Analysis, Check, Method, State
from muniment.texts.say import say
from support.documents.paper import document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME


def said(*prose: str) -> tuple[Analysis, list[Check]]:
    found = analyse(document((COVER,), (BALANCE,), (INCOME,), (CASH,), prose))
    return found, [check for check in found.checks if says_it_again(check)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenue increased 11% to $4,000 million in 2022.",
        "Our revenue rose to\n$4.00 billion, driven by volume.",
        "Revenue of 4,000 million was above plan.",
        "Revenue: 4.000 Mio. EUR",
        "Revenue: 4,00 Mrd. EUR",
    ],
)
def test_text_that_says_a_figure_by_its_name_confirms_it(sentence: str) -> None:
    found, checks = said(sentence)
    (check,) = checks
    fact = found.facts[check.facts[0]]
    assert (fact.concept, fact.period.end.year if fact.period else 0) == ("revenue", 2022)
    assert check.sentence in fact.reasons
    assert "page 5" in say(check.sentence)
    assert say(check.name) == "revenue = running text"


@pytest.mark.parametrize(
    "sentence",
    [
        "Our backlog rose to $4,000 million in 2022.",  # another name
        "Revenue grew. Our backlog rose to $4,000 million.",  # another sentence
        "Revenue was $4.0 billion.",  # two digits
        "Revenue was $4,001 million.",
        "Revenue: 4.000 Mrd. EUR",  # four thousand
        "Revenue was $4,000 thousand.",
    ],
)
def test_other_amounts_say_nothing(sentence: str) -> None:
    assert said(sentence)[1] == []


@pytest.mark.parametrize(("method", "state"), [(Method.BOTH, State.CHECKED), (Method.RULE, State.LOCATED)])
def test_text_confirms_what_was_read_not_what_it_is_called(method: Method, state: State) -> None:
    found, (check,) = said("Revenue increased 11% to $4,000 million in 2022.")
    fact = replace(found.facts[check.facts[0]], state=State.LOCATED, method=method)
    (judged,) = with_states([fact], [replace(check, facts=(0,))])
    assert judged.state is state
