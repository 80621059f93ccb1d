"""Whether docstrings say what names and types cannot: units, ranges and meanings of parameters, and what None means."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from support.house import MODULES, place_of

PLAIN = frozenset({"int", "float", "str", "bytes", "bool", "object", "Any", "Decimal", "memoryview", "bytearray"})
"""Types that say nothing of what a value means."""
HOLDING = frozenset({
    "Sequence", "Iterable", "Iterator", "Mapping", "Collection", "Set", "list", "tuple", "dict", "set", "frozenset",
    "Callable", "Literal",
})  # fmt: skip
"""Types that say no more than what they hold."""
CLEAR = frozenset({
    "name", "names", "text", "texts", "words", "sentence", "sentences", "question", "title", "label", "labels", "quote",
    "message", "messages", "path", "folder", "language", "passphrase", "password", "code", "reason", "concept",
    "concepts", "unit", "currency", "sha256", "media_type", "document_id", "documents", "job_id", "data", "blob",
    "content", "html", "url", "parent", "arguments", "argv", "value", "values", "year", "month", "day", "line",
    "lines", "row", "rows", "heading", "suffix", "other", "event", "on_event", "emit", "say", "command", "token",
    "facts", "pages",
    "fact_id", "pane_id", "sql", "word", "yes", "backups_too",
    "minutes", "seconds", "weeks", "pixels", "mebibytes",
})  # fmt: skip
"""Parameters whose name says what they are."""
SHARE = 0.95
"""Of the functions that take such parameters."""


def test_parameters_are_described_where_their_names_do_not_say_it() -> None:
    due, lacking = 0, []
    for path in MODULES:
        for function, docstring in public_functions(ast.parse(path.read_text("utf-8"))):
            asked = [one for one in parameters(function) if is_due(one)]
            missing = [one.arg for one in asked if not is_said(one, docstring)]
            due += bool(asked)
            if missing:
                lacking.append(f"{place_of(path)}:{function.lineno} {function.name}({', '.join(missing)})")
    assert due > 300, "the rule finds no functions any more"
    assert len(lacking) <= due * (1 - SHARE), f"{len(lacking)} of {due}:\n" + "\n".join(lacking)


def public_functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Functions of the module and of its public classes, each with what is said of its parameters."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node, ast.get_docstring(node) or ""
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for inner in node.body:
                if not isinstance(inner, ast.FunctionDef):
                    continue
                said = ast.get_docstring(inner) or ""
                if inner.name == "__init__":  # the class says it
                    yield inner, f"{ast.get_docstring(node)}\n{said}"
                elif not inner.name.startswith("_") and _is_ours(inner):
                    yield inner, said


def parameters(function: ast.FunctionDef) -> list[ast.arg]:
    taken = function.args
    return [one for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs) if one.arg not in ("self", "cls")]


def is_due(parameter: ast.arg) -> bool:
    """Whether neither name nor type says what a parameter is, or what it is to be None."""
    if parameter.annotation is None or parameter.arg.startswith("_"):
        return False
    is_clear = parameter.arg in CLEAR or parameter.arg.startswith(("is_", "has_", "with_"))
    return _may_be_none(parameter) or (not is_clear and _says_nothing(parameter.annotation))


def is_said(parameter: ast.arg, docstring: str) -> bool:
    """Whether a parameter stands among the arguments, is quoted, or is a word of the summary."""
    name = parameter.arg
    if re.search(rf"^\s+{name}: |``{name}``", docstring, re.MULTILINE):
        return True
    if _may_be_none(parameter):
        return bool(re.search(r"\b(?:none|nothing|no)\b", docstring, re.IGNORECASE))
    if name == "number":
        return "from 0" in docstring or "from 1" in docstring
    words = re.escape(name).replace("_", "[_ ]")
    return len(name) > 2 and bool(re.search(rf"\b{words}\b", docstring.partition("\n")[0], re.IGNORECASE))


def _is_ours(function: ast.FunctionDef) -> bool:
    """Whether we chose the parameters: Qt's functions are in camel case, or say that they are Qt's."""
    if any(isinstance(one, ast.Attribute) and one.attr == "setter" for one in function.decorator_list):
        return False  # the property itself says it
    said = ast.get_docstring(function) or ""
    return function.name == function.name.lower() and not said.startswith("Qt:")


def _says_nothing(annotation: ast.expr) -> bool:
    names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
    return bool(names & PLAIN) and names <= PLAIN | HOLDING


def _may_be_none(parameter: ast.arg) -> bool:
    return any(
        isinstance(node, ast.Constant) and node.value is None for node in ast.walk(parameter.annotation or parameter)
    )
