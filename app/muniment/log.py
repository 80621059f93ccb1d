"""The program's log: what went wrong inside, for a bug report.

Must never hold a document's text, name or figures, a path of the user, a passphrase or a key: types, places in our code, codes and
numbers of pages only.
"""

from __future__ import annotations

import logging
import os
import sys

NAME = "muniment"
LEVEL_VARIABLE = "MUNIMENT_LOG"
"""``debug``, ``info`` or ``warning``; warnings by default."""


def configure() -> None:
    """Send the log to standard error, once."""
    logger = logging.getLogger(NAME)
    if not logger.handlers and sys.stderr is not None:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("muniment: %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    level = os.environ.get(LEVEL_VARIABLE, "").upper()
    logger.setLevel(level if level in ("DEBUG", "INFO", "WARNING") else "WARNING")


def of(part: str) -> logging.Logger:
    """The logger of a part of the program ("worker", "pipeline")."""
    return logging.getLogger(f"{NAME}.{part}")


def place(error: BaseException) -> str:
    """Where an exception was raised: type, file and line; never its message, which may hold a document's text."""
    where, trace = "?", error.__traceback__
    while trace is not None:
        where, trace = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}", trace.tb_next  # noqa: PTH119
    return f"{type(error).__name__} at {where}"
