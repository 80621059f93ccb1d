"""An answer as HTML with links: every value leads to its figures, every figure and sentence to its place.

Knows nothing of Qt. Must never let a document's text through unescaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from muniment.document.facts.answer import Answer, Operand, Outcome, Passage, Step
from muniment.gui.kit.theme import Colours
from muniment.gui.sheet.period_names import head
from muniment.gui.texts import ask_messages, messages
from muniment.pipeline.exports import answer_text
from muniment.texts.document_words import state_words
from muniment.texts.say import say, say_argument


def answer_html(answer: Answer, names: Mapping[str, str], colours: Colours, *, is_over: bool) -> str:
    """The answer.

    Links are ``step:I``, ``operand:I`` and ``passage:I``, indices into its parts.

    Args:
        answer: As far as it is known.
        names: File names by SHA-256.
        colours: In use.
        is_over: Nothing more will come.
    """
    parts = [_style(colours)]
    if answer.outcome is Outcome.ABSENT:
        parts.append(f'<p class="answer">{escape(ask_messages.ABSENT())}</p>')
        why = say(answer.note) if answer.note else ask_messages.ABSENT_TEXT()
        parts.append(f'<p class="mute">{escape(why)}</p>')
    elif answer.outcome is Outcome.STATED:
        parts.append(f'<p class="answer">{escape(answer_text.stated(answer))}</p>')
        parts += [f'<p class="mute">{escape(say(one))}</p>' for one in (answer.rule, answer.note) if one]
        parts += _passages(answer, names)
    elif answer.outcome is Outcome.CITED:
        if answer.note:
            parts.append(f'<p class="mute">{escape(say(answer.note))}</p>')
        parts.append(f'<p class="heading">{escape(ask_messages.CITED())}</p>')
        parts += _passages(answer, names)
        if not is_over:
            parts.append(f'<p class="mute">{escape(ask_messages.BUSY())}</p>')
    else:
        parts += _computed(answer)
    return "".join(parts)


def _computed(answer: Answer) -> Iterator[str]:
    last = len(answer.steps) - 1
    step = answer.steps[last]
    conclusion = answer_text.conclusion(answer)
    if answer.understood:
        yield f'<p class="mute">{escape(answer_text.understood(answer))}</p>'
    if conclusion:
        yield f'<p class="answer">{escape(conclusion)}</p>'
    value = f'<a class="number" href="step:{last}">{escape(answer_text.value(step))}</a>'
    yield f'<p class="{"" if conclusion else "answer"}">{escape(say(step.name))}, {escape(head(step.period).name)}: {value}</p>'
    if answer.rule:
        yield f'<p class="mute">{escape(say(answer.rule))}</p>'
    yield f'<p class="heading">{escape(ask_messages.VALUES())}</p>'
    for index, each in enumerate(answer.steps):
        yield _step(index, each)
    if answer.note:
        yield f'<p class="mute">{escape(say(answer.note))}</p>'
    yield f'<p class="heading">{escape(ask_messages.FROM())}</p>'
    for index, operand in enumerate(answer.operands):
        yield _operand(index, operand)


def _step(index: int, step: Step) -> str:
    return (
        f"<p>{escape(say(step.name))}, {escape(head(step.period).spoken())}: "
        f'<a class="number" href="step:{index}">{escape(answer_text.value(step))}</a><br>'
        f'<span class="formula">{escape(str(say_argument(step.formula)))}</span></p>'
    )


def _operand(index: int, operand: Operand) -> str:
    figure = operand.figure
    when = f", {head(figure.period).spoken()}" if figure.period else ""
    page = messages.hit_line(figure.name, figure.evidence.span.page)
    return (
        f"<p>{escape(operand.label or figure.concept)}{escape(when)}: "
        f'<a class="number" href="operand:{index}">{escape(figure.evidence.quote)}</a>'
        f' <span class="state">{escape(state_words.within(figure.state))}</span><br>'
        f'<a class="page" href="operand:{index}">{escape(page)}</a></p>'
    )


def _passages(answer: Answer, names: Mapping[str, str]) -> Iterator[str]:
    for index, passage in enumerate(answer.passages):
        yield _passage(index, passage, names)


def _passage(index: int, passage: Passage, names: Mapping[str, str]) -> str:
    words = " ".join(passage.evidence.quote.split())
    place = messages.hit_line(names.get(passage.sha256, ""), passage.evidence.span.page)
    under = f'<span class="formula">{escape(passage.heading)}</span><br>' if passage.heading else ""
    return (
        f'<p>{under}<a class="words" href="passage:{index}">{escape(words)}</a><br>'
        f'<a class="page" href="passage:{index}">{escape(place)}</a></p>'
    )


def _style(colours: Colours) -> str:
    return f"""<style>
        p {{ margin: 0 0 9px 0; line-height: 140%; }}
        p.answer {{ font-weight: 600; font-size: 18px; margin: 0 0 6px 0; }}
        p.heading {{ color: {colours.mute}; font-weight: 600; font-size: 12px; margin: 14px 0 8px 0; }}
        p.mute {{ color: {colours.mute}; }}
        span.formula, span.state {{ color: {colours.mute}; font-size: 11px; }}
        a.words {{ color: {colours.text}; text-decoration: none; }}
        a.number {{ color: {colours.accent}; text-decoration: none; font-weight: 600; }}
        a.page {{ color: {colours.mute}; text-decoration: none; font-size: 11px; }}
        </style>"""
