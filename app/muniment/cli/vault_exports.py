"""``muniment vault export-sqlite | export-csv``: the vault, or some documents of it, as plain tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.cli import screen, vault_options
from muniment.cli.commands import library_commands
from muniment.errors import Exit
from muniment.pipeline.export_vault import export_vault

_CLEAR = "It is not encrypted: whoever can read it reads the documents. Delete it when it has served."


def add(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands' options, below ``muniment vault``."""
    for name, kind, place, words in (
        (
            "export-sqlite",
            "sqlite",
            "FILE",
            "write the vault as a plain SQLite file, not encrypted, as Datasette opens it",
        ),
        ("export-csv", "csv-folder", "FOLDER", "write the vault as a folder of CSV files, not encrypted, one a table"),
    ):
        parser = kinds.add_parser(
            name, help=words,
            description=f"{words[0].upper()}{words[1:]}: documents, the text of their pages, facts with their places, checks, "
            "measures, summaries, decisions and tags. What you rejected is left out. The vault's journal notes it.",
        )  # fmt: skip
        parser.add_argument("path", type=Path, metavar=place, help=f"the {place.lower()} to write")
        parser.add_argument(
            "--document", nargs="+", action="extend", default=[], metavar="ID",
            help="only these documents: numbers or names (default: all)",
        )  # fmt: skip
        parser.add_argument("--force", action="store_true", help="replace what an export has written there before")
        vault_options.add_options(parser)
        parser.set_defaults(run=run, export=kind)


def run(options: argparse.Namespace) -> int:
    """Write it."""
    with vault_options.open_vault(options) as vault:
        chosen = [library_commands.find_one(vault, asked) for asked in options.document] or None
        written = export_vault(vault, options.path, options.export, chosen, force=options.force)
    screen.say(
        f"{written.path}: {screen.counted(written.documents, 'document')}, {written.size / 1e6:.1f} MB. {_CLEAR}"
    )
    return Exit.DONE
