"""A power cut, simulated at the file layer.

The writes, syncs and truncations of a real writer are recorded with strace, in order, together with what it acknowledged. Then
the power is cut at a random moment: what was synced is on the disk; of what was not, each 512-byte sector may be there or not,
whatever the order of writing. The vault is put together from that, and everything acknowledged before the cut must be there.
The control is a disk that says "synced" and is not: there the proof must fail.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from muniment.errors import UserError
from muniment.texts.say import say
from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault
from prove.commits import WRITER, check
from prove.outcome import Outcome
from prove.places import in_memory
from prove.writer import PASSPHRASE

SECTOR = 512
DOCUMENTS = 25
_CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink"
_LINE = re.compile(r"(?:\[pid +\d+\] )?(?:\d+ +)?(\w+)\((.*)\) = (-?\d+)")
_FILE = re.compile(r"\d+<((?:\\x[0-9a-f]{2})+|[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the writer made.

    Attributes:
        name: write, sync, truncate, unlink or say.
        file: Name in the vault's folder; "" for what was said.
        offset: Of a write; the new length of a truncation.
        data: Of a write or of what was said.
    """

    name: str
    file: str
    offset: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Disk:
    """Files, and what is not yet sure of them.

    Attributes:
        sure: What a power cut leaves, by name; None for a file that is gone.
        waiting: Writes and truncations since the last sync of each file.
    """

    sure: dict[str, bytearray]
    waiting: dict[str, list[Call]] = field(default_factory=dict)

    def take(self, call: Call, *, lies: bool) -> None:
        """One call; a disk that lies makes nothing sure."""
        if call.name == "unlink":
            self.sure.pop(call.file, None)
            self.waiting.pop(call.file, None)
        elif call.name != "sync":
            self.waiting.setdefault(call.file, []).append(call)
        elif not lies:
            for one in self.waiting.pop(call.file, []):
                _apply(self.sure.setdefault(call.file, bytearray()), one)

    def cut(self, chance: random.Random) -> dict[str, bytearray]:
        """What is there when the power comes back."""
        found = {name: bytearray(content) for name, content in self.sure.items()}
        for name, calls in self.waiting.items():
            content = found.setdefault(name, bytearray())
            kept = chance.choice((0.0, 0.5, 0.9, 1.0))  # nothing, about half, nearly all, all but the order
            for call in calls:
                if call.name == "truncate":
                    if chance.random() < kept:
                        _apply(content, call)
                    continue
                for start in range(0, len(call.data), SECTOR):
                    if chance.random() < kept:
                        sector = Call("write", name, call.offset + start, call.data[start : start + SECTOR])
                        _apply(content, sector)
        return found


def measure(cuts: int, chance: random.Random) -> Outcome:
    """Record a writer, cut the power so often, and once more with the disk that lies."""
    if shutil.which("strace") is None:
        return Outcome("power cut", "strace is not installed", ("strace is needed to record writes",), None)
    with in_memory() as temporary:
        folder = temporary / "Run.muniment"
        Vault.create(folder, PASSPHRASE, cost=LEAST_COST).close()
        before = {path.name: bytearray(path.read_bytes()) for path in folder.iterdir() if path.is_file()}
        calls = record(folder, temporary / "calls")
        syncs = sum(call.name == "sync" for call in calls)
        said = f"{cuts} cuts among {len(calls)} calls, {syncs} syncs"
        wrong = _cuts(temporary, before, calls, cuts, chance, lies=False)
        caught = _cuts(temporary, before, calls, 60, chance, lies=True)
    return Outcome("power cut", said, tuple(wrong), caught[0] if caught else "")


def record(folder: Path, trace: Path) -> list[Call]:
    """What a writer does to the files of a vault, in order."""
    command = ["strace", "-f", "-y", "-xx", "-s", "300000", "-o", str(trace), "-e", f"trace={_CALLS}"]
    command += [sys.executable, str(WRITER), str(folder), "checkpoint", str(DOCUMENTS)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    calls = [call for line in trace.read_text().splitlines() if (call := _parse(line, folder)) is not None]
    if sum(call.name == "say" and call.data.startswith(b"set") for call in calls) != DOCUMENTS:
        raise RuntimeError("strace did not show what the writer said")
    return calls


def _cuts(
    place: Path, before: dict[str, bytearray], calls: list[Call], cuts: int, chance: random.Random, *, lies: bool
) -> list[str]:
    for number in range(cuts):
        moment = chance.randrange(len(calls))
        disk, lines = Disk({name: bytearray(content) for name, content in before.items()}), []
        for call in calls[:moment]:
            if call.name == "say":
                lines += call.data.decode().split("\n")
            else:
                disk.take(call, lies=lies)
        wrong = _after(place / "Cut.muniment", disk.cut(chance), [line for line in lines if line])
        if wrong:
            return [f"cut {number + 1} after call {moment}: {one}" for one in wrong]
    return []


def _after(folder: Path, files: dict[str, bytearray], lines: list[str]) -> list[str]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        if not name.endswith("-shm"):  # memory: gone with the power
            (folder / name).write_bytes(content)
    documents = max([0, *(int(line.split()[1]) for line in lines if line.startswith("arrived"))])
    try:
        return check(folder, lines, documents)
    except UserError as error:
        return [say(error.message)]


def _apply(content: bytearray, call: Call) -> None:
    if call.name == "truncate":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    content.extend(bytes(max(0, call.offset - len(content))))
    content[call.offset : call.offset + len(call.data)] = call.data


def _parse(line: str, folder: Path) -> Call | None:
    found = _LINE.match(line)
    if found is None or int(found[3]) < 0:
        return None
    name, arguments = found[1], found[2]
    texts = [_bytes(text) for text in _TEXT.findall(arguments)]
    if name == "unlink":
        path = Path(texts[0].decode())
        return Call("unlink", path.name) if path.parent == folder else None
    file = _FILE.match(arguments)
    if name == "write":
        return Call("say", "", 0, texts[0]) if arguments.startswith("1<") else None
    path = Path(_bytes(file[1]).decode()) if file else Path()
    if path.parent != folder or path.name.endswith("-shm") or path.name == "lock":
        return None
    if name == "pwrite64":
        return Call("write", path.name, int(arguments.rpartition(",")[2], 0), texts[0])
    if name == "ftruncate":
        return Call("truncate", path.name, int(arguments.rpartition(",")[2], 0))
    return Call("sync", path.name)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if "\\x" in text or not text else text.encode()
