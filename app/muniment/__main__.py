"""The program `muniment`: the window without a command, else the command line."""

from __future__ import annotations

import gc
import sys

CANCELLED = 130  # as in errors.Exit, which may not be imported yet


def main() -> int:
    """Run the window or a command; the other side is not even imported."""
    try:
        if sys.argv[1:2] == ["--locked"] and len(sys.argv) == 3:
            from pathlib import Path

            from muniment.gui.start.desktop_app import run

            return run(Path(sys.argv[2]), is_locked=True)
        if sys.argv[1:2] == ["--language"] and len(sys.argv) == 3:
            from muniment.texts.language import LANGUAGES

            if sys.argv[2] in LANGUAGES:
                from muniment.gui.start.desktop_app import run

                return run(language=sys.argv[2])
        if len(sys.argv) > 1:
            gc.disable()  # as in worker/child/worker_program.py
            from muniment.cli.command_line import main as run_command

            gc.freeze()
            gc.enable()
            return run_command(sys.argv[1:])
        from muniment.gui.start.desktop_app import main as open_window

        return open_window()
    except KeyboardInterrupt:  # before there was anything to stop
        return CANCELLED


if __name__ == "__main__":
    sys.exit(main())
