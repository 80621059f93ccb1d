"""``dev.py sbom [--out FILE]``: what the program consists of, as CycloneDX 1.6 with licences, checked against requirements.lock.

It is written by hand since cyclonedx-bom (7.5.0, tried in November 2026) does not cover it: from the lock it states no licence of
its 75 packages, from an environment it leaves out those of other systems, what is inside sqlcipher3, which of Qt's licences we
use, and all models; what would be left to write is as long as this, and it brings 32 packages.

Must never name a licence that neither the package nor the catalogue of models states.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from muniment import __version__

_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
STATED = {
    "pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only",  # of the three that Qt offers, the one we use
    "click-default-group": "BSD-3-Clause",  # by its LICENSE file
    "sqlcipher3": "Zlib AND BSD-3-Clause",  # the module's, and SQLCipher's inside
    # Of other systems, and so not installed where this is run; by their own metadata.
    "colorama": "BSD-3-Clause", "macholib": "MIT", "pefile": "MIT", "pywin32-ctypes": "BSD-3-Clause",
}  # fmt: skip
"""Where a package states a choice, or none for what is inside it."""


def locked() -> dict[str, list[str]]:
    """The versions of every package of the lock, by its plain name; several where they depend on Python or the system."""
    found: dict[str, list[str]] = {}
    for name, version in _PINNED.findall((ROOT / "requirements.lock").read_text("utf-8")):
        found.setdefault(_plain(name), []).append(version)
    return found


def components() -> list[dict[str, Any]]:
    """Packages of the lock and models of the catalogue."""
    return [
        *(_package(name, version) for name, versions in sorted(locked().items()) for version in versions),
        *_models(),
    ]


def faults(found: list[dict[str, Any]]) -> list[str]:
    """What does not agree: another version than the lock's is installed, or a licence is not known."""
    wrong = []
    for name, versions in locked().items():
        installed = _installed(name)
        if installed is not None and installed.version not in versions:
            wrong.append(f"{name}: {installed.version} is installed, {' or '.join(versions)} is locked")
    installed_names = {name for name in locked() if _installed(name) is not None}
    wrong += [
        f"{c['name']}: no licence is stated" for c in found if c["name"] in installed_names and not c.get("licenses")
    ]
    return wrong


def document() -> dict[str, Any]:
    """The whole file."""
    about = {
        "type": "application",
        "name": "muniment",
        "version": __version__,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": about},
        "components": components(),
    }


def _package(name: str, version: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}"}
    installed = _installed(name)
    licence = STATED.get(name) or (_licence(installed.metadata) if installed else "")
    return made | ({"licenses": [_stated(licence)]} if licence else {})


def _models() -> list[dict[str, Any]]:
    catalogue = tomllib.loads((ROOT / "models" / "catalogue.toml").read_text("utf-8"))["model"]
    made = []
    for model in catalogue:
        one: dict[str, Any] = {"type": "machine-learning-model", "name": model["id"]}
        if model.get("licence"):
            one["licenses"] = [_stated(model["licence"])]
        if model.get("sha256"):
            one["hashes"] = [{"alg": "SHA-256", "content": model["sha256"]}]
        one["scope"] = "required" if model["tier"] == "starter" else "excluded"  # the others do not come along
        made.append(one)
    return made


def _licence(about: Any) -> str:
    stated = about.get("License-Expression") or ""
    if stated:
        return str(stated)
    classifiers = [
        each.removeprefix(_CLASSIFIER) for each in about.get_all("Classifier") or () if each.startswith(_CLASSIFIER)
    ]
    words = (about.get("License") or "").strip().splitlines()
    return " OR ".join(classifiers) or (words[0][:80] if words else "")


def _stated(licence: str) -> dict[str, Any]:
    is_expression = re.fullmatch(r"[A-Za-z0-9.+()-]+( (AND|OR|WITH) [A-Za-z0-9.+()-]+)*", licence) and "-" in licence
    return {"expression": licence} if is_expression else {"license": {"name": licence}}


def _installed(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # of another system, or not built here


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Write the file, unless something does not agree."""
    parser = argparse.ArgumentParser(prog="dev.py sbom", description=__doc__)
    parser.add_argument("--out", type=Path, help="default: standard output")
    options = parser.parse_args()
    made = document()
    wrong = faults(made["components"])
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    text = json.dumps(made, indent=1) + "\n"
    if options.out:
        options.out.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
