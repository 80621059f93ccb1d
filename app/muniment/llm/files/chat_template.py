"""Chat templates: the model's own one, rendered in a sandbox around places that are filled with tokens afterwards.

Must never let the text of a document pass through a template or be searched for control tokens: a page could otherwise
forge the turn of another speaker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from jinja2 import Environment, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.ext import loopcontrols as LoopControls  # noqa: N812 - it is a class
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from muniment.errors import UserError

MAX_RENDERED = 100_000
"""Characters of a rendered template, the contents not counted; those of real ones have some hundred."""
MAX_PRODUCT = 1_000_000
"""Length of a text or list that a template may make by multiplication, and bits of a power."""

TODAY: Final = datetime(2025, 1, 1, tzinfo=UTC)
"""The date for templates that write one: always the same, so that results are too, and a page's evaluation is kept."""

# What a template of another maker may raise; a fault in it is not one in the program.
_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class PromptPiece:
    """A part of a prompt.

    Attributes:
        text: As it stands there.
        content: Number of the content that stands here, from 0; None for the template's own text.
    """

    text: str
    content: int | None = None


class _Generation(Extension):
    """The tag that marks, for training, what an assistant says; it has no effect here."""

    tags = {"generation"}  # noqa: RUF012 - as the base class has it

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Without access to Python, and without multiplication into gigabytes."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply or raise to a power, if the result is small."""
        size = (len(left) if hasattr(left, "__len__") else 1) * (len(right) if hasattr(right, "__len__") else 1)
        count = max((abs(side) for side in (left, right) if isinstance(side, int)), default=1)
        if size * count > MAX_PRODUCT:
            raise SecurityError("too large")
        return super().call_binop(context, operator, left, right)


class Template:
    """A chat template that has been tried."""

    def __init__(self, source: str, *, first: str = "", last: str = "") -> None:
        """Parse it and try it once.

        Args:
            source: Jinja, from the model's file.
            first: Name of the token that starts every text.
            last: Name of the token that ends one.

        Raises:
            UserError: ``unsupported-model``: it cannot be used for one question.
        """
        self._names: Mapping[str, object] = {
            "bos_token": first,
            "eos_token": last,
            "add_generation_prompt": True,
            "enable_thinking": False,
            "tools": None,
            "documents": None,
            "date_string": TODAY.strftime("%d %b %Y"),
            "strftime_now": TODAY.strftime,
            "raise_exception": _raise,
        }
        # no text of a template holds these letters; contents never meet it
        self._place = re.compile(r"contentplace(\d+)x")
        try:
            self._template = _environment().from_string(source)
        except _FAULTS as error:
            raise _unusable() from error
        self._has_system = self._takes_system()
        self.pieces("", ("?",))

    def pieces(self, system: str, contents: Sequence[str]) -> tuple[PromptPiece, ...]:
        """A prompt for one question, up to where the answer begins.

        Args:
            system: What the model is told about its task; ours, not a document's. Where the template knows no system
                role, it stands before the contents.
            contents: What the user says, in parts; they are separated by blank lines.

        Returns:
            The template's text and the contents, in order; the system's text counts as content 0, the others from 1.

        Raises:
            UserError: ``unsupported-model``: the template does not say everything exactly once.
        """
        texts = (system, *contents)
        used = [number for number, text in enumerate(texts) if text]
        try:
            rendered = self._render(self._messages(used))
        except _FAULTS as error:
            raise _unusable() from error
        pieces = []
        for number, part in enumerate(self._place.split(rendered)):
            if number % 2:  # the groups of the pattern
                pieces.append(PromptPiece(texts[int(part)].strip(), int(part)))
            elif part:
                pieces.append(PromptPiece(part))
        if [piece.content for piece in pieces if piece.content is not None] != used:
            raise _unusable()
        return tuple(pieces)

    def _messages(self, used: Sequence[int]) -> list[dict[str, str]]:
        places = {number: f"contentplace{number}x" for number in used}
        if 0 in places and self._has_system:
            system = [{"role": "system", "content": places.pop(0)}]
        else:
            system = []
        return [*system, {"role": "user", "content": "\n\n".join(places.values())}]

    def _render(self, messages: Sequence[Mapping[str, str]]) -> str:
        rendered = ""
        for part in self._template.generate(messages=messages, **self._names):
            rendered += part
            if len(rendered) > MAX_RENDERED:
                raise SecurityError("too long")
        return rendered

    def _takes_system(self) -> bool:
        """Whether the template accepts a system role and says what it is given there."""
        self._has_system = True
        try:
            self.pieces("?", ("?",))
        except UserError:
            return False
        return True


def _environment() -> Environment:
    # as Hugging Face's transformers renders them: https://huggingface.co/docs/transformers/chat_templating
    environment = _Sandbox(trim_blocks=True, lstrip_blocks=True, extensions=[LoopControls, _Generation])
    environment.filters["tojson"] = _to_json
    return environment


def _to_json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _raise(message: object = "") -> None:
    raise TemplateError(str(message))


def _unusable() -> UserError:
    return UserError("unsupported-model", why="its chat template cannot be used")
