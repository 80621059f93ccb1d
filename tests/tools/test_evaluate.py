"""The evaluation counts as its rules say, on a corpus of made documents whose gold was altered on purpose."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from docmaker.annual import annual_report
from docmaker.interim import current_report, quarterly_report
from docmaker.made import Made
from docmaker.statements import GRADED
from evaluate import official
from evaluate.__main__ import main
from evaluate.cases import Case, cases
from evaluate.crops import GREEN, RED, Mark, Painter
from evaluate.grading import grade
from evaluate.matching import CONCEPTS, alike, iso
from evaluate.outcome import Outcome, Verdict
from evaluate.parts import drawn, part_of
from evaluate.places import Places
from evaluate.rates import Rate, calibration_error, reliability
from strip_tags import strip

Figure = dict[str, Any]
Results = tuple[Path, dict[str, Any], str]
SEED = 0


def figures_of(made: Made) -> list[Figure]:
    """The truth as the corpus writes it."""
    newest = max(truth.period_end for truth in made.truth)
    return [
        {
            "figure": truth.concept,
            "role": "current" if truth.period_end == newest else "prior",
            "period_end": truth.period_end.isoformat(),
            "months": truth.months,
            "value": str(truth.value),
            "page": truth.page,
            "box": [0, 0, 612, 792],
            "printed": truth.printed,
        }
        for truth in made.truth
        if truth.concept in GRADED & CONCEPTS
    ]


def put(corpus: Path, name: str, made: Made, figures: list[Figure], **about: object) -> None:
    folder = corpus / "filings"
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(made.data)
    gold = {"document": name, "document_type": made.kind, "figures": figures, "not_established": [], **about}
    (folder / "gold" / f"{name}.json").write_text(json.dumps(gold))


def only(figures: list[Figure], concept: str) -> list[Figure]:
    return sorted((f for f in figures if f["figure"] == concept), key=lambda f: str(f["period_end"]), reverse=True)


def altered(figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Gold that differs from what is printed, each figure in another way; and the figures that were taken out."""
    assets, cash = only(figures, "total_assets")[0], only(figures, "cash")[0]
    assets["value"] = str(int(assets["value"]) + 1)
    cash["value"] = str(int(cash["value"]) * 1000)
    revenue = only(figures, "revenue")
    revenue[0]["value"], revenue[1]["value"] = revenue[1]["value"], revenue[0]["value"]
    flow, capex = only(figures, "operating_cash_flow")[0], only(figures, "capex")
    out = [flow, capex[0]]
    moved = {**capex[0], "period_end": "2001-01-01"}
    return [moved, *(f for f in figures if f not in out)], out


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    corpus, out = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("out")
    annual = annual_report(SEED)
    assert annual.company
    kept, _ = altered(figures_of(annual))
    put(corpus, "A_1.pdf", annual, kept, company=annual.company.name, currency="USD")
    put(corpus, "B_1.pdf", current_report(SEED), [], company="Nobody Whom It Names")
    put(corpus, "C_1.pdf", quarterly_report(SEED), [])
    for name in "DEFGH":  # five companies are set aside, which need not be these
        put(corpus, f"{name}_1.pdf", current_report(SEED), [])
    assert main([str(corpus), "--part", "all", "--out", str(out)]) == 0
    report = (out / "report.html").read_text("utf-8")
    return corpus, json.loads((out / "results.json").read_text("utf-8")), report


def outcomes(results: Results, name: str) -> list[dict[str, Any]]:
    return [o for o in results[1]["outcomes"] if o["document"] == name]


def test_every_altered_figure_is_counted_as_what_it_is(results: Results) -> None:
    own = outcomes(results, "A_1.pdf")
    wrong = {(o["concept"], o["meaning"]) for o in own if o["verdict"] == "wrong"}
    assert wrong == {("total_assets", "another row"), ("cash", "scale"), ("revenue", "period")}
    assert Counter(o["verdict"] for o in own)["wrong"] == 4
    assert [o["concept"] for o in own if o["verdict"] == "missed"] == ["capex"]
    assert [(o["concept"], o["meaning"]) for o in own if o["verdict"] == "false"] == [("capex", "period")]
    assert [o["concept"] for o in own if o["verdict"] == "extra"] == ["operating_cash_flow"]
    assert all(o["page"] and o["box"] for o in own if o["verdict"] == "right")


def test_in_a_document_without_statements_every_fact_is_false(results: Results) -> None:
    own = outcomes(results, "C_1.pdf")
    assert len(own) > 20
    assert {(o["verdict"], o["meaning"]) for o in own} == {("false", "no such figure")}
    assert outcomes(results, "B_1.pdf") == []


def test_the_rates_of_each_part_are_kept_for_scripts(results: Results) -> None:
    own = [o for o in results[1]["outcomes"] if o["verdict"] != "extra"]
    shown = sum(o["verdict"] != "missed" for o in own)
    right = sum(o["verdict"] == "right" for o in own)
    rates = [part["precision"] for part in results[1]["headlines"].values()]
    assert sum(rate["n"] for rate in rates) == shown
    assert sum(rate["errors"] for rate in rates) == shown - right


def test_company_kind_and_currency_are_asked_where_gold_has_them(results: Results) -> None:
    said = {(a["document"], a["question"]): a["right"] for a in results[1]["answered"]}
    assert {q: said["A_1.pdf", q] for q in ("kind", "company", "currency")} == dict.fromkeys(
        ("kind", "company", "currency"), True
    )
    assert said["B_1.pdf", "kind"]
    assert not said["B_1.pdf", "company"]
    assert ("A_1.pdf", "period end") not in said


def test_every_mistake_is_shown_at_its_place(results: Results) -> None:
    report = results[2]
    mistakes = [o for o in results[1]["outcomes"] if o["verdict"] in ("wrong", "false", "missed")]
    assert report.count("<div class='case") == len(mistakes)
    assert report.count("data:image/png;base64,") >= len(mistakes)
    assert "http" not in report


def test_a_picture_marks_what_was_found_and_what_is_meant(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(annual_report(SEED).data)
    with Painter(tmp_path / "a.pdf") as painter:
        near = painter.crops(
            [Mark(2, (100, 200, 130, 210), is_gold=False), Mark(2, (100, 240, 130, 250), is_gold=True)]
        )
        far = painter.crops([Mark(2, (100, 100, 130, 110), is_gold=False), Mark(3, (100, 100, 130, 110), is_gold=True)])
    assert [len(near), len(far)] == [1, 2]
    picture = Image.open(io.BytesIO(near[0])).convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1 << 20) or ()}
    assert colours >= {RED, GREEN}


def test_the_answers_are_those_of_the_program(results: Results) -> None:
    path = results[0] / "filings" / "A_1.pdf"
    command = [sys.executable, "-m", "muniment", "analyze", "--json", "--no-store", "--no-model", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    program = json.loads(done.stdout)
    (ours,) = (a for a in results[1]["answers"] if Path(a["file"]).name == "A_1.pdf")
    for fact in ours["facts"]:
        for name in ("reasons", "row", "around"):
            del fact[name]
    for name in ("kind", "facts", "checks", "measures", "warnings"):
        assert ours[name] == program[name]


def test_a_document_that_cannot_be_read_costs_its_own_answer_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Made(b"no document", (), None, "10-K")
    put(tmp_path, "A_1.pdf", broken, figures_of(annual_report(SEED)))
    put(tmp_path, "B_1.pdf", current_report(SEED), [])
    assert main([str(tmp_path), "--part", "all"]) == 0
    said = capsys.readouterr().out
    assert "A_1.pdf: misnamed" in said
    assert "B_1.pdf kind" not in said


def test_a_folder_without_gold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no document with gold" in capsys.readouterr().err


def test_a_grader_that_counts_otherwise_is_told_of(results: Results) -> None:
    outcome = Outcome(chosen="filings", document="a", concept="cash", role="current", verdict=Verdict.MISSED)
    same = {"gold": 1, "wrong": 0, "false": 0, "missed": 1, "extra": 0}
    assert official.difference(same, [outcome]) == ""
    assert official.difference({**same, "missed": 2}, [outcome]) == "missed 2 and 1"
    assert official.grader_of(results[0]) is None


def test_companies_set_aside_are_those_of_the_lowest_hashes() -> None:
    paths = [Path(f"{name}_2022_10K.pdf") for name in ("PAPER", "MILLS", "HARBOR", "QUARRY")]
    held_back = drawn([*paths, Path("HARBOR_2023_10K.pdf")], 2)
    assert held_back == {"HARBOR", "QUARRY"}
    assert [part_of(path, held_back) for path in paths] == ["tuned", "tuned", "aside", "aside"]
    assert part_of(Path("harbor-10-k-2024-11-01.html"), frozenset({"harbor"})) == "aside"


def test_intervals_hold_at_the_ends() -> None:
    assert Rate(0, 0).interval() == (0.0, 1.0)
    low, high = Rate(10, 10).interval()
    assert (round(low, 4), high) == (0.7225, 1.0)  # Wilson's interval at 10 of 10
    low, high = Rate(95, 100).interval()
    assert (round(low, 4), round(high, 4)) == (0.8882, 0.9785)


def test_reliability_compares_what_is_stated_with_what_is_right() -> None:
    def said(confidence: float, verdict: Verdict) -> Outcome:
        fact = {"confidence": confidence, "state": "located"}
        return Outcome(chosen="s", document="d", concept="cash", role="-", verdict=verdict, fact=fact)

    bins = reliability([
        *[said(0.95, Verdict.RIGHT)] * 3, said(0.95, Verdict.WRONG), said(1.0, Verdict.RIGHT), said(1.0, Verdict.EXTRA),
    ])  # fmt: skip
    assert [(b.low, b.rate.right, b.rate.n) for b in bins] == [(0.95, 3, 4), (0.995, 1, 1)]
    assert calibration_error(bins) == pytest.approx(0.8 * 0.2)


HTML = b"""<html><body><ix:header><ix:hidden>7</ix:hidden></ix:header><table>
<tr><td>Cash</td><td><ix:nonFraction id="f1" scale="6">1,200</ix:nonFraction></td><td>1,100</td></tr>
<tr><td>Cash, restricted</td><td>1,200</td></tr></table><p>Cash was <ix:nonFraction id="f2">1,200</ix:nonFraction>.</p>
</body></html>"""


def test_a_stripped_document_keeps_its_words_and_is_graded_by_row(tmp_path: Path) -> None:
    folder = tmp_path / "filings_html"
    (folder / "gold").mkdir(parents=True)
    (folder / "harbor-10-k.html").write_bytes(HTML)
    figure = {"figure": "cash", "period_end": "2022-12-31", "months": 0, "value": 1200, "element_ids": ["f1", "f2"]}
    gold = {"document": "harbor-10-k.html", "document_type": "10-K", "figures": [figure]}
    (folder / "gold" / "harbor-10-k.json").write_text(json.dumps(gold))
    (case,) = cases(tmp_path, "stripped", tmp_path / "scratch")
    fact = {"concept": "cash", "period_end": "2022-12-31", "months": 0, "value": "1200", "row": "Cash\t1,200\t1,100"}

    def place(case: Case, said: Figure) -> bool | None:
        graded, _ = grade(case, {"facts": [said]}, Places(case.original, tagged=False))
        return graded[0].box

    assert place(case, fact)
    assert place(case, {**fact, "row": "Cash was 1,200."})
    assert not place(case, {**fact, "row": "Cash, restricted\t1,200"})
    left = strip(HTML)
    assert b"ix:" not in left
    assert b">7<" not in left
    assert b"<td>1,200</td><td>1,100</td>" in left


def test_fields_of_bills_are_compared_as_what_they_are(tmp_path: Path) -> None:
    fields = {
        "supplier": "Harbor Mills Ltd",
        "total": "RM 1,200.50",
        "issue_date": "3 May 2023",
        "invoice_number": "A-17",
    }
    case = Case(chosen="invoices", path=tmp_path / "a.pdf", part="tuned", fields=fields)
    facts = [{"concept": c, "value": v} for c, v in (
        ("supplier", "Harbor Mills"), ("total", "1200.50"), ("issue_date", "2023-05-03"), ("invoice_number", "B-17"),
    )]  # fmt: skip
    graded, answered = grade(case, {"kind": {"value": "invoice"}, "facts": facts}, Places(None, tagged=False))
    assert [o.verdict.value for o in graded] == ["right", "right", "right", "wrong"]
    assert [(a.question, a.right) for a in answered] == [("kind", True)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("The Harbor Mills Company", "Harbor Mills, Inc.", True), ("Harbor", "Quarry", False), ("", "Quarry", False)],
)
def test_names_are_alike_without_their_legal_forms(a: str, b: str, same: bool) -> None:
    assert alike(a, b) is same


@pytest.mark.parametrize("text", ["3 May 2023", "May 3, 2023", "03/05/2023", "2023-05-03", "3.5.23"])
def test_dates_are_read_in_the_forms_of_bills(text: str) -> None:
    assert iso(text) == "2023-05-03"
