"""Summary and checks as HTML with links: every sentence leads to its place, every number to what it was read from.

Knows nothing of Qt. Must never let a document's text through unescaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from muniment.document.facts.fact import Check, CheckResult, ContentTag, Method, Sentence
from muniment.gui.kit.theme import Colours
from muniment.gui.sheet.fact_sheet import is_stale
from muniment.gui.sheet.period_names import head
from muniment.gui.texts import messages, summary_messages
from muniment.texts.document_words import state_words
from muniment.texts.say import say
from muniment.texts.summary_sentence import written
from muniment.vault.database.records import StoredFact


def summary_html(
    sentences: Sequence[Sentence], facts: Sequence[StoredFact], colours: Colours, tags: Sequence[ContentTag] = ()
) -> str:
    """The summary, and what the document speaks of.

    Links are ``sentence:I`` and ``number:I:J``, indices into ``sentences`` and their links, and ``tag:I`` into ``tags``. A
    sentence with a figure that the user has changed says so until it is written anew.
    """
    computed = [(i, s) for i, s in enumerate(sentences) if not s.heading and s.links]
    quoted = [(i, s) for i, s in enumerate(sentences) if s.heading or not s.links]
    parts = [_style(colours)]
    if computed:
        parts.append(_heading(messages.SUMMARY_FIGURES()))
        parts += [f"<p>{_sentence(i, s)}{_age([f for k in s.links for f in k.facts], facts)}</p>" for i, s in computed]
    if quoted:
        parts.append(_heading(summary_messages.words_heading(one for _, one in quoted)))
        parts += _quoted(quoted)
    for title, is_routing in ((summary_messages.TAGS(), False), (summary_messages.FOR_WHOM(), True)):
        shown = [_tag(i, tag) for i, tag in enumerate(tags) if tag.is_routing is is_routing]
        parts += [_heading(title), *shown] if shown else []
    return "".join(parts)


def checks_html(
    checks: Sequence[Check], facts: Sequence[StoredFact], colours: Colours, notes: Sequence[str] = ()
) -> str:
    """What is good to know of the document, then the checks, those that do not close first.

    Links are ``check:I``, and ``elsewhere:I:J`` into another document.

    Args:
        checks: Of the document.
        facts: Of the document; the checks name them by index.
        colours: Of the theme.
        notes: Sentences that are good to know, as plain text.
    """
    order = [CheckResult.FAILS, CheckResult.RESTATED, CheckResult.CLOSES, CheckResult.OPEN]
    ranked = sorted(enumerate(checks), key=lambda pair: order.index(pair[1].result))
    said = "".join(f"<p>{escape(messages.note(text))}</p>" for text in notes)
    return _style(colours) + said + "".join(_check(i, check, facts, colours) for i, check in ranked)


def _quoted(sentences: Sequence[tuple[int, Sentence]]) -> Iterator[str]:
    last = ""
    for index, sentence in sentences:
        if sentence.heading and sentence.heading != last:
            yield f'<p class="under">{escape(sentence.heading)}</p>'
        last = sentence.heading
        yield f"<p>{_sentence(index, sentence)}</p>"


def _sentence(index: int, sentence: Sentence) -> str:
    shown = written(sentence)
    pieces, at = [], 0
    for place in shown.places:
        pieces.append(_piece(index, shown.text[at : place.start]))
        number = escape(shown.text[place.start : place.end]).replace(" ", "&nbsp;")  # no line ends in a figure
        pieces.append(f'<a class="number" href="number:{index}:{place.link}">{number}</a>')
        at = place.end
    pieces.append(_piece(index, shown.text[at:]))
    pages = sorted({citation.span.page for citation in sentence.citations})
    where = escape(messages.page_mark(pages[:3])).replace(" ", "&nbsp;", 1) if pages else ""
    said = "".join(
        f'<br><span class="original">{escape(summary_messages.original(one))}</span>' for one in sentence.originals
    )
    mark = f' <span class="said">{summary_messages.wording(sentence.wording)}</span>' if said else ""
    page = f' <a class="page" href="sentence:{index}">{where}</a>' if where else ""
    return "".join(pieces) + mark + page + said


def _tag(index: int, tag: ContentTag) -> str:
    """A tag with the words that say so; it leads to their places."""
    words = dict.fromkeys(" ".join(one.quote.split()) for one in tag.evidence[:3])
    quotes = ", ".join(escape(summary_messages.quoted(one)) for one in words)
    pages = sorted({one.span.page for one in tag.evidence})[:3]
    where = escape(messages.page_mark(pages)).replace(" ", "&nbsp;", 1)
    said = f' <span class="said">{summary_messages.BY_MODEL()}</span>' if tag.method is Method.MODEL else ""
    return (
        f'<p><a class="words" href="tag:{index}"><span style="font-weight:600">{escape(say(tag.name))}</span></a>{said} '
        f'<a class="page" href="tag:{index}">{where}</a>'
        f'<br><span class="original">{quotes}</span></p>'
    )


def _piece(index: int, text: str) -> str:
    return f'<a class="words" href="sentence:{index}">{escape(text)}</a>' if text else ""


def _check(index: int, check: Check, facts: Sequence[StoredFact], colours: Colours) -> str:
    signs = {
        CheckResult.CLOSES: ("✓", colours.good),
        CheckResult.FAILS: ("✕", colours.bad),
        CheckResult.RESTATED: ("≠", colours.warn),
    }
    sign, colour = signs.get(check.result, ("–", colours.mute))
    word = state_words.result(check.result)
    when = head(check.period).spoken()
    return (
        f'<p><span style="color:{colour}; font-weight:600">{sign} {word}</span>'
        f'<span style="color:{colours.mute}"> · {escape(when)}</span>{_age(check.facts, facts)}<br>'
        f'<a class="words" href="check:{index}"><span style="font-weight:500">{escape(say(check.name))}</span><br>'
        f"{escape(say(check.sentence))}</a>{_others(index, check)}</p>"
    )


def _others(index: int, check: Check) -> str:
    """Links to the other documents that took part."""
    names = {one.sha256: one.name for one in reversed(check.elsewhere)}
    firsts = {one.sha256: n for n, one in reversed(list(enumerate(check.elsewhere)))}
    return "".join(
        f' <a class="page" href="elsewhere:{index}:{firsts[sha256]}">{escape(messages.open_other(name))}</a>'
        for sha256, name in names.items()
    )


def _age(operands: Sequence[int], facts: Sequence[StoredFact]) -> str:
    return f' <span class="old">{messages.BEFORE_DECISION()}</span>' if is_stale(operands, facts) else ""


def _heading(text: str) -> str:
    return f'<p class="heading">{escape(text)}</p>'


def _style(colours: Colours) -> str:
    return f"""<style>
        p {{ margin: 0 0 9px 0; line-height: 140%; }}
        p.heading {{ color: {colours.mute}; font-weight: 600; font-size: 12px; margin: 4px 0 8px 0; }}
        p.under {{ color: {colours.mute}; font-size: 12px; margin: 12px 0 3px 0; }}
        span.said {{ color: {colours.warn}; font-size: 11px; font-weight: 600; }}
        span.original {{ color: {colours.mute}; font-size: 12px; }}
        span.old {{ color: {colours.warn}; font-size: 11px; font-weight: 600; }}
        a.words {{ color: {colours.text}; text-decoration: none; }}
        a.number {{ color: {colours.accent}; text-decoration: none; font-weight: 600; }}
        a.page {{ color: {colours.mute}; text-decoration: none; font-size: 11px; }}
        </style>"""
