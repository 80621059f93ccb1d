"""Try the identities that statements obey, and say what came of them.

Must never call a figure wrong for what rounding explains: the allowance is what the printed digits leave open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.analysis.checks.check_file import Identity, shipped
from muniment.analysis.formulas.figure_book import (
    Amount,
    FigureBook,
    Repeat,
    When,
    a_year_before,
    evaluate,
    number,
    opening,
    repeat,
    rounding,
)
from muniment.analysis.formulas.formula import ANY, Call, Comparison, Name, Negative, Node, NumberNode, Operation, walk
from muniment.document.facts.fact import Check, CheckResult, Fact
from muniment.document.pages.table import Period
from muniment.document.text.number_text import TRIANGLES
from muniment.message import Argument, Message, message, verbatim

_TURNS = f"(-−–{TRIANGLES}"  # what a printed number begins with that is taken off
_LOOSEST = Decimal("0.05")  # a quotient that rounding moves by more than this proves nothing


@dataclass(frozen=True, slots=True)
class Support:
    """An amount that stands somewhere else in the statements, for a cross-place check.

    Attributes:
        concept: Whose fact it should equal ("net_income", "cash").
        period: Of the amount.
        value: In absolute units.
        printed: As printed.
        place: The statement that prints it.
        bridge: Amounts that may stand between (restricted cash), absolute.
    """

    concept: str
    period: Period
    value: Decimal
    printed: str
    place: Message
    bridge: tuple[Decimal, ...] = ()


def run(facts: Sequence[Fact], supports: Iterable[Support] = (), entity: str | None = None) -> tuple[Check, ...]:
    """All checks that the facts of one company allow, in a fixed order; what the user rejected takes no part.

    Args:
        facts: Of one document; a check names them by their place here.
        supports: Amounts of other statements that some of the facts should equal.
        entity: Company whose facts are checked; None for those without a name of their own.
    """
    ledger = FigureBook(facts, entity)
    ledger.elsewhere = _repeats(ledger, supports)
    found: list[Check] = []
    for period in ledger.periods:
        asked = (one for one in shipped().identities if one.of_days == (period.months == 0))
        tried = (_try(identity, ledger, period) for identity in asked)
        found.extend(check for check in tried if check is not None)
    return tuple({(check.name, check.facts): check for check in reversed(found)}.values())[::-1]  # each said once


def _repeats(ledger: FigureBook, supports: Iterable[Support]) -> dict[tuple[str, Period], Repeat]:
    """What other statements repeat, with the precision of the figure that it repeats."""
    found: dict[tuple[str, Period], Repeat] = {}
    for support in supports:
        at = ledger.at(support.concept, support.period.months, support.period.end)
        slack = rounding(ledger.facts[at]) if at is not None else Decimal(0)
        key = (support.concept, support.period)
        found.setdefault(key, Repeat(Amount(support.value, ANY, slack), support.printed, support.place))
    return found


@dataclass(frozen=True, slots=True)
class _Trial:
    """A form of an identity with figures in it."""

    form: Comparison
    left: Amount
    right: Amount
    closes: bool

    @property
    def difference(self) -> Decimal:
        return self.left.value - self.right.value


def _try(identity: Identity, ledger: FigureBook, period: Period) -> Check | None:
    when = When.of(period)
    first: _Trial | None = None
    for form in identity.forms:
        trial = _trial(form, identity, ledger, when)
        if trial is not None and trial.closes:
            first = trial
            break
        first = first or trial
    if first is None and identity.fallback is not None:
        first = _trial(identity.fallback, identity, ledger, when)
    if first is None or (identity.quiet and not first.closes):
        return None
    return _check(identity, first, ledger, period)


def _trial(form: Comparison, identity: Identity, ledger: FigureBook, when: When) -> _Trial | None:
    left, right = evaluate(form.left, ledger, when), evaluate(form.right, ledger, when)
    if left is None or right is None or not (left.operands or right.operands):
        return None
    if left.unit != right.unit and ANY not in (left.unit, right.unit):
        return None
    allowed = left.slack + right.slack
    if identity.within:
        if not left.value or allowed > abs(left.value) * _LOOSEST:
            return None
        allowed = max(allowed, abs(left.value) * identity.within)
    return _Trial(form, left, right, abs(left.value - right.value) <= allowed)


def _check(identity: Identity, trial: _Trial, ledger: FigureBook, period: Period) -> Check:
    speech = _Speech(ledger, When.of(period), identity)
    operands = dict.fromkeys((*trial.left.operands, *trial.right.operands))
    return Check(
        id=identity.id,
        name=speech.name(trial.form),
        period=period,
        result=CheckResult.CLOSES if trial.closes else identity.failing,
        facts=tuple(operands),
        parts=(*speech.parts(trial.form.left), *speech.parts(trial.form.right)),
        difference=round(trial.difference, 6) if "." in str(trial.difference) else trial.difference,
        sentence=speech.sentence(trial),
    )


class _Speech:
    """Says an identity: with the names of the figures, and with the figures as printed."""

    def __init__(self, ledger: FigureBook, when: When, identity: Identity) -> None:
        self._ledger = ledger
        self._when = when
        self._identity = identity

    def name(self, form: Comparison) -> Message:
        """An identity without figures."""
        tie = self._tie(form)
        if tie is not None:
            return message("equation", left=self._named(next(_names(form.left))), right=tie.place)
        sides = (self._say(side, self._when, bare=True) for side in (form.left, form.right))
        return message("equation", left=next(sides), right=next(sides))

    def sentence(self, trial: _Trial) -> Message:
        """What came of it."""
        title = message("check-title", id=self._identity.id)
        tie = self._tie(trial.form)
        if tie is not None:
            return self._tied(title, trial, tie)
        left, right = (self._say(side, self._when) for side in (trial.form.left, trial.form.right))
        many = self._identity.plural
        if trial.closes:
            sides = message("equation", left=left, right=right)
            return message("checks-close" if many else "check-closes", title=title, sides=sides)
        sides = message("inequation", left=left, right=right)
        return message("checks-do-not-close" if many else "check-does-not-close", title=title, sides=sides)

    def _tied(self, title: Message, trial: _Trial, tie: Repeat) -> Message:
        """That a figure is repeated elsewhere, or is another one there."""
        first, *others = _names(trial.form.left)
        printed: Argument = tie.printed
        for name in others:
            printed = message("with-figure", printed=printed, figure=self._named(name))
        figure = self._quote(first, self._when)
        code = "check-ties" if trial.closes else "check-differs"
        return message(code, title=title, place=tie.place, figure=figure, printed=printed)

    def parts(self, node: Node) -> tuple[Message, ...]:
        """The figures of a side, each with its sign but the first."""
        return tuple(_signed(n, sign, said) for n, (sign, said) in enumerate(self._terms(node, self._when, 1)))

    def _named(self, name: str) -> Message:
        """What a figure is called, in this identity."""
        if name in self._identity.words:
            return message("figure-in-check", concept=name, check=self._identity.id)
        return message("figure", concept=name)

    def _tie(self, form: Comparison) -> Repeat | None:
        right = form.right
        if isinstance(right, Call) and right.function == "elsewhere":
            return repeat(right.arguments[0], self._ledger, self._when)
        return None

    def _terms(self, node: Node, when: When, sign: int) -> Iterator[tuple[int, Argument]]:
        match node:
            case Operation("+" | "-" as how, left, right):
                yield from self._terms(left, when, sign)
                yield from self._terms(right, when, sign if how == "+" else -sign)
            case Operation(_, left, right):
                yield from self._terms(left, when, sign)
                yield from self._terms(right, when, 0)
            case Negative(of):
                yield from self._terms(of, when, -sign)
            case Call("first", arguments):
                there = [each for each in arguments if evaluate(each, self._ledger, when) is not None]
                yield from self._terms(there[0], when, sign)
            case Call("optional" | "some", arguments):
                for each in arguments:
                    if evaluate(each, self._ledger, when) is not None:
                        yield from self._terms(each, when, sign)
            case _:
                yield sign, self._say(node, when)

    def _say(self, node: Node, when: When, *, bare: bool = False) -> Argument:
        match node:
            case NumberNode(value):
                return value
            case Name(name):
                named = self._named(name)
                return named if bare else message("as-printed", name=named, printed=self._quote(name, when))
            case Negative(of):
                return message("negative", of=self._say(of, when, bare=bare))
            case Operation(sign, left, right):
                return self._operation(sign, left, right, when, bare=bare)
            case Call(function, arguments):
                return self._call(function, arguments, when, bare=bare)

    def _operation(self, sign: str, left: Node, right: Node, when: When, *, bare: bool) -> Argument:
        if not bare and sign in "+-" and self._is_nothing(right, when):
            return self._say(left, when)
        sides = [self._say(left, when, bare=bare), self._say(right, when, bare=bare)]
        if sign in "*/":
            sides = [message("bracketed", of=s) if _is_sum(n) else s for s, n in zip(sides, (left, right), strict=True)]
        elif sign == "-" and _is_sum(right):
            sides[1] = message("bracketed", of=sides[1])
        return message(_OPERATIONS[sign], left=sides[0], right=sides[1])

    def _is_nothing(self, node: Node, when: When) -> bool:
        return (
            isinstance(node, Call)
            and node.function == "optional"
            and evaluate(node.arguments[0], self._ledger, when) is None
        )

    def _call(self, function: str, arguments: tuple[Node, ...], when: When, *, bare: bool) -> Argument:
        then = {"opening": opening, "prior": a_year_before}.get(function)
        shifted = then(self._ledger, when) if then is not None and not bare else when
        first, *others = (self._say(each, shifted or when, bare=bare) for each in arguments)
        if function == "opening":
            return message("opening-balance", of=first)
        if function == "prior":
            return message("year-before", of=first)
        if function == "elsewhere":
            found = repeat(arguments[0], self._ledger, when)
            return message("as-printed", name=found.place, printed=found.printed) if found is not None else first
        if function == "optional":
            return first
        for other in others:
            first = message("and-then", first=first, second=other)
        return message("function-of", function=function, of=first)

    def _quote(self, name: str, when: When) -> str:
        """As printed, but with the sign with which it enters: costs in brackets are taken off only once."""
        amount = evaluate(Name(name), self._ledger, when)
        if amount is None or not amount.operands:
            return ""
        fact = self._ledger.facts[amount.operands[0]]
        printed = fact.evidence.quote
        turned = any(sign in printed for sign in _TURNS)
        if turned is (number(fact) < 0):
            return printed
        return printed.strip(f"{_TURNS}) ") if turned else f"({printed})"


_OPERATIONS = {"+": "sum", "-": "difference", "*": "product", "/": "quotient"}
"""Signs of formulas, each with the code that says it."""


def _signed(position: int, sign: int, said: Argument) -> Message:
    """A part of a sum with its sign (0: it has none); the first shows only a minus."""
    if sign < 0:
        return message("negative", of=said)
    if position and sign:
        return message("added", of=said)
    return said if isinstance(said, Message) else verbatim(str(said))


def _names(node: Node) -> Iterator[str]:
    return (part.id for part in walk(node) if isinstance(part, Name))


def _is_sum(node: Node) -> bool:
    return isinstance(node, Operation) and node.sign in "+-"
