"""Keep None, True and False alive on Python 3.11.

PySide6 6.12 is built with headers for which these three are immortal (PEP 683, Python 3.12): each call that returns one of
them takes a reference that it never gave. On 3.11 the count runs out after some thousand calls of a painter, and the
interpreter ends with "deallocating None". Measured with ``sys.getrefcount``: QPainter.save() and QWidget.isVisible() lose
one each.
"""

from __future__ import annotations

import ctypes
import sys

_ROOM = 1 << 60  # references; at a million calls a second they last for 36,000 years
_counted = False


def keep_singletons() -> None:
    """Give the three so many references that they never run out; nothing to do from Python 3.12 on."""
    global _counted  # noqa: PLW0603 - the process has one None
    if _counted or sys.version_info >= (3, 12) or sys.maxsize < 1 << 62:
        return
    _counted = True
    for one in (None, True, False):
        # The count is the first field of every object (PyObject.ob_refcnt).
        ctypes.c_ssize_t.from_address(id(one)).value += _ROOM
