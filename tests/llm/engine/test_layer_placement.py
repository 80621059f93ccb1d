from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from llm.conftest import TinyModel
from muniment.errors import UserError
from muniment.llm.engine import layer_placement, llama_library, machine
from muniment.llm.engine.llama import halvings
from muniment.llm.engine.llama_library import Device
from muniment.llm.files import model_header
from muniment.llm.files.model_header import Header
from muniment.llm.pointing import model_loading
from muniment.texts.say import say

CARD = Device("NVIDIA RTX 4060", 8_000_000_000)


@pytest.fixture
def found(tiny: TinyModel) -> Header:
    """Of a model of 9 GB in 30 layers, of which 4,096 tokens take another 600 MB."""
    return replace(model_header.read(tiny("llama")), size=9_000_000_000, layers=30, cache_bytes=146_484)


def test_layers_go_where_memory_is_free_with_the_cache_of_their_tokens(found: Header) -> None:
    where = layer_placement.place_on([CARD], found, 4096)
    assert where.layers == 22  # 0.9 of 8 GB by 320 MB a layer
    assert say(where.said) == "22 of 31 layers on NVIDIA RTX 4060, because its 8.0 GB of free memory hold no more"
    assert layer_placement.place_on([CARD], found, 32_768).layers < 22
    whole = layer_placement.place_on([replace(CARD, free=24_000_000_000)], found, 4096)
    assert say(whole.said) == "31 of 31 layers on NVIDIA RTX 4060, because its 24.0 GB of free memory hold them all"
    both = layer_placement.place_on([CARD, Device("AMD RX 7600", 4_000_000_000)], found, 4096)
    assert say(both.said).startswith("31 of 31 layers on NVIDIA RTX 4060 and AMD RX 7600, because")


def test_no_layers_are_said_with_the_reason(found: Header) -> None:
    full = layer_placement.place_on([replace(CARD, free=100_000_000)], found, 4096)
    assert say(full.said) == "0 of 31 layers on NVIDIA RTX 4060: its 0.1 GB of free memory hold no more"
    assert say(layer_placement.place_on([], found, 4096).said) == "0 of 31 layers on a GPU: none was found"
    assert layer_placement.place_on([CARD], found, 4096, wanted=99).layers == 31
    assert say(layer_placement.place_on([CARD], found, 4096, wanted=0).said).startswith("0 of 31 layers")


def test_what_did_not_work_is_said(found: Header) -> None:
    where = layer_placement.place_on([CARD], found, 4096)
    assert where.after(22) == where
    assert say(where.after(11).said) == "11 of 31 layers on NVIDIA RTX 4060, because it did not take 22"
    assert say(where.after(0).said) == "0 of 31 layers on NVIDIA RTX 4060: it did not take 22"


def test_layers_are_halved_down_to_none() -> None:
    assert list(halvings(22)) == [22, 11, 5, 2, 1, 0]
    assert list(halvings(0)) == [0]


def test_a_processor_without_avx2_is_told(tmp_path: Path) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text("processor : 0\nflags : fpu sse2 avx avx2 fma\n")
    assert not machine.lacks_flag(told, "avx2")
    told.write_text("processor : 0\nflags : fpu sse2 avx\n")
    assert machine.lacks_flag(told, "avx2")
    told.write_text("Features : neon\n")  # another kind of processor names none
    assert not machine.lacks_flag(told, "avx2")
    assert not machine.lacks_flag(tmp_path / "absent", "avx2")


def test_an_installed_program_says_that_avx2_is_missing(
    tiny: TinyModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the library is loaded, which would end the process with an illegal instruction."""
    monkeypatch.setattr(machine, "lacks_avx2", lambda: True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    llama_library.library.cache_clear()
    with pytest.raises(UserError) as error:
        model_loading.load(tiny("llama"), threads=1)
    assert error.value.code == "no-avx2"
    assert "no AVX2" in say(layer_placement.processor())
    monkeypatch.undo()
    llama_library.library.cache_clear()
    model_loading.load(tiny("llama"), threads=1).close()


def test_this_machine_is_described() -> None:
    assert say(layer_placement.processor()).split()[1:3] in (["physical", "core"], ["physical", "cores"])
    assert bool(llama_library.devices()) == (
        llama_library.has_gpu_support() and layer_placement.graphics().code != "no-gpu-found"
    )
