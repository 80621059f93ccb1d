"""Documents made for the tests of the vault."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from muniment.document.facts.fact import (
    LINKED,
    Analysis,
    Check,
    CheckResult,
    ContentTag,
    Fact,
    Link,
    Measure,
    Method,
    Sentence,
    State,
    Value,
)
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Info, PackedWords, Page, Source, Unit
from muniment.document.pages.table import Period
from muniment.message import Message, message, verbatim
from muniment.vault.database.records import JobTask
from muniment.vault.store import Vault

HERE = Path(__file__).parent
PASSPHRASE = "correct horse"
YEAR_END = Period(start=None, end=date(2024, 12, 31), months=0)
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31), months=12)

BALANCE = "Balance sheet\n(in thousands)\nTotal assets\t12,345\t11,000\nTotal liabilities\t(7,345)"
NOTES = "Notes\nRevenue grew to 9,876 in Düsseldorf.\nNet income\t—"


def page(number: int, text: str) -> Page:
    words = PackedWords.of(
        (m.start(), m.end(), (float(m.start()), 10.0, m.end() + 0.5, 20.0)) for m in re.finditer(r"\S+", text)
    )
    return Page(number, 612.0, 792.0, Unit.POINT, Source.TEXT, text, words)


def at(place: Page, quote: str) -> Evidence:
    start = place.text.index(quote)
    return Evidence.at(place, start, start + len(quote))


def fact(place: Page, quote: str, value: Value, concept: str = "total_assets", **others: Any) -> Fact:
    settings: dict[str, Any] = {
        "unit": "USD",
        "period": YEAR_END,
        "state": State.LOCATED,
        "method": Method.RULE,
        "confidence": 0.9,
        "scale": 1000,
    }
    return Fact(concept=concept, value=value, evidence=at(place, quote), **{**settings, **others})


def pages() -> tuple[Page, ...]:
    return page(1, BALANCE), page(2, NOTES)


def analysis(read: tuple[Page, ...], **others: Any) -> Analysis:
    """Four facts, a check, a measure, a template sentence, a ranked one and a candidate."""
    first, second = read[0], read[1]
    facts = (
        fact(first, "12,345", Decimal(12345000), label="Total assets", scale_evidence=at(first, "(in thousands)")),
        fact(first, "(7,345)", Decimal(-7345000), "total_liabilities"),
        fact(second, "9,876", Decimal(9876000), "revenue", period=YEAR),
        fact(second, "Notes", "Notes", "company_name", period=None, unit=None, scale=1),
    )
    settings: dict[str, Any] = {
        "kind": "10-K",
        "kind_confidence": 0.75,
        "facts": facts,
        "checks": (
            Check(
                id="balance",
                name=message("equation", left=message("figure", concept="cash"), right="b"),
                period=YEAR_END,
                result=CheckResult.CLOSES,
                facts=(0, 1),
                parts=(verbatim("12,345"), verbatim("(7,345)")),
                difference=Decimal(0),
                sentence=verbatim("It closes."),
            ),
        ),
        "measures": (
            Measure(
                measure="turnover",
                name=verbatim("Turnover"),
                value=Decimal("0.8"),
                unit="pure",
                period=YEAR,
                operands=(2, 0),
                state=State.LOCATED,
                shown="times",
                group=verbatim("Returns"),
                formula="revenue / total_assets",
            ),
        ),
        "summary": (template_sentence(read), ranked_sentence(read)),
        "candidates": (ranked_sentence(read), candidate(read)),
        "warnings": (message("no-scale"),),
        "tags": (content_tag(read),),
    }
    return Analysis(**{**settings, **others})


def template_sentence(read: tuple[Page, ...]) -> Sentence:
    return Sentence(said=assets_were("12345"), citations=(at(read[0], "12,345"),), links=(Link((0,)),))


def assets_were(amount: str, code: str = LINKED) -> Message:
    """A sentence of the template over the first fact."""
    money = message("money", value=Decimal(amount), unit="USD")
    return message("first-of-balance-many", name=message("balance-assets"), amount=message(code, link=0, of=money))


def ranked_sentence(read: tuple[Page, ...]) -> Sentence:
    quote = "Revenue grew to 9,876 in Düsseldorf."
    return Sentence(text=quote, heading="Notes", citations=(at(read[1], quote),))


def content_tag(read: tuple[Page, ...]) -> ContentTag:
    place = (at(read[0], "Total liabilities"),)
    return ContentTag(
        id="debt", name=verbatim("Debt"), is_routing=False, method=Method.RULE, weight=1.0, evidence=place
    )


def candidate(read: tuple[Page, ...]) -> Sentence:
    return Sentence(text="Balance sheet", citations=(at(read[0], "Balance sheet"),))


def done(vault: Vault, job_id: int) -> None:
    """End a running job as if there had been nothing to save."""
    with vault._db.transaction():
        vault._db.run("UPDATE jobs SET state = 'done' WHERE id = ? AND state = 'running'", (job_id,))


def waiting(vault: Vault) -> int:
    """How many jobs are queued or running."""
    return len(vault._db.rows("SELECT id FROM jobs WHERE state IN ('queued', 'running')"))


def extract(vault: Vault, read: tuple[Page, ...] | None = None, found: Analysis | None = None) -> int:
    """Do the next job as if a worker had; returns the document's id."""
    job = vault.next_job()
    while job is not None and job.task == JobTask.DERIVE:
        done(vault, job.id)
        job = vault.next_job()
    assert job is not None
    read = read or pages()
    info = Info(title="Annual report")
    tables = [b"[]" if one.number == 1 else b"[[]]" for one in read]
    vault.save_extraction(
        job.id, pages=read, tables=tables, info=info, analysis=found or analysis(read), seconds={"read": 0.5}
    )
    return job.document_id


def add(vault: Vault, data: bytes = b"%PDF-1.7 made for a test") -> int:
    """A document that is done, its enrichment waiting."""
    vault.arrive("report.pdf", "application/pdf", data)
    return extract(vault)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by relative name."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def child_command(task: str, folder: Path, *more: str) -> tuple[list[str], dict[str, str]]:
    """How to run ``child.py``: the command and its environment."""
    paths = os.pathsep.join((str(HERE.parents[1] / "app"), str(HERE.parent)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    return [sys.executable, str(HERE / "child.py"), task, str(folder), *more], environment


def child(task: str, folder: Path, *, stdin: int | None = None) -> subprocess.Popen[str]:
    """Another process with our code."""
    command, environment = child_command(task, folder)
    return subprocess.Popen(
        command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
