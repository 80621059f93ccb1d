"""A loaded model: it reads a text once, then points among options or answers in words.

Must never keep a text on a disk; what it has read stays in memory, within a budget, until ``close``.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice

from muniment.errors import UserError
from muniment.llm.engine.llama import OUTPUTS, Cancel, Engine, Progress, Scores, TokenRun, never
from muniment.llm.engine.page_states import PageStates
from muniment.llm.engine.token_tally import Tally
from muniment.llm.files.chat_template import Template
from muniment.llm.pointing.option_walk import Walk, WalkEnd
from muniment.llm.pointing.point_options import OptionChoice, branches, log_probability, probabilities
from muniment.llm.pointing.tokenised_prompt import content_tokens, prompt_tokens
from muniment.message import Message

INSTRUCTION = "You read financial documents and answer with what stands in them, word for word."
"""Always sent: some templates put in a text of their own otherwise."""

_QUESTION_CONTENT = 2  # after the instruction and the context
BEGINNING = 12
"""Tokens of a text by which it is judged; see ``Model.fit``."""

PAGE_MEMORY = 256 * 1024**2
"""Bytes for pages that were read before: ten dense ones of a small model, two of one with four billion weights."""

_TEXT, _QUESTION, _OPTIONS = 0, 1, 2  # sequences: what is read, the question on it, and the options from there


class Model:
    """A language model in memory. Not safe for several threads.

    Attributes:
        id: Tells models and their versions apart; the file's name and a part of the hash of its header.
        name: For the user.
        description: What it runs on and why, for the user.
        context: Tokens that it can read at once.

    Args:
        engine: Has the model loaded.
        template: How the model wants to be asked.
        id: Of the model and its adapter.
        name: For the user.
        description: For the user.
        page_memory: Bytes for the states of pages that were read before.
    """

    def __init__(
        self,
        engine: Engine,
        template: Template,
        *,
        id: str,  # noqa: A002
        name: str,
        description: Message,
        page_memory: int = PAGE_MEMORY,
    ) -> None:
        self.id = id
        self.name = name
        self.description = description
        self.context = engine.context
        self._engine = engine
        self._template = template
        self._read: list[int] = []  # tokens that the first sequence holds
        self._pages = PageStates(page_memory)

    def forget(self) -> None:
        """Drop and overwrite all that was read."""
        self._read = []
        self._pages.clear()
        self._engine.clear()

    @property
    def threads(self) -> int:
        """Of the processor; another number holds from the next batch on, in the middle of an answer too."""
        return self._engine.threads

    @threads.setter
    def threads(self, count: int) -> None:
        self._engine.threads = count

    @property
    def tally(self) -> Tally:
        """What it has spent since it was loaded."""
        return self._engine.tally

    def close(self) -> None:
        """Give its memory back; nothing else may be called afterwards."""
        self.forget()
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

    def point(self, context: str, question: str, options: Sequence[str], *, cancelled: Cancel = never) -> OptionChoice:
        """Choose among texts that stand in the context: how probable each is as the answer.

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
        paths = [[*content_tokens(self._engine, option), self._engine.end_token] for option in options]
        tree = branches(paths)
        depths: dict[int, list[int]] = {}
        for branch in tree:
            if branch.depth:
                depths.setdefault(branch.owner, []).append(branch.depth)
        stems = {owner: paths[owner][: max(wanted)] for owner, wanted in depths.items()}
        with self._asking(context, question, self._most(stems), cancelled) as (root, position):
            found = {(branch.owner, 0): root for branch in tree if branch.depth == 0}
            for owner, scores in self._along(stems, position, depths, cancelled):
                found |= {(owner, depth): row for depth, row in zip(depths[owner], scores, strict=True)}
        return probabilities([(branch, found[branch.owner, branch.depth]) for branch in tree], paths)

    def fit(
        self,
        context: str,
        questions: Sequence[str],
        against: str,
        options: Sequence[str],
        *,
        cancelled: Cancel = never,
    ) -> list[OptionChoice]:
        """Choose among texts by how much sooner the model would begin each of them for one question than for another.

        What is likely anyway (a common beginning) weighs nothing, and the order of the texts has no influence: small
        models, which cannot choose from a list, can do this. On 20 sentences of our own, 9 of them boilerplate, the
        135M starter model ranked a telling one before an empty one in 0.90 to 1.00 of the pairs with each of 12
        pairs of questions; in 0.86 to 0.96 with eight tokens instead of twelve, in 0.82 to 0.91 with all.

        Args:
            context: What the questions follow; may be empty.
            questions: Ways to ask for what is wanted.
            against: Asks for what is not.
            options: At least one.
            cancelled: Asked often.

        Returns:
            A choice for each question.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: As ``point``.
        """
        begins = [tuple(content_tokens(self._engine, option)[:BEGINNING]) for option in options]
        anyway = self._begin(context, against, begins, cancelled)
        wanted = (self._begin(context, question, begins, cancelled) for question in questions)
        return [OptionChoice.of([found[tokens] - anyway[tokens] for tokens in begins]) for found in wanted]

    def fields(
        self, context: str, question: str, names: Sequence[str], options: Sequence[str], *, cancelled: Cancel = never
    ) -> list[WalkEnd]:
        """Point for many fields of a page at once: what the answer says after each name, along the tree of the options.

        The page and the question are read once; a field costs the tokens of its name and of the places where options part.

        Args:
            context: A page or a table.
            question: Ours; asks for all fields.
            names: As the page may call them.
            options: Texts of the page, and one for "not on this page"; equal ones are found together. At least one.
            cancelled: Asked often.

        Returns:
            What was found for each name, in their order.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: As ``point``.
        """
        gap = "" if self._engine.adds_space else " "
        paths = [[*content_tokens(self._engine, gap + option), self._engine.end_token] for option in options]
        walks = [Walk(paths) for _ in names]
        heads = [content_tokens(self._engine, f"{name}:") for name in names]
        longest = max(map(len, paths))
        needs = [len(head) + longest for head in heads]
        with self._asking(context, question, max(needs, default=0), cancelled) as (_, position):
            for group in _packed(needs, self.context - position, self._engine.sequences - _OPTIONS):
                self._walk([(walks[n], heads[n]) for n in group], position, cancelled)
        return [walk.found for walk in walks]

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
        answer, decoder = "", codecs.getincrementaldecoder("utf-8")("replace")
        with self._asking(context, question, most - 1, cancelled) as (root, position):
            scores = root
            for place in range(position, position + most):
                token = int(scores.argmax())
                if self._engine.is_end(token):
                    break
                if piece := decoder.decode(self._engine.piece(token)):
                    answer += piece
                    on_text(piece)
                (scores,) = self._engine.decode([TokenRun([token], place, _QUESTION, (0,))], cancelled=cancelled)
                self.tally.wrote()
        return answer

    def _prompt(self, context: str, question: str) -> tuple[list[int], list[int]]:
        """Tokens up to the question, and from there to where the answer begins."""
        pieces = self._template.pieces(INSTRUCTION, (context.strip(), question.strip()))
        tokens = prompt_tokens(self._engine, pieces)
        asked = next(number for number, piece in enumerate(pieces) if piece.content == _QUESTION_CONTENT)
        return list(chain(*tokens[:asked])), list(chain(*tokens[asked:]))

    def _fits(self, tokens: int) -> None:
        if tokens > self.context:
            raise UserError("too-long", name=self.name, tokens=tokens, context=self.context)

    def _evaluate(self, text: list[int], cancelled: Cancel, on_progress: Progress | None = None) -> None:
        """Let the first sequence hold a text. It is never continued or cut, so all kinds of models can keep it."""
        if text == self._read:
            self.tally.reused += len(text)
            return
        self._leave()
        state = self._pages.of(text)
        if state is not None:
            self._engine.restore(state, _TEXT)
            self.tally.reused += len(text)
        else:
            self._engine.decode([TokenRun(text, 0, _TEXT)], cancelled=cancelled, on_progress=on_progress)
        self._read = text

    def _leave(self) -> None:
        """Keep what the first sequence holds, for when it is wanted again, and make room."""
        if self._read and self._read not in self._pages and self._pages.fits(self._engine.state_size(_TEXT)):
            self._pages.keep(self._read, self._engine.state(_TEXT))
        self._read = []
        self._engine.clear(wipe=False)

    @contextmanager
    def _asking(self, context: str, question: str, room: int, cancelled: Cancel) -> Iterator[tuple[Scores, int]]:
        """Ask on a second sequence that goes on from the text; afterwards, or if anything goes wrong, it is gone.

        Gives the scores of the answer's first token, and its position; after it there is room for so many tokens.
        """
        text, asked = self._prompt(context, question)
        position = len(text) + len(asked)
        self._fits(position + room)
        self._evaluate(text, cancelled)
        try:
            self._engine.copy(_TEXT, _QUESTION)
            part = TokenRun(asked, len(text), _QUESTION, (len(asked) - 1,))
            (root,) = self._engine.decode([part], cancelled=cancelled)
            yield root, position
        except BaseException:
            self._engine.clear()  # after a cancel, sequences hold an unknown part
            self._read = []
            raise
        self._engine.remove(_QUESTION)

    def _begin(
        self, context: str, question: str, begins: Sequence[tuple[int, ...]], cancelled: Cancel
    ) -> dict[tuple[int, ...], float]:
        """How probable it is that the answer begins with some tokens, as natural logarithms."""
        # sorted, so that the batches are the same in whatever order the options come
        ordered = sorted(set(begins))
        stems = {number: tokens[:-1] for number, tokens in enumerate(ordered)}
        depths = {number: range(1, len(tokens)) for number, tokens in enumerate(ordered)}
        with self._asking(context, question, self._most(stems), cancelled) as (root, position):
            return {
                ordered[number]: log_probability(ordered[number], [root, *scores][: len(ordered[number])])
                for number, scores in self._along(stems, position, depths, cancelled)
            }

    def _walk(self, fields: Sequence[tuple[Walk, Sequence[int]]], position: int, cancelled: Cancel) -> None:
        """Go all ways at once, each on a sequence of its own: one batch for each place where options part."""
        on = {}
        for sequence, (walk, head) in enumerate(fields, start=_OPTIONS):
            self._engine.copy(_QUESTION, sequence)
            on[sequence] = TokenRun([*head, *walk.forced()], position, sequence)
        while on := {sequence: part for sequence, part in on.items() if not fields[sequence - _OPTIONS][0].is_over}:
            asked = [part._replace(wanted=(len(part.tokens) - 1,)) for part in on.values()]
            scores = self._engine.decode(asked, cancelled=cancelled)
            for part, row in zip(asked, scores, strict=True):
                walk = fields[part.sequence - _OPTIONS][0]
                tokens = [walk.choose(row), *walk.forced()]
                on[part.sequence] = TokenRun(tokens, part.start + len(part.tokens), part.sequence)
        for sequence in range(_OPTIONS, _OPTIONS + len(fields)):
            self._engine.remove(sequence)

    def _along(
        self,
        stems: Mapping[int, Sequence[int]],
        position: int,
        depths: Mapping[int, Sequence[int]],
        cancelled: Cancel,
    ) -> Iterator[tuple[int, list[Scores]]]:
        """Follow options from the question, several at once: each with the scores after so many of its tokens."""
        for group in self._groups(stems):
            places = list(enumerate(group, start=_OPTIONS))
            for sequence, _ in places:
                self._engine.copy(_QUESTION, sequence)
            parts = [TokenRun(stems[o], position, sequence, [d - 1 for d in depths[o]]) for sequence, o in places]
            scores = iter(self._engine.decode(parts, cancelled=cancelled))
            for sequence, owner in places:
                self._engine.remove(sequence)
                yield owner, list(islice(scores, len(depths[owner])))

    def _most(self, stems: Mapping[int, Sequence[int]]) -> int:
        """The most tokens that a group of options has."""
        return max((sum(len(stems[owner]) for owner in group) for group in self._groups(stems)), default=0)

    def _groups(self, stems: Mapping[int, Sequence[int]]) -> list[list[int]]:
        """As many options at once as there are sequences for, and as scores may be held."""
        longest = max(map(len, stems.values()), default=0)
        size = max(1, min(self._engine.sequences - _OPTIONS, OUTPUTS // max(longest, 1)))
        owners = list(stems)
        return [owners[start : start + size] for start in range(0, len(owners), size)]


def _packed(needs: Sequence[int], room: int, most: int) -> Iterator[list[int]]:
    """Numbers of ``needs`` in groups of at most ``most`` that together need no more than ``room``; none needs more alone."""
    group: list[int] = []
    for number, need in enumerate(needs):
        if len(group) == most or sum(needs[n] for n in group) + need > room:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
