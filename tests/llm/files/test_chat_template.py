from __future__ import annotations

import pytest

from muniment.errors import UserError
from muniment.llm.files.chat_template import Template
from support.models.tiny_gguf import FAMILIES
from support.models.tiny_templates import CHATML


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


# What each family's template makes of a task, a page and a question: its turns, its place for the task, no thoughts.
PROMPTS = {
    "llama2": "<s>[INST] <<SYS>>\nTASK\n<</SYS>>\n\nPAGE\n\nQUESTION [/INST]",
    "llama": (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nToday Date: 01 Jan 2025\nTASK<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nPAGE\n\nQUESTION<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    ),
    "mistral": "<s>[INST] TASK\n\nPAGE\n\nQUESTION [/INST]",
    "smollm": (
        "<|im_start|>system\nTASK<|im_end|>\n<|im_start|>user\nPAGE\n\nQUESTION<|im_end|>\n<|im_start|>assistant\n"
    ),
    "phi3": "<|system|>\nTASK<|end|>\n<|user|>\nPAGE\n\nQUESTION<|end|>\n<|assistant|>\n",
    "phi4": "<|system|>TASK<|end|><|user|>PAGE\n\nQUESTION<|end|><|assistant|>",
    "qwen2": (
        "<|im_start|>system\nTASK<|im_end|>\n<|im_start|>user\nPAGE\n\nQUESTION<|im_end|>\n<|im_start|>assistant\n"
    ),
    "qwen3": (
        "<|im_start|>system\nTASK<|im_end|>\n<|im_start|>user\nPAGE\n\nQUESTION<|im_end|>\n"
        "<|im_start|>assistant\n<think>\n\n</think>\n\n"
    ),
    "qwen35": (
        "<|im_start|>system\nTASK<|im_end|>\n<|im_start|>user\nPAGE\n\nQUESTION<|im_end|>\n"
        "<|im_start|>assistant\n<think>\n\n</think>\n\n"
    ),
    "gemma2": "<bos><start_of_turn>user\nTASK\n\nPAGE\n\nQUESTION<end_of_turn>\n<start_of_turn>model\n",
    "gemma3": "<bos><start_of_turn>user\nTASK\n\nPAGE\n\nQUESTION<end_of_turn>\n<start_of_turn>model\n",
    "gemma4": (
        "<bos><|turn>system\nTASK<turn|>\n<|turn>user\nPAGE\n\nQUESTION<turn|>\n"
        "<|turn>model\n<|channel>thought\n<channel|>"
    ),
    "granite": (
        "<|start_of_role|>system<|end_of_role|>TASK<|end_of_text|>\n"
        "<|start_of_role|>user<|end_of_role|>PAGE\n\nQUESTION<|end_of_text|>\n"
        "<|start_of_role|>assistant<|end_of_role|>"
    ),
    "smollm3": (
        "<|im_start|>system\nReasoning: /no_think\nTASK\n<|im_end|>\n<|im_start|>user\nPAGE\n\nQUESTION<|im_end|>\n"
        "<|im_start|>assistant\n<think>\n\n</think>\n"
    ),
    "ministral": "<s>[SYSTEM_PROMPT]TASK[/SYSTEM_PROMPT][INST]PAGE\n\nQUESTION[/INST]",
}
PROMPTS["granitehybrid"] = PROMPTS["granite"]
REFUSES_SYSTEM = {"gemma2", "mistral"}


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_what_each_family_is_told(name: str) -> None:
    family = FAMILIES[name]
    assert family.template is not None
    template = Template(family.template, first=family.start or "", last=family.end)
    assert rendered(template, "TASK") == PROMPTS[name]
    assert template._has_system == (name not in REFUSES_SYSTEM)


@pytest.mark.parametrize("name", ["granite", "ministral", "qwen2"])
def test_our_task_takes_the_place_of_a_text_of_the_makers(name: str) -> None:
    """Hence it is always sent: these write one of their own otherwise, which may ask for thoughts."""
    source = FAMILIES[name].template
    assert source is not None
    assert len(rendered(Template(source), "")) > len(rendered(Template(source), "TASK"))


def test_a_system_role_that_is_passed_over_joins_the_user() -> None:
    source = "{% for m in messages if m.role == 'user' %}<u>{{ m.content }}{% endfor %}"
    assert rendered(Template(source)) == "<u>SYSTEM\n\nPAGE\n\nQUESTION"


def test_dates_are_always_the_same_and_thinking_is_off() -> None:
    family = FAMILIES["llama"]
    assert family.template is not None
    assert "Today Date: 01 Jan 2025" in rendered(Template(family.template))
    assert rendered(Template("{{ strftime_now('%Y') }}" + CHATML)).startswith("2025")


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
