"""No word of a document lies in the clear: not in the vault's files, not beside them, not after an abort."""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import sqlite3
import subprocess
import sys
import urllib.parse
import zlib
from pathlib import Path

import pytest

from prove.outside import canaries
from vault.made import child_command


@pytest.fixture
def words() -> list[str]:
    """Twenty strings that occur nowhere else, some beyond ASCII."""
    return canaries.words()


def leaks(folder: Path, words: list[str]) -> dict[str, int]:
    """How many of the words each file below a folder shows, by name; empty if none does."""
    found = canaries.leaks(folder.rglob("*"), words)
    return {str(Path(name).relative_to(folder)): number for name, number in found.items()}


def live(place: Path, kind: str, words: list[str], *trace: str) -> subprocess.CompletedProcess[str]:
    """A child's whole life with the words, everything that it may write to by default being below ``place``."""
    command, environment = child_command("canaries", place / "x.muniment", kind, *words)
    homes = ("HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    environment.update(dict.fromkeys(homes, str(place)))
    return subprocess.run([*trace, *command], env=environment, cwd=place, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", ["closed", "abort", "memory"])
def test_no_canary_is_found(tmp_path: Path, words: list[str], kind: str) -> None:
    ended = live(tmp_path, kind, words)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-6 if kind == "abort" else 0, "", "")
    assert leaks(tmp_path, words) == {}
    names = {one.name for one in tmp_path.rglob("*")}
    if kind == "memory":
        assert names == set()
    else:
        assert ("vault.db-wal" in names) == (kind == "abort")
        assert (tmp_path / "x.muniment" / "vault.db").stat().st_size > 50_000


def test_the_search_for_canaries_catches_a_vault_in_the_clear(tmp_path: Path, words: list[str]) -> None:
    ended = live(tmp_path, "control", words)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert leaks(tmp_path, words) == {"x.muniment/plain.db": 20}


@pytest.mark.parametrize("form", ["utf-16", "utf-32", "zlib", "gzip", "upper", "escaped", "quoted", "base64"])
def test_the_search_for_canaries_sees_every_form(tmp_path: Path, words: list[str], form: str) -> None:
    text = "\n".join(words)
    packed = {
        "utf-16": text.encode("utf-16-le"),
        "zlib": zlib.compress(text.encode()),
        "gzip": zlib.compress(text.encode(), wbits=31),
        "upper": text.encode().upper(),
        "utf-32": text.encode("utf-32-le"),
        "escaped": json.dumps(text).encode(),
        "quoted": urllib.parse.quote(text).encode(),
        "base64": base64.b64encode(text.encode()),
    }
    (tmp_path / "leak").write_bytes(secrets.token_bytes(999) + packed[form] + b"more")
    assert leaks(tmp_path, words) == {"leak": 20}


def test_without_the_key_nothing_opens(tmp_path: Path, words: list[str]) -> None:
    live(tmp_path, "closed", words)
    plain = sqlite3.connect(tmp_path / "x.muniment" / "vault.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def written(log: str) -> set[str]:
    """The files that a traced process opened for writing, made, or renamed to."""
    opened = re.findall(r'open(?:at)?\((?:[^,"]+, )?"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)', log)
    named = re.findall(
        r'(?:creat|mkdir|mknod|memfd_create|rename|link|symlink)\w*\([^"]*(?:"[^"]+"[^"]*)?"([^"]+)"', log
    )
    return {*opened, *named}


@pytest.mark.parametrize("kind", ["closed", "memory"])
def test_files_are_written_in_the_vault_only(tmp_path: Path, words: list[str], kind: str) -> None:
    if sys.platform != "linux":
        return  # what is left behind is searched above, on every system
    log = tmp_path.with_name(tmp_path.name + ".strace")
    calls = "trace=open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,memfd_create,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
    ended = live(tmp_path, kind, words, "strace", "-f", "-qq", "-s", "4096", "-e", calls, "-o", str(log))
    assert (ended.returncode, ended.stderr) == (0, "")
    text = log.read_text("utf-8", "replace")
    assert "openat(" in text
    outside = {one for one in written(text) if one != os.devnull and not inside(one, tmp_path)}
    assert outside == set()
    if kind == "memory":
        assert not any(inside(one, tmp_path) for one in written(text))
    else:
        assert any(one.endswith("vault.db-wal") for one in written(text))


def inside(name: str, place: Path) -> bool:
    """In the vault, or in the folder beside it in which it is made."""
    path = place / name
    return path.is_relative_to(place) and path.relative_to(place).parts[0].strip(".").startswith("x.muniment")
