from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_locked_package_is_installed_once(dev: ModuleType) -> None:
    blocks = dev.blocks()
    compiled = [name for name in blocks if name.startswith(dev.COMPILED)]
    assert len(compiled) == 1
    assert "\n".join(blocks.values()) == dev.LOCK.read_text()


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        dev.need(["libgl1", "libegl1"], "the window")
    assert stopped.value.code == 2
    assert "sudo apt-get install -y --no-install-recommends libgl1 libegl1" in capsys.readouterr().err


def test_a_library_that_is_not_there_is_seen(dev: ModuleType) -> None:
    assert dev.lacking({"libnothing1": "libnothing.so.1", "libc6": "libc.so.6"}) == ["libnothing1"]


def test_progress_passes_every_line_on_and_shows_how_far_it_is(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["configuring\n", "[12/120] Building CXX a.cpp.o\n", "[120/120] Linking\n"]
    assert list(dev.progress(iter(lines))) == lines
    assert "12 of 120 files" in capsys.readouterr().err


def test_the_parts_of_the_test_run_leave_nothing_out(dev: ModuleType) -> None:
    first, rest = dev.parts(["pytest"], [])
    assert {f"--ignore={name}" for name in first[1:]} == {word for word in rest if word.startswith("--ignore")}
    assert all((dev.ROOT / name).is_dir() for name in first[1:])
    assert dev.parts(["pytest"], ["-k", "one"]) == [["pytest", "-k", "one"]]


@pytest.mark.parametrize(("codes", "status"), [((0, 0), 0), ((0, 3), 3), ((4, 0), 4)])
def test_programs_side_by_side_fail_if_one_does(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    codes: tuple[int, int],
    status: int,
) -> None:
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    commands = [["-c", f"import sys; print('part {n}'); sys.exit({code})"] for n, code in enumerate(codes)]
    assert dev.side_by_side(commands) == status
    printed = capfd.readouterr()
    assert printed.out.split("\n") == ["part 0", "part 1", ""]
    ended = [f"program {n} of 2 ended with {code}" for n, code in enumerate(codes, 1) if code]
    assert [line.strip() for line in printed.err.splitlines()] == ended  # a crash after the last test says nothing


def test_an_unknown_command_shows_the_commands_and_is_a_usage_error() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "nonsense"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "python3 dev.py test" in done.stderr


def test_every_command_is_described_and_its_script_exists(dev: ModuleType) -> None:
    text = (ROOT / "dev.py").read_text("utf-8")
    for name in dev.COMMANDS:
        assert f"python3 dev.py {name}" in (dev.__doc__ or "")
        assert re.search(rf'"{name}": (\w+,|tool\("([\w/.]+)"\))', text), name
    for script in re.findall(r'tool\("([\w/.]+)"\)', text):
        path = ROOT / script
        assert path.is_file() or (path / "__main__.py").is_file(), script


def test_the_workflow_installs_what_the_test_run_asks_of_a_user(dev: ModuleType) -> None:
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    (listed,) = re.findall(r"apt-get install -y --no-install-recommends\s+(.+?)\n      -", text, re.DOTALL)
    wanted = {*dev.QT_LIBRARIES, *dev.SCREEN_LIBRARIES, *dev.TEST_PROGRAMS}
    assert wanted - set(listed.split()) == set()
