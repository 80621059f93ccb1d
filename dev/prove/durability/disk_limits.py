"""A full disk, a disk that is read-only, and a second instance: refused with a sentence, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault
from prove.durability.killed_commits import WRITER
from prove.durability.vault_writer import PASSPHRASE
from prove.proof_outcome import ProofOutcome


def measure() -> list[ProofOutcome]:
    """Each with its control."""
    return [full(), brimful(), read_only(), two_instances()]


def full() -> ProofOutcome:
    """Fill a vault whose files must not grow; the control is told of one document more than was acknowledged."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = _new(temporary)
        lines = _said(folder, "fill")
        arrived = sum(line.startswith("arrived") for line in lines)
        wrong = _count(folder, arrived)
        if not any(line in ("refused disk-full", "refused disk-failed") for line in lines):
            wrong.append("the vault did not say that the disk is full")
        if f"reads {arrived}" not in lines:
            wrong.append("what was saved could not be read while the disk was full")
        caught = _count(folder, arrived + 1)
    return ProofOutcome(
        "full disk", f"{arrived} documents until it was full", tuple(wrong), caught[0] if caught else ""
    )


def brimful() -> ProofOutcome:
    """Fill a disk of a few megabytes of its own; the control holds it against one document more than was acknowledged."""
    not_tried = ProofOutcome("brimful disk", "not tried: this system lets nobody mount one", (), None)
    if not shutil.which("unshare"):
        return not_tried
    mount = 'mount -t tmpfs -o size=8m none "$0" && exec "$@"'
    with tempfile.TemporaryDirectory() as place:
        writer = [sys.executable, str(WRITER), f"{place}/Run.muniment", "brim"]
        command = ["unshare", "-rm", "sh", "-c", mount, place, *writer]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    lines = done.stdout.splitlines()
    if not lines and done.stderr.startswith(("unshare:", "mount:")):
        return not_tried
    arrived = sum(line.startswith("arrived") for line in lines)
    wrong, caught = _missing(lines, arrived), _missing(lines, arrived + 1)
    said = f"{arrived} documents until it was full, and one more when there was room"
    return ProofOutcome(
        "brimful disk", said, tuple(wrong or ([] if lines else [done.stderr[-300:]])), "; ".join(caught)
    )


def _missing(lines: list[str], arrived: int) -> list[str]:
    """What a writer on a full disk should have said and has not."""
    expected = [
        "refused disk-full", "backup refused disk-full", "left 0", "new master key refused disk-full", f"reads {arrived}", f"then {arrived + 1} whole True",
    ]  # fmt: skip
    return [f"it did not say: {one}" for one in expected if one not in lines]


def _count(folder: Path, arrived: int) -> list[str]:
    with Vault.open(folder, PASSPHRASE) as vault:
        report = vault.verify()
        wrong = [] if report.is_whole else ["the vault is damaged"]
        if report.documents != arrived:
            wrong.append(f"{report.documents} of {arrived} acknowledged documents are there")
    return wrong


def read_only() -> ProofOutcome:
    """Open a vault as somebody who may only read it; the control may write."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = _new(temporary)
        control = _said(folder, "open")
        Path(temporary).chmod(0o755)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        said = _said(folder, "open", "as-nobody")
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)
        wrong = [] if said == ["refused read-only"] else [f"it said {said}"]
        if {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} != before:
            wrong.append("a file was changed")
    return ProofOutcome(
        "read-only disk", "refused with a sentence", tuple(wrong), _other(control, ["refused read-only"])
    )


def two_instances() -> ProofOutcome:
    """Open a vault that another process has; in the control the lock file was deleted behind its back."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = _new(temporary)
        command = [sys.executable, str(WRITER), str(folder), "hold"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            said = _said(folder, "open")
            (folder / "lock").unlink()
            control = _said(folder, "open")
    wrong = [] if said == ["refused locked"] else [f"the second one said {said}"]
    return ProofOutcome("two instances", "the second is refused", tuple(wrong), _other(control, ["refused locked"]))


def _other(said: list[str], expected: list[str]) -> str:
    return "" if said == expected else f"it said {' '.join(said)}"


def _new(temporary: str) -> Path:
    folder = Path(temporary) / "Run.muniment"
    Vault.create(folder, PASSPHRASE, cost=LEAST_COST).close()
    return folder


def _said(folder: Path, *mode: str) -> list[str]:
    command = [sys.executable, str(WRITER), str(folder), *mode]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    return done.stdout.splitlines() or [done.stderr[-300:]]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
