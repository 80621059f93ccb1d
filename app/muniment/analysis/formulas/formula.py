"""The small language of measures and checks: concepts, numbers, + - * /, brackets and a few functions, as a frozen tree.

Must never run what it reads: a formula is parsed to a tree, and a name is looked up, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from muniment.message import Argument, Message, message

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|(<=|>=|!=|[-+*/(),=<>]))")
_MOST = 2_000  # characters; far above any formula
_DEEPEST = 40  # brackets inside each other
_PARTS = 2_000  # of a tree; ours have some 100 with the measures that they name put in
_LEVELS = 100  # of a tree, which is walked by recursion
_SHOWN = 60  # characters of what a fault names
_CALLS = 10  # functions inside each other: each may compute what is in it twice

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "min": (2, 9), "max": (2, 9), "abs": (1, 1), "some": (1, 20), "first": (2, 9), "optional": (1, 1), "prior": (1, 1),
    "average": (1, 1), "opening": (1, 1), "ltm": (1, 1), "fourth_quarter": (1, 1), "elsewhere": (1, 1),
}  # fmt: skip
"""The functions, each with the fewest and the most arguments it takes."""

ANY = "any"
"""The dimension and unit of nothing: an optional figure that is not printed, or the number 0."""


class FormulaError(ValueError):
    """A formula that cannot be understood.

    Attributes:
        message: What is wrong, and where.
    """

    def __init__(self, code: str, **arguments: Argument) -> None:
        super().__init__(code)
        self.message = message(code, **arguments)


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
            raise FormulaError("formula-too-large", most=_PARTS)
        if level > _LEVELS:
            raise FormulaError("formula-parts-too-deep", most=_LEVELS)
        if calls > _CALLS:
            raise FormulaError("functions-too-deep", most=_CALLS)
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
                raise FormulaError("unknown-name", name=name[:_SHOWN])
            return of[name]
        case Operation(sign, left, right) if sign in "*/":
            return combined(sign, dimension(left, of), dimension(right, of))
        case _:
            return _alike([dimension(part, of) for part in parts(node)])


def combined(sign: str, left: str, right: str) -> str:
    """The dimension of a product or quotient.

    Args:
        sign: ``*`` or ``/``.
        left: Dimension of what stands before the sign, as ``dimension`` gives it.
        right: Dimension of what stands after it.

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
        raise FormulaError("no-meaning", left=gives(left), sign=sign, right=gives(right))
    return found


def gives(dimension: str) -> Message:
    """A dimension ("an amount of money"), to be said.

    Args:
        dimension: As ``dimension`` gives it.
    """
    return message(_DIMENSIONS[dimension])


_DIMENSIONS = {
    "money": "amount-of-money", "per_share": "amount-per-share", "shares": "number-of-shares",
    "pure": "plain-number", ANY: "no-dimension",
}  # fmt: skip


def _alike(found: list[str]) -> str:
    given = [each for each in dict.fromkeys(found) if each != ANY]
    if len(given) > 1:
        raise FormulaError("not-alike", first=gives(given[0]), second=gives(given[1]))
    return given[0] if given else ANY


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, text: str) -> None:
        if len(text) > _MOST:
            raise FormulaError("formula-too-long", most=_MOST)
        self._tokens: list[str] = []
        self._at = 0
        self._depth = 0
        place = 0
        while text[place:].strip():
            found = _TOKEN.match(text, place)
            if found is None:
                raise FormulaError("not-understood", text=text[place:].strip()[:20])
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
            raise FormulaError("nothing-more-expected", text=self._tokens[self._at][:_SHOWN])

    def comparison(self) -> Comparison:
        """Two sums and a sign between them."""
        left = self.sum()
        sign = self.takes("=", "!=", "<", "<=", ">", ">=")
        if not sign:
            raise FormulaError("comparison-missing")
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
            raise FormulaError("formula-too-deep", most=_DEEPEST)
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
            raise FormulaError("value-missing")
        word = self._tokens[self._at]
        self._at += 1
        if word[0].isdigit():
            return NumberNode(Decimal(word))
        if not word[0].isalpha() or word == "and":
            raise FormulaError("value-expected", text=word[:_SHOWN])
        if not self.takes("("):
            if word in FUNCTIONS:
                raise FormulaError("function-without-brackets", function=word)
            return Name(word)
        return self._call(word)

    def _call(self, function: str) -> Node:
        if function not in FUNCTIONS:
            raise FormulaError("no-function", function=function[:_SHOWN], known=", ".join(sorted(FUNCTIONS)))
        arguments = [self.sum()]
        while self.takes(","):
            arguments.append(self.sum())
        self._close()
        fewest, most = FUNCTIONS[function]
        if not fewest <= len(arguments) <= most:
            given = len(arguments)
            if fewest == most:
                raise FormulaError("wrong-values", function=function, wanted=fewest, given=given)
            raise FormulaError("wrong-number-of-values", function=function, fewest=fewest, most=most, given=given)
        return Call(function, tuple(arguments))

    def _close(self) -> None:
        if not self.takes(")"):
            raise FormulaError("bracket-missing")
