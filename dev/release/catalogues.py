"""The catalogues of texts: extract, merge, compile, and say what is missing.

    dev.py texts [--check]

Every ``Text(...)`` of the program goes into ``resources/locale/muniment.pot``, from there into the catalogue of each language,
and that is compiled. Write what is missing into the ``.po`` (``msgstr``), and run this again. With --check nothing is written.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = (ROOT / "app" / "muniment", ROOT / "app" / "fetch")
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "muniment.pot"
LANGUAGES = ("de",)
_WIDTH = 120
_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # always the same, so that a catalogue changes with its texts only
_HEAD = "# Texts of Muniment. Made by `python3 dev.py texts`; write msgstr only, and the comments of this head."
_PERCENT = re.compile(r"%(?:\(\w+\))?[srd]")


class TextsError(Exception):
    """Why there is no catalogue, in words."""


@dataclass(frozen=True)
class Entry:
    """A text of the program.

    Attributes:
        text: English.
        many: English for a number of things; empty where there is one form.
        context: What tells it from the same words with another meaning.
        file: Where it stands, below the root.
    """

    text: str
    many: str
    context: str
    file: str


def extracted(*roots: Path) -> list[Entry]:
    """All texts below some folders, those of the programs unless others are named, by file.

    Raises:
        TextsError: A text is not made of literals.
    """
    return [
        entry for root in roots or PROGRAMS for path in sorted(root.rglob("*.py")) for entry in _of_file(path, root)
    ]


def _of_file(path: Path, root: Path) -> Iterator[Entry]:
    name = path.relative_to(root.parent).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    if not _imports_text(tree):
        return  # other classes may have that name
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(not isinstance(one, ast.Constant) or not isinstance(one.value, str) for one in given):
                raise TextsError(f"{name}:{node.lineno}: the arguments of a Text are literals, so that they are found.")
            words = [str(one.value) for one in given if isinstance(one, ast.Constant)]
            named = {keyword.arg: words[len(node.args) + at] for at, keyword in enumerate(node.keywords)}
            positional = words[: len(node.args)]
            many = positional[1] if len(positional) > 1 else named.get("many", "")
            yield Entry(positional[0], many, named.get("context", ""), name)


def _imports_text(tree: ast.Module) -> bool:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(
        (one.module or "").endswith("texts.text") and any(a.name == "Text" for a in one.names) for one in imports
    )


def template(entries: list[Entry]) -> Catalog:
    """The catalogue without a language.

    Raises:
        TextsError: Two texts say the same for one thing, and differ for many.
    """
    made = _catalogue(Catalog(fuzzy=False, charset="utf-8"))
    forms: dict[tuple[str, str], str] = {}
    for entry in entries:
        key = (entry.context, entry.text)
        if forms.setdefault(key, entry.many) != entry.many:
            raise TextsError(f"{entry.file}: {entry.text!r} stands with and without a plural; give one a context.")
        made.add(
            (entry.text, entry.many) if entry.many else entry.text,
            context=entry.context or None,
            locations=[(entry.file, 0)],
        )
    for message in made:
        message.flags.discard("python-format")
        message.flags.discard("python-brace-format")
    return made


def catalogue(language: str, based_on: Catalog) -> Catalog:
    """The catalogue of a language, with all texts of the program and no others; what is new has no words yet."""
    path = path_of(language)
    if path.exists():
        with path.open("rb") as file:
            made = read_po(file, locale=language, charset="utf-8")
    else:
        made = Catalog(locale=language, charset="utf-8", header_comment=_HEAD)
    head = made.header_comment
    made.update(based_on, no_fuzzy_matching=True)
    made.obsolete.clear()
    made.header_comment = head
    return _catalogue(made)


def _catalogue(made: Catalog) -> Catalog:
    made.project, made.version = "Muniment", ""
    made.creation_date = made.revision_date = _DATE
    made.msgid_bugs_address = made.last_translator = made.language_team = ""
    made.fuzzy = False
    return made


def written(made: Catalog) -> bytes:
    """A catalogue as a file that people edit."""
    out = io.BytesIO()
    write_po(out, made, width=_WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return out.getvalue()


def compiled(made: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, made)
    return out.getvalue()


def faults(made: Catalog, based_on: Catalog) -> list[str]:
    """What is wrong with the catalogue of a language.

    Args:
        made: As it lies in the repository.
        based_on: All texts of the program.
    """
    found = []
    for wanted in based_on:
        if not wanted.id:
            continue
        there = made.get(wanted.id if isinstance(wanted.id, str) else wanted.id[0], wanted.context)
        if there is None or _is_empty(there, made.num_plurals):
            found.append(f"no words: {_named(wanted)}")
        elif there.fuzzy:
            found.append(f"fuzzy: {_named(wanted)}")
        elif _forms(there.id)[1:] != _forms(wanted.id)[1:]:
            found.append(f"another plural: {_named(wanted)}")
        else:
            found += _differences(there)
    for there in made:
        first = there.id if isinstance(there.id, str) else there.id[0]
        if first and based_on.get(first, there.context) is None:
            found.append(f"no text of the program: {_named(there)}")
    return found


def _differences(one: Message) -> Iterator[str]:
    """Where words have other placeholders, edges or mnemonics than the English ones."""
    english = _forms(one.id)
    for number, words in enumerate(_forms(one.string)):
        source = english[min(number, len(english) - 1)]
        names, wanted = placeholders(words), placeholders(source)
        if names != wanted and not (number == 0 and len(english) > 1 and names == wanted - {"n"}):
            yield f"placeholders {sorted(names)} for {sorted(wanted)}: {_named(one)}"
        if _edges(words) != _edges(source):
            yield f"space or line end at an edge: {_named(one)}"
        if ("&" in words) != ("&" in source):
            yield f"a mnemonic in one language only: {_named(one)}"


def placeholders(words: str) -> set[str]:
    """The names of what a text leaves room for."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None} | set(_PERCENT.findall(words))


def _edges(words: str) -> tuple[str, str]:
    return words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]


def _forms(of: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (of,) if isinstance(of, str) else tuple(of or ("",))


def _is_empty(one: Message, plurals: int) -> bool:
    forms = _forms(one.string)
    return not all(forms) or len(forms) != (plurals if len(_forms(one.id)) > 1 else 1)


def _named(one: Message) -> str:
    words = repr(_forms(one.id)[0])
    return f"{words} ({one.context})" if one.context else words


def path_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "muniment.po"


def main(arguments: list[str] | None = None) -> int:
    """Do it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args(arguments)
    try:
        base = template(extracted())
    except TextsError as error:
        print(error, file=sys.stderr)
        return 1
    found = []
    for language in LANGUAGES:
        made = catalogue(language, base)
        found += [f"{language}: {fault}" for fault in faults(made, base)]
        if not asked.check:
            path_of(language).parent.mkdir(parents=True, exist_ok=True)
            TEMPLATE.write_bytes(written(base))
            path_of(language).write_bytes(written(made))
            path_of(language).with_suffix(".mo").write_bytes(compiled(made))
    print("\n".join([*found, f"{len(base)} texts, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
