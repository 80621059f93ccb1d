"""What is taken in as a document, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.errors import UserError
from muniment.pipeline.intake import file_intake
from muniment.texts.say import say


def test_a_file_is_taken_whole_however_short(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for data in (b"GG", b"GGU", b"%PDF-1.7 and more"):
        path.write_bytes(data)
        assert file_intake.take(path).data == data


def test_a_model_is_no_document_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"GGUF\x03\x00\x00\x00")
    with pytest.raises(UserError) as caught:
        file_intake.take(path)
    assert caught.value.code == "model"
    assert "muniment models import" in say(caught.value.message)
