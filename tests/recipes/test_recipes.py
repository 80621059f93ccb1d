"""What ``docs/extend.md`` says works when it is done."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

from support.program_copy import PAGE, Copy

SAMPLE = "resources/sample/annual-report.pdf"


def test_every_recipe_of_the_list_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    listed = re.findall(r"^- \[(.+)\]\(#(.+)\)$", text, re.MULTILINE)
    assert [title for title, _ in listed] == re.findall(r"^## (Add .+)$", text, re.MULTILINE)
    assert all(anchor == title.lower().replace(" ", "-") for title, anchor in listed)


def test_a_concept_is_found_at_its_place(program: Copy) -> None:
    assert program.follow("Add a concept") == ["resources/schemas/filing/concepts.toml"]
    told = json.loads(program.run("analyze", "--json", "--no-store", "--no-model", SAMPLE))
    found = [fact for fact in told["facts"] if fact["concept"] == "interest_and_other_income"]
    assert [fact["value"] for fact in found] == ["27000000", "22000000", "22000000"]
    assert {(fact["page"], fact["label"]) for fact in found} == {(21, "Interest and other income, net")}


def test_a_measure_is_computed_and_answers_a_question(program: Copy, tmp_path: Path) -> None:
    assert len(program.follow("Add a measure")) == 2
    secret = tmp_path / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text("nine quiet otters\n")
    vault = ("--vault", tmp_path / "Test.muniment", "--passphrase-file", secret)
    told = json.loads(program.run("analyze", "--json", "--no-model", SAMPLE, *vault))
    values = [one["value"][:6] for one in told["measures"] if one["measure"] == "restructuring_burden"]
    assert len(values) == 3
    assert values[0] == "0.0081"  # 53 of 6,470
    question = "What was the weight of restructuring of Brindleharth in FY2023?"
    answer = json.loads(program.run("ask", question, "--json", "--no-model", *vault))
    assert [operand["concept"] for operand in answer["operands"]] == ["restructuring", "revenue"]
    assert {operand["page"] for operand in answer["operands"]} == {21}


def test_a_command_is_there_with_its_help(program: Copy) -> None:
    program.follow("Add a command of the command line")
    assert "folders" in program.run("--help")
    told = json.loads(program.run("folders", "--json"))
    assert told["vault"].startswith(str(program.root))
    assert program.run("folders").splitlines()[0].startswith("vault: ")


def test_a_language_is_spoken(program: Copy) -> None:
    _, path = program.follow("Add a language")
    compile_catalogue(program.root / path)
    code = (
        "from muniment.texts import language; from muniment.texts.text import Text; language.use('fr');"
        "print(Text('Add documents')(), Text('{n} document', '{n} documents')(n=2), Text('Not in it')(), sep='|')"
    )
    assert program.python("-X", "utf8", "-c", code).strip() == "Ajouter des documents|2 documents lus|Not in it"


def compile_catalogue(path: Path) -> None:
    """Write the compiled form beside a catalogue (GNU gettext, "The Format of GNU MO Files")."""
    entries: dict[str, str] = {}
    for entry in path.read_text("utf-8").split("\n\n"):
        found: dict[str, str] = {}
        for line in entry.splitlines():
            name, _, quoted = line.partition(' "') if not line.startswith('"') else (list(found)[-1], "", line[1:])
            found[name] = found.get(name, "") + quoted.removesuffix('"').replace("\\n", "\n")
        keys = [found[name] for name in ("msgid", "msgid_plural") if name in found]
        entries["\0".join(keys)] = "\0".join(text for name, text in found.items() if name.startswith("msgstr"))
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    start, count = 28, len(pairs)
    at, tables, texts = start + 16 * count, [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<2I", len(pair[column]), at + len(texts))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, at)
    path.with_suffix(".mo").write_bytes(head + tables[0] + tables[1] + texts)
