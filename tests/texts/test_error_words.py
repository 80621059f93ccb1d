"""Every code of an error has words, and one place where they stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import muniment
from muniment.errors import UserError
from muniment.message import Message, message
from muniment.texts.error_words import all_error_words
from muniment.texts.error_words.export_error_words import EXPORT
from muniment.texts.error_words.file_words import FILES
from muniment.texts.error_words.model_error_words import MODELS
from muniment.texts.error_words.policy_words import POLICY
from muniment.texts.error_words.vault_error_words import VAULT
from muniment.texts.say import _tables, say
from muniment.texts.text import Text

ROOT = Path(muniment.__file__).parent
MAKERS = {
    "UserError",
    "message",
    "_refused",
    "_misused",
    "_cannot_unlock",
    "_forbidden",
    "_unreadable",
    "_fault",
    "_typo",
}
CODED = {
    "export_target",
    "export_vault",
    "export_documents",
    "export_rows",
    "model_store",
    "model_catalogue",
    "adapter_bases",
    "model_prices",
    "model_errors",
    "model_import",
    "model_listing",
    "model_worker",
    "key_commands",
    "upkeep_commands",
    "audit_command",
    "export_command",
    "vault_exports",
}
ROOMS = [
    ROOT / "policy.py",
    *(path for room in ("vault", "guard", "llm", "pipeline", "cli", "gui") for path in (ROOT / room).rglob("*.py")),
]
SAID_BY_OTHERS = {"memory"}  # of a worker; who asked it knows whether a document or a model was too large


def codes(path: Path) -> Iterator[str]:
    """The codes that a module makes errors and messages of."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_code_has_words(path: Path) -> None:
    found = set(codes(path)) - SAID_BY_OTHERS
    assert found - _tables().keys() == set()
    assert not any(" " in code for code in found)  # none is a sentence


def test_no_code_has_two_texts() -> None:
    tables = (VAULT, MODELS, EXPORT, POLICY, FILES)
    assert sum(len(table) for table in tables) == len(all_error_words.ERRORS)


def test_no_room_for_an_argument_is_left_open() -> None:
    for code, words in all_error_words.ERRORS.items():
        if isinstance(words, Text):
            rooms = {name: form for _, name, form, _ in Formatter().parse(words.text) if name}
            said = say(Message(code, tuple((name, 3 if form or name == "n" else "x") for name, form in rooms.items())))
            assert said, code
            assert "{" not in said, code


def test_words_depend_on_whether_an_argument_is_given() -> None:
    assert say(message("read-only")).startswith("The vault cannot be written.")
    assert say(message("read-only", folder="/a")).startswith("The vault /a cannot be written.")
    assert say(message("no-slot", kind="recovery")).startswith("This vault has no recovery code.")
    assert say(message("no-slot", kind="of a later version")).startswith("This vault has no such key.")


def test_an_error_of_a_message_says_it() -> None:
    error = UserError.of(message("policy", why=message("policy-not-read", where="/etc/x")))
    assert error.code == "policy"
    assert "/etc/x cannot be read. Until it is put right" in say(error.message)
