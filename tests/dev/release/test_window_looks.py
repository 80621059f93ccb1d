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
    assert chosen() == ["light-1440-100", "dark-1440-100", "light-1280-100", "dark-1280-100", "light-1440-200",
                        "dark-1440-200"]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--scheme", "dark"], ["dark-1440-100", "dark-1280-100", "dark-1440-200"]),
        (["--scale", "200"], ["light-1440-200", "dark-1440-200"]),
        (["--width", "1280"], ["light-1280-100", "dark-1280-100"]),
        (["--width", "1000", "--scheme", "light"], ["light-1000-100"]),
        (["--width", "1280", "--scale", "150", "--scheme", "light"], ["light-1280-150"]),
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
    assert take_each(script, [Look("dark", 1440, 200), Look("light", 1280, 100)], [str(told)]) == 3
    assert [json.loads(line) for line in told.read_text().splitlines()] == [
        ["2", "--scheme", "dark", "--width", "1440", "--scale", "200"],
        ["1", "--scheme", "light", "--width", "1280", "--scale", "100"],
    ]
