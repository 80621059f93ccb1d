"""Damaged documents through the real read worker: none may end it, hang it or be believed against the rules.

    dev.py fuzz [N] [--seed S]      N damaged documents (default 1000)

Prints one line a kind of damage: read with text, read empty, refused (with which codes), worker gone, too slow.
Exit status 1 if any ended or outlasted the worker.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from docx import Document

from muniment import paths
from muniment.formats import FORMATS
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Refusal, Worker, WorkerDied, WorkerTimeout
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.reading import CloseDocument, OpenDocument, ReadPages

LIMIT_SECONDS = 10.0
PAGES = 6  # of each document; damage shows early

Damage = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(1, len(data))]


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Up to sixty bytes have other values."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 60)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def hole(data: bytes, chance: random.Random) -> bytes:
    """A stretch is zero."""
    start, size = chance.randrange(len(data)), chance.randrange(1, 4096)
    return data[:start] + bytes(min(size, len(data) - start)) + data[start + size :]


def piece_moved(data: bytes, chance: random.Random) -> bytes:
    """A stretch stands elsewhere."""
    start, size = chance.randrange(len(data)), chance.randrange(1, 4096)
    rest = data[:start] + data[start + size :]
    at = chance.randrange(len(rest) or 1)
    return rest[:at] + data[start : start + size] + rest[at:]


def numbers_changed(data: bytes, chance: random.Random) -> bytes:
    """Some of the file's own numbers (lengths, offsets, references) are absurd."""
    changed = bytearray(data)
    digits = [i for i in range(len(changed)) if 48 <= changed[i] <= 57]
    for _ in range(min(len(digits), chance.randrange(1, 40))):
        changed[chance.choice(digits)] = chance.choice(b"0123456789")
    return bytes(changed)


def junk(data: bytes, chance: random.Random) -> bytes:
    """Random bytes after the first few of the real file."""
    return data[: chance.randrange(0, 64)] + chance.randbytes(chance.randrange(1, 20_000))


DAMAGES: tuple[Damage, ...] = (cut, bytes_changed, hole, piece_moved, numbers_changed, junk)


def whole_documents() -> dict[str, bytes]:
    """A document of every format, without a fault, by a name with its suffix; a web page has inline tags.

    Raises:
        KeyError: There is none of a new format; make one here.
    """
    word = Document()
    word.add_heading("Consolidated income statement", 1)
    table = word.add_table(rows=4, cols=3)
    for i, row in enumerate(
        (("", "2025", "2024"), ("Revenue", "1,200", "1,100"), ("Costs", "(800)", "(700)"), ("Profit", "400", "400"))
    ):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    stream = io.BytesIO()
    word.save(stream)
    sample = next((paths.resources() / "sample").glob("*.pdf")).read_bytes()
    made = {"pdf": sample, "docx": stream.getvalue(), "html": web_page()}
    return {f"x{one.suffixes[0]}": made[one.id] for one in FORMATS}


def web_page() -> bytes:
    """A statement with inline tags, some prose, and aligned text."""
    amount = (
        '<td>$</td><td>(<ix:nonFraction id="f{0}" name="us-gaap:Revenues" contextRef="c" unitRef="u" scale="6" sign="-" '
        'format="ixt:num-dot-decimal" decimals="-6">1,{0}</ix:nonFraction></td><td>)</td>'
    )
    rows = "".join(
        f"<tr><td colspan='2' style='padding-left:9pt'>Row {n}</td>{amount.format(200 + n)}{amount.format(300 + n)}</tr>"
        for n in range(40)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:us-gaap="http://fasb.org/us-gaap/2024"><head><title>x</title></head>
<body><div style="display:none"><ix:header><ix:resources><xbrli:context id="c"><xbrli:entity>
<xbrli:identifier scheme="s">42</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate>
<xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context><xbrli:unit id="u"><xbrli:measure>iso4217:USD
</xbrli:measure></xbrli:unit></ix:resources></ix:header></div><h1>Statements of operations</h1><p>(in millions)</p>
<table><tr><td colspan="2"></td><td colspan="3">2024</td><td colspan="3">2023</td></tr>{rows}</table>
<p>{"Words that say little. " * 200}</p><pre>Cash        1,200      1,100
Total       2,400      2,200</pre></body></html>""".encode()


def read(worker: Worker, key: int, name: str, data: bytes) -> str:
    """What comes of one document: "text", "empty" or the code of a refusal.

    Raises:
        WorkerDied: It ended the worker.
        WorkerTimeout: It took too long.
    """
    try:
        opened = list(worker.request(OpenDocument(key, name, data), timeout=LIMIT_SECONDS))[-1]
        count, seen, found = trust_gate.opened(opened).page_count, 0, False
        for answer in worker.request(ReadPages(key), timeout=LIMIT_SECONDS):
            if answer.kind is FrameKind.PAGE:
                seen += 1
                found |= bool(trust_gate.page(answer, number=seen, count=count)[0].text)
            if seen >= PAGES:
                break
    except Refusal as error:
        return error.code
    except trust_gate.Distrusted as error:
        return f"distrusted: {error.what}"
    finally:
        if not worker.died:
            worker.tell(CloseDocument(key))
    return "text" if found else "empty"


def main() -> int:
    """Damage, read, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write what ended or outlasted the worker into this folder")
    options = parser.parse_args()
    chance, sources, outcomes = random.Random(options.seed), whole_documents(), defaultdict[str, Counter[str]](Counter)
    worker, bad, begun = Worker("read"), 0, time.monotonic()
    worker.start()
    for i in range(options.n):
        name, damage = chance.choice(list(sources)), chance.choice(DAMAGES)
        data = damage(sources[name], chance)
        try:
            outcome = read(worker, i, name, data)
        except (WorkerDied, WorkerTimeout) as error:
            outcome, bad = f"!! {error}", bad + 1
            if options.keep:
                (options.keep / f"{options.seed}-{i}-{name}").write_bytes(data)
            worker.stop(grace=0)
            worker = Worker("read")
            worker.start()
        outcomes[f"{name[2:]} {damage.__name__}"][outcome] += 1
    worker.stop()
    for kind, counts in sorted(outcomes.items()):
        print(f"{kind:<22}", ", ".join(f"{outcome} {count}" for outcome, count in counts.most_common()))
    print(f"{options.n} damaged documents in {time.monotonic() - begun:.0f} s; {bad} ended or outlasted the worker")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
