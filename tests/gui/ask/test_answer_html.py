"""Answers as HTML."""

from __future__ import annotations

from muniment.document.facts.answer import Answer, Outcome, Passage
from muniment.document.pages.evidence import Evidence, Span
from muniment.gui.ask.answer_html import answer_html
from muniment.gui.kit.theme import LIGHT
from muniment.gui.texts import ask_messages
from muniment.message import verbatim


def test_a_document_s_words_are_never_html() -> None:
    words = '<img src="x"> & <a href="y">z</a>'
    passage = Passage("a" * 64, "<b>Heading</b>", Evidence(Span(1, 0, len(words)), words))
    answer = Answer(outcome=Outcome.CITED, passages=(passage,), note=verbatim("<i>note</i>"))
    html = answer_html(answer, {"a" * 64: "<u>name</u>.pdf"}, LIGHT, is_over=True)
    for tag in ("<img", "<b>", "<u>", "<i>", 'href="y"'):
        assert tag not in html
    assert "&lt;img" in html


def test_what_is_still_looked_for_is_said() -> None:
    answer = Answer(outcome=Outcome.CITED)
    assert ask_messages.BUSY() in answer_html(answer, {}, LIGHT, is_over=False)
    assert ask_messages.BUSY() not in answer_html(answer, {}, LIGHT, is_over=True)
