"""The language of a command: ``--language`` wherever it stands, and argparse's own words.

Must never fail on the command line itself: what is wrong with it is for argparse to say, in the language that was understood.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise

from muniment.texts import language
from muniment.texts.text import Text

OPTION = "--language"


def begin(arguments: Sequence[str]) -> None:
    """Speak the language of a command, before its help is made.

    Without the option, objects for scripts (``--json``) are in English, whatever the person reads: they are the same on every
    machine.
    """
    named = _named(arguments)
    if not named and "--json" in arguments:
        language.use(language.SOURCE)
    else:
        language.begin(named)
    argparse._ = language.translate  # type: ignore[attr-defined] # where argparse looks its words up; it has no setting
    argparse.ngettext = language.translate_count  # type: ignore[attr-defined] # the same


def add_option(parser: argparse.ArgumentParser) -> None:
    """Give a parser and all below it the option; what it says was heard by ``begin``."""
    parser.add_argument(
        OPTION,
        choices=tuple(language.LANGUAGES),
        default=argparse.SUPPRESS,
        help=Text("the language of what is said (default: the one chosen in the window, else the system's)")(),
    )
    for action in parser._actions:  # noqa: SLF001 - argparse tells its subcommands no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            for below in dict.fromkeys(action.choices.values()):
                add_option(below)


def _named(arguments: Sequence[str]) -> str:
    """What the option says; empty where it is not given, or names no language of ours."""
    before = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    values = [after for one, after in pairwise(before) if one == OPTION]
    values += [one.partition("=")[2] for one in before if one.startswith(f"{OPTION}=")]
    return next((value for value in values if value in language.LANGUAGES), "")


WORDS = (
    Text("usage: "),
    Text("positional arguments"),
    Text("options"),
    Text("show this help message and exit"),
    Text("%(prog)s: error: %(message)s\n"),
    Text("argument %(argument_name)s: %(message)s"),
    Text("the following arguments are required: %s"),
    Text("unrecognized arguments: %s"),
    Text("one of the arguments %s is required"),
    Text("not allowed with argument %s"),
    Text("ambiguous option: %(option)s could match %(matches)s"),
    Text("ignored explicit argument %r"),
    Text("expected one argument"),
    Text("expected at least one argument"),
    Text("expected %s argument", "expected %s arguments"),
    Text("invalid choice: %(value)r (choose from %(choices)s)"),
    Text("invalid %(type)s value: %(value)r"),
)
"""What argparse says, as it stands in its source; here so that the catalogues have it."""
