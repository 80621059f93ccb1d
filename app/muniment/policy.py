"""What those who look after a machine have set for all its users: over every setting, and fail closed.

Must never be found by way of the environment or of a file that the user can choose, nor pass over an entry that it does not
know: an entry that is not understood would be one that is not kept.
"""

from __future__ import annotations

import fnmatch
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muniment import exports, paths
from muniment.errors import Exit, UserError
from muniment.message import Argument, Message, message

_HEX_64 = re.compile(r"[0-9a-f]{64}")
_COPIES = ("numbers", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is set; the default of each is what holds without a policy.

    Attributes:
        escrow: The firm's public key (X25519, 32 bytes), to which every vault's master key is wrapped; None for none.
        keyring: The keyring of the system may hold a key of a vault.
        passphrase_length: The least characters of a new passphrase; 0 for no such rule.
        lock_minutes: The longest time without use after which the vault is locked; None for the user's choice.
        vault_folders: Patterns of folders below which vaults may lie ("*" and "?" as in a shell); empty for any.
        fetcher: The program that fetches models may be used.
        models: SHA-256 of the models that may be loaded; None for any.
        exports: Formats of export that are allowed, as ``EXPORTS`` names them; None for all, those of later versions too.
        copies: What may be put on the clipboard: numbers, and numbers with their source.
        retention_days: A document cannot be removed before it has been in the vault for so long; 0 for no such time.
        hold_all: No document can be removed.
        hold: SHA-256 of documents that cannot be removed.
    """

    escrow: bytes | None = None
    keyring: bool = True
    passphrase_length: int = 0
    lock_minutes: int | None = None
    vault_folders: tuple[str, ...] = ()
    fetcher: bool = True
    models: frozenset[str] | None = None
    exports: tuple[str, ...] | None = None
    copies: tuple[str, ...] = _COPIES
    retention_days: int = 0
    hold_all: bool = False
    hold: frozenset[str] = frozenset()

    def lock_after(self, asked: int | None) -> int | None:
        """Minutes without use before the vault is locked: what the user asked for, or less.

        Args:
            asked: None or 0 for never.
        """
        if self.lock_minutes is None:
            return asked
        return min(asked, self.lock_minutes) if asked else self.lock_minutes

    def allows_folder(self, folder: Path) -> bool:
        """Whether a vault may lie there; links are followed, so that none leads out."""
        if not self.vault_folders:
            return True
        try:
            where = folder.resolve().as_posix()
        except (OSError, RuntimeError):  # a loop of links
            return False
        return any(fnmatch.fnmatchcase(where, f"{pattern.rstrip('/')}/*") for pattern in self.vault_folders)

    def rules(self) -> list[Message]:
        """What is set, for the user; empty without a policy."""
        said = [
            (self.escrow is not None, message("rule-escrow")),
            (not self.keyring, message("rule-keyring")),
            (self.passphrase_length > 0, message("rule-passphrase", n=self.passphrase_length)),
            (self.lock_minutes is not None, message("rule-lock", n=self.lock_minutes or 0)),
            (bool(self.vault_folders), message("rule-folders", folders=_list(self.vault_folders))),
            (not self.fetcher, message("rule-fetcher")),
            (self.models is not None, message("rule-models", n=len(self.models or ()))),
            (self.exports is not None, message("rule-exports", formats=_list(self.exports or ()))),
            (self.copies != _COPIES, message("rule-copies", what=_list(self.copies))),
            (self.retention_days > 0, message("rule-retention", n=self.retention_days)),
            (self.hold_all, message("rule-hold-all")),
            (bool(self.hold), message("rule-hold", n=len(self.hold))),
        ]
        return [rule for is_set, rule in said if is_set]

    # What follows refuses; each is called at the one place where it bites.

    def refuse_folder(self, folder: Path) -> None:
        """Check the folder of a new vault.

        Raises:
            UserError: A vault may not lie there.
        """
        if not self.allows_folder(folder):
            raise _forbidden("policy-folders", folders=_list(self.vault_folders))

    def refuse_passphrase(self, passphrase: str) -> None:
        """Check a new passphrase.

        Raises:
            UserError: It is too short for a new one.
        """
        if len(passphrase) < self.passphrase_length:
            raise _forbidden("policy-passphrase", n=self.passphrase_length)

    def refuse_keyring(self) -> None:
        """Check that the keyring may open a vault.

        Raises:
            UserError: The keyring may not be used.
        """
        if not self.keyring:
            raise _forbidden("policy-keyring")

    def refuse_export(self, kind: str) -> None:
        """Check an export before anything of it is made.

        Args:
            kind: Id of the export.

        Raises:
            UserError: The format is not allowed.
        """
        if self.exports is not None and kind not in self.exports:
            raise _forbidden("policy-export", formats=_list(self.exports))

    def refuse_copy(self, what: str) -> None:
        """Check what is to be put on the clipboard.

        Args:
            what: "numbers", or "source" for numbers with their source.

        Raises:
            UserError: This may not be put there.
        """
        if what not in self.copies:
            raise _forbidden("policy-copy", what=_list(self.copies))

    def refuse_removal(self, sha256: str, days: float) -> None:
        """Check a document before it is removed.

        Args:
            sha256: Of the document's file.
            days: Since it came into the vault.

        Raises:
            UserError: The document is held, or not long enough in the vault.
        """
        if self.hold_all or sha256 in self.hold:
            raise _forbidden("policy-hold")
        if days < self.retention_days:
            raise _forbidden("policy-retention", n=self.retention_days)


def read() -> Policy:
    """The policy of this machine.

    Raises:
        UserError: There is one, and it cannot be read or understood (code policy): nothing is allowed then.
    """
    where = paths.machine_policy()
    if sys.platform == "win32":
        return _from_registry(str(where))
    try:
        text = where.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if where.is_symlink():
            raise _unreadable("policy-leads-nowhere", where=str(where)) from None
        return Policy()
    except OSError:
        raise _unreadable("policy-not-read", where=str(where)) from None
    return parse(_decoded(where, text), str(where))


def parse(content: Mapping[str, object], where: str) -> Policy:
    """A policy from its entries, by section.

    Args:
        content: Sections with entries.
        where: For the message.

    Raises:
        UserError: An entry is not known, or its value makes no sense (code policy).
    """
    found: dict[str, Any] = {}
    for section, entries in content.items():
        if section not in _ENTRIES or not isinstance(entries, Mapping):
            raise _unreadable("policy-section", where=where, section=section)
        for name, value in entries.items():
            if name not in _ENTRIES[section]:
                raise _unreadable("policy-entry", where=where, entry=f"{section}.{name}")
            field, convert = _ENTRIES[section][name]
            try:
                found[field] = convert(value)
            except (ValueError, TypeError):
                raise _unreadable("policy-value", where=where, entry=f"{section}.{name}") from None
    return Policy(**found)


def _decoded(where: Path, data: bytes) -> dict[str, object]:
    try:
        if where.suffix == ".plist":
            import plistlib

            content = plistlib.loads(data)
            return content if isinstance(content, dict) else _raise_value_error()
        import tomllib

        return tomllib.loads(data.decode())
    except Exception:  # noqa: BLE001 - whatever a broken file makes the parser raise, the policy cannot be read
        raise _unreadable("policy-not-understood", where=str(where)) from None


def _raise_value_error() -> dict[str, object]:
    raise ValueError("not a dictionary")


if sys.platform == "win32":
    import winreg

    def _from_registry(where: str) -> Policy:
        """The policy of Windows: a key a section, a value an entry. Not run on Windows yet."""
        content: dict[str, dict[str, object]] = {}
        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, where, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            ) as top:
                for i in range(winreg.QueryInfoKey(top)[0]):
                    section = winreg.EnumKey(top, i)
                    with winreg.OpenKey(top, section) as key:
                        values = [winreg.EnumValue(key, j) for j in range(winreg.QueryInfoKey(key)[1])]
                    content[section] = {name: value for name, value, _ in values}
                if winreg.QueryInfoKey(top)[1]:
                    raise _unreadable("policy-outside", where=rf"HKEY_LOCAL_MACHINE\{where}")
        except FileNotFoundError:
            return Policy()
        except OSError:
            raise _unreadable("policy-not-read", where=rf"HKEY_LOCAL_MACHINE\{where}") from None
        return parse(content, rf"HKEY_LOCAL_MACHINE\{where}")


def _flag(value: object) -> bool:
    if value in (0, 1):  # True and False, and what the registry has for them
        return bool(value)
    raise ValueError("not yes or no")


def _count(least: int, most: int) -> Callable[[object], int]:
    def convert(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError("out of range")
        return value

    return convert


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise TypeError("not a list of texts")
    return tuple(value)


def _folders(value: object) -> tuple[str, ...]:
    folders = tuple(Path(text).as_posix() for text in _texts(value))
    if not folders or not all(Path(folder).is_absolute() for folder in folders):
        raise ValueError("not whole paths")
    return folders


def _among(known: tuple[str, ...]) -> Callable[[object], tuple[str, ...]]:
    def convert(value: object) -> tuple[str, ...]:
        chosen = _texts(value)
        if not set(chosen) <= set(known):
            raise ValueError("not known")
        return tuple(one for one in known if one in chosen)

    return convert


def _hashes(value: object) -> frozenset[str]:
    chosen = frozenset(text.lower() for text in _texts(value))
    if not all(_HEX_64.fullmatch(text) for text in chosen):
        raise ValueError("not SHA-256")
    return chosen


def _public_key(value: object) -> bytes:
    if not isinstance(value, str) or not _HEX_64.fullmatch(value.lower()):
        raise ValueError("not 64 hexadecimal digits")
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    key = bytes.fromhex(value)
    X25519PrivateKey.generate().exchange(
        X25519PublicKey.from_public_bytes(key)
    )  # refuses the keys that everybody can open
    return key


_ENTRIES: dict[str, dict[str, tuple[str, Callable[[object], object]]]] = {
    "escrow": {"public_key": ("escrow", _public_key)},
    "keys": {"keyring": ("keyring", _flag), "passphrase_length": ("passphrase_length", _count(1, 1024))},
    "lock": {"minutes": ("lock_minutes", _count(1, 24 * 60))},
    "vaults": {"folders": ("vault_folders", _folders)},
    "network": {"fetcher": ("fetcher", _flag)},
    "models": {"sha256": ("models", _hashes)},
    "export": {"formats": ("exports", _among(exports.IDS)), "copy": ("copies", _among(_COPIES))},
    "retention": {
        "days": ("retention_days", _count(0, 36_500)),
        "hold_all": ("hold_all", _flag),
        "hold": ("hold", _hashes),
    },
}
"""Section and entry as written -> field of ``Policy``, and what makes its value."""


def _list(words: tuple[str, ...]) -> str:
    """Words of the policy one after the other; empty for none."""
    return ", ".join(words)


def _forbidden(code: str, **arguments: Argument) -> UserError:
    return UserError.of(message(code, **arguments), Exit.REFUSED)


def _unreadable(code: str, **arguments: Argument) -> UserError:
    """The whole policy is not usable; ``code`` says why."""
    return UserError("policy", exit_code=Exit.REFUSED, why=message(code, **arguments))
