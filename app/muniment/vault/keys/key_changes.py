"""Change which keys open a vault: each change is one new key file, and an entry in the journal.

Made by one who opens the vault anew, because an open window alone must not be enough to let somebody else in. Must never take
away the last key that a person holds, nor leave a moment at which none opens the vault.
"""

from __future__ import annotations

import secrets

from muniment.errors import UserError
from muniment.vault import vault_errors
from muniment.vault.database.engine import Connection
from muniment.vault.keys import finish_open, key_slots, key_wrapping, recovery_code, rekey
from muniment.vault.keys.finish_open import Unlocked
from muniment.vault.keys.keyring_store import Kept, Ring
from muniment.vault.keys.slot_format import SlotKind, Slots
from muniment.vault.place.vault_lock import FolderLock


class KeyChanges:
    """The keys of an open vault, in the hands of somebody who has one.

    Attributes:
        header: As it stands.
    """

    def __init__(self, db: Connection, lock: FolderLock, opened: Unlocked) -> None:
        self.header: Slots = opened.header
        self._db = db
        self._lock = lock
        self._opened = opened

    def set_passphrase(self, passphrase: str, cost: key_wrapping.Cost | None = None) -> None:
        """Set the passphrase; the database is not touched.

        Whoever has a copy of the folder from before still opens that copy with the old one: ``rekey`` is for that.

        Args:
            passphrase: As typed.
            cost: Of one guess; None to measure it on this machine.

        Raises:
            UserError: It is empty or shorter than the policy asks for, or the disk failed.
        """
        self._opened.policy.refuse_passphrase(passphrase)
        self._save(
            key_slots.with_passphrase(self.header, self._opened.master, passphrase, cost or key_wrapping.calibrated()),
            "passphrase set",
        )

    def set_recovery(self, code: str) -> None:
        """Set the recovery code, once its holder has shown to have it.

        Args:
            code: As it was shown, from ``recovery.make``.

        Raises:
            UserError: It has a typing error, or the disk failed.
        """
        secret = recovery_code.parse(code).encode()
        self._save(
            key_slots.with_secret(self.header, self._opened.master, SlotKind.RECOVERY, secret), "recovery code set"
        )

    def set_keyring(self, ring: Ring) -> None:
        """Let the keyring of this system open the vault.

        Raises:
            UserError: The policy forbids it, the keyring fails, or the disk does.
        """
        self._opened.policy.refuse_keyring()
        secret = secrets.token_bytes(key_wrapping.KEY_BYTES)
        header = key_slots.with_secret(self.header, self._opened.master, SlotKind.KEYRING, secret)
        rekey.keep_both(ring, self.header, self._opened.master, secret)
        self._save(header, "keyring set")
        ring.put(header.vault_id, Kept(header.epoch, (secret,)))

    def remove(self, asked: str, ring: Ring | None = None) -> None:
        """Take a key away.

        Args:
            asked: The id of its slot, or its kind.
            ring: The keyring of this system, which then forgets what it kept.

        Raises:
            UserError: There is no such key, it is the last that a person holds, it is the firm's, or the disk failed.
        """
        before = self.header
        self._save(key_slots.without(before, asked), "removed", removed=asked)
        if ring and before.of_kind(SlotKind.KEYRING) and not self.header.of_kind(SlotKind.KEYRING):
            ring.forget(before.vault_id)

    def renew_master(self, fresh: rekey.Fresh, on_step: rekey.Step = lambda *_: None) -> None:
        """Copy the vault under a new master key; the connection is closed then, and the vault to be opened again.

        Args:
            fresh: The keys from now on.
            on_step: Told of pages copied and all pages; when it raises, the vault is as it was.

        Raises:
            UserError: A key is missing from ``fresh``, the copy is not as the vault, or the disk failed. The vault is then as
                it was. It is open in another thread too (busy).
        """
        if self._lock.is_shared:
            raise vault_errors.busy()
        rekey.renew(self._db, self._opened, fresh, on_step)

    def _save(self, header: Slots, change: str, **detail: str) -> None:
        key_slots.save(self._opened.folder, header, self._opened.master)
        self.header = header
        try:
            with self._db.transaction():
                finish_open.write_change(self._db, header, change, **detail)
        except UserError as error:
            if error.code != "disk-full":  # the keys are changed; the next opening writes it down
                raise
