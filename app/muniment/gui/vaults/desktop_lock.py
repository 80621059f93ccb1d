"""How each system says that its desktop was locked or that it is about to sleep.

Linux: D-Bus, from the screen savers and from logind. Windows: messages to a window. macOS is asked, since it tells nobody without
Objective-C. Windows and macOS are written after their documentation and not run there yet (SECURITY.md). Must never be the only
thing that locks: the clock of ``auto_lock`` is.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject

# Service, path, interface, signal; "" for any path.
_SAVERS = tuple(
    (f"org.{name}.ScreenSaver", path, f"org.{name}.ScreenSaver", "ActiveChanged")
    for name, path in (
        ("freedesktop", "/org/freedesktop/ScreenSaver"), ("freedesktop", "/ScreenSaver"), ("gnome", "/org/gnome/ScreenSaver"),
        ("cinnamon", "/org/cinnamon/ScreenSaver"), ("mate", "/org/mate/ScreenSaver"), ("xfce", "/org/xfce/ScreenSaver"),
    )
)  # fmt: skip
_LOGIND = "org.freedesktop.login1"
_SLEEP = (_LOGIND, "/org/freedesktop/login1", f"{_LOGIND}.Manager", "PrepareForSleep")

SESSION_CHANGE, POWER = 0x02B1, 0x0218
"""WM_WTSSESSION_CHANGE and WM_POWERBROADCAST (learn.microsoft.com)."""
LOCKED, SUSPEND = 0x7, 0x4
"""WTS_SESSION_LOCK and PBT_APMSUSPEND."""


def listen_on_the_bus(receiver: QObject) -> None:
    """Have ``away(bool)`` and ``leave()`` of an object called, where there is a D-Bus."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:  # a build without it
        return
    session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
    away: Any = SLOT("away(bool)")  # a text, whatever its type hint says: bytes are refused
    leave: Any = SLOT("leave()")
    for bus, signals in ((session, _SAVERS), (system, (_SLEEP,))):
        for service, path, interface, name in signals if bus.isConnected() else ():
            bus.connect(service, path, interface, name, receiver, away)
    if system.isConnected():  # what swaylock and others go by: loginctl lock-session
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        system.connect(_LOGIND, own, f"{_LOGIND}.Session", "Lock", receiver, leave)


def session_path(number: str) -> str:
    """Where logind has a session, by its id; "" (any) without one.

    sd-bus escapes what is no letter or digit, and a digit that comes first (sd_bus_path_encode(3)).

    Args:
        number: Id that logind gave the session; empty for none.
    """
    if not number:
        return ""
    plain = (one.isascii() and one.isalnum() and not (place == 0 and one.isdigit()) for place, one in enumerate(number))
    escaped = (one if is_plain else f"_{ord(one):02x}" for one, is_plain in zip(number, plain, strict=True))
    return f"/org/freedesktop/login1/session/{''.join(escaped)}"


class WindowsMessages(QAbstractNativeEventFilter):
    """Hears Windows' messages to the program's windows.

    Args:
        away: Called with whether the user is away.
    """

    def __init__(self, away: Callable[[bool], None]) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: Any) -> object:  # noqa: N802
        """Qt: a message; never kept from the others."""
        if bytes(kind.data() if isinstance(kind, QByteArray) else kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in ((SESSION_CHANGE, LOCKED), (POWER, SUSPEND)):
                self._away(True)
        return False, 0


if sys.platform == "win32":

    def ask_windows(window: int) -> None:
        """Have Windows tell a window of its session."""
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), 0)  # NOTIFY_FOR_THIS_SESSION


if sys.platform == "darwin":

    def macos_is_locked() -> bool:
        """Whether the screen of macOS is locked; no where it does not say."""
        graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
        core = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
        graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
        core.CFStringCreateWithCString.restype = ctypes.c_void_p
        core.CFStringCreateWithCString.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
        core.CFDictionaryContainsKey.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        core.CFRelease.argtypes = (ctypes.c_void_p,)
        session = graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return False
        name = core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", 0x08000100)  # UTF-8
        try:
            return bool(core.CFDictionaryContainsKey(session, name))  # the key is there only while it is locked
        finally:
            core.CFRelease(name)
            core.CFRelease(session)

else:

    def macos_is_locked() -> bool:
        """Only macOS is asked."""
        return False
