"""``muniment demo``: the real pipeline on the bundled sample, in a fresh temporary vault that is removed afterwards."""

from __future__ import annotations

import argparse
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muniment.cli import report, screen
from muniment.cli.command_session import CommandSession
from muniment.cli.commands import analyze_command
from muniment.errors import Exit, UserError
from muniment.paths import resources
from muniment.texts.text import Text
from muniment.vault.store import Vault


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser(
        "demo", help=Text("analyse the bundled sample report in a temporary vault and show what was found")()
    )
    analyze_command.add_model_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Analyse the sample and show everything that was found."""
    started = time.monotonic()
    files = samples()
    with temporary_vault() as vault:
        made = time.monotonic() - started
        session = CommandSession(vault, files, analyze_command.model_options(options))
        session.run()
        analysed = time.monotonic() - started - made
        for outcome in session.outcomes:
            if outcome.error or outcome.document_id is None:
                screen.say(outcome.error)
            else:
                report.show(vault, outcome.document_id)
        pages = sum(row.page_count or 0 for row in vault.documents())
        screen.put(
            Text(
                "Wall time: vault made in {made:.2f} s (its passphrase is made slow to guess), {n} page analysed and stored in "
                "{analysed:.2f} s, shown in {shown:.2f} s.",
                "Wall time: vault made in {made:.2f} s (its passphrase is made slow to guess), {n} pages analysed and stored in "
                "{analysed:.2f} s, shown in {shown:.2f} s.",
            )(made=made, n=pages, analysed=analysed, shown=time.monotonic() - started - made - analysed)
        )
        screen.put(Text("The temporary vault was encrypted and is removed now.")())
    return Exit.SOME_FAILED if any(outcome.error for outcome in session.outcomes) else Exit.DONE


def samples() -> list[Path]:
    """The bundled sample.

    Raises:
        UserError: It is not there.
    """
    found = sorted((resources() / "sample").glob("*.pdf"))
    if not found:
        raise UserError("no-sample", exit_code=Exit.REFUSED)
    return found


@contextmanager
def temporary_vault() -> Iterator[Vault]:
    """A vault on the disk with a passphrase that nobody knows; removed at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="muniment-") as folder,
        Vault.create(Path(folder) / "Demo.muniment", secrets.token_urlsafe(32)) as vault,
    ):
        yield vault
