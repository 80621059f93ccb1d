"""Documents inside documents, on the command line."""

from __future__ import annotations

from pathlib import Path

from support.command_line import CommandLine
from support.documents.attached import PROFIT, pdf_with
from support.documents.made_pdf import small_report


def test_a_family_is_read_listed_and_removed_together(muniment: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "outer.pdf"
    path.write_bytes(pdf_with([("Profit.docx", PROFIT)], small_report()))
    added = muniment.run("analyze", path, "--json", "--no-model", *muniment.stored())
    assert added.code == 0, added.err
    assert len(added.objects()) == 1
    outer, inner = muniment.run("list", "--json", *muniment.stored()).objects()
    assert (outer["document"], outer["parent"]) == (1, None)
    assert (inner["file"], inner["parent"], inner["state"], inner["pages"]) == ("Profit.docx", 1, "done", 1)
    assert "2    Profit.docx" in muniment.run("list", *muniment.stored()).out
    removed = muniment.run("remove", "1", *muniment.stored())
    assert "The 1 that came out of it as attachments is removed too." in removed.err
    assert muniment.run("list", "--json", *muniment.stored()).objects() == []
