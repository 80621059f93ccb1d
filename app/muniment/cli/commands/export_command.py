"""``muniment export``: facts with their evidence as XLSX, CSV or JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.cli import screen, vault_options
from muniment.cli.commands import library_commands
from muniment.errors import Exit, UserError
from muniment.pipeline.exports.export_documents import KINDS, Kind, export
from muniment.vault.database.records import DocumentState


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser("export", help="facts with page, quote, state and document, as XLSX, CSV or JSON")
    parser.add_argument("documents", nargs="*", metavar="DOCUMENT", help="numbers or names (default: all)")
    parser.add_argument("--to", choices=KINDS, help="the format (default: as the file's suffix says)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE",
        help="the file to write (default: here, named after the document, or after the vault for several)",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")
    vault_options.add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file."""
    kind = _format(options)
    with vault_options.open_vault(options) as vault:
        chosen = [library_commands.find_one(vault, asked) for asked in options.documents] or vault.documents()
        done = [row for row in chosen if row.state is DocumentState.DONE]
        if not done:
            raise UserError("No analysed document was chosen. See muniment list.", code="nothing", exit_code=Exit.USAGE)
        path = options.output or Path(f"{vault.name if len(done) > 1 else Path(done[0].name).stem}.{kind}")
        written = export(vault, [row.id for row in done], path, kind, force=options.force)
    left = len(chosen) - len(done)
    more = f"; {left} not analysed and left out" if left else ""
    if written.waiting:
        more += f"; of {written.waiting} what waits to be computed anew after a decision was left out"
    facts, documents = screen.counted(written.facts, "fact"), screen.counted(written.documents, "document")
    screen.say(f"{written.path}: {facts} of {documents}{more}")
    return Exit.DONE


def _format(options: argparse.Namespace) -> Kind:
    asked = options.to or (options.output or Path()).suffix.lower().removeprefix(".")
    for kind in KINDS:
        if kind == asked:
            return kind
    raise UserError("Say which format with --to xlsx, csv or json.", code="format", exit_code=Exit.USAGE)
