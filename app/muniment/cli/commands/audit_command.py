"""``muniment audit``: the vault's journal."""

from __future__ import annotations

import argparse

from muniment.cli import screen, vault_options
from muniment.errors import Exit, UserError
from muniment.texts.text import Text
from muniment.vault.content.journal import AuditEntry


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser(
        "audit", help=Text("what was done with the vault, entry by entry")(),
        description=Text("Shows the vault's journal and checks its chain of hashes. Whoever holds a key to the vault and writes a "
        "program for it could make another journal; the chain shows accidents and clumsy changes.")(),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help=Text("one JSON object an entry")())
    vault_options.add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show every entry, oldest first; then say if the chain is broken."""
    with vault_options.open_vault(options) as vault:
        entries, fault = vault.audit(), vault.audit_fault()
    for entry in entries:
        if options.json:
            shown = {"id": entry.id, "at": entry.at, "event": entry.event, "detail": entry.detail, "chain": entry.chain}
            screen.put_json(shown)
        else:
            screen.put(_line(entry))
    if fault is not None:
        raise UserError("audit-broken", exit_code=Exit.REFUSED, entry=fault)
    return Exit.DONE


def _line(entry: AuditEntry) -> str:
    detail = ", ".join(f"{name} {_plain(value)}" for name, value in entry.detail.items())
    return f"{entry.id:>6}  {entry.at[:19]}Z  {entry.event}" + (f": {detail}" if detail else "")


def _plain(value: object) -> str:
    return (" ".join(map(str, value)) or Text("none")()) if isinstance(value, list) else str(value)
