"""The list of shortcuts, made from the commands: nothing is said of a key in two places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muniment.gui.frame.command import GROUP_NAMES, Command, Group, Help
from muniment.gui.frame.key_names import key_name, split_key


@dataclass(frozen=True, slots=True)
class ShortcutLine:
    """One line of the list.

    Attributes:
        keys: In words.
        words: What they do.
    """

    keys: str
    words: str


def shortcut_groups(commands: Iterable[Command]) -> list[tuple[str, list[ShortcutLine]]]:
    """The lines of each group, with its name; groups without a line are left out."""
    listed = [(command.help, command.key) for command in commands if command.help is not None and command.key]
    groups = [(GROUP_NAMES[group](), _lines([pair for pair in listed if pair[0].group is group])) for group in Group]
    return [(name, lines) for name, lines in groups if lines]


def _lines(listed: Sequence[tuple[Help, str]]) -> list[ShortcutLine]:
    shared: dict[object, list[tuple[Help, str]]] = {}
    for about, key in listed:
        shared.setdefault(about.line or about.words, []).append((about, key))
    return [_line(pairs) for pairs in shared.values()]


def _line(pairs: Sequence[tuple[Help, str]]) -> ShortcutLine:
    """Keys that do one thing, in full; keys that do one thing each, without the modifiers that all have."""
    words = list(dict.fromkeys(about.words for about, _ in pairs))
    names = [key_name(key) for _, key in pairs]
    if len(words) > 1 and len({tuple(split_key(key)[0]) for _, key in pairs}) == 1:
        names = [names[0], *(key_name(split_key(key)[1]) for _, key in pairs[1:])]
    return ShortcutLine("  ".join(names), ", ".join(text() for text in words))
