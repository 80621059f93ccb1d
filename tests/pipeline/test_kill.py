"""A short form of ``dev.py kill-runs``: one kill -9 of each process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "kill_runs.py"


@pytest.mark.skipif(os.name == "nt", reason="it sends SIGKILL")
def test_nothing_acknowledged_is_lost() -> None:
    command = [sys.executable, str(TOOL), "3", "--pages", "0", "--seed", str(os.getpid())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("all done, same facts") == 3
    assert all(f": {victim} killed" in done.stdout for victim in ("parent", "read", "analyse"))
