"""Derive and wrap keys; the only place that does.

Must never store a key, nor derive one from anything but the header of the vault and what the user typed. What computes is
imported where it is used: a vault in memory needs none of it, and to load it is a hundredth of a short filing's time.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from muniment.errors import Exit, UserError

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: a random nonce of 96 bits; a key wraps one thing here


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs (Argon2id, RFC 9106).

    Attributes:
        memory: KiB.
        iterations: Passes over the memory.
        lanes: Threads.
    """

    memory: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def is_safe(self) -> bool:
        """Whether it is neither weakened nor a bomb.

        The floor is OWASP's smallest advice (19 MiB, two passes). The ceiling of 2 GiB and the bounds on passes and
        threads keep an altered file from taking the machine's memory or minutes.
        """
        return 19 * 1024 <= self.memory <= 2 * 1024 * 1024 and 2 <= self.iterations <= 16 and 1 <= self.lanes <= 16


DEFAULT_COST = Cost()
"""The second choice of RFC 9106 (64 MiB, 3 passes, 4 lanes): 0.5 to 0.8 s measured on two busy cores."""

LEAST_COST = Cost(19 * 1024, 2, 1)
"""The floor; for tests and for very small machines."""


_AIM = 0.6  # seconds a try should take, in 0.5 to 1; a change of the passphrase takes two tries, and at most 2 s
_SAMPLES = 3
_LEAST_MEMORY = DEFAULT_COST.memory  # KiB; a slow or busy machine takes fewer passes, never less memory
_MOST_MEMORY = 256 * 1024  # KiB; more, and a vault made on a large machine would not open on a small one


def calibrated(measure: Callable[[Cost], float] | None = None) -> Cost:
    """The cost at which one try takes 0.5 to 1 s on this machine, with 64 to 256 MiB and two passes at least.

    Memory comes first, because it is what makes a try dear on an attacker's hardware; passes take what is left. Where 64 MiB
    and two passes take longer than a second, so be it: a machine that is slow or busy at this moment weakens no vault.

    Args:
        measure: The seconds of one try; for tests.
    """
    sample = Cost(LEAST_COST.memory, 1, DEFAULT_COST.lanes)  # short: it is part of what a change of passphrase takes
    # The quickest of several: what else the machine does at this moment must not weaken a vault for good.
    seconds = max(min((measure or _measured)(sample) for _ in range(_SAMPLES)), 1e-4)
    work = sample.memory * sample.iterations * _AIM / seconds  # KiB times passes; the time is linear in it
    memory = min(max(int(work / 3) // 1024 * 1024, _LEAST_MEMORY), _MOST_MEMORY)
    passes = min(max(round(work / memory), 2), 16)
    return Cost(memory, passes, sample.lanes)


def _measured(cost: Cost) -> float:
    begun = time.perf_counter()
    stretch("", bytes(SALT_BYTES), cost)
    return time.perf_counter() - begun


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The wrapping key of a passphrase.

    The passphrase is brought to Unicode normal form C, because keyboards of different systems type "ä" differently.

    Args:
        passphrase: As typed.
        salt: 16 random bytes of the slot.
        cost: Of the slot.

    Raises:
        UserError: There is not enough memory (code no-memory).
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory)
    try:
        return kdf.derive(unicodedata.normalize("NFC", passphrase).encode())
    except MemoryError:
        raise UserError("no-memory", exit_code=Exit.CANNOT_UNLOCK, megabytes=cost.memory // 1024) from None


def derive(master: bytes, purpose: str) -> bytes:
    """The key for one purpose ("database", "header") from the master key (HKDF-SHA256, RFC 5869).

    Args:
        master: 32 bytes.
        purpose: Each gives another key.
    """
    return _hkdf(master, None, f"muniment/{purpose}")


def from_secret(secret: bytes, kind: str) -> bytes:
    """The wrapping key of a slot whose secret is random already, so that nothing needs to be stretched (HKDF-SHA256).

    Args:
        secret: Of at least 128 random bits.
        kind: Value of a ``SlotKind``; each gives another key.
    """
    return _hkdf(secret, None, f"muniment/slot/{kind}")


def to_public(public: bytes) -> tuple[bytes, bytes]:
    """A wrapping key that only the holder of a private key can make again (X25519, RFC 7748, with HKDF).

    Args:
        public: Of the holder, 32 bytes.

    Returns:
        The wrapping key, and what its holder needs to make it: a public key for this one wrapping.

    Raises:
        ValueError: These bytes are no public key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    ephemeral = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return _agreed(shared, ephemeral, public), ephemeral


def from_private(private: bytes, ephemeral: bytes) -> bytes:
    """The wrapping key that ``to_public`` made.

    Args:
        private: Of the holder, 32 bytes.
        ephemeral: The public key that ``to_public`` gave with it, 32 bytes.

    Raises:
        ValueError: These bytes are no keys.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    holder = X25519PrivateKey.from_private_bytes(private)
    shared = holder.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    return _agreed(shared, ephemeral, holder.public_key().public_bytes_raw())


def public_of(private: bytes) -> bytes:
    """The public half of an escrow key.

    Args:
        private: 32 bytes.

    Raises:
        ValueError: These bytes are no private key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _agreed(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return _hkdf(shared, ephemeral + public, "muniment/slot/escrow")


def _hkdf(secret: bytes, salt: bytes | None, purpose: str) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), KEY_BYTES, salt, purpose.encode()).derive(secret)


def wrap(key: bytes, master: bytes, about: bytes) -> bytes:
    """Encrypt the master key (AES-256-GCM); ``about`` is bound to it, so that it cannot be moved elsewhere.

    Args:
        key: A wrapping key, 32 bytes.
        master: 32 bytes.
        about: Names the slot and the vault; not secret.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, master, about)


def unwrap(key: bytes, wrapped: bytes, about: bytes) -> bytes | None:
    """The master key, or None if the key, the bytes or what is bound to them are not the right ones.

    Args:
        key: A wrapping key, 32 bytes.
        wrapped: As ``wrap`` gave it.
        about: As ``wrap`` was given it.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(wrapped) != _NONCE_BYTES + KEY_BYTES + 16:
        return None
    try:
        return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], about)
    except InvalidTag:
        return None


def seal(master: bytes, body: bytes) -> str:
    """The MAC over a header, as hexadecimal digits (HMAC-SHA256).

    Args:
        master: 32 bytes; the MAC's key is derived from it.
        body: The header without its seal.
    """
    from cryptography.hazmat.primitives import hashes, hmac

    mac = hmac.HMAC(derive(master, "header"), hashes.SHA256())
    mac.update(body)
    return mac.finalize().hex()


def database_key(master: bytes, salt: bytes) -> str:
    """What SQLCipher takes as a raw key with salt: 64 and 32 hexadecimal digits (no passphrase mode, no wait).

    Args:
        master: 32 bytes.
        salt: 16 bytes of the header; the database begins with them.
    """
    return (derive(master, "database") + salt).hex()
