"""``muniment analyze``: read, extract, check, summarise, store."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.cli import report, screen, vault_options
from muniment.cli.command_session import CommandSession, FileOutcome
from muniment.errors import Exit
from muniment.pipeline.exports import document_record
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.pipeline import PipelineOptions
from muniment.texts.text import Text
from muniment.vault.store import Vault


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser(
        "analyze", help=Text("read files, find and check their figures, summarise, keep them in the vault")()
    )
    parser.add_argument("files", nargs="+", type=Path, metavar=Text("FILE")())
    parser.add_argument("--json", action="store_true", help=Text("one JSON object a file, one a line")())
    parser.add_argument("--no-store", action="store_true", help=Text("keep nothing; no passphrase is needed")())
    add_model_options(parser)
    vault_options.add_options(parser)
    parser.set_defaults(run=run)


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """Which model may take part."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--no-model", action="store_true", help=Text("use no language model")())
    group.add_argument(
        "--model",
        metavar=Text("MODEL")(),
        help=Text("its name in muniment models, or a GGUF file (default: the one in use)")(),
    )


def model_options(options: argparse.Namespace) -> PipelineOptions:
    """What ``add_model_options`` says."""
    if options.no_model:
        return PipelineOptions(model=False)
    return PipelineOptions(model=ModelStore().path(options.model) if options.model else None)


def run(options: argparse.Namespace) -> int:
    """Analyse the files."""
    if not options.no_store:
        options.stopped = Text("Stopped. The vault keeps the files that it took in; run the command again to go on.")
    with vault_options.open_vault(options, may_create=True) as vault:
        session = CommandSession(vault, options.files, model_options(options))
        show = _show_json if options.json else _show_text
        session.run(lambda outcome: show(vault, outcome))
        vault_options.back_up_daily(vault)  # last, so that nobody waits for it
    if any(outcome.error for outcome in session.outcomes):
        return Exit.SOME_FAILED
    return Exit.USAGE if session.model_error else Exit.DONE


def _show_json(vault: Vault, outcome: FileOutcome) -> None:
    file = str(outcome.path)
    if outcome.error or outcome.document_id is None:
        document = vault.document(outcome.document_id) if outcome.document_id else None
        screen.put_json(document_record.of_failure(file, outcome.error, document))
        _say_failure(outcome)
    else:
        screen.put_json(document_record.of_document(vault, outcome.document_id, file))


def _show_text(vault: Vault, outcome: FileOutcome) -> None:
    if outcome.error or outcome.document_id is None:
        _say_failure(outcome)
    else:
        report.show(vault, outcome.document_id)


def _say_failure(outcome: FileOutcome) -> None:
    screen.say(screen.about(outcome.path.name, outcome.error))
