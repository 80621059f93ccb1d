"""llama.cpp's own bench, built once against the llama.cpp that is installed: ``python3 dev.py llama-bench [ARGUMENT...]``.

Its source is in the source package of llama-cpp-python, fetched by the locked version and hash. Only that one program is
compiled, two files in half a minute; llama.cpp itself is taken as it stands in the environment.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "llama-bench"
PACKAGE = "llama-cpp-python"
_WANTED = re.compile(
    r"[^/]+/vendor/llama\.cpp/(common/.+\.h(pp)?|tools/llama-bench/[^/]+\.cpp|vendor/nlohmann/[^/]+\.hpp)"
)


def is_built() -> bool:
    """Whether the program is there."""
    return _place().exists()


def _place() -> Path:
    return FOLDER / f"llama-bench-{version(PACKAGE)}"


def program() -> Path:
    """The program, made if it is not there.

    Raises:
        RuntimeError: It cannot be made here, and why.
    """
    found = _place()
    if found.exists():
        return found
    compiler = next(filter(None, map(shutil.which, ("c++", "g++", "clang++"))), None)
    if compiler is None or sys.platform == "win32":
        raise RuntimeError("llama-bench needs a C++ compiler of the form of g++ or clang++.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"Fetching the source of {PACKAGE} and compiling llama-bench (once) ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as scratch:
        source = _unpacked(_fetched(Path(scratch)), Path(scratch))
        built = FOLDER / f"{found.name}.part"
        _run(_compile(compiler, source, built))
        built.replace(found)
    return found


def rates(model: Path, *, prompt: int, answer: int, threads: int, tries: int) -> tuple[list[float], list[float]]:
    """Tokens a second that llama.cpp reads and writes with its own defaults.

    Args:
        model: A GGUF file.
        prompt: Tokens that are read at once.
        answer: Tokens that are written one by one.
        threads: Of the processor.
        tries: Of each, after one that is not counted.

    Returns:
        One value a try, for reading and for writing.

    Raises:
        RuntimeError: The program failed.
    """
    numbers = {"-p": prompt, "-n": answer, "-t": threads, "-r": tries}
    arguments = [str(part) for pair in numbers.items() for part in pair]
    told = _run([program(), "-m", model, *arguments, "-o", "json"])
    read, written = json.loads(told)
    return read["samples_ts"], written["samples_ts"]


def _fetched(folder: Path) -> Path:
    """The source package of the locked version, checked against its hash."""
    wanted = folder / "wanted"
    wanted.write_text(_locked((ROOT / "requirements.lock").read_text()))
    _run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
          "--no-binary", PACKAGE, "--dest", folder, "-r", wanted])  # fmt: skip
    return next(folder.glob("llama_cpp_python-*.tar.gz"))


def _locked(lock: str) -> str:
    """The lines of the package, with its hashes."""
    found = re.search(rf"^{PACKAGE}==\S+(?: \\\n +--hash=\S+)+$", lock, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"{PACKAGE} is not in requirements.lock")
    return found[0]


def _unpacked(archive: Path, folder: Path) -> Path:
    """The few files that are wanted of it."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, [one for one in tar if _WANTED.fullmatch(one.name)], filter="data")
    return next(folder.glob("*/vendor/llama.cpp"))


def _compile(compiler: str, source: Path, target: Path) -> list[str | Path]:
    site = Path(sysconfig.get_path("purelib"))
    files = sorted((source / "tools/llama-bench").glob("*.cpp"))
    folders = (site / "include", source / "common", source / "vendor")
    libraries = ("llama-common", "llama", "ggml", "ggml-base")
    return [compiler, "-O2", "-std=c++17", "-DNDEBUG", *(f"-I{folder}" for folder in folders), *files, "-o", target,
            f"-L{site / 'lib'}", *(f"-l{name}" for name in libraries), f"-Wl,-rpath,{site / 'lib'}"]  # fmt: skip


def _run(command: Sequence[str | Path]) -> str:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def main(arguments: Sequence[str]) -> int:
    """Run it as it is; without arguments, on the starter model."""
    try:
        command = [str(program()), *arguments]
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    if not arguments:
        sys.path.insert(0, str(ROOT / "app"))
        from muniment.llm.files import starter_file

        command += ["-m", str(starter_file.find())]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
