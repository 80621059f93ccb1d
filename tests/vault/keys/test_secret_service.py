"""The keyring that a Linux desktop really has: GNOME's, on a bus and in a home folder of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from prove.vault_keys import real_secret_service

CHILD = Path(__file__).parents[1] / "secret_service_child.py"


@pytest.mark.skipif(
    not real_secret_service.is_possible(), reason=f"needs {' and '.join(real_secret_service.PROGRAMS)}, see dev.py"
)
def test_a_real_keyring_keeps_changes_and_opens_and_its_loss_loses_nothing() -> None:
    with tempfile.TemporaryDirectory() as place:  # a short path, since sockets lie in it
        done = real_secret_service.on_own_bus(CHILD, Path(place), str(Path(place, "Deals.muniment")))
    assert done.stdout.splitlines() == [
        "ring SystemRing Secret Service",
        "forgotten True True",
        "window started unasked open",
        "window locked asked open",
        "opens yes, 0",
        "renewed yes, 0 1",
        "new master yes, 0",
        "lost keyring-empty yes, 0",
        "locked keyring yes, 0",
    ], done.stderr
