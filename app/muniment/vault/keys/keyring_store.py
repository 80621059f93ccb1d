"""The operating system's keyring, as a place for one wrapping key a vault.

The only module that imports ``keyring``. Must never fall back to a file or to plain text, nor let a setting of the environment
choose a backend; must never hold the master key: who steals the keyring alone, or the vault alone, has nothing.
"""

from __future__ import annotations

import importlib
import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any, Protocol

from muniment.vault import vault_errors

SERVICE = "Muniment vault"
MAX_BYTES = 2560
"""Of a value in UTF-16 on Windows (CRED_MAX_CREDENTIAL_BLOB_SIZE); longer ones fail there without a word of why."""

_VERSION = "1"
_BACKENDS = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring", "Windows Credential Manager"),),
    "darwin": (("keyring.backends.macOS", "Keyring", "macOS Keychain"),),
    "linux": (
        ("keyring.backends.SecretService", "Keyring", "Secret Service"),
        ("keyring.backends.libsecret", "Keyring", "Secret Service"),
        ("keyring.backends.kwallet", "DBusKeyring", "KWallet"),
    ),
}
"""The real ones with their names for the user, in the order in which they are tried; nothing else, whatever is set."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a keyring holds for a vault.

    Attributes:
        epoch: The highest epoch of the vault's key file that was seen.
        secrets: The newest first; a second one only while a change is under way.
    """

    epoch: int
    secrets: tuple[bytes, ...] = field(repr=False)


class Ring(Protocol):
    """A keyring."""

    @property
    def name(self) -> str:
        """For the user."""

    def get(self, vault: str) -> Kept | None:
        """What it holds for a vault; None for nothing.

        Args:
            vault: Its id.

        Raises:
            UserError: It cannot be asked (code keyring).
        """

    def put(self, vault: str, kept: Kept) -> None:
        """Keep; what was there is changed in place.

        Args:
            vault: Its id.
            kept: What it is to hold.

        Raises:
            UserError: It cannot be written (code keyring).
        """

    def forget(self, vault: str) -> None:
        """Remove; nothing happens if it is not there.

        Args:
            vault: Its id.
        """


def pack(kept: Kept) -> str:
    """As text that every keyring takes."""
    text = ":".join((_VERSION, str(kept.epoch), *(b64encode(secret).decode() for secret in kept.secrets)))
    if len(text.encode("utf-16-le")) > MAX_BYTES:
        raise ValueError("too long for the keyring of Windows")
    return text


def unpack(text: str) -> Kept | None:
    """What ``pack`` made; None for what somebody else wrote."""
    version, _, rest = text.partition(":")
    epoch, *secrets = rest.split(":")
    if version != _VERSION or not epoch.isdecimal() or not secrets:
        return None
    try:
        return Kept(int(epoch), tuple(b64decode(secret, validate=True) for secret in secrets))
    except ValueError:
        return None


class SystemRing:
    """The keyring of this system.

    Attributes:
        name: For the user.

    Args:
        backend: Of the package keyring.
        name: For the user.
    """

    def __init__(self, backend: Any, name: str) -> None:
        self._backend = backend
        self.name = name

    def get(self, vault: str) -> Kept | None:
        """What it holds.

        Args:
            vault: Its id.
        """
        try:
            text = self._backend.get_password(SERVICE, vault)
        except Exception as error:
            raise vault_errors.keyring_failed(self.name) from error
        return unpack(text) if text else None

    def put(self, vault: str, kept: Kept) -> None:
        """Keep, and read back what was kept.

        Args:
            vault: Its id.
            kept: What it is to hold.
        """
        text = pack(kept)
        try:
            if sys.platform != "darwin" or not _changed_in_place(vault, text):
                self._backend.set_password(SERVICE, vault, text)
            written = self._backend.get_password(SERVICE, vault)
        except Exception as error:
            raise vault_errors.keyring_failed(self.name) from error
        if written != text:
            raise vault_errors.keyring_failed(self.name)

    def forget(self, vault: str) -> None:
        """Remove.

        Args:
            vault: Its id.
        """
        try:
            if self._backend.get_password(SERVICE, vault) is not None:
                self._backend.delete_password(SERVICE, vault)
        except Exception as error:
            raise vault_errors.keyring_failed(self.name) from error


def system_ring() -> Ring | None:
    """The keyring of this system; None where there is no real one that works."""
    for module, kind, name in _BACKENDS.get(sys.platform, ()):
        try:
            backend = getattr(importlib.import_module(module), kind)
            if backend.priority <= 0:
                continue
            made = backend()
        except Exception:  # noqa: BLE001, S112 - whatever is missing, this one does not work here
            continue
        if sys.platform == "win32":
            made.persist = "local machine"  # by default the key would roam with the profile to other machines
        return SystemRing(made, name)
    return None


def _changed_in_place(vault: str, text: str) -> bool:
    """Change the item that is there (macOS), because its list of programs that may read it is lost with it.

    ``keyring`` removes and adds. By SecItemUpdate of the Security framework; not run on a Mac yet.
    """
    api = importlib.import_module("keyring.backends.macOS.api")
    query = api.create_query(
        kSecClass=api.k_("kSecClassGenericPassword"), kSecAttrService=SERVICE, kSecAttrAccount=vault
    )
    update = api._sec.SecItemUpdate  # noqa: SLF001 - it has no wrapper for this one function
    update.restype, update.argtypes = api.OS_status, (api.c_void_p, api.c_void_p)
    status = int(update(query, api.create_query(kSecValueData=text)))
    if status == api.error.item_not_found:
        return False
    api.Error.raise_for_status(status)
    return True
