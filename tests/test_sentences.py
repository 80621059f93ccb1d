"""Codes decide, sentences are shown: nothing compares a sentence, and none stands where only English would be said."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "app" / "muniment"
MODULES = sorted(PROGRAM.rglob("*.py"))
SHOWING = sorted(path for room in ("gui", "cli") for path in (PROGRAM / room).rglob("*.py"))

SENTENCES = {"sentence"}
"""Attributes that hold what is said."""
NAMED = {"check", "measure"}
"""Variables whose ``name`` is words, too."""
STRING_METHODS = {"startswith", "endswith", "removeprefix", "removesuffix", "find", "index", "count", "partition"}
SHOWS = {
    "setText", "setToolTip", "setStatusTip", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription",
    "setWindowTitle", "setTitle", "addAction", "addMenu", "addTab", "addItem", "addButton", "QLabel", "QPushButton",
    "QRadioButton", "QCheckBox", "QAction", "QMenu", "label", "words", "say", "tell", "warn", "put", "progress",
    "add_argument_group", "UserError",
}  # fmt: skip
"""Functions whose arguments a person reads."""
HELP = {"help", "description", "epilog", "metavar"}
"""Arguments of argparse that a person reads."""

COMPARED_STILL: frozenset[str] = frozenset()
"""Modules, below the program, that still compare sentences."""
SAID_STILL: frozenset[str] = frozenset()
"""Modules that still have sentences of their own."""


def of(path: Path) -> str:
    return path.relative_to(PROGRAM).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=of)
def test_nothing_compares_a_sentence(path: Path) -> None:
    found = list(compared(ast.parse(path.read_text("utf-8"))))

    assert (found == []) is (of(path) not in COMPARED_STILL), f"lines {found}: decide by a code or an id instead"


@pytest.mark.parametrize("path", SHOWING, ids=of)
def test_what_a_person_reads_is_a_text(path: Path) -> None:
    found = list(shown(ast.parse(path.read_text("utf-8"))))

    assert (found == []) is (of(path) not in SAID_STILL), f"lines {found}: say it with a Text, so that it is translated"


@pytest.mark.parametrize(
    "code",
    [
        "x = [r for r in told if r not in {c.sentence for c in checks}]",
        "while check.sentence.startswith('The vault'): pass",
        "n = check.name.removesuffix(' = text')",
        "if measure.name == 'EBITDA': pass",
        "if said == messages.DONE(): pass",
        "if said == Text('Done.')(): pass",
        "if say(error.message) != 'Done.': pass",
        "if sentence.startswith('The vault is damaged'): pass",
    ],
)
def test_a_comparison_is_found(code: str) -> None:
    assert list(compared(ast.parse(code))) == [1]


@pytest.mark.parametrize(
    "code",
    ["if check.id == 'balance': pass", "if NO_SCALE in fact.reasons: pass", "if row.name == 'a.pdf': pass", "f(MAX())"],
)
def test_codes_ids_and_emptiness_may_be_asked_for(code: str) -> None:
    assert list(compared(ast.parse(code))) == []


@pytest.mark.parametrize(
    "code",
    [
        "box.setText('The vault is damaged.')",
        "screen.say(f'{name} was removed.')",
        "button = QPushButton('Cancel')",
        "parser.add_argument('x', help='one JSON object')",
        "raise UserError('Type a passphrase.', code='empty')",
        "strip.tell('Done.' if done else other)",
    ],
)
def test_a_sentence_is_found(code: str) -> None:
    assert list(shown(ast.parse(code))) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "box.setText(Text('The vault is damaged.')())",
        "screen.put(f'{row.id:>6}  {row.name}')",
        "raise UserError('wrong-passphrase', name='The vault')",
        "tree.setText('')",
    ],
)
def test_texts_codes_and_what_has_no_words_may_be_shown(code: str) -> None:
    assert list(shown(ast.parse(code))) == []


def compared(tree: ast.Module) -> Iterator[int]:
    """The lines where a sentence is compared, looked for in, or cut."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            if any(_is_said(part) for one in operands for part in _looked_into(one)):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_cut(node.func):
            yield node.lineno


def _is_cut(function: ast.Attribute) -> bool:
    """Whether a function of strings looks into a sentence."""
    value = function.value
    is_variable = isinstance(value, ast.Name) and value.id in SENTENCES
    return function.attr in STRING_METHODS and (is_variable or _is_said(value))


def _looked_into(operand: ast.expr) -> Iterator[ast.expr]:
    """An operand, and what a set or a list of it holds."""
    yield operand
    if isinstance(operand, ast.SetComp | ast.ListComp | ast.GeneratorExp):
        yield operand.elt
    elif isinstance(operand, ast.Set | ast.List | ast.Tuple):
        yield from operand.elts


def _is_said(node: ast.expr) -> bool:
    """Whether an expression is a sentence: an attribute that holds one, a text that is called, or a message that is said."""
    if isinstance(node, ast.Attribute):
        is_name = node.attr == "name" and isinstance(node.value, ast.Name) and node.value.id in NAMED
        return node.attr in SENTENCES or is_name
    if not isinstance(node, ast.Call):
        return False
    what = node.func
    if isinstance(what, ast.Attribute):  # messages.DONE()
        return what.attr.isupper() and isinstance(what.value, ast.Name) and what.value.id.endswith("messages")
    if isinstance(what, ast.Call):  # Text("Done.")()
        return isinstance(what.func, ast.Name) and what.func.id == "Text"
    return isinstance(what, ast.Name) and what.id == "say"


def shown(tree: ast.Module) -> Iterator[int]:
    """The lines where words that are no text are shown."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = list(node.args) if name in SHOWS else []
        given += [one.value for one in node.keywords if one.arg in HELP]
        if any(_has_words(one) for one in given):
            yield node.lineno


def _has_words(node: ast.expr) -> bool:
    """Whether an argument holds English, outside of a call: that is a text, or a function which is looked at itself."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and _is_english(node.value)
    if isinstance(node, ast.JoinedStr):
        return any(_has_words(one) for one in node.values)
    if isinstance(node, ast.IfExp):
        return _has_words(node.body) or _has_words(node.orelse)
    if isinstance(node, ast.BinOp):
        return _has_words(node.left) or _has_words(node.right)
    return False


def _is_english(text: str) -> bool:
    """Whether a text has words, and is no code, key or unit."""
    words = [word for word in text.split() if word.strip(".,:;!?…()").isalpha() and len(word) > 2]
    return bool(words) and (" " in text.strip() or text[:1].isupper())
