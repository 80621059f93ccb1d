"""The report: one HTML file that holds everything, pictures included, so that a person sees at a glance what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from evaluate.corpus.corpus_cases import PICTURES, Case
from evaluate.grading.graded_outcome import Answered, FigureOutcome, OutcomeTally
from evaluate.grading.success_rates import Rate, calibration_error, reliability
from evaluate.report import mistake_pictures
from evaluate.report.report_lines import BARS, GROUPS, Part, headlines, meanings, shares_of, without_statements

_STYLE = """
body { font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 76em; padding: 0 1em; color: #222 }
h1 { font-size: 1.5em } h2 { border-bottom: 1px solid #bbb; margin-top: 2em }
table { border-collapse: collapse; margin: .6em 0 } td, th { padding: .15em .7em; text-align: right }
td:first-child, th:first-child { text-align: left } th { border-bottom: 1px solid #999; font-weight: 600 }
tr:nth-child(even) td { background: #f6f6f4 } .bad { color: #b01818; font-weight: 600 } .good { color: #15703a }
.case { border: 1px solid #ccc; border-left: 5px solid #999; margin: .9em 0; padding: .5em .9em }
.wrong, .false { border-left-color: #c22 } .missed { border-left-color: #d90 } .misplaced { border-left-color: #47a }
.case p { margin: .2em 0 } .case img { display: block; max-width: 100%; border: 1px solid #ddd; margin: .4em 0 }
pre { background: #f6f6f4; padding: .5em; white-space: pre-wrap; margin: .4em 0 } mark.red { background: #fbb } mark.green { background: #beb }
details > summary { cursor: pointer; margin: .5em 0; font-weight: 600 } .why { color: #666 }
"""


def report(
    parts: Sequence[Part], answered: Sequence[Answered], cases: Mapping[tuple[str, str], Case], notes: Iterable[str]
) -> str:
    """The whole report.

    Args:
        parts: What was evaluated.
        answered: The questions about the documents.
        cases: Every document by set and name.
        notes: Sentences that belong at the top.
    """
    body = ["<h1>Evaluation</h1>", *(f"<p>{escape(note)}</p>" for note in notes), *_about(answered)]
    for part in parts:
        body += [f"<h2>{escape(part.chosen)}, {escape(part.name)}</h2>", *_headlines(part), *_groups(part.outcomes)]
        body += [*_reliability(part.outcomes), *mistake_pictures.mistakes(part.outcomes, cases)]
    return f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Evaluation</title><style>{_STYLE}</style>{''.join(body)}</html>\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"
    for cells in rows:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</table>"


def _rate(name: str, rate: Rate, bar: float | None) -> list[str]:
    low, high = rate.interval()
    grade = "" if bar is None or not rate.n else "good" if rate.share >= bar else "bad"
    share = f"<span class='{grade}'>{rate.share:.4f}</span>" if rate.n else "-"
    return [name, share, "" if bar is None else f"{bar:g}", str(rate.n), str(rate.errors), f"{low:.4f} to {high:.4f}"]


def _headlines(part: Part) -> Iterator[str]:
    bars = BARS.get(part.chosen, {})
    rows = (_rate(name, rate, bars.get(name)) for name, rate in headlines(part.outcomes).items())
    yield from _table(("", "share", "bar", "n", "errors", "95 % interval"), rows)
    for sentence in (meanings(part.outcomes), without_statements(part)):
        yield f"<p>{escape(sentence[0].upper() + sentence[1:])}.</p>"


def _groups(outcomes: Sequence[FigureOutcome]) -> Iterator[str]:
    for group, key in GROUPS.items():
        yield f"<details><summary>by {group}</summary>"
        rows = []
        for name in sorted({key(o) for o in outcomes}):
            tally = OutcomeTally.of(o for o in outcomes if key(o) == name)
            counts = (tally.right, tally.wrong, tally.false, tally.missed, tally.extra)
            shares = (Rate(tally.right, tally.shown), Rate(tally.right, tally.gold), Rate(tally.box, tally.boxed))
            rows.append([escape(name), *map(str, counts), *(f"{r.share:.3f}" if r.n else "-" for r in shares)])
        yield from _table((group, "right", "wrong", "false", "missed", "extra", "precision", "recall", "place"), rows)
        yield "</details>"


def _reliability(outcomes: Sequence[FigureOutcome]) -> Iterator[str]:
    bins = reliability(outcomes)
    yield f"<details><summary>Confidence: expected calibration error {calibration_error(bins):.3f}</summary>"
    rows = ([f"{b.low:g} to {b.high:g}", f"{b.stated:.3f}", f"{b.rate.share:.3f}", str(b.rate.n)] for b in bins)
    yield from _table(("stated", "mean", "right", "n"), rows)
    yield "</details>"


def _about(answered: Sequence[Answered]) -> Iterator[str]:
    yield "<h2>About the documents</h2>"
    rows = (_rate(name, rate, BARS["about"].get(name)) for name, rate in shares_of(answered).items())
    yield from _table(("", "share", "bar", "n", "errors", "95 % interval"), rows)
    wrong = (a for a in answered if not a.right and a.chosen not in PICTURES)
    cells = ([escape(a.document), a.question, escape(a.want), escape(a.got or "nothing")] for a in wrong)
    yield from _table(("document", "question", "gold", "got"), cells)


def write(folder: Path, text: str) -> Path:
    """Put the report into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.html"
    path.write_text(text, "utf-8")
    return path
