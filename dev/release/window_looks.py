"""The looks in which the window is pictured: scheme, language, width and scale; one process for each.

Qt reads the scale when it starts, hence the processes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

SCHEMES = ("light", "dark")
LANGUAGES = ("en", "de")
SIZES = ((1440, 100), (1280, 100), (1440, 200))
"""Width of the window in points and scale in percent."""
SCALE_FACTOR = "QT_SCALE_FACTOR"
HEIGHTS = {1440: 900, 1280: 800}


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which the window may look.

    Attributes:
        scheme: "light" or "dark".
        language: Its code, "en" or "de".
        width: Of the window, in points.
        scale: In percent; 200 is a dense screen.
    """

    scheme: str
    language: str
    width: int
    scale: int

    @property
    def name(self) -> str:
        """The end of the file names of its pictures."""
        return f"{self.language}-{self.scheme}-{self.width}-{self.scale}"

    @property
    def height(self) -> int:
        """Of the window, in points."""
        return HEIGHTS.get(self.width, self.width * 5 // 8)

    @property
    def options(self) -> list[str]:
        """The options of the command line that ask for this look alone."""
        return [
            "--scheme",
            self.scheme,
            "--language",
            self.language,
            "--width",
            str(self.width),
            "--scale",
            str(self.scale),
        ]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose looks; without one of them all are taken."""
    parser.add_argument("--scheme", choices=SCHEMES, help="only this one (default: both)")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one (default: all)")
    parser.add_argument("--width", type=int, metavar="POINTS", help="of the window (default: 1440, and 1280 at 100 %%)")
    parser.add_argument("--scale", type=int, metavar="PERCENT", help="only this one (default: 100 and 200)")


def choose_looks(asked: argparse.Namespace) -> list[Look]:
    """List the looks that the options ask for."""
    sizes = list(SIZES)
    if asked.width or asked.scale:
        sizes = [(width, scale) for width, scale in SIZES if width == asked.width or scale == asked.scale]
        if asked.width and asked.scale:
            sizes = [(asked.width, asked.scale)]
        elif not sizes:
            sizes = [(asked.width or SIZES[0][0], asked.scale or 100)]
    schemes = (asked.scheme,) if asked.scheme else SCHEMES
    languages = (asked.language,) if asked.language else LANGUAGES
    return [
        Look(scheme, language, width, scale) for (width, scale), language, scheme in product(sizes, languages, schemes)
    ]


def has_its_scale(look: Look) -> bool:
    """Whether this process was started with the scale of the look, which Qt cannot change later."""
    return os.environ.get(SCALE_FACTOR) == f"{look.scale / 100:g}"


def take_each(script: Path, looks: Sequence[Look], passed: Sequence[str]) -> int:
    """Run the script once for each look, one after the other.

    Args:
        script: Takes the pictures of one look.
        looks: The looks.
        passed: Further arguments, the same for each.

    Returns:
        The first exit status that is not 0; 0 when all pictures were taken.
    """
    statuses = [status for status in _statuses(script, looks, passed) if status]
    return statuses[0] if statuses else 0


def _statuses(script: Path, looks: Sequence[Look], passed: Sequence[str]) -> Iterator[int]:
    for look in looks:
        environment = {**os.environ, SCALE_FACTOR: f"{look.scale / 100:g}"}
        yield subprocess.run(
            [sys.executable, str(script), *passed, *look.options], check=False, env=environment
        ).returncode
