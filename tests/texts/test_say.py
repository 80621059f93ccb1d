"""Messages become words; a code names exactly one text."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

from muniment.message import message, verbatim
from muniment.texts import say as saying
from muniment.texts.say import say
from speaking import speaking

TEXTS = Path(saying.__file__).parent


def test_a_message_is_said_in_the_current_language() -> None:
    asked = message("unknown-document", asked="a.pdf")

    assert say(asked) == 'The vault has no document "a.pdf". See muniment list for those that it has.'
    with speaking("de"):
        assert say(asked) == "Der Tresor enthält kein Dokument „a.pdf“. muniment list zeigt die vorhandenen."


def test_an_unknown_code_is_said_by_its_name() -> None:
    assert say(message("of-a-newer-version")) == "of-a-newer-version"


def test_words_of_an_older_vault_stay_as_they_are() -> None:
    assert say(verbatim("{as it} was")) == "{as it} was"


def test_arguments_are_said_and_written_by_the_language() -> None:
    with speaking("de"):
        assert say(message("no-question", longest=1_000)) == "Stellen Sie eine Frage von höchstens 1.000 Zeichen."
        assert saying.say_argument(message("differ")) == "Die beiden Passphrasen unterscheiden sich."
        assert saying.say_argument(Decimal("1.5")) == Decimal("1.5")


def test_no_code_has_two_texts() -> None:
    """The tables are merged, so that one would hide the other."""
    codes: list[str] = []
    for path in TEXTS.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict) and _has_words(node):
                codes += [str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)]

    known = [code for code in codes if code in saying._tables()]

    assert sorted(known) == sorted(set(known))
    assert known


def _has_words(node: ast.AnnAssign) -> bool:
    if ast.unparse(node.target).startswith("_"):
        return False  # only public tables are merged
    return "Text" in ast.unparse(node.annotation) or "Words" in ast.unparse(node.annotation)
