#!/usr/bin/env python3
"""Muniment's one entry point for developers. Standard library only.

    python3 dev.py run [ARGUMENT...]   run Muniment: the window, or a command such as `demo`
    python3 dev.py test [ARGUMENT...]  every check: format, lint, types, architecture, tests; with arguments only pytest
                                       (`-m slow` runs the long forms)
    python3 dev.py bench [ARGUMENT...] performance, as ratios measured side by side
    python3 dev.py llama-bench [ARG...] llama.cpp's own bench, built once against the installed llama.cpp; `bench model` uses it
    python3 dev.py prove PROOF         a proof in its long form: durability, leaks, network, slots; each has a control that
                                       must fail
    python3 dev.py fuzz [N]            N damaged documents and models (default 1000)
    python3 dev.py robust [N]          N made filings, read and graded (default 1000); --seed SEED --keep FILE for one
    python3 dev.py screenshots FOLDER  the window in every state: light and dark, at 1440 and 1280 points, at 100 and 200 %,
                                       in English and German
    python3 dev.py texts [--check]     the catalogues of texts: extract, merge, compile, and say what has no German yet
    python3 dev.py sbom [--out FILE]   what the program consists of, with licences (CycloneDX), checked against the lock
    python3 dev.py build               the frozen program for this system, and its self-test
    python3 dev.py lock [--upgrade]    make requirements.lock anew
    python3 dev.py setup               only make the environment

Commands that need documents with ground truth, which are not in the repository; docs/corpus.md says how a folder CORPUS
of documents of your own is laid out, and what each command reads of it:

    python3 dev.py evaluate CORPUS     precision, recall, place and confidence of figures; --out FOLDER shows every mistake
    python3 dev.py evaluate-qa CORPUS  questions about documents, answered and graded, by class; --part tuned, aside or all
    python3 dev.py evaluate-summaries CORPUS  is every sentence of a summary supported by what it cites?; --read N prints some
    python3 dev.py crossyear CORPUS    what two filings of a company say of the same period, compared
    python3 dev.py score CORPUS        the whole program graded by a program of yours, CORPUS/../score.py;
                                       --model M: without and with a model, side by side
    python3 dev.py train-rows CORPUS   learn the classifier of rows from CORPUS/statements; its report by unseen companies
    python3 dev.py label-rules FILE    grade the label rules on tagged statements, by concept

The environment is made in .venv from requirements.lock (hashes checked, no resolver). What the system lacks is named
with the line that installs it; as root on Debian it is installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "muniment.stamp"  # what the environment was made from
NO_MODEL = VENV / "muniment.no-model"  # why llama.cpp could not be built, if so
COMPILED = "llama-cpp-python"  # the only package that must be compiled
FLAGS = "-DLLAVA_BUILD=OFF"  # leaves the vision library out: a third of the compile
LINUX = sys.platform.startswith("linux")
FIRST_PART = ("tests/gui", "tests/cli")  # of the tests, for the first core; they take about as long as all others

# Debian package -> shared library that shows it is there (found by trying in a bare Debian 12)
QT_LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
TEST_PROGRAMS = {
    "strace": "strace",
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus": "dbus-run-session",
    "gnome-keyring": "gnome-keyring-daemon",
}


def say(text: str) -> None:
    """Tell the person; never on standard output, which belongs to the program that runs."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> None:
    """End with a sentence."""
    say(text)
    sys.exit(2)


# --- what the system must have


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def lacking(libraries: dict[str, str]) -> list[str]:
    """The Debian packages whose libraries cannot be loaded; none elsewhere."""
    return [package for package, library in libraries.items() if not loads(library)] if LINUX else []


def need(packages: list[str], what_for: str, *, required: bool = True) -> bool:
    """Have Debian packages, by installing them as root on Debian; else say the line that does.

    Returns:
        Whether they are there now.
    """
    if not packages:
        return True
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if LINUX and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing what {what_for} needs: {' '.join(packages)}")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
        if subprocess.run(line.split(), check=False, **quiet).returncode == 0:  # type: ignore[call-overload]
            return True
    message = (
        f"{what_for[0].upper()}{what_for[1:]} needs packages that this system lacks. Install them with:\n  sudo {line}"
    )
    if required:
        stop(message)
    say(message)
    return False


def compiler_hint() -> str | None:
    """What to install before llama.cpp can be compiled; None if a compiler is there."""
    if os.name == "nt":
        found = (
            shutil.which("cl") or Path(os.environ.get("PROGRAMFILES(X86)", "C:/"), "Microsoft Visual Studio").exists()
        )
        return None if found else "winget install Microsoft.VisualStudio.2022.BuildTools"
    if shutil.which("c++") or shutil.which("g++") or shutil.which("clang++"):
        return None
    return (
        "xcode-select --install" if sys.platform == "darwin" else "sudo apt-get install -y --no-install-recommends g++"
    )


# --- the environment


def stamp() -> str:
    """What the environment depends on."""
    version = ".".join(map(str, sys.version_info[:2]))
    return hashlib.sha256(LOCK.read_bytes() + version.encode() + str(ROOT).encode()).hexdigest()


def stands() -> bool:
    """Whether the environment is made from this lock file."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == stamp()


def blocks() -> dict[str, str]:
    """The lock file by package name."""
    found = re.split(r"\n(?=[A-Za-z0-9])", LOCK.read_text())
    return {re.split(r"[=\s]", block, maxsplit=1)[0] + f"#{i}": block for i, block in enumerate(found)}


def pip(python: Sequence[str | Path], requirements: str, *extra: str) -> list[str]:
    """A pip command that installs exactly the given lock lines."""
    path = VENV / "muniment.requirements"
    path.write_text(requirements)
    return [*map(str, python), "install", "--require-hashes", "--no-deps", "--disable-pip-version-check", "--no-input",
            "--progress-bar", "off", *extra, "-r", str(path)]  # fmt: skip


def setup() -> None:
    """Make the environment if it does not stand; nothing is done twice."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this file may have an older Python
        stop("Muniment needs Python 3.11 or newer.")
    if stands():
        retry_model()
    else:
        make_environment()
    # The workers may write nothing: they would compile their modules anew at every start (a seventh of a filing's CPU).
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "app")], check=False)


def make_environment() -> None:
    """The packages of the lock, then llama.cpp."""
    say("Making the environment in .venv (once; a few minutes, most of it compiling llama.cpp).")
    if subprocess.run([sys.executable, "-m", "pip", "--version"], check=False, capture_output=True).returncode:
        need(["python3-pip"], "dev.py") if LINUX else stop("Python's pip is missing: python -m ensurepip")
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], check=True)
    plain = "\n".join(block for name, block in blocks().items() if not name.startswith(COMPILED))
    command = pip([sys.executable, "-m", "pip", "--python", PYTHON], plain, "--quiet")
    say("Installing packages from requirements.lock ...")
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
        stop(
            "The packages could not be installed; see the lines above. Nothing else was changed: run the command again."
        )
    (site_packages() / "muniment.pth").write_text(f"{ROOT / 'app'}\n")
    build_model_engine()
    STAMP.write_text(stamp())


def site_packages() -> Path:
    """Where the environment's packages are."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))


def retry_model() -> None:
    """Try llama.cpp again if only a compiler was missing and one is there now."""
    if NO_MODEL.exists() and NO_MODEL.read_text() == "compiler" and compiler_hint() is None:
        build_model_engine()


def build_model_engine() -> None:
    """Compile llama-cpp-python (pip keeps the wheel); without it everything but the model works."""
    hint = compiler_hint()
    if hint and LINUX and need(["g++"], "compiling llama.cpp", required=False):
        hint = None
    if hint:
        NO_MODEL.write_text("compiler")
        say(f"No C++ compiler: everything but the language model works. To have it: {hint}\nthen run this again.")
        return
    lines = next(block for name, block in blocks().items() if name.startswith(COMPILED))
    environment = {**os.environ, "CMAKE_ARGS": f"{os.environ.get('CMAKE_ARGS', '')} {FLAGS}".strip()}
    say("Fetching llama.cpp, or compiling it (4 to 8 minutes on two cores, once; pip keeps what was built) ...")
    command = pip([PYTHON, "-m", "pip"], lines, "--verbose")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace") as child:  # fmt: skip
        assert child.stdout is not None
        tail = list(progress(child.stdout))[-15:]
    if child.returncode:
        NO_MODEL.write_text("failed")
        say("".join(tail) + "llama.cpp could not be built (lines above): everything but the language model works.")
        return
    NO_MODEL.unlink(missing_ok=True)


def progress(lines: Iterator[str]) -> Iterator[str]:
    """Pass lines on and show how far the compiler is."""
    start, shown = time.monotonic(), -1
    for line in lines:
        yield line
        step = re.search(r"\[(\d+)/(\d+)\]", line)
        if not step:
            continue
        percent = 100 * int(step[1]) // int(step[2])
        if percent == shown or (not sys.stderr.isatty() and percent % 10):
            continue
        shown = percent
        text = f"  compiling: {step[1]} of {step[2]} files, {time.monotonic() - start:.0f} s"
        sys.stderr.write(f"\r{text:<60}" if sys.stderr.isatty() else text + "\n")
        sys.stderr.flush()
    if sys.stderr.isatty() and shown >= 0:
        say("")


# --- the commands


def start(*command: str | Path) -> int:
    """Run a program of the environment in the checkout; Ctrl+C belongs to it."""
    return ended(subprocess.Popen([str(PYTHON), *map(str, command)]))


def ended(child: subprocess.Popen[bytes]) -> int:
    """Wait for a program that gets Ctrl+C itself."""
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def run(arguments: list[str]) -> int:
    """Run Muniment itself."""
    setup()
    if not arguments:
        need([*lacking(QT_LIBRARIES), *lacking(SCREEN_LIBRARIES)], "the window")
    command = [str(PYTHON), "-m", "muniment", *arguments]
    if os.name != "nt":  # Windows has no exec that keeps the console
        os.execv(command[0], command)
    return start(*command[1:])


def side_by_side(commands: list[list[str]]) -> int:
    """Run programs at the same time: the first is watched, what the others print follows when they are done."""
    with contextlib.ExitStack() as stack:
        told = [stack.enter_context(tempfile.TemporaryFile()) for _ in commands[1:]]
        others = [
            subprocess.Popen([str(PYTHON), *command], stdout=file, stderr=subprocess.STDOUT)
            for command, file in zip(commands[1:], told, strict=True)
        ]
        statuses = [start(*commands[0])]
        for child, file in zip(others, told, strict=True):
            statuses.append(ended(child))
            file.seek(0)
            print(file.read().decode(errors="replace").rstrip(), flush=True)
    for place, status in enumerate(statuses, 1):
        if status:  # a crash after the last test prints nothing of its own: the number is all there is to go by
            say(f"    program {place} of {len(commands)} ended with {status}")
    return next(filter(None, statuses), 0)


def parts(pytest: list[str], arguments: list[str]) -> list[list[str]]:
    """The test run as commands that take about as long as each other; one where it is said what to run."""
    if arguments:
        return [[*pytest, *arguments]]
    return [[*pytest, *FIRST_PART], [*pytest, "-p", "no:cacheprovider", *(f"--ignore={name}" for name in FIRST_PART)]]


def test(arguments: list[str]) -> int:
    """Every check, the tests last. Arguments go to pytest, and then only pytest runs."""
    setup()
    programs = [package for package, program in TEST_PROGRAMS.items() if LINUX and not shutil.which(program)]
    need([*lacking(QT_LIBRARIES), *lacking(SCREEN_LIBRARIES), *programs], "the test run")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    model = ["-m", "not model and not slow"] if NO_MODEL.exists() else []
    steps: dict[str, list[list[str]]] = {
        "format": [["-m", "ruff", "format", "--check", "--quiet", "."]],
        "lint": [["-m", "ruff", "check", "--quiet", "."]],
        "types": [["-m", "mypy"]],
        "architecture": [["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"]],
        "tests": parts(["-m", "pytest", "-q", *model], arguments),
    }
    failed = []
    for name, commands in steps.items():
        if arguments and name != "tests":
            continue
        say(f"--- {name}")
        begun = time.monotonic()
        if side_by_side(commands):
            failed.append(name)
        say(f"    {name}: {'FAILED' if name in failed else 'ok'}, {time.monotonic() - begun:.0f} s")
    if model:
        say(
            "The tests of the language model were left out: llama.cpp is not built here (see above or run dev.py setup)."
        )
    say("Failed: " + ", ".join(failed) if failed else "Everything passed.")
    return 1 if failed else 0


def tool(script: str) -> Callable[[list[str]], int]:
    """Make a command of a script in dev/ or train/; a folder is run by its __main__."""

    def command(arguments: list[str]) -> int:
        setup()
        return start(ROOT / script, *arguments)

    return command


def only_setup(_: list[str]) -> int:
    """Make the environment, nothing else; what could not be compiled last time is tried again."""
    setup()
    if NO_MODEL.exists():
        build_model_engine()
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": tool("dev/bench"),
    "llama-bench": tool("dev/bench/llama_bench.py"),
    "evaluate": tool("dev/evaluate"),
    "evaluate-qa": tool("dev/evaluate/questions"),
    "evaluate-summaries": tool("dev/evaluate/summaries"),
    "crossyear": tool("dev/evaluate/crossyear.py"),
    "score": tool("dev/evaluate/score_program.py"),
    "train-rows": tool("train/rows"),
    "label-rules": tool("train/rows/label_rules.py"),
    "prove": tool("dev/prove"),
    "fuzz": tool("dev/stress/fuzz.py"),
    "robust": tool("dev/stress/robust.py"),
    "screenshots": tool("dev/release/screenshots.py"),
    "texts": tool("dev/release/catalogues.py"),
    "sbom": tool("dev/release/list_of_parts.py"),
    "build": tool("dev/release/frozen_build.py"),
    "lock": tool("dev/release/package_lock.py"),
    "setup": only_setup,
}


def main() -> int:
    """Dispatch."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        say(__doc__ or "")
        return 0 if name in ("-h", "--help", "help") else 2
    os.chdir(ROOT) if name != "run" else None
    return COMMANDS[name](sys.argv[2:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("Stopped. Run the same command again to go on.")
        sys.exit(130)
