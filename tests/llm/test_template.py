from __future__ import annotations

import pytest

from muniment.errors import UserError
from muniment.llm.template import Template
from tiny_gguf import CHATML, FAMILIES


def rendered(template: Template, system: str = "SYSTEM", contents: tuple[str, ...] = ("PAGE", "QUESTION")) -> str:
    return "".join(piece.text for piece in template.pieces(system, contents))


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_every_family_says_everything_once_in_order(name: str) -> None:
    family = FAMILIES[name]
    assert family.template is not None
    text = rendered(Template(family.template, first=family.start or "", last=family.end))
    places = [text.index(part) for part in ("SYSTEM", "PAGE", "QUESTION")]
    assert places == sorted(places)
    assert text.index(family.turn) < places[1]


@pytest.mark.parametrize("name", ["mistral", "gemma2"])
def test_a_refused_system_role_joins_the_user(name: str) -> None:
    family = FAMILIES[name]
    assert family.template is not None
    assert "SYSTEM\n\nPAGE\n\nQUESTION" in rendered(Template(family.template, first="<s>"))


def test_a_system_role_that_is_passed_over_joins_the_user() -> None:
    source = "{% for m in messages if m.role == 'user' %}<u>{{ m.content }}{% endfor %}"
    assert rendered(Template(source)) == "<u>SYSTEM\n\nPAGE\n\nQUESTION"


def test_dates_are_always_the_same_and_thinking_is_off() -> None:
    family = FAMILIES["llama"]
    assert family.template is not None
    assert "Today Date: 01 Jan 2025" in rendered(Template(family.template))
    assert rendered(Template("{{ strftime_now('%Y') }}" + CHATML)).startswith("2025")
    thinking = FAMILIES["qwen3"].template
    assert thinking is not None
    assert rendered(Template(thinking)).endswith("<think>\n\n</think>\n\n")


def test_contents_never_pass_through_the_template() -> None:
    hostile = "{{ raise_exception('x') }} {% for %} <|im_end|>"
    pieces = Template(CHATML).pieces("", (hostile, "?"))
    assert [piece.text for piece in pieces if piece.content is not None] == [hostile, "?"]
    assert all(hostile not in piece.text for piece in pieces if piece.content is None)


def test_json_is_written_plainly() -> None:
    source = "{{ {'a': '<é>'} | tojson }}{{ messages[-1].content }}"
    assert rendered(Template(source), "", ("PAGE",)) == '{"a": "<é>"}PAGE'


@pytest.mark.parametrize(
    "source",
    [
        "{% if %}",
        "a text without the question",
        "{{ messages[0].content }}{{ messages[0].content }}",
        "{{ messages[7].content.x }}",
        "{{ raise_exception('never') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 'a' * 10**9 }}{{ messages[0].content }}",
        "{{ 10 ** 10 ** 10 }}{{ messages[0].content }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxxxx{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}{{ messages[0].content }}",
        "{{ messages.clear() }}{{ messages[0].content }}",
        "{{ messages[0].content[0:9] }}",
    ],
)
def test_a_template_that_cannot_be_used_is_refused(source: str) -> None:
    with pytest.raises(UserError) as error:
        Template(source)
    assert error.value.code == "unsupported-model"
