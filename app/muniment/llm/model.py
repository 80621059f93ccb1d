"""A loaded model: it reads a text once, then points among options or answers in words.

Must never keep a text on a disk; what it has read stays in its cache until the next text or ``close``.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TypeVar

from muniment.errors import UserError
from muniment.llm.llama import Cancel, Engine, Part, Progress, Scores, never
from muniment.llm.point import Branch, Choice, branches, probabilities
from muniment.llm.prompt import content_tokens, prompt_tokens
from muniment.llm.template import Template

INSTRUCTION = "You read financial documents and answer with what stands in them, word for word."
"""Always sent: some templates put in a text of their own otherwise."""

T = TypeVar("T")
Stems = Mapping[int, Sequence[int]]

_TEXT, _QUESTION, _BRANCHES = 0, 1, 2  # sequences: what is read, the question on it, and the options from there


class Model:
    """A language model in memory. Not safe for several threads.

    Attributes:
        id: Tells models and their versions apart; the file's name and a part of the hash of its header.
        name: For the user.
        description: What it runs on and why, for the user.
        context: Tokens that it can read at once.
    """

    def __init__(self, engine: Engine, template: Template, *, id: str, name: str, description: str) -> None:  # noqa: A002
        self.id = id
        self.name = name
        self.description = description
        self.context = engine.context
        self._engine = engine
        self._template = template
        self._read: list[int] = []  # tokens that the first sequence holds

    def close(self) -> None:
        """Give its memory back; nothing else may be called afterwards."""
        self._engine.close()

    def count(self, text: str) -> int:
        """The tokens of a text."""
        return len(content_tokens(self._engine, text))

    def evaluate(self, context: str, *, cancelled: Cancel = never, on_progress: Progress | None = None) -> None:
        """Read a text, so that questions on it are answered sooner.

        Args:
            context: A page, a table, some sentences.
            cancelled: Asked often.
            on_progress: Told the share that is read, now and then.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: ``too-long``.
        """
        text, _ = self._prompt(context, "?")
        self._fits(len(text))
        self._evaluate(text, cancelled, on_progress)

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> Choice:
        """Choose among texts: how probable each is as the answer.

        The same arguments give the same answer, whatever was asked before.

        Args:
            context: What is asked about; read once, however many questions follow on it.
            question: Ours; stands after the context.
            options: At least one.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: ``too-long`` for the context of the model, ``damaged-model`` if it computes no numbers.
        """
        text, asked = self._prompt(context, question)
        paths = [[*content_tokens(self._engine, option), self._engine.end_token] for option in options]
        tree = branches(paths)
        stems = _stems(tree, paths)
        self._fits(len(text) + len(asked) + max(sum(map(len, group)) for group in self._groups(list(stems.values()))))
        self._evaluate(text, cancelled)
        with self._asking():
            scores = self._walk(asked, stems, tree, cancelled)
        return probabilities([(branch, scores[branch.owner, branch.depth]) for branch in tree], paths)

    def generate(
        self,
        context: str,
        question: str,
        *,
        most: int,
        on_text: Callable[[str], None],
        cancelled: Cancel = never,
    ) -> str:
        """Answer in words, always with the most probable token.

        Args:
            context: What is asked about.
            question: Stands after it.
            most: Tokens of the answer.
            on_text: Told each new piece of the answer.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: ``too-long``.
        """
        text, new = self._prompt(context, question)
        self._fits(len(text) + len(new) + most)
        self._evaluate(text, cancelled)
        answer, decoder, position = "", codecs.getincrementaldecoder("utf-8")("replace"), len(text)
        with self._asking():
            for _ in range(most):
                (scores,) = self._engine.decode([Part(new, position, _QUESTION, (len(new) - 1,))], cancelled=cancelled)
                token = int(scores.argmax())
                if self._engine.is_end(token):
                    break
                position, new = position + len(new), [token]
                if piece := decoder.decode(self._engine.piece(token)):
                    answer += piece
                    on_text(piece)
        return answer

    def _prompt(self, context: str, question: str) -> tuple[list[int], list[int]]:
        """Tokens up to the end of the context, and from there to where the answer begins."""
        pieces = self._template.pieces(INSTRUCTION, (context.strip(), question.strip()))
        tokens = prompt_tokens(self._engine, pieces)
        last = next((number for number, piece in enumerate(pieces) if piece.content == 1), 0)
        return list(chain(*tokens[: last + 1])), list(chain(*tokens[last + 1 :]))

    def _fits(self, tokens: int) -> None:
        if tokens > self.context:
            sentence = f"The text is too long for the model: {tokens:,} tokens, and it reads {self.context:,} at once."
            raise UserError(sentence, code="too-long")

    def _evaluate(self, text: list[int], cancelled: Cancel, on_progress: Progress | None = None) -> None:
        """Let the first sequence hold a text. It is never continued or cut, so all kinds of models can keep it."""
        if text == self._read:
            return
        self._read = []
        self._engine.clear()
        self._engine.decode([Part(text, 0, _TEXT)], cancelled=cancelled, on_progress=on_progress)
        self._read = text

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """A second sequence that goes on from the text; whatever goes wrong, nothing of it is left."""
        self._engine.copy(_TEXT, _QUESTION)
        try:
            yield
        except BaseException:
            self._engine.clear()  # after a cancel, sequences hold an unknown part
            self._read = []
            raise
        self._engine.remove(_QUESTION)

    def _groups(self, owners: Sequence[T]) -> list[Sequence[T]]:
        """As many options at once as there are sequences for; at least one group."""
        size = self._engine.sequences - _BRANCHES
        return [owners[start : start + size] for start in range(0, max(len(owners), 1), size)]

    def _walk(
        self, asked: Sequence[int], stems: Stems, tree: Sequence[Branch], cancelled: Cancel
    ) -> dict[tuple[int, int], Scores]:
        """The scores at each place where options part, by owner and depth."""
        start = len(self._read)
        (root,) = self._engine.decode([Part(asked, start, _QUESTION, (len(asked) - 1,))], cancelled=cancelled)
        found = {(branch.owner, 0): root for branch in tree if branch.depth == 0}
        for group in self._groups(list(stems)):
            places = list(enumerate(group, start=_BRANCHES))
            for sequence, _ in places:
                self._engine.copy(_QUESTION, sequence)
            wanted = {owner: [b.depth for b in tree if b.owner == owner and b.depth] for owner in group}
            parts = [
                Part(stems[owner], start + len(asked), sequence, [depth - 1 for depth in wanted[owner]])
                for sequence, owner in places
            ]
            scores = iter(self._engine.decode(parts, cancelled=cancelled))
            found |= {(owner, depth): next(scores) for owner in group for depth in wanted[owner]}
            for sequence, _ in places:
                self._engine.remove(sequence)
        return found


def _stems(tree: Sequence[Branch], paths: Sequence[Sequence[int]]) -> Stems:
    """Of each option that must be evaluated, the tokens up to the last place where another one parts from it."""
    deepest: dict[int, int] = {}
    for branch in tree:
        if branch.depth:
            deepest[branch.owner] = max(deepest.get(branch.owner, 0), branch.depth)
    return {owner: paths[owner][:depth] for owner, depth in deepest.items()}
