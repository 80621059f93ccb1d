"""The short forms of the proofs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROVE = Path(__file__).parents[2] / "dev" / "prove"


@pytest.mark.skipif(sys.platform != "linux", reason="it kills with SIGKILL, and records writes with strace")
@pytest.mark.parametrize("part", ["commits", "power", "limits", "changed", "processes"])
def test_durability(part: str) -> None:
    command = [sys.executable, str(PROVE), "durability", part, "--short"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "holds" in done.stdout
    if part == "processes":
        assert done.stdout.count("all done, same facts") == 3
        assert all(f": {victim} killed" in done.stdout for victim in ("parent", "read", "analyse"))
    else:
        assert "control caught" in done.stdout


@pytest.mark.parametrize(("part", "controls"), [("changes", 5), ("doctored", 1), ("kills", 1)])
def test_slots(part: str, controls: int) -> None:
    command = [sys.executable, str(PROVE), "slots", part, "--short", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("control caught") == controls
    assert "; 0 altered" not in done.stdout
    assert ", 0 moments" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="it watches with strace")
@pytest.mark.parametrize(("proof", "parts"), [("network", 2), ("leaks", 2)])
def test_nothing_leaves(proof: str, parts: int) -> None:
    """Each part holds, and each control is caught: a socket that was opened, a vault in the clear, a log that says too much."""
    command = [sys.executable, str(PROVE), proof, "--short"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": holds; ") == parts
    assert done.stdout.count("control caught: ") == (1 if proof == "network" else 2)


def test_an_unknown_proof_lists_those_that_there_are() -> None:
    done = subprocess.run([sys.executable, str(PROVE), "nothing"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "durability" in done.stdout
