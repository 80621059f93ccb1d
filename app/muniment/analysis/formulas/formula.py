"""The small language of measures and checks: concepts, numbers, + - * /, brackets and a few functions, as a frozen tree.

Must never run what it reads: a formula is parsed to a tree, and a name is looked up, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|(<=|>=|!=|[-+*/(),=<>]))")
_MOST = 2_000  # characters; far above any formula
_DEEPEST = 40  # brackets inside each other
_PARTS = 2_000  # of a tree; ours have some 100 with the measures that they name put in
_LEVELS = 100  # of a tree, which is walked by recursion
_CALLS = 10  # functions inside each other: each may compute what is in it twice

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "min": (2, 9), "max": (2, 9), "abs": (1, 1), "some": (1, 20), "first": (2, 9), "optional": (1, 1), "prior": (1, 1),
    "average": (1, 1), "opening": (1, 1), "ltm": (1, 1), "fourth_quarter": (1, 1), "elsewhere": (1, 1),
}  # fmt: skip
"""The functions, each with the fewest and the most arguments it takes."""

ANY = "any"
"""The dimension and unit of nothing: an optional figure that is not printed, or the number 0."""


class FormulaError(ValueError):
    """A formula that cannot be understood; its text says what and where."""


@dataclass(frozen=True, slots=True)
class NumberNode:
    """A number."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A concept, another measure, or ``days`` and ``months`` of the period."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two values and a sign: + - * /."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative:
    """A value with its sign turned."""

    of: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of ``FUNCTIONS``."""

    function: str
    arguments: tuple[Node, ...]


Node = NumberNode | Name | Operation | Negative | Call


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values and a sign between them: = != < <= > >=."""

    sign: str
    left: Node
    right: Node


def parse(text: str) -> Node:
    """Read an expression.

    Raises:
        FormulaError: It is not one, or too large.
    """
    reader = _Reader(text)
    node = reader.sum()
    reader.end()
    return bounded(node)


def parse_comparisons(text: str) -> tuple[Comparison, ...]:
    """Read one or more comparisons joined by ``and``.

    Raises:
        FormulaError: It is something else, or too large.
    """
    reader = _Reader(text)
    found = [reader.comparison()]
    while reader.takes("and"):
        found.append(reader.comparison())
    reader.end()
    for one in found:
        bounded(one.left)
        bounded(one.right)
    return tuple(found)


def bounded(node: Node) -> Node:
    """The same tree, if it can be computed in no time.

    Raises:
        FormulaError: It has too many parts, or too many inside each other.
    """
    left = [(node, 1, 0)]
    count = 0
    while left:
        part, level, calls = left.pop()
        count += 1
        calls += isinstance(part, Call)
        if count > _PARTS:
            raise FormulaError(f"it has more than {_PARTS:,} parts, with the measures that it names put in")
        if level > _LEVELS:
            raise FormulaError(f"more than {_LEVELS} of its parts stand inside each other; use some(...) for long sums")
        if calls > _CALLS:
            raise FormulaError(f"more than {_CALLS} functions stand inside each other")
        left.extend((inner, level + 1, calls) for inner in parts(part))
    return node


def names(node: Node) -> Iterator[str]:
    """The names in a tree, from left to right, each as often as it stands there."""
    for part in walk(node):
        if isinstance(part, Name):
            yield part.id


def walk(node: Node) -> Iterator[Node]:
    """All parts of a tree, outermost first, from left to right."""
    left = [node]
    while left:
        part = left.pop()
        yield part
        left.extend(reversed(parts(part)))


def parts(node: Node) -> tuple[Node, ...]:
    """The parts that a node is made of, from left to right."""
    match node:
        case Operation(_, left, right):
            return left, right
        case Negative(of):
            return (of,)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def replaced(node: Node, by: Mapping[str, Node]) -> Node:
    """The tree with names replaced by trees."""
    match node:
        case Name(name):
            return by.get(name, node)
        case Operation(sign, left, right):
            return Operation(sign, replaced(left, by), replaced(right, by))
        case Negative(of):
            return Negative(replaced(of, by))
        case Call(function, arguments):
            return Call(function, tuple(replaced(each, by) for each in arguments))
        case _:
            return node


def dimension(node: Node, of: Mapping[str, str]) -> str:
    """What a tree gives: "money", "per_share", "shares", "pure", or ``ANY``.

    Args:
        node: The tree.
        of: The same of each name.

    Raises:
        FormulaError: A name is unknown, or unlike things are added or compared.
    """
    match node:
        case NumberNode(value):
            return ANY if value == 0 else "pure"
        case Name(name):
            if name not in of:
                raise FormulaError(f"{name!r} is neither a concept nor a measure")
            return of[name]
        case Operation(sign, left, right) if sign in "*/":
            return combined(sign, dimension(left, of), dimension(right, of))
        case _:
            return _alike([dimension(part, of) for part in parts(node)])


def combined(sign: str, left: str, right: str) -> str:
    """The dimension of a product or quotient.

    Raises:
        FormulaError: It has none that is known here.
    """
    if ANY in (left, right):
        return left if right in (ANY, "pure") else right
    if right == "pure":
        return left
    if sign == "/" and left == right:
        return "pure"
    if sign == "*" and left == "pure":
        return right
    known = {("/", "money", "shares"): "per_share", ("*", "per_share", "shares"): "money"}
    known |= {("*", "shares", "per_share"): "money", ("/", "money", "per_share"): "shares"}
    found = known.get((sign, left, right))
    if found is None:
        raise FormulaError(f"{_WORDS[left]} {sign} {_WORDS[right]} has no meaning here")
    return found


_WORDS = {
    "money": "an amount of money", "per_share": "an amount per share", "shares": "a number of shares",
    "pure": "a plain number", ANY: "nothing",
}  # fmt: skip


def _alike(found: list[str]) -> str:
    given = [each for each in dict.fromkeys(found) if each != ANY]
    if len(given) > 1:
        raise FormulaError(f"{_WORDS[given[0]]} and {_WORDS[given[1]]} cannot be added or compared")
    return given[0] if given else ANY


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, text: str) -> None:
        if len(text) > _MOST:
            raise FormulaError(f"it is longer than {_MOST:,} characters")
        self._tokens: list[str] = []
        self._at = 0
        self._depth = 0
        place = 0
        while text[place:].strip():
            found = _TOKEN.match(text, place)
            if found is None:
                raise FormulaError(f"{text[place:].strip()[:20]!r} is not understood")
            self._tokens.append(found[0].strip())
            place = found.end()

    def takes(self, *wanted: str) -> str:
        """The next token, if it is one of these; else nothing is taken."""
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def end(self) -> None:
        """Nothing may be left."""
        if self._at < len(self._tokens):
            raise FormulaError(f"{self._tokens[self._at]!r} stands where nothing more is expected")

    def comparison(self) -> Comparison:
        """Two sums and a sign between them."""
        left = self.sum()
        sign = self.takes("=", "!=", "<", "<=", ">", ">=")
        if not sign:
            raise FormulaError("a comparison (= != < <= > >=) is missing")
        return Comparison(sign, left, self.sum())

    def sum(self) -> Node:
        """Products, added and taken off."""
        node = self._product()
        while sign := self.takes("+", "-"):
            node = Operation(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._value()
        while sign := self.takes("*", "/"):
            node = Operation(sign, node, self._value())
        return node

    def _value(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormulaError(f"it is nested more than {_DEEPEST} deep")
        try:
            if self.takes("-"):
                return Negative(self._value())
            if self.takes("("):
                node = self.sum()
                self._close()
                return node
            return self._word()
        finally:
            self._depth -= 1

    def _word(self) -> Node:
        if self._at == len(self._tokens):
            raise FormulaError("it ends where a value is expected")
        word = self._tokens[self._at]
        self._at += 1
        if word[0].isdigit():
            return NumberNode(Decimal(word))
        if not word[0].isalpha() or word == "and":
            raise FormulaError(f"{word!r} stands where a value is expected")
        if not self.takes("("):
            if word in FUNCTIONS:
                raise FormulaError(f"{word} is a function and needs brackets: {word}(...)")
            return Name(word)
        return self._call(word)

    def _call(self, function: str) -> Node:
        if function not in FUNCTIONS:
            raise FormulaError(f"there is no function {function!r}; there are {', '.join(sorted(FUNCTIONS))}")
        arguments = [self.sum()]
        while self.takes(","):
            arguments.append(self.sum())
        self._close()
        fewest, most = FUNCTIONS[function]
        if not fewest <= len(arguments) <= most:
            wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            raise FormulaError(f"{function} takes {wanted} value(s), not {len(arguments)}")
        return Call(function, tuple(arguments))

    def _close(self) -> None:
        if not self.takes(")"):
            raise FormulaError("a closing bracket is missing")
