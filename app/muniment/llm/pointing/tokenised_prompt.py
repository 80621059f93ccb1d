"""A rendered prompt as tokens: control tokens from the template only, never from the text of a document.

Must never make a token out of a document's text that could begin or end a turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.llm.engine.llama import Engine
from muniment.llm.files.chat_template import PromptPiece

# How turns are written: <|im_start|>, <start_of_turn>, [INST], <<SYS>>. In old families some of it is plain text.
_WRITTEN = re.compile(r"<{1,2}[^\s<>]{1,40}>{1,2}|\[[^\s\[\]]{1,40}\]")


def prompt_tokens(engine: Engine, pieces: Sequence[PromptPiece]) -> list[list[int]]:
    """Each piece as tokens.

    Args:
        engine: Whose vocabulary is used.
        pieces: Of a template, up to where the answer begins.
    """
    plain = _plain_markers(engine, pieces)
    pieces = _without_double_spaces(pieces) if engine.adds_space else pieces
    found = [
        engine.tokens(piece.text, special=True)
        if piece.content is None
        else content_tokens(engine, _pulled_apart(piece.text, plain))
        for piece in pieces
    ]
    first = engine.first_token
    if first is not None and found and found[0][:1] != [first]:  # many templates write it themselves; twice is wrong
        found[0].insert(0, first)
    return found


def content_tokens(engine: Engine, text: str) -> list[int]:
    """Text of a document, or of our own, as tokens none of which can begin or end a turn."""
    tokens = engine.tokens(text, special=False)
    markers = {token for token in set(tokens) if engine.is_marker(token)}
    if not markers:
        return tokens
    # tokens that the model's maker added as ordinary text are found even so: they are spelt out
    return [part for token in tokens for part in (_spelt(engine, token) if token in markers else [token])]


def _plain_markers(engine: Engine, pieces: Sequence[PromptPiece]) -> list[str]:
    """What a template writes as a marker and the vocabulary knows only as text: Llama 2's and the first Mistral's turns."""
    written = {name for piece in pieces if piece.content is None for name in _WRITTEN.findall(piece.text)}
    return sorted(name for name in written if not _is_one_marker(engine, name))


def _is_one_marker(engine: Engine, name: str) -> bool:
    return any(engine.is_marker(token) for token in engine.tokens(name, special=True))


def _pulled_apart(text: str, plain: Sequence[str]) -> str:
    """The text with a space between the letters of each such marker, which no tokeniser puts together again."""
    for name in plain:
        text = text.replace(name, " ".join(name))
    return text


def _spelt(engine: Engine, token: int) -> list[int]:
    name = engine.piece(token).decode("utf-8", "replace")
    if len(name) < 2:  # a single sign is no marker
        return [token]
    return [part for letter in name for part in engine.tokens(letter, special=False)]


def _without_double_spaces(pieces: Sequence[PromptPiece]) -> list[PromptPiece]:
    """Take one space away where a text begins or ends beside a content: the tokeniser adds one to each piece."""
    kept = []
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.content is None:
            if number and pieces[number - 1].content is not None:
                text = text.removeprefix(" ")
            if number + 1 < len(pieces):
                text = text.removesuffix(" ")
        kept.append(PromptPiece(text, piece.content))
    return kept
