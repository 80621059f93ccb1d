"""``muniment vault export-sqlite | export-csv``: the vault, or some documents of it, as plain tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.cli import screen, vault_options
from muniment.cli.commands import library_commands
from muniment.errors import Exit
from muniment.pipeline.exports.export_vault import export_vault
from muniment.texts import numbers
from muniment.texts.text import Text

_CLEAR = Text("It is not encrypted: whoever can read it reads the documents. Delete it when it has served.")


def add(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options, below ``muniment vault``."""
    held = Text(
        "{what}: documents, the text of their pages, facts with their places, checks, measures, summaries, decisions and tags. "
        "What you rejected is left out. The vault's journal notes it."
    )
    file = kinds.add_parser(
        "export-sqlite",
        help=Text("write the vault as a plain SQLite file, not encrypted, as Datasette opens it")(),
        description=held(
            what=Text("Write the vault as a plain SQLite file, not encrypted, as Datasette opens it")(),
        ),
    )
    file.add_argument("path", type=Path, metavar=Text("FILE")(), help=Text("the file to write")())
    _add_options(file, "sqlite")
    folder = kinds.add_parser(
        "export-csv",
        help=Text("write the vault as a folder of CSV files, not encrypted, one a table")(),
        description=held(what=Text("Write the vault as a folder of CSV files, not encrypted, one a table")()),
    )
    folder.add_argument("path", type=Path, metavar=Text("FOLDER")(), help=Text("the folder to write")())
    _add_options(folder, "csv-folder")


def _add_options(parser: argparse.ArgumentParser, kind: str) -> None:
    """What both commands take.

    Args:
        parser: Of the command.
        kind: Id of the export.
    """
    parser.add_argument(
        "--document", nargs="+", action="extend", default=[], metavar=Text("ID")(),
        help=Text("only these documents: numbers or names (default: all)")(),
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help=Text("replace what an export has written there before")())
    vault_options.add_options(parser)
    parser.set_defaults(run=run, export=kind)


def run(options: argparse.Namespace) -> int:
    """Write it."""
    with vault_options.open_vault(options) as vault:
        chosen = [library_commands.find_one(vault, asked) for asked in options.document] or None
        written = export_vault(vault, options.path, options.export, chosen, force=options.force)
    size = numbers.number(written.size / 1e6, 1)
    said = Text("{path}: {n} document, {size} MB.", "{path}: {n} documents, {size} MB.")(
        path=written.path, n=written.documents, size=size
    )
    screen.say(f"{said} {_CLEAR()}")
    return Exit.DONE
