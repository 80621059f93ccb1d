"""A rendered prompt as tokens: control tokens from the template only, never from the text of a document.

Must never make a token out of a document's text that could begin or end a turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.llm.llama import Engine
from muniment.llm.template import Piece


def prompt_tokens(engine: Engine, pieces: Sequence[Piece]) -> list[list[int]]:
    """Each piece as tokens.

    Args:
        engine: Whose vocabulary is used.
        pieces: Of a template, up to where the answer begins.
    """
    pieces = _without_double_spaces(pieces) if engine.adds_space else pieces
    found = [
        engine.tokens(piece.text, special=True) if piece.content is None else content_tokens(engine, piece.text)
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


def _spelt(engine: Engine, token: int) -> list[int]:
    name = engine.piece(token).decode("utf-8", "replace")
    if len(name) < 2:  # a single sign is no marker
        return [token]
    return [part for letter in name for part in engine.tokens(letter, special=False)]


def _without_double_spaces(pieces: Sequence[Piece]) -> list[Piece]:
    """Take one space away where a text begins or ends beside a content: the tokeniser adds one to each piece."""
    kept = []
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.content is None:
            if number and pieces[number - 1].content is not None:
                text = text.removeprefix(" ")
            if number + 1 < len(pieces):
                text = text.removesuffix(" ")
        kept.append(Piece(text, piece.content))
    return kept
