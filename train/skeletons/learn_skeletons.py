"""Learns the skeletons of statements from real filings, as facts: which rows in which order, and what adds up to what.

    python train/skeletons/learn_skeletons.py STATEMENTS.jsonl.gz

Writes ``dev/synth/learnt/skeletons.json.gz``. A skeleton is kept only if its three statements foot in the filing's own
values. No name of a company, product or programme may stay: a row whose wording holds a word that few companies use is
worded as most companies do, or gets the mark of the invented company's name where the row is a sum. Amounts are kept as rough sizes only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "train"), str(ROOT / "dev"), str(ROOT / "app")]

from skeletons.skeleton_sums import Parts, Printed, sums_of
from synth.learnt.drawn_figures import Impossible, Ledger
from synth.learnt.skeletons import unpacked

TARGET = ROOT / "dev" / "synth" / "learnt" / "skeletons.json.gz"
COMPANIES = 7  # a word that fewer companies use may be a name
MILLION = 1_000_000  # sizes are millionths of total assets
DEAR = 3000  # cents a share
RARE = 25  # what was printed in an earlier year only counts for so little
COLUMNS = {"BS": 2, "IS": 3, "CF": 3}
WALLS = frozenset({"Assets"})
NEEDED = {
    "BS": ("Assets", "LiabilitiesAndStockholdersEquity"),
    "CF": ("NetCashProvidedByUsedInOperatingActivities", "CashAndCashEquivalentsPeriodIncreaseDecrease"),
}
RESULTS = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "ProfitLoss")
CASH_AT = re.compile(r"\b(beginning|end|start|close)\b.*\b(year|period|quarter)|, (beginning|end) of|^(beginning|ending) ",
                     re.IGNORECASE)  # fmt: skip
PAID = re.compile(r"\b(paid|payments?)\b.*\b(interest|taxes)|\b(interest|taxes)\b.*\bpaid", re.IGNORECASE)
MARKS = re.compile(r"\s*\((in |usd|us ?\$)[^)]*\)|\s*\[[^\]]*\]|\s*\((note|see)[^)]*\)", re.IGNORECASE)
YEAR = re.compile(r"\b(19|20)\d\d\b")
UNTIDY = re.compile(r"[!*]|\d[A-Z]\b|W\.W|\{company\}(?![\s,'’-]|$)|^[^(]*\)|\([^)]*$|\{company\}.*\{company\}")
TAXONOMY = re.compile(
    r", (total|current|noncurrent|net of tax|at carrying value|basic|diluted|gross|other)\b", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-z][A-Za-z'’&.-]*")
GENERIC = r"(?!(?i:common|share|stock|equity|owners|net|income|loss|earnings|members|partners['’]|capital|class|per\b))"
NAMED = r"(?:\d*\b(?:the |The )?{name}\b\.?(?:,? (?:(?:of|and|&) )?(?:{name}\b|" + GENERIC + r"[A-Z][\w&-]*)[.,]*)*)"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of a skeleton.

    Attributes:
        label: Its wording; ``{company}`` stands for the name.
        tag: Its us-gaap name; empty for the company's own.
        size: Printed sign and rough size: millionths of total assets, or cents where it is a share's.
        kind: "money", "per share" or "count".
        parts: What it is the sum of; empty for a row that is drawn.
        same: The statement and row that it repeats, and with which sign; None if it stands for itself.
    """

    label: str
    tag: str
    size: int
    kind: str
    parts: Parts = ()
    same: tuple[str, int, int] | None = None


def filings(path: Path) -> Iterator[dict[str, Any]]:
    """The filings of the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def vocabulary(path: Path) -> frozenset[str]:
    """Words that so many companies use that they name none."""
    users: dict[str, set[int]] = defaultdict(set)
    for filing in filings(path):
        for rows in filing["statements"].values():
            for row in rows:
                for word in WORD.findall(row["label"]):
                    users[word.lower().strip(".'’-")].add(filing["cik"])
    return frozenset(word for word, ciks in users.items() if len(ciks) >= COMPANIES)


def commonest(path: Path, known: frozenset[str]) -> dict[str, str]:
    """The wording that most companies use for a tag."""
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for filing in filings(path):
        for rows in filing["statements"].values():
            for row in rows:
                text = plain(row["label"], known, filing["company"])
                if text and "{company}" not in text:
                    wordings[row["tag"]][text] += 1
    return {tag: used.most_common(1)[0][0] for tag, used in wordings.items() if not tag.startswith("own:")}


def plain(label: str, known: frozenset[str], company: str) -> str | None:
    """A wording without names, marks and years; None if nothing is left that is nobody's."""
    text = " ".join(MARKS.sub("", label).split())
    first = re.sub(r"[^a-z]", "", company.lower().split()[0])

    def strange(word: str) -> bool:
        bare = word.lower().strip(".'’-")
        return bare not in known or (bare == first and word[:1].isupper() and len(bare) > 3 and bare != "general")

    odd = [word for word in WORD.findall(text) if strange(word)]
    if not odd:
        return None if YEAR.search(text) or not text else text
    if any(word[0].islower() for word in odd) or YEAR.search(text):
        return None
    names = "(?:" + "|".join(sorted(map(re.escape, odd), key=len, reverse=True)) + ")"
    return re.sub(NAMED.replace("{name}", names), "{company}", text)


def kind_of(row: Row) -> str:
    """Money, a share's, or a number of shares."""
    if any(value[2] == "shares" for value in row.get("values", [])) or "NumberOf" in row["tag"]:
        return "count"
    return (
        "per share" if re.search(r"PerShare|PerBasicShare|PerDilutedShare|PerBasicAndDiluted", row["tag"]) else "money"
    )


def columns(rows: list[Row], statement: str) -> list[tuple[str, int]]:
    """The periods that a statement prints: those that most of its rows have."""
    counted = Counter(
        (value[0], value[1])
        for row in rows
        for value in row.get("values", [])
        if (value[1] == 0) == (statement == "BS")
    )
    return sorted((period for period, _ in counted.most_common(COLUMNS[statement])), reverse=True)


def printed(rows: list[Row], periods: list[tuple[str, int]]) -> list[Printed]:
    """Rows with the amounts as printed, in thousandths so that they are whole."""
    found = []
    for row in rows:
        values = {(value[0], value[1]): value[3] for value in row.get("values", [])}
        sign = -1 if row.get("negated") else 1
        amounts = tuple(sign * round((values.get(period) or 0) * 1000) for period in periods)
        found.append(Printed(row["label"], row["tag"], amounts))
    return found


def rough(amount: int, assets: int) -> int:
    """A size of four digits, in millionths of total assets; never zero for what is printed."""
    share = amount * MILLION / assets
    digits = len(str(abs(int(share)))) - 4
    return int(round(share, -digits)) if digits > 0 else round(share) or (amount > 0) - (amount < 0)


def statement_of(rows: list[Row], statement: str, assets: int) -> tuple[list[Printed], list[Kept]] | None:
    """The rows of one statement with its sums; None if it does not foot."""
    periods = columns(rows, statement)
    if len(periods) < 2:
        return None
    lines = printed(rows, periods)
    sums = sums_of(lines, both_signs=statement != "CF", walls=WALLS)
    where = {row["tag"]: i for i, row in enumerate(rows) if i in sums}
    if any(tag not in where for tag in NEEDED.get(statement, ())):
        return None
    if statement == "IS" and not any(tag in where for tag in RESULTS):
        return None
    kept = []
    for number, row in enumerate(rows):
        kind = kind_of(row)
        newest, *older = lines[number].values
        newest = newest or next((value // RARE for value in older if value), 0)
        size = newest // 10 if kind == "per share" else rough(newest, assets)
        tag = "" if row["tag"].startswith("own:") else row["tag"]
        kept.append(Kept(row["label"], tag, size, kind, sums.get(number, ())))
    return lines, kept


def tree(rows: list[Kept], roots: Iterable[int]) -> set[int]:
    """The rows that a sum is made of, all the way down, and itself."""
    found: set[int] = set()
    todo = list(roots)
    while todo:
        number = todo.pop()
        found.add(number)
        todo += [part for part, _ in rows[number].parts]
    return found


def wanted(rows: list[Kept], statement: str) -> set[int]:
    """The rows that have a place in the statement's sums, and those that stand outside of sums by nature."""
    where = {row.tag: i for i, row in enumerate(rows) if row.parts and row.tag}
    if statement == "BS":
        return tree(rows, [where[tag] for tag in NEEDED["BS"]])
    if statement == "IS":
        last = max(where[tag] for tag in RESULTS if tag in where)
        return tree(rows, [last]) | {i for i, row in enumerate(rows) if row.kind != "money" and i > last}
    last = where[NEEDED["CF"][1]]
    after = {i for i, row in enumerate(rows) if i > last and (CASH_AT.search(row.label) or PAID.search(row.label))}
    return tree(rows, [last]) | after


def without(rows: list[Kept], dropped: set[int]) -> tuple[list[Kept], dict[int, int]]:
    """The rows that stay, renumbered; the parts of a dropped sum become parts of the sum above it."""

    def parts_of(row: Kept) -> Parts:
        todo, found = list(row.parts), []
        while todo:
            number, sign = todo.pop(0)
            if number not in dropped:
                found.append((new[number], sign))
            else:
                todo = [(part, sign * inner) for part, inner in rows[number].parts] + todo
        return tuple(found)

    stay = [i for i in range(len(rows)) if i not in dropped]
    new = {old: i for i, old in enumerate(stay)}
    return [replace(rows[i], parts=parts_of(rows[i])) for i in stay], new


def named(rows: list[Kept], known: frozenset[str], usual: dict[str, str], company: str) -> list[Kept]:
    """Rows with wordings without names: their own, else the usual one of their tag if no other has it, else "Other"."""
    own = [plain(row.label, known, company) for row in rows]
    taken = set(own)
    found = []
    for row, label in zip(rows, own, strict=True):
        kept = label if label and ("{company}" not in label or row.parts) and not UNTIDY.search(label) else ""
        instead = usual.get(row.tag, "")
        found.append(replace(row, label=kept or ("Other, net" if instead in taken else instead) or "Other, net"))
    return found


def skeleton_of(filing: dict[str, Any], known: frozenset[str], usual: dict[str, str]) -> dict[str, Any] | None:
    """What is learnt from one filing; None if its statements do not foot or say nothing that is nobody's."""
    given = filing["statements"]
    balance = printed(given.get("BS", []), columns(given.get("BS", []), "BS"))
    assets = next((row.values[0] for row in balance if row.tag == "Assets" and row.values), 0)
    if not assets:
        return None
    lines: dict[str, list[Printed]] = {}
    rows: dict[str, list[Kept]] = {}
    for name in COLUMNS:
        found = statement_of(given.get(name, []), name, assets)
        if found is None:
            return None
        lines[name], rows[name] = found
    rows["IS"] = in_dollars(rows["IS"])
    moved: dict[str, dict[int, int]] = {}
    for name in COLUMNS:
        keep = wanted(rows[name], name)
        dropped = {
            i
            for i, row in enumerate(rows[name])
            if i not in keep or not (row.size or (name == "CF" and CASH_AT.search(row.label)))
        }
        rows[name], moved[name] = without(named(rows[name], known, usual, filing["company"]), dropped)
    tie(rows, lines, moved)
    if not sound(rows):
        return None
    return {"sic": filing["sic"], **{name: [packed(row) for row in rows[name]] for name in COLUMNS}}


def in_dollars(rows: list[Kept]) -> list[Kept]:
    """Rows whose amounts a share are of an ordinary size: yen and won earn thousands a share."""
    most = max((abs(row.size) for row in rows if row.kind == "per share"), default=0)
    factor = 10 ** max(0, len(str(most // DEAR)) if most >= DEAR else 0)
    turned = {"per share": lambda size: size // factor, "count": lambda size: size * factor, "money": lambda size: size}
    return [replace(row, size=turned[row.kind](row.size)) for row in rows]


def tie(rows: dict[str, list[Kept]], lines: dict[str, list[Printed]], moved: dict[str, dict[int, int]]) -> None:
    """Note which rows of the cash flow statement repeat rows of the income statement."""
    for old, new in moved["CF"].items():
        row, values = rows["CF"][new], lines["CF"][old].values
        if row.parts or not row.tag:
            continue
        for theirs, place in moved["IS"].items():
            for sign in (1, -1):
                if lines["IS"][theirs].tag == row.tag and lines["IS"][theirs].values == tuple(sign * v for v in values):
                    rows["CF"][new] = replace(row, same=("IS", place, sign))


def sound(rows: dict[str, list[Kept]]) -> bool:
    """Whether enough is left: the sums that every reader looks for, net income in both statements, a fair length."""
    tags = {name: {row.tag for row in rows[name] if row.parts or row.same} for name in COLUMNS}
    flows = [row for row in rows["CF"] if row.tag == NEEDED["CF"][0]]
    return (
        all(tag in tags[name] for name, needed in NEEDED.items() for tag in needed)
        and any(tag in tags["IS"] for tag in RESULTS)
        and any(row.same for row in rows["CF"])
        and all(len(rows[name]) >= least for name, least in (("BS", 14), ("IS", 6), ("CF", 12)))
        and bool(flows)
        and sum(row.kind == "money" for row in rows["IS"]) > 6
        and all(row.parts or not row.label.lower().startswith("total") for name in COLUMNS for row in rows[name])
        and all(sizes_foot(rows[name]) for name in COLUMNS)
        and in_its_own_words(rows)
    )


def in_its_own_words(rows: dict[str, list[Kept]]) -> bool:
    """Whether the wordings are the company's, not the taxonomy's ("Assets, Current, Total")."""
    return sum(bool(TAXONOMY.search(row.label)) for name in COLUMNS for row in rows[name]) < 4


def sizes_foot(rows: list[Kept]) -> bool:
    """Whether the rough sizes still add up, or nearly; names that were left out may have taken too much away."""
    for row in rows:
        if row.parts and row.kind == "money":
            whole = sum(sign * rows[part].size for part, sign in row.parts)
            if abs(whole - row.size) > max(MILLION // 1000, abs(row.size) // 5):
                return False
    return True


def can_be_drawn(one: dict[str, Any]) -> bool:
    """Whether numbers that suit the wordings can be drawn."""
    for seed in range(10):
        try:
            Ledger(unpacked(one), 80_000, Random(seed)).years(3)
        except Impossible:
            continue
        return True
    return False


def packed(row: Kept) -> list[Any]:
    """A row as a short list."""
    kind = {"money": "m", "per share": "p", "count": "c"}[row.kind]
    parts = [part if sign > 0 else -1 - part for part, sign in row.parts]
    return [row.label, row.tag, row.size, kind, parts, *([list(row.same)] if row.same else [])]


def main() -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path, help="statements.jsonl.gz")
    source = parser.parse_args().statements
    known = vocabulary(source)
    usual = commonest(source, known)
    found = [skeleton for filing in filings(source) if (skeleton := skeleton_of(filing, known, usual))]
    shapes = {json.dumps([[row[0] for row in one[name]] for name in COLUMNS]): one for one in found}
    kept = [one for one in shapes.values() if can_be_drawn(one)]
    data = json.dumps(kept, separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(kept)} skeletons, {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
