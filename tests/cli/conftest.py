"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.documents.made_pdf import small_report


@pytest.fixture
def muniment(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(small_report())
    return path
