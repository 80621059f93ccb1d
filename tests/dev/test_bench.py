"""The bench runs, and says whether a target is reached."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import llama_bench, memory_use, reading_speed
from bench.__main__ import main
from bench.measured_documents import load, nearest
from bench.measured_figure import Figure, lines_of, print_as_made, take_rounds
from support.models import tiny_gguf
from synth.documents.annual_report import annual_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "long.pdf").write_bytes(annual_report(1, pages=45).data)
    (tmp_path / "short.pdf").write_bytes(annual_report(2).data)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def test_targets_are_met_from_the_right_side() -> None:
    fast = Figure(name="speed", values=[0.5, 0.6, 0.9], target=0.55, limit=1.0)
    large = Figure(name="memory", values=[1.4, 1.5], target=1.3, at_least=False, limit=1.0)
    assert (fast.value, fast.reached, fast.near) == (0.6, True, 0.6)
    assert not large.reached
    assert large.near == pytest.approx(1 / 1.45)
    text = "\n".join([*lines_of(fast), *lines_of(large)])
    assert "≥ 0.55 x      ok       60%" in text
    assert "≤ 1.3 x  MISSED       69%" in text


def test_the_vault_is_compared_with_a_plain_database(capsys: pytest.CaptureFixture[str]) -> None:
    main(["vault", "--passages", "2000"])
    told = capsys.readouterr().out
    for name in ("BM25, p95", "bulk insert", "index build", "size", "passphrase to first row", "change of passphrase"):
        assert name in told
    assert "the database is not touched" in told


def test_a_run_that_is_stopped_keeps_the_figures_it_had(capsys: pytest.CaptureFixture[str]) -> None:
    def figures() -> Iterator[Figure]:
        yield Figure(name="first", values=[1.0])
        assert "first" in capsys.readouterr().out, "a figure is printed before the next one is measured"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        print_as_made(figures())


def test_rounds_that_are_complete_are_told_of_a_run_that_is_stopped() -> None:
    def take(number: int) -> int:
        if number == 2:
            raise KeyboardInterrupt
        return number

    taken, stop = take_rounds(5, take)
    assert taken == [0, 1]
    assert stop is not None
    with pytest.raises(KeyboardInterrupt):
        take_rounds(5, lambda number: take(number + 2))
    assert take_rounds(2, take) == ([0, 1], None)


def test_documents_come_shortest_first_without_broken_ones(folder: Path) -> None:
    samples = load(folder, folder)
    assert [sample.path.name for sample in samples] == ["short.pdf", "long.pdf"]
    assert samples[1].pages == 45
    assert nearest(samples, 80) is samples[1]


def test_reading_is_measured_in_turns(folder: Path) -> None:
    figures = list(reading_speed.measure(load(folder, folder)[:1], rounds=2))
    assert [len(figure.values) for figure in figures] == [2, 2, 2]
    assert all(value > 0 for figure in figures for value in figure.values)


def test_memory_of_a_process_that_is_gone_is_nothing() -> None:
    assert memory_use.share(2**22 + 1) == 0
    assert memory_use.words_of(2**22 + 1) == ""


def test_folder_without_documents_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading", "--documents", str(tmp_path)]) == 2
    assert "no PDF" in capsys.readouterr().err


def test_unknown_part_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["everything"])


@pytest.mark.model
def test_a_model_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tiny_gguf.build(tmp_path / "tiny.gguf", tiny_gguf.FAMILIES["llama"])
    main(["model", "--rounds", "1", "--short", "--model", str(path)])
    told = capsys.readouterr().out
    for name in (
        "eight fields",
        "forty fields",
        "share of structure",
        "second question",
        "switching back",
        "cancel to idle",
    ):
        assert name in told


def test_the_source_of_llama_bench_is_fetched_as_it_is_locked() -> None:
    lines = llama_bench._locked((llama_bench.ROOT / "requirements.lock").read_text()).splitlines()
    assert lines[0].startswith("llama-cpp-python==")
    assert len(lines) > 1
    assert all("--hash=sha256:" in line for line in lines[1:])


def test_only_what_llama_bench_needs_is_unpacked(tmp_path: Path) -> None:
    root = "llama_cpp_python-1/vendor/llama.cpp"
    wanted = ["common/common.h", "tools/llama-bench/main.cpp", "vendor/nlohmann/json.hpp"]
    archive = tmp_path / "source.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for name in (*wanted, "common/common.cpp", "tools/server/main.cpp", "../../../../evil.h"):
            tar.addfile(tarfile.TarInfo(f"{root}/{name}"))
    source = llama_bench._unpacked(archive, tmp_path)
    assert sorted(str(file.relative_to(source)) for file in source.rglob("*") if file.is_file()) == sorted(wanted)
