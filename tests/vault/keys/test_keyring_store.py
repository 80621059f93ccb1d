from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import Exit, UserError
from muniment.vault.keys.keyring_store import MAX_BYTES, Kept, SystemRing, pack, system_ring, unpack
from support.error_words import says


class Backend:
    """Stands in for the operating system's."""

    priority = 5.0

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.fails = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.fails:
            raise RuntimeError("locked")
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.fails:
            raise RuntimeError("locked")
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[service, username]


@given(st.integers(0, 2**40), st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=3))
def test_what_is_kept_comes_back_and_fits_every_keyring(epoch: int, secrets: list[bytes]) -> None:
    kept = Kept(epoch, tuple(secrets))
    assert unpack(pack(kept)) == kept
    assert len(pack(kept).encode("utf-16-le")) <= MAX_BYTES
    assert secrets[0].hex() not in repr(kept)


@pytest.mark.parametrize("text", ["", "1", "1:2", "2:3:AAAA", "1:x:AAAA", "1:3:%%%", "somebody's own password"])
def test_what_somebody_else_wrote_is_nothing(text: str) -> None:
    assert unpack(text) is None


def test_what_no_windows_keyring_takes_is_never_given_to_one() -> None:
    with pytest.raises(ValueError, match="too long"):
        pack(Kept(1, (bytes(32),) * 40))


def test_a_keyring_keeps_changes_and_forgets() -> None:
    backend = Backend()
    ring = SystemRing(backend, "a stand-in")
    assert ring.get("v") is None
    ring.forget("v")
    for epoch in (1, 2):
        ring.put("v", Kept(epoch, (bytes(32),)))
        assert ring.get("v") == Kept(epoch, (bytes(32),))
        assert len(backend.items) == 1
    ring.forget("v")
    assert backend.items == {}


def test_a_keyring_that_fails_says_what_to_do() -> None:
    backend = Backend()
    backend.fails = True
    ring = SystemRing(backend, "a stand-in")
    attempts: list[Callable[[], object]] = [
        lambda: ring.get("v"),
        lambda: ring.put("v", Kept(1, (bytes(32),))),
        lambda: ring.forget("v"),
    ]
    for attempt in attempts:
        with pytest.raises(UserError, check=says("passphrase or recovery code")) as caught:
            attempt()
        assert caught.value.exit_code is Exit.CANNOT_UNLOCK


def test_a_keyring_that_forgets_at_once_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = Backend()
    monkeypatch.setattr(Backend, "set_password", lambda *_: None)
    with pytest.raises(UserError):
        SystemRing(backend, "a stand-in").put("v", Kept(1, (bytes(32),)))


def test_only_real_backends_are_taken_whatever_is_installed_and_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def without(module: str) -> Any:
        asked.append(module)
        raise ImportError

    monkeypatch.setattr(importlib, "import_module", without)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for system in ("linux", "win32", "darwin", "freebsd14"):
        monkeypatch.setattr(sys, "platform", system)
        assert system_ring() is None
    assert asked == [
        f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "Windows", "macOS")
    ]


def test_a_backend_that_does_not_work_here_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    class Module:
        class Keyring(Backend):
            priority = 0.0

        DBusKeyring = Backend

    monkeypatch.setattr(importlib, "import_module", lambda _: Module)
    monkeypatch.setattr(sys, "platform", "linux")
    ring = system_ring()
    assert ring is not None
    assert ring.name == "KWallet"


def test_on_windows_the_key_does_not_roam(monkeypatch: pytest.MonkeyPatch) -> None:
    class Module:
        WinVaultKeyring = Backend

    monkeypatch.setattr(importlib, "import_module", lambda _: Module)
    monkeypatch.setattr(sys, "platform", "win32")
    ring = system_ring()
    assert isinstance(ring, SystemRing)
    assert ring._backend.persist == "local machine"
