"""``muniment export``: facts with their evidence, in the formats of ``EXPORTS``."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment import exports
from muniment.cli import screen, vault_options
from muniment.cli.commands import library_commands
from muniment.errors import Exit, UserError
from muniment.exports import Scope
from muniment.pipeline.exports.export_documents import export
from muniment.texts.document_words.format_names import either
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentState

_OFFERED = exports.of_scope(Scope.DOCUMENTS)
_NAMES = [export.id for export in _OFFERED]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser(
        "export",
        help=Text("facts with page, quote, state and document, as {formats}")(
            formats=either([name.upper() for name in _NAMES])
        ),
    )
    parser.add_argument(
        "documents", nargs="*", metavar=Text("DOCUMENT")(), help=Text("numbers or names (default: all)")()
    )
    parser.add_argument("--to", choices=_NAMES, help=Text("the format (default: as the file's suffix says)")())
    parser.add_argument(
        "-o", "--output", type=Path, metavar=Text("FILE")(),
        help=Text("the file to write (default: here, named after the document, or after the vault for several)")(),
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help=Text("replace the file if it is there")())
    vault_options.add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file."""
    kind = _format(options)
    with vault_options.open_vault(options) as vault:
        chosen = [library_commands.find_one(vault, asked) for asked in options.documents] or vault.documents()
        done = [row for row in chosen if row.state is DocumentState.DONE]
        if not done:
            raise UserError("nothing-chosen", exit_code=Exit.USAGE)
        path = options.output or Path(f"{vault.name if len(done) > 1 else Path(done[0].name).stem}{kind.suffix}")
        written = export(vault, [row.id for row in done], path, kind.id, force=options.force)
    left = len(chosen) - len(done)
    said = [Text("{path}: {facts} of {n} document", "{path}: {facts} of {n} documents")(
        path=written.path, facts=screen.facts(written.facts), n=written.documents
    )]  # fmt: skip
    if left:
        said.append(Text("{n} not analysed and left out", "{n} not analysed and left out")(n=left))
    if written.waiting:
        said.append(
            Text(
                "of {n} what waits to be computed anew after a decision was left out",
                "of {n} what waits to be computed anew after a decision was left out",
            )(n=written.waiting)
        )
    screen.say("; ".join(said))
    return Exit.DONE


def _format(options: argparse.Namespace) -> exports.Export:
    found = exports.find(options.to) if options.to else exports.of_suffix((options.output or Path()).suffix)
    if found is None or found not in _OFFERED:
        raise UserError("which-format", exit_code=Exit.USAGE, formats=", ".join(_NAMES[:-1]), last=_NAMES[-1])
    return found
