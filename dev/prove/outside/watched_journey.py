"""A journey watched from outside with strace: which sockets were opened, where it connected, which files it wrote."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

JOURNEY = Path(__file__).with_name("journey.py")
CALLS = (
    "socket,connect,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,memfd_create,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat"
)
_SOCKET = re.compile(r"\bsocket\((AF_\w+|PF_\w+|\d+)\b.*\)\s*=\s*\d+")
_CONNECT = re.compile(r'\bconnect\(\d+, \{sa_family=(AF_\w+)(?:, sun_path=(@?"[^"]*"))?')
_OPENED = re.compile(
    r'\bopen(?:at2?)?\((?:[^,"]+, )?"((?:[^"\\]|\\.)*)", [^)]*O_(?:WRONLY|RDWR|CREAT)[^)]*\)\s*=\s*\d+'
)
_NAMED = re.compile(r"\b(?:creat|mkdir|mknod|memfd_create|rename|link|symlink)\w*\((.*)\)\s*=\s*\d+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen.

    Attributes:
        code: How the journey ended; negative for a signal.
        said: Its stages, and whatever else it wrote to standard output and error.
        trace: What strace wrote; empty if it was not used.
    """

    code: int
    said: str
    trace: str

    def sockets(self) -> list[str]:
        """The families of the sockets that were opened, local ones left out; a refused attempt is none."""
        return [match[1] for match in _SOCKET.finditer(self.trace) if match[1] not in ("AF_UNIX", "PF_LOCAL", "1")]

    def connections(self) -> list[str]:
        """Where it asked to connect to: the path of a local socket, or a family."""
        return [(match[2] or match[1]).replace('"', "") for match in _CONNECT.finditer(self.trace)]

    def written(self) -> set[str]:
        """Names of what it opened for writing, made, or renamed."""
        return set(self._written())

    def _written(self) -> Iterator[str]:
        for line in self.trace.splitlines():
            if opened := _OPENED.search(line):
                yield _unescaped(opened[1])
            elif named := _NAMED.search(line):
                yield from map(_unescaped, _QUOTED.findall(named[1]))


def watch(place: Path, kind: str, words: Sequence[str], *, strace: bool = True, before: Sequence[str] = ()) -> Watched:
    """Take the journey in a folder where everything that it may write to by default lies too.

    Args:
        place: Empty, or left by a journey before; it gets ``given``, ``exported`` and ``home``.
        kind: Of the journey.
        words: That its documents hold.
        strace: Watch its system calls.
        before: A command to run it under.
    """
    if not (place / "given").exists():
        for name in ("given", "exported", "home", "home/tmp"):
            (place / name).mkdir()
        for name, content in documents(words).items():
            (place / "given" / name).write_bytes(content)
    if kind == "model":
        _trust_starter(place / "home" / ".local" / "share" / "muniment" / "models")
    trace = place.with_name(f"{place.name}.strace")
    tracer = (
        ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(trace)]
        if strace
        else []
    )
    command = [*before, *bus(), *tracer, sys.executable, str(JOURNEY), str(place), kind, *words]
    done = subprocess.run(
        command, env=environment(place / "home"), capture_output=True, timeout=900, check=False, cwd=place
    )
    seen = trace.read_text("utf-8", "replace") if strace else ""
    trace.unlink(missing_ok=True)
    return Watched(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"), seen)


def _trust_starter(folder: Path) -> None:
    """Say that the starter model has earned a task, which it has not, so that it is loaded and used."""
    from muniment.document.usage.exam_marks import VERSION, ExamResults, ModelTask, Score
    from muniment.llm.files import model_header, starter_file
    from muniment.llm.pointing import model_loading
    from muniment.pipeline.models.model_store import SEED, ModelStore

    path = starter_file.find()
    if path is None:
        raise FileNotFoundError("there is no starter model")
    scores = tuple(
        Score(task, 60, 60, 0, 0.94, 1.0, 0.0, 30, 30, 5, True) for task in (ModelTask.ORDER, ModelTask.KIND)
    )
    ModelStore(folder).keep(
        ExamResults(model_loading.id_of(path, model_header.read(path)), "starter", VERSION, SEED, (), scores)
    )


def environment(home: Path) -> dict[str, str]:
    """Of a user whose whole home is one folder."""
    places = {
        "XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache", "XDG_STATE_HOME": ".state",
        "TMPDIR": "tmp", "SQLITE_TMPDIR": "tmp",
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTEST_", "DBUS_"))}
    return {
        **kept,
        "HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
        **{name: str(home / at) for name, at in places.items()},
    }


def namespace() -> list[str]:
    """How to run a command in an empty network name space; empty if this system does not let us."""
    for command in (["unshare", "-rn"], ["unshare", "-n"]):
        if (
            shutil.which(command[0])
            and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
        ):
            return command
    return []


def bus() -> list[str]:
    """How to run a command with a session bus of its own; empty where there is no D-Bus."""
    return ["dbus-run-session", "--"] if shutil.which("dbus-run-session") else []


def documents(words: Sequence[str]) -> dict[str, bytes]:
    """A web page and a PDF whose every part holds some of the words: title, labels, prose, names of the files."""
    plain = [word for word in words if word.isascii()]
    return {f"{words[0]} annual report.html": _page(words), f"{plain[-1]}.pdf": _pdf(plain)}


_INCOME = {
    "Net sales": (9_000, 8_400), "Cost of sales": (5_400, 5_100), "Gross profit": (3_600, 3_300),
    "Operating expenses": (2_100, 1_900), "Operating income": (1_500, 1_400), "Provision for income taxes": (380, 280),
    "Net income": (1_120, 1_120),
}  # fmt: skip
_BALANCE = {
    "Cash and cash equivalents": (3_000, 2_500), "Total assets": (8_000, 7_500), "Total liabilities": (3_500, 3_500),
    "Total stockholders' equity": (4_500, 4_000), "Total liabilities and stockholders' equity": (8_000, 7_500),
}  # fmt: skip


def _page(words: Sequence[str]) -> bytes:
    company = f"{escape(words[0])} Holdings Inc."
    prose = "".join(f"<p>Net sales of {escape(word)} increased by 5% in 2023.</p>" for word in words)
    own = "".join(
        f"<tr><td>{escape(word)} sold</td><td>{n + 3}</td><td>{n + 2}</td></tr>" for n, word in enumerate(words)
    )
    body = (
        f"<h1>{company}</h1><p>Annual report for the fiscal year ended December 31, 2023</p>"
        + _statement(f"{company} Consolidated Statements of Income", "Years ended December 31,", _INCOME)
        + _statement(f"{company} Consolidated Balance Sheets", "December 31,", _BALANCE)
        + f"{prose}<table>{own}</table>"
    )
    title = f"{company} annual report"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'.encode()


def _statement(title: str, head: str, rows: dict[str, tuple[int, int]]) -> str:
    lines = "".join(f"<tr><td>{label}</td><td>{new:,}</td><td>{old:,}</td></tr>" for label, (new, old) in rows.items())
    heads = f'<tr><td></td><td colspan="2">{head}</td></tr><tr><td></td><td>2023</td><td>2022</td></tr>'
    return f"<h2>{title}</h2><p>(in millions)</p><table>{heads}{lines}</table>"


def _pdf(words: Sequence[str]) -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    canvas = Canvas(made)
    canvas.setTitle(words[-1])
    for number in range(1, 41):
        for n, word in enumerate(words):
            canvas.drawString(72, 760 - 14 * n, f"{word} page {number}: revenue of {1000 + n} in 2023")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _unescaped(text: str) -> str:
    """A name as strace writes it: octal and C escapes of its bytes."""
    return (
        text.encode("latin-1", "backslashreplace")
        .decode("unicode_escape")
        .encode("latin-1", "replace")
        .decode("utf-8", "replace")
    )
