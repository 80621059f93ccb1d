"""Which looks of the window are pictured."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from release.window_looks import Look, add_options, choose_looks, take_each


def chosen(*arguments: str) -> list[str]:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return [look.name for look in choose_looks(parser.parse_args(arguments))]


def test_every_scheme_and_size_is_pictured_unless_told_otherwise() -> None:
    sizes = ("1440-100", "1280-100", "1440-200")
    assert chosen() == [
        f"{tongue}-{scheme}-{size}" for size in sizes for tongue in ("en", "de") for scheme in ("light", "dark")
    ]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--language", "de", "--scheme", "dark"], ["de-dark-1440-100", "de-dark-1280-100", "de-dark-1440-200"]),
        (["--language", "de", "--scale", "200"], ["de-light-1440-200", "de-dark-1440-200"]),
        (["--language", "de", "--width", "1280"], ["de-light-1280-100", "de-dark-1280-100"]),
        (["--language", "de", "--width", "1000", "--scheme", "light"], ["de-light-1000-100"]),
        (["--language", "de", "--width", "1280", "--scale", "150", "--scheme", "light"], ["de-light-1280-150"]),
        (["--language", "en", "--scale", "200", "--scheme", "dark"], ["en-dark-1440-200"]),
    ],
)
def test_an_option_leaves_only_what_it_asks_for(arguments: list[str], names: list[str]) -> None:
    assert chosen(*arguments) == names


def test_each_look_is_a_process_with_its_scale_and_one_that_fails_is_told(tmp_path: Path) -> None:
    script = tmp_path / "camera.py"
    script.write_text(
        "import json, os, sys\n"
        "with open(sys.argv[1], 'a') as out:\n"
        "    print(json.dumps([os.environ['QT_SCALE_FACTOR'], *sys.argv[2:]]), file=out)\n"
        "sys.exit(3 if 'dark' in sys.argv else 0)\n"
    )
    told = tmp_path / "told"
    assert take_each(script, [Look("dark", "de", 1440, 200), Look("light", "en", 1280, 100)], [str(told)]) == 3
    assert [json.loads(line) for line in told.read_text().splitlines()] == [
        ["2", "--scheme", "dark", "--language", "de", "--width", "1440", "--scale", "200"],
        ["1", "--scheme", "light", "--language", "en", "--width", "1280", "--scale", "100"],
    ]
