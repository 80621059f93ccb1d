"""What an installation consists of, for an inventory: the versions of packages and of the libraries inside them.

Must never load a parser or the model for that: their versions are read from what was installed.
"""

from __future__ import annotations

from importlib import metadata

from muniment.vault.database.engine import versions

PACKAGES = (
    "cryptography", "jinja2", "keyring", "llama-cpp-python", "lxml", "numpy", "pypdf", "pypdfium2", "PySide6-Essentials",
    "python-docx", "sqlcipher3", "sqlite-utils", "tomli", "XlsxWriter",
)  # fmt: skip


def inventory() -> dict[str, str]:
    """Name and version; a package whose version the installed program does not carry is left out."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {**found, **versions()}
