"""Files of measures: what is refused and how it is said, and that a user's fault costs the user's entry only."""

from __future__ import annotations

import pytest

from muniment.analysis.measures.measure_file import KnownMeasures, load, shipped, with_own
from muniment.errors import UserError
from muniment.message import is_sound, verbatim
from muniment.texts.say import say


def entry(**changes: str) -> str:
    fields = {"id": "my_margin", "name": "My margin", "formula": "net_income / revenue", "unit": "percent"} | changes
    return "[[measure]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items() if value)


def ids(known: KnownMeasures) -> list[str]:
    return [each.id for each in known.entries]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (entry(id="My Margin"), "has the id 'My Margin'"),
        (entry(formula=""), "'my_margin' needs 'formula'"),
        (entry(formla="x"), "unknown entry 'formla'"),
        (entry(unit="euro"), "'unit' must be one of money"),
        (entry(periods="month"), "'periods' must be one of instant"),
        (entry(formula="net_income /"), "ends where a value is expected"),
        (entry(formula="net_income / sails"), "'sails' is neither a concept nor a measure"),
        (entry(unit="money"), "its unit is 'money', but its formula gives a plain number"),
        (entry(guard="revenue"), "a comparison"),
        (entry(guard="revenue > eps_basic"), "cannot be added or compared"),
        (entry(formula="my_margin + 1"), "computed from itself"),
        (entry(formula="elsewhere(cash)"), "for checks only"),
        (entry(id="revenue"), "has the id of a concept"),
        (entry() + entry(), "'my_margin' is there twice"),
        (entry(name="x" * 500), "at most 400 characters"),
        ("[[measures]]\nid = 1\n", "must hold [[measure]] entries"),
        ("id = ", "is not valid TOML"),
    ],
)
def test_a_fault_is_named_with_its_entry(text: str, says: str) -> None:
    with pytest.raises(UserError) as error:
        load(text)
    assert says in say(error.value.message)
    assert error.value.code == "bad-measures"
    assert says in " ".join(map(say, with_own(text).faults)) or "elsewhere" in says
    assert with_own(text).entries[: len(shipped())] == shipped()


def test_a_good_entry_comes_behind_ours() -> None:
    known = with_own(entry())
    assert ids(known) == [*(each.id for each in shipped()), "my_margin"]
    assert known.faults == ()


def test_a_good_entry_survives_a_bad_one_beside_it() -> None:
    known = with_own(entry(id="bad", formula="nothing") + entry())
    assert ids(known)[-1] == "my_margin"
    assert len(known.faults) == 1
    assert "'bad'" in say(known.faults[0])


def test_an_entry_of_the_same_id_takes_the_place_of_ours_everywhere() -> None:
    known = with_own(entry(id="total_debt", name="Debt", unit="money", formula="long_term_debt + lease_liabilities"))
    by_id = {each.id: each for each in known.entries}
    assert by_id["total_debt"].name == "Debt"
    assert "lease_liabilities" in repr(by_id["leverage"].tree)
    assert ids(known) == [each.id for each in shipped()]


def test_an_entry_that_spoils_ours_is_refused() -> None:
    known = with_own(entry(id="total_debt", formula="long_term_debt / revenue"))
    assert known.entries == shipped()
    assert "'total_debt' takes the place of ours" in say(known.faults[0])


def test_measures_may_name_each_other_in_any_order() -> None:
    known = with_own(entry(id="a", formula="b * 2") + entry(id="b"))
    assert known.faults == ()
    assert ids(known)[-2:] == ["a", "b"]


def test_a_circle_is_told() -> None:
    known = with_own(entry(id="a", formula="b * 2") + entry(id="b", formula="a / 2"))
    assert known.entries == shipped()
    assert len(known.faults) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (entry(formula="+".join(["cash"] * 390)), "stand inside each other"),
        (entry(formula="cash" + "*1" * 900), "stand inside each other"),
        (entry(formula="average(" * 30 + "cash" + ")" * 30), "functions stand inside each other"),
        (entry(guard="+".join(["cash"] * 390) + " > 0"), "stand inside each other"),
        ("a = " + "[" * 3000, "brackets too deep"),
    ],
)
def test_a_formula_that_would_take_all_memory_or_time_is_refused(text: str, says: str) -> None:
    known = with_own(text + entry(id="good") if text.startswith("[[") else text)
    assert says in say(known.faults[0])
    assert len(known.faults) == 1
    assert ids(known)[len(shipped()) :] == (["good"] if text.startswith("[[") else [])


def test_measures_that_double_each_other_are_told_before_they_fill_the_memory() -> None:
    doubling = "".join(entry(id=f"m{n}", formula=f"m{n - 1} + m{n - 1}") for n in range(1, 60))
    known = with_own(entry(id="m0") + doubling)
    assert "m5" in ids(known)
    assert "has more than 2,000 parts" in " ".join(map(say, known.faults))
    assert all(say(fault).startswith("Measure 'm") for fault in known.faults)


def test_no_file_is_no_fault() -> None:
    assert with_own("  \n") == KnownMeasures(shipped())


@pytest.mark.parametrize("changes", [{"formula": "\\u001b[2J"}, {"id": "\\u0001"}, {'"\\u001b"': "x"}])
def test_a_fault_that_quotes_control_characters_can_be_told(changes: dict[str, str]) -> None:
    (fault,) = with_own(entry(**changes)).faults
    assert is_sound(fault)


def test_an_entry_may_be_named_with_control_characters() -> None:
    own = with_own(entry(name="Mine\\u001b", group="Ours\\u0001", note="A\\u007f")).entries[-1]
    assert own.said == verbatim("Mine\ufffd")
    assert own.group == verbatim("Ours\ufffd")
    assert own.note == verbatim("A\ufffd")
