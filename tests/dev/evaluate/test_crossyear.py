"""Two filings of a company are compared where both print a period."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluate import crossyear
from evaluate.crossyear import Compared, Comparison, GradedFiling, compared, issuers, lines
from synth.documents.annual_report import annual_report
from synth.documents.interim_reports import quarterly_report

OLD, NOW, NEW = "2021-12-31", "2022-12-31", "2023-12-31"
COLUMN = {"revenue": "4000", "net_income": "450", "operating_income": "700", "gross_profit": "1600"}


def fact(concept: str, value: str, end: str, months: int = 12, label: str = "A row") -> dict[str, object]:
    period = {"period_end": end, "months": months, "entity": None}
    return {
        "concept": concept,
        "value": value,
        "label": label,
        "page": 7,
        "row": f"{label} {value}",
        "state": "located",
        **period,
    }


def filing(name: str, end: str, *facts: dict[str, object], company: str = "") -> GradedFiling:
    return GradedFiling(Path(name), company, end, facts)


def column(end: str, **changed: str) -> list[dict[str, object]]:
    return [fact(concept, changed.get(concept, value), end) for concept, value in COLUMN.items()]


def results(found: list[Compared]) -> dict[str, Comparison]:
    return {c.concept: c.result for c in found if c.before or c.after}


def test_the_prior_column_is_held_against_the_filing_before() -> None:
    older = filing("A_1.pdf", NOW, *column(NOW), fact("capex", "320", NOW), fact("cash", "410", OLD, 0))
    newer = filing(
        "A_2.pdf", NEW, *column(NEW, revenue="4400"), *column(NOW, net_income="449"), fact("cash", "400", OLD, 0)
    )
    found = list(compared(older, newer))
    assert {c.after["period_end"] for c in found if c.after} == {NOW}
    assert results(found) == {
        "revenue": Comparison.AGREE, "gross_profit": Comparison.AGREE, "operating_income": Comparison.AGREE,
        "net_income": Comparison.DIFFER, "capex": Comparison.ONE_SIDED,
    }  # fmt: skip
    assert "eps_diluted" in {c.concept for c in found if c.result is Comparison.ABSENT}


def test_a_day_within_a_week_is_the_same_period_and_a_quarter_is_not_a_year() -> None:
    older = filing("A_1.pdf", NOW, *column("2022-12-25"), *(fact(c, "1", NOW, 3) for c in COLUMN))
    newer = filing("A_2.pdf", NEW, *column(NOW))
    assert set(results(list(compared(older, newer))).values()) == {Comparison.AGREE}


def test_two_differences_are_told_apart_by_their_labels() -> None:
    older = filing("A_1.pdf", NOW, *column(NOW))
    moved = [fact("net_income", "449", NOW), fact("revenue", "3900", NOW, label="Another row")]
    newer = filing("A_2.pdf", NEW, *moved, *(f for f in column(NOW) if f["concept"] not in ("net_income", "revenue")))
    text = "\n".join(lines(list(compared(older, newer))))
    same, other = text.split("-- differ, ")[1:]
    assert "net_income 2022-12-31 12m" in same
    assert "A_2.pdf p. 7: 449 [A row 449] located" in same
    assert "revenue 2022-12-31 12m" in other
    assert text.startswith("1 pairs of documents")


def test_filings_belong_together_by_file_name_or_by_company() -> None:
    paper = [
        filing("HARBOR_2023.pdf", NEW), filing("HARBOR_2022.pdf", NOW, company="Harbor Mills, Inc."),
        filing("hmi-10-k.html", OLD, company="Harbor Mills"), filing("QUARRY_1.pdf", NOW, company="Quarry plc"),
    ]  # fmt: skip
    assert [[f.path.name for f in issuer.filings] for issuer in issuers(paper)] == [
        ["hmi-10-k.html", "HARBOR_2022.pdf", "HARBOR_2023.pdf"],
        ["QUARRY_1.pdf"],
    ]


def test_a_made_year_and_its_quarter_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "A_2016.pdf").write_bytes(annual_report(0).data)
    (folder / "A_2016Q2.pdf").write_bytes(quarterly_report(0, quarter=2).data)
    assert crossyear.main([str(tmp_path), "--part", "all"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 pairs of documents")
    assert "agree 0" not in said
    assert "differ 0" in said


def test_a_folder_without_filings_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert crossyear.main([str(tmp_path)]) == 2
    assert "holds no filings" in capsys.readouterr().err
