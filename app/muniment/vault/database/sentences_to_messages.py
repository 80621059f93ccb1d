"""What older vaults kept as English sentences becomes messages: codes where a sentence is known, else verbatim.

A migration; it is never edited once released, and so knows the rows by their form of that time, not by today's classes.
Must never lose words: what is not known here is shown as it was written.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

Json = Any
"""A value as ``json`` reads it; dataclasses are lists of their fields."""

_REASONS = {
    "The label rules and the classifier point at this row.": "both-choosers",
    "Only the label rules point at this row.": "only-rules",
    "Only the classifier points at this row.": "only-classifier",
    "The label rules and the classifier point at different rows.": "choosers-differ",
    "The language model points at this row; the label rules and the classifier do not agree on one.": "by-model",
    "You pointed at a row of this name before.": "taught",
    "You pointed at this figure.": "pointed-by-user",
    "Another row of the statement fits as well.": "another-row-fits",
    "It stands outside the statements, in the only row of the document that is so named.": "only-row-so-named",
    "It has no label of its own; it is the sum of the rows above it.": "sum-above",
    "Revenue less this row is the gross profit.": "rest-is-gross-profit",
    "It is the sum of the costs above it.": "sum-of-costs",
    "It has no label of its own; it is revenue less cost of revenue.": "nameless-gross-profit",
    "It has no label of its own; it equals the total of liabilities and equity.": "nameless-assets",
    "No scale (thousands, millions) is printed near the table.": "no-scale-near",
    "No scale is printed; amounts of this size are whole.": "whole-by-size",
    "The tag and the row's own label agree.": "tag-and-label-agree",
    "No tag says what this figure is; only the row's label does.": "untagged",
    "The row's own label agrees; the sign is the tag's.": "sign-of-tag",
}
_TAGGED = re.compile(r"The document tags it as (\S+)\.")
_ON_PAGE = re.compile(r"The row labels lead to the same figure on page (\d+)\.")
_ELSEWHERE = re.compile(r"The row labels lead to another figure: (.+?) in (['\"].*['\"]); the tag decides\.", re.DOTALL)
_OWN = re.compile(r"(own-measures|own-tags): (.*)", re.DOTALL)
_STRETCHES = {"last twelve months": "last-twelve-months", "fourth quarter": "fourth-quarter"}
_CHECKS = (  # the end of a check's name, and its id
    ("= sum of its rows", "footing"),
    ("= running text", "running_text"),
    ("= another filing of the company", "other_filing"),
)


def change(tables: Database) -> None:
    """Rewrite what was said of facts, checks, measures, sentences and documents.

    What is of the newer form already stays as it is. Checks, measures and tags are verbatim until their documents are
    derived anew, which is queued here.
    """
    for function in (fact, check, measure, sentence, content_tag, warnings):
        tables.register_function(_on_text(function), name=f"new_{function.__name__}")
    tables.execute("UPDATE facts SET found = new_fact(found), shown = new_fact(shown)")
    tables.execute('UPDATE decisions SET old = new_fact(old), "new" = new_fact("new")')
    tables.execute("UPDATE checks SET content = new_check(content)")
    tables.execute("UPDATE checks SET name = json_extract(content, '$[0]')")
    tables.execute("UPDATE measures SET content = new_measure(content)")
    tables.execute("UPDATE sentences SET content = new_sentence(content)")
    tables.execute("UPDATE content_tags SET content = new_content_tag(content)")
    tables.execute("UPDATE documents SET warnings = new_warnings(warnings)")
    tables.execute("DELETE FROM jobs WHERE task = 'derive'")
    tables.execute(
        "INSERT INTO jobs (document_id, task, state, changed_at) "
        "SELECT id, 'derive', 'queued', added_at FROM documents WHERE kind IS NOT NULL"
    )


def fact(fields: Json) -> Json:
    """A fact, whose reasons are the last field; vaults that are older still have none."""
    return [*fields[:16], [each for one in fields[16] for each in _reasons(one)]] if len(fields) > 16 else fields


def check(fields: Json) -> Json:
    """A check, which gets an id: what was tried, where its name says that."""
    if not isinstance(fields[2], str):  # the result, which now comes after the period
        return fields
    name, period, result, facts, parts, difference, said, *rest = fields
    own = next((own for end, own in _CHECKS if name.endswith(end)), "")
    return [own, _verbatim(name), period, result, facts, [*map(_verbatim, parts)], difference, _verbatim(said), *rest]


def measure(fields: Json) -> Json:
    """A measure: its name, group and note, and the time that it covers."""
    if not isinstance(fields[1], str):
        return fields
    kept = [*fields, *["", "", "", "", "", []][len(fields) - 7 :]]
    name, group, note, stretch = kept[1], kept[8], kept[10], kept[11]
    short = name.removesuffix(f", {stretch}")
    kept[1] = _verbatim(name)
    kept[8], kept[10] = (_verbatim(words) if words else None for words in (group, note))
    kept[11] = _STRETCHES.get(stretch, "")
    return [*kept, _verbatim(short) if short != name else None]


def sentence(fields: Json) -> Json:
    """A sentence of the summary; one that was made of figures becomes its pieces, those with links marked."""
    text, heading, citations, links, wording = [*fields, *["", [], [], "cited"][len(fields) - 1 :]][:5]
    if not links or len(links[0]) != 3:
        return fields
    pieces: list[Json] = []
    at = 0
    for number, (start, end, _) in sorted(enumerate(links), key=lambda one: one[1][0]):
        of = ["of", text[start:end]]
        pieces += [text[at:start], ["linked", [["link", number], of]]]
        at = end
    pieces.append(text[at:])
    said = ["pieces", [[f"piece-{number}", piece] for number, piece in enumerate(pieces) if piece != ""]]
    return ["", heading, citations, [[facts] for _, _, facts in links], wording, said]


def content_tag(fields: Json) -> Json:
    """What a document speaks of: its name."""
    return [fields[0], _message(fields[1], _verbatim), *fields[2:]]


def warnings(listed: Json) -> Json:
    """What a user should know of a document: codes, two of them with a sentence behind."""
    return [_message(one, _warning) for one in listed]


def _reasons(said: Json) -> list[Json]:
    """The reasons of one entry: of one row the choosers said in one sentence after the other why it was chosen."""
    if not isinstance(said, str):
        return [said]
    first, mark, second = said.partition(". ")
    both = (first + mark.strip(), second)
    return [_reason_of(one) for one in (both if all(one in _REASONS for one in both) else (said,))]


def _message(said: Json, of: Callable[[str], Json]) -> Json:
    return of(said) if isinstance(said, str) else said


def _verbatim(text: str) -> Json:
    return ["verbatim", [["text", text]]]


def _warning(said: str) -> Json:
    own = _OWN.fullmatch(said)
    return [own[1], [["fault", _verbatim(own[2])]]] if own else [said, []]


def _reason_of(said: str) -> Json:
    if said in _REASONS:
        return [_REASONS[said], []]
    if tagged := _TAGGED.fullmatch(said):
        return ["tagged-as", [["tag", tagged[1]]]]
    if on_page := _ON_PAGE.fullmatch(said):
        return ["labels-lead-to-page", [["page", int(on_page[1])]]]
    if elsewhere := _ELSEWHERE.fullmatch(said):
        return ["labels-lead-elsewhere", [["figure", elsewhere[1]], ["row", str(ast.literal_eval(elsewhere[2]))]]]
    return _verbatim(said)


def _on_text(function: Callable[[Json], Json]) -> Callable[[str], str]:
    """A function of JSON values as one of JSON texts, which the database can call."""

    def on_text(text: str) -> str:
        return json.dumps(function(json.loads(text)), ensure_ascii=False, separators=(",", ":"))

    return on_text
