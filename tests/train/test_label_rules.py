import gzip
import json
import sys
from pathlib import Path

import pytest

from rows import label_rules

ROWS = {
    "BS": [
        ("Cash and cash equivalents", "CashAndCashEquivalentsAtCarryingValue"),
        ("Inventories", "InventoryNet"),
        ("Total current assets", "AssetsCurrent"),
        ("Total assets", "Assets"),
        ("Total liabilities", "Liabilities"),
        ("Goodwill of the members", "Goodwill"),
        ("Total stockholders' equity", "StockholdersEquity"),
        ("Total liabilities and equity", "LiabilitiesAndStockholdersEquity"),
    ],
    "IS": [
        ("Net sales", "SalesRevenueNet"),
        ("Cost of sales", "CostOfGoodsSold"),
        ("Gross profit", "GrossProfit"),
        ("Net income", "NetIncomeLoss"),
        ("Basic", "EarningsPerShareBasic"),
        ("Diluted", "EarningsPerShareDiluted"),
    ],
}


def written(folder: Path, *ciks: int) -> Path:
    path = folder / "statements.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for cik in ciks:
            kinds = {kind: [{"label": text, "tag": tag} for text, tag in rows] for kind, rows in ROWS.items()}
            lines.write(json.dumps({"company": f"COMPANY {cik}", "cik": cik, "statements": kinds}) + "\n")
    return path


def graded(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    monkeypatch.setattr(sys, "argv", ["label_rules", *arguments])
    assert label_rules.main() == 0
    return capsys.readouterr().out


def test_rows_are_held_against_their_tags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = graded(monkeypatch, capsys, str(written(tmp_path, 1)), "--part", "all")
    counts = {line.split()[0]: line.split()[1:4] for line in told.splitlines() if line[:1].isalpha()}
    assert counts["revenue"] == counts["gross_profit"] == counts["eps_diluted"] == ["1", "0", "0"]
    assert counts["total_equity"] == ["1", "0", "0"]
    assert counts["goodwill"] == ["0", "0", "1"]  # no rule knows that wording


def test_the_halves_share_no_company(tmp_path: Path) -> None:
    path = written(tmp_path, *range(40))
    tuned, unseen, both = (
        [filing["cik"] for filing in label_rules.filings(path, part, ["company 7"])]
        for part in ("tuned", "unseen", "all")
    )
    assert set(tuned).isdisjoint(unseen)
    assert sorted(tuned + unseen) == both == [cik for cik in range(40) if cik != 7]
    assert len(tuned) > 5
    assert len(unseen) > 5
