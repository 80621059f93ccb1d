"""What Muniment says of a document, as ``analyze --json`` prints it, without the vault and the processes around it.

Every document is read in a process of its own, so that one that crashes or hangs costs its own answer only.

    python dev/evaluate/corpus/program_answers.py FILE      prints the answer of one document
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[3] / folder) for folder in ("dev", "app")]

from evaluate.grading.gold_matching import Record
from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Analysis, Fact
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.errors import UserError
from muniment.pipeline.exports import document_record
from muniment.reading.open import open_document
from muniment.texts.say import say
from muniment.vault.database.records import DocumentRow, DocumentState, StoredAnalysis, StoredFact

SECONDS = 300.0
AROUND = 3
"""Lines of the page shown before and after a fact's row."""


def answer(path: Path) -> Record:
    """Read and analyse a document.

    Returns:
        What ``analyze --json`` prints, and of every fact its reasons, its row and the lines ``around`` it.
    """
    begun = time.process_time()
    try:
        document = read(path.read_bytes(), path.name)
    except UserError as error:
        return document_record.of_failure(str(path), say(error.message))
    analysis = analyse(document)
    pages = {page.number: page for page in document.pages}
    said = document_record.of_analysis(_stored(document, analysis), pages.__getitem__, str(path))
    for told, fact in zip(said["facts"], analysis.facts, strict=True):
        told.update(_looked_at(fact, pages[fact.evidence.span.page]))
    return {**said, "seconds": {"all": round(time.process_time() - begun, 2)}}


def read(data: bytes, name: str) -> Document:
    """Read a document in this process.

    Raises:
        UserError: It cannot be read.
    """
    reader = open_document(data, name)
    try:
        readings = [reader.page(number) for number in range(1, reader.page_count + 1)]
        return Document(
            sha256=hashlib.sha256(data).hexdigest(),
            name=name,
            media_type=reader.media_type,
            pages=tuple(reading.page for reading in readings),
            tables=tuple(table for reading in readings for table in reading.tables),
            info=reader.info(),
            tags=tuple(tag for reading in readings for tag in reading.tags),
        )
    finally:
        reader.close()


def _stored(document: Document, analysis: Analysis) -> StoredAnalysis:
    """An analysis as the vault would hand it out."""
    row = DocumentRow(
        id=1,
        sha256=document.sha256,
        name=document.name,
        media_type=document.media_type,
        size=0,
        page_count=len(document.pages),
        kind=analysis.kind,
        kind_confidence=analysis.kind_confidence,
        state=DocumentState.DONE,
        pages_read=len(document.pages),
        error_code="",
        error=None,
        added_at="",
        label="",
    )
    return StoredAnalysis(
        document=row,
        info=document.info,
        kind=analysis.kind,
        kind_confidence=analysis.kind_confidence,
        facts=tuple(StoredFact(i, fact, 0) for i, fact in enumerate(analysis.facts)),
        checks=analysis.checks,
        measures=analysis.measures,
        summary=analysis.summary,
        candidates=analysis.candidates,
        warnings=analysis.warnings,
        model=None,
    )


def _looked_at(fact: Fact, page: Page) -> Record:
    """What a person wants to see beside a fact."""
    start, end = fact.evidence.span.start, fact.evidence.span.end
    first = page.text.rfind("\n", 0, start) + 1
    last = page.text.find("\n", end)
    row = page.text[first : last if last >= 0 else None]
    before = page.text[:first].split("\n")[:-1][-AROUND:]
    after = page.text[first + len(row) + 1 :].split("\n")[:AROUND]
    return {"reasons": [say(reason) for reason in fact.reasons], "row": row, "around": [before, after]}


def answers(paths: Iterable[Path], jobs: int) -> Iterator[Record]:
    """The answers for documents, in their order, some at a time."""
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        yield from pool.map(_apart, paths)


def _apart(path: Path) -> Record:
    command = [sys.executable, str(Path(__file__).resolve()), str(path)]
    begun = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return document_record.of_failure(str(path), f"No answer in {SECONDS:.0f} seconds.")
    if done.returncode or not done.stdout.startswith("{"):
        tail = (done.stderr.strip().splitlines() or ["it printed nothing"])[-1]
        return document_record.of_failure(str(path), f"The analysis ended with {done.returncode}: {tail[:200]}")
    said: Record = json.loads(done.stdout)
    return {**said, "wall": round(time.monotonic() - begun, 2)}


if __name__ == "__main__":
    print(json.dumps(answer(Path(sys.argv[1]))))
