"""The interpreter survives this release of Qt: PySide6 6.12.0 loses references to None on Python 3.11 until it aborts."""

from __future__ import annotations

import subprocess
import sys

PAINT = """
import sys
import muniment.gui
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

application = QGuiApplication(["x", "-platform", "offscreen"])
painter = QPainter(image := QImage(10, 10, QImage.Format.Format_RGB32))
for _ in range(60_000):
    painter.setPen(QColor("red"))
painter.end()
print(sys.getrefcount(None) > 0)
"""


def test_a_painter_may_be_called_as_often_as_it_takes() -> None:
    ran = subprocess.run([sys.executable, "-c", PAINT], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout.strip()) == (0, "True"), ran.stderr[-300:]
