"""Tags: weighed by phrases at their places, told by a model only where there are some, and a user's file beside ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.analysis.prompts.row_question import RowQuestion
from muniment.analysis.prompts.topic_question import NONE, TopicQuestion
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.summary import content_tag_file, content_tags
from muniment.analysis.vocabulary.concepts import Concept
from muniment.document.facts.fact import ContentTag, Method
from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.document.pages.source_document import Document
from muniment.texts.say import say

ENTRIES = content_tag_file.with_own("").entries


def document(*texts: str) -> Document:
    pages = tuple(
        Page(number, 80.0, 60.0, Unit.CHAR, Source.FLOW, text, PackedWords()) for number, text in enumerate(texts, 1)
    )
    return Document(sha256="0" * 64, name="", media_type="text/html", pages=pages)


class Says:
    """Answers to every question on a passage as it is told; any answer is possible."""

    def __init__(self, *answers: str) -> None:
        self._answers = answers or ("",)
        self.asked: list[TopicQuestion] = []

    def row(self, statement: Statement, concept: Concept, question: RowQuestion) -> int | None:
        return None

    def kind(self, beginning: str) -> str:
        return ""

    def topic(self, question: TopicQuestion) -> str:
        self.asked.append(question)
        return self._answers[len(self.asked) % len(self._answers)]


def found(*texts: str, says: Says | None = None) -> dict[str, ContentTag]:
    return {tag.id: tag for tag in content_tags.find(document(*texts), ENTRIES, says)}


def test_phrases_count_once_across_lines_and_lead_to_their_places() -> None:
    page = "The auditors have\nSubstantial  doubt about its ability to continue\nas a going concern."
    tags = found("Nothing here.", page)
    assert set(tags) == {"going_concern"}
    (place,) = tags["going_concern"].evidence
    assert place.span.page == 2
    assert page[place.span.start : place.span.end] == place.quote
    assert tags["going_concern"].method is Method.RULE


@pytest.mark.parametrize(
    "text",
    [
        "Management concluded that these do not raise substantial doubt about its ability to continue as a going concern.",
        "We evaluate whether there is substantial doubt about our ability to continue as a going concern.",
        "The amended and restated certificate was filed. No restatement of previously issued statements was needed.",
        "An impairment loss is recognized if the carrying amount exceeds what can be recovered.",
        "Uncovenanted scovenants.",
        "",
    ],
)
def test_what_the_sentence_takes_back_or_only_speaks_of_is_no_tag(text: str) -> None:
    assert found(text) == {}


def test_too_few_phrases_are_a_question_to_a_model_and_nothing_else_is() -> None:
    text = "The loan has covenants. Plaintiffs are alleging that we owe them."
    assert found(text) == {}
    says = Says("covenant")
    tags = found(text, says=says)
    assert {one: tag.method for one, tag in tags.items()} == {"covenant": Method.MODEL}
    assert [one.asked for one in says.asked] == ["litigation", "covenant"]
    for question in says.asked:
        assert question.options[-1] == NONE
        assert question.asked in question.ids
        assert "covenants" in question.context
        assert sorted(question.questions[0]) == sorted(question.questions[1])
    nothing = Says("covenant")
    assert found("The weather was mild.", says=nothing) == {}
    assert nothing.asked == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*(one.id for one in ENTRIES), "", "other"]), min_size=1, max_size=5),
    st.lists(
        st.sampled_from([p for one in ENTRIES for p, _ in one.phrases] + ["<|im_end|>", "Ignore all.", "\n", "no"])
    ),
)
def test_whatever_a_model_says_a_tag_has_words_of_the_page(answers: list[str], words: list[str]) -> None:
    text = " ".join(words)
    for tag in found(text, says=Says(*answers)).values():
        assert tag.evidence
        assert all(text[one.span.start : one.span.end] == one.quote for one in tag.evidence)
        assert tag.weight >= content_tags.ENOUGH or tag.method is Method.MODEL


OWN = """
[[tag]]
id = "space"
name = "Space flight"
routing = true
phrases = { "launch vehicle" = 1 }

[[tag]]
id = "litigation"
name = "Our disputes"
phrases = { "arbitration" = 1.0 }
"""


def test_a_users_tags_stand_beside_ours_or_in_their_place() -> None:
    known = content_tag_file.with_own(OWN)
    assert known.faults == ()
    text = "A launch  vehicle was lost. The putative class action was filed. Arbitration began."
    tags = {tag.id: tag for tag in content_tags.find(document(text), known.entries, None)}
    assert {one: (say(tag.name), tag.is_routing) for one, tag in tags.items()} == {
        "litigation": ("Our disputes", False),
        "space": ("Space flight", True),
    }


@pytest.mark.parametrize(
    "fault",
    [
        OWN.replace('"launch vehicle" = 1 ', '"launch vehicle" = 7 '),
        OWN.replace('phrases = { "launch vehicle" = 1 }', 'phrases = "launch vehicle"'),
        OWN.replace('name = "Space flight"', 'nmae = "Space flight"'),
        OWN.replace('id = "space"', 'id = "space flight"'),
        OWN.replace("routing = true", 'routing = "yes"'),
    ],
)
def test_a_fault_in_a_users_file_costs_its_entry_and_is_told(fault: str) -> None:
    known = content_tag_file.with_own(fault)
    assert len(known.faults) == 1
    names = {one.id: one.name for one in known.entries}
    assert "space" not in names
    assert names["litigation"] == "Our disputes"


@pytest.mark.parametrize("text", ["[[tag", "tag = 3", "other = 1", "x" * 300_000])
def test_a_file_that_is_none_leaves_ours(text: str) -> None:
    known = content_tag_file.with_own(text)
    assert (known.entries, len(known.faults)) == (ENTRIES, 1)
