"""Our ``dataclass`` keeps the promises of the standard library's; what it leaves out, the type checker holds."""

from __future__ import annotations

import dataclasses
from dataclasses import field, replace
from pathlib import Path
from typing import Any

import pytest
from mypy import api

from muniment.dataclass import dataclass as ours

WRITTEN_TO = """
from muniment.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Sum:
    value: int


Sum(1).value = 2
"""


def made(dataclass: Any) -> tuple[Any, Any, Any]:
    """The same three classes by either."""

    @dataclass(frozen=True, slots=True)
    class Row:
        """A row."""

        label: str
        cells: tuple[int, ...] = ()
        notes: dict[str, int] = field(default_factory=dict, compare=False)
        secret: str = field(default="", repr=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class One:
        """A class of one field."""

        value: float

    @dataclass(slots=True)
    class Open:
        """May be written to."""

        value: int = 0

    return Row, One, Open


@pytest.fixture(params=["ours", "the library's"])
def classes(request: pytest.FixtureRequest) -> tuple[Any, Any, Any]:
    return made(ours if request.param == "ours" else dataclasses.dataclass)


class TestPromises:
    def test_equal_values_are_equal_and_one_key(self, classes: tuple[Any, Any, Any]) -> None:
        row, one, _ = classes
        assert row("a", (1,)) == row("a", (1,))
        assert {row("a", (1,)): 1}[row("a", (1,))] == 1
        assert one(value=1.5) == one(value=1.5)
        assert len({one(value=1.5), one(value=1.5), one(value=2.5)}) == 2

    def test_every_compared_field_tells_values_apart(self, classes: tuple[Any, Any, Any]) -> None:
        row, _, _ = classes
        base = row("a", (1,), {}, "s")
        assert base != row("b", (1,), {}, "s")
        assert base != row("a", (2,), {}, "s")
        assert base != row("a", (1,), {}, "t")
        assert base == row("a", (1,), {"n": 1}, "s")

    def test_another_class_is_never_equal(self, classes: tuple[Any, Any, Any]) -> None:
        _, one, open_ = classes
        assert one(value=1) != open_(value=1)
        assert one(value=1) != 1

    def test_what_may_be_written_to_is_no_key(self, classes: tuple[Any, Any, Any]) -> None:
        _, _, open_ = classes
        value = open_()
        value.value = 3
        assert value == open_(3)
        with pytest.raises(TypeError, match="unhashable"):
            hash(value)

    def test_a_representation_leaves_secrets_out(self, classes: tuple[Any, Any, Any]) -> None:
        row, _, _ = classes
        shown = repr(row("a", (1,), {}, "hunter2"))
        assert shown == f"{row.__qualname__}(label='a', cells=(1,), notes={{}})"

    def test_fields_defaults_and_replacing(self, classes: tuple[Any, Any, Any]) -> None:
        row, one, _ = classes
        assert [f.name for f in dataclasses.fields(row)] == ["label", "cells", "notes", "secret"]
        assert row("a").notes is not row("a").notes
        assert replace(row("a", (1,)), label="b") == row("b", (1,))
        with pytest.raises(TypeError):
            one(1.5)
        with pytest.raises(AttributeError):
            object.__setattr__(row("a"), "other", 1)

    def test_a_pattern_takes_a_value_apart(self, classes: tuple[Any, Any, Any]) -> None:
        row, _, _ = classes
        match row("a", (1,)):
            case row(label, cells):
                assert (label, cells) == ("a", (1,))
            case _:
                pytest.fail("no match")


def test_own_methods_stay() -> None:
    @ours(frozen=True)
    class Shy:
        value: int

        def __repr__(self) -> str:
            return "shy"

    assert repr(Shy(1)) == "shy"
    assert Shy(1) == Shy(1)


def test_ordered_values_sort() -> None:
    @ours(frozen=True, order=True)
    class Day:
        number: int

    assert sorted([Day(2), Day(1)]) == [Day(1), Day(2)]
    assert hash(Day(1)) == hash(Day(1))


def test_the_type_checker_holds_what_is_frozen(tmp_path: Path) -> None:
    written = tmp_path / "written.py"
    written.write_text(WRITTEN_TO)
    said, _, code = api.run([str(written), "--config-file", "pyproject.toml", "--cache-dir", str(tmp_path / "cache")])
    assert code == 1
    assert 'Property "value" defined in "Sum" is read-only' in said
    assert "Found 1 error" in said
