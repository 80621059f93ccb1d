"""The commands and their one way out: a sentence and an exit code, never a traceback for what a user did."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from muniment import __version__, guard, log
from muniment.cli import languages, screen
from muniment.errors import Cancelled, Exit, UserError
from muniment.texts.say import say
from muniment.texts.text import Text

HOMES = {
    "analyze": "analyze_command",
    "demo": "demo_command",
    "list": "library_commands",
    "show": "library_commands",
    "search": "library_commands",
    "remove": "library_commands",
    "ask": "ask_command",
    "export": "export_command",
    "vault": "vault_commands",
    "audit": "audit_command",
    "models": "model_commands",
    "self-test": "self_test",
}
"""The module of each command, in the order of the help. Only that which is asked for is imported: all of them took a fortieth
of a filing's time (measured)."""


STOPPED = Text("Stopped.")


def parser(command: str = "") -> argparse.ArgumentParser:
    """All commands with their options; where one is named that is known, its own alone."""
    top = argparse.ArgumentParser(
        prog="muniment",
        description=Text(
            "Reads financial documents on this machine; every figure keeps its evidence. Without a command the window opens."
        )(),
        epilog=Text(
            "Exit codes: 0 done, 1 some documents failed, 2 usage, 3 cannot unlock, 4 refused, 130 cancelled."
        )(),
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"muniment {__version__}",
        help=Text("show program's version number and exit")(),
    )
    commands = top.add_subparsers(dest="command", required=True, metavar=Text("COMMAND")())
    for home in dict.fromkeys([HOMES[command]] if command in HOMES else HOMES.values()):
        importlib.import_module(f"muniment.cli.commands.{home}").add(commands)
    languages.add_option(top)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Without the program's name; None for those that it was started with.

    Returns:
        The exit code.
    """
    screen.prepare()
    log.configure()
    options = argparse.Namespace()
    try:
        options = _parsed(arguments)
        _bind()
        code = int(options.run(options))
        screen.finish()
    except UserError as error:
        screen.say(say(error.message))
        return int(error.exit_code)
    except (KeyboardInterrupt, Cancelled):
        screen.say(getattr(options, "stopped", STOPPED)())  # a command may know more to say
        return int(Exit.CANCELLED)
    except BrokenPipeError:
        screen.hush()
        return int(Exit.SOME_FAILED)
    return code


def _bind() -> None:
    """Hide this process's memory and shut the network, for it and all that it starts."""
    try:
        guard.hide_memory()
        guard.return_memory()
        guard.confine(guard.Profile.WINDOW)
    except guard.GuardError as error:
        raise UserError("not-bound", exit_code=Exit.REFUSED, why=str(error)) from error


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    given = list(sys.argv[1:] if arguments is None else arguments)
    languages.begin(given)
    try:
        return parser(given[0] if given else "").parse_args(given)
    except SystemExit:
        screen.finish()  # the help may be going to a program that reads no more
        raise
