"""Questions from the command line, with the real worker and vault."""

from __future__ import annotations

import pytest

from muniment.errors import Exit
from support.command_line import CommandLine


@pytest.fixture
def stored(muniment: CommandLine, report: object) -> CommandLine:
    assert muniment.run("analyze", report, "--no-model", *muniment.stored()).code == 0
    return muniment


def test_a_value_is_computed_with_every_figure_at_its_place(stored: CommandLine) -> None:
    ran = stored.run("ask", "Did Example Widgets have an improving gross margin in FY2023?", *stored.stored())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Yes. Change, year to 2023-12-31: +0.7 percentage points.\n")
    assert "Gross profit, year to 2023-12-31: 3,600 [report.pdf, p. 4]" in ran.out
    assert "The later value against the earlier one" in ran.out


def test_as_json_each_operand_has_its_box(stored: CommandLine) -> None:
    (told,) = stored.run("ask", "total assets 2022", "--json", "--document", "report.pdf", *stored.stored()).objects()
    assert (told["outcome"], told["steps"][0]["value"], told["passages"]) == ("computed", "7500000000", [])
    (operand,) = told["operands"]
    assert (operand["quote"], operand["page"], operand["file"]) == ("7,500", 3, "report.pdf")
    assert len(operand["boxes"]) == 1


def test_else_sentences_are_cited(stored: CommandLine) -> None:
    ran = stored.run("ask", "Who is the largest customer of Example Widgets?", *stored.stored())
    assert ran.code == 0
    assert "Our largest customer accounted for 12% of revenue" in ran.out
    assert ran.out.rstrip().endswith("[report.pdf, p. 2]")
    (told,) = stored.run("ask", "Who is the largest customer?", "--json", *stored.stored()).objects()
    assert (told["outcome"], told["steps"]) == ("cited", [])
    assert told["passages"][0]["page"] == 2


def test_what_is_in_no_document_is_said(stored: CommandLine) -> None:
    ran = stored.run("ask", "What do bananas cost in winter?", *stored.stored())
    assert (ran.code, ran.out) == (0, "Not in these documents.\n")
    assert "other words" in ran.err


def test_a_figure_that_is_not_printed_is_named(stored: CommandLine) -> None:
    ran = stored.run("ask", "What were the inventories of Example Widgets in FY2023?", *stored.stored())
    assert ran.code == 0
    assert "no figure was found for Inventories" in ran.out


def test_a_document_that_is_not_there_and_an_empty_question_are_refused(stored: CommandLine) -> None:
    ran = stored.run("ask", "revenue", "--document", "none.pdf", *stored.stored())
    assert ran.code == Exit.USAGE
    assert "muniment list" in ran.err
    assert stored.run("ask", " ? ", *stored.stored()).code == Exit.USAGE
