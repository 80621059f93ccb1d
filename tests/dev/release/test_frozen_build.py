"""What is said of a frozen program; that it is built and tried is ``dev.py build``."""

from __future__ import annotations

from pathlib import Path

from release import frozen_build


def test_network_code_and_the_fetcher_are_not_shipped_with_the_program(tmp_path: Path) -> None:
    for name in ("muniment", "libQt6Core.so.6", "libQt6Network.so.6", "muniment-fetch"):
        (tmp_path / name).touch()
    assert frozen_build.carried(tmp_path) == ["libQt6Network.so.6 is shipped", "muniment-fetch is shipped"]


def test_an_inventory_without_a_version_is_told() -> None:
    told = {"versions": {"lxml": "6.1.3", "pypdf": "6.0"}}
    assert frozen_build.not_told(told, {"lxml": "6.1.3", "pypdf": "6.1", "numpy": "2.0"}) == [
        "the inventory says 6.0 of pypdf 6.1",
        "the inventory says nothing of numpy 2.0",
    ]
