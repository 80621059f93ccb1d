from __future__ import annotations

from pathlib import Path

import pytest

from support.program_copy import Copy


@pytest.fixture
def program(tmp_path: Path) -> Copy:
    """A copy of the program, which a recipe changes."""
    return Copy(tmp_path / "copy")
