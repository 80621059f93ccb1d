"""The language in which Muniment speaks, and its catalogue.

Must never fail for want of a translation: what has no entry is said in English.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from muniment import paths

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES: dict[str, str] = {"en": "English", "de": "Deutsch"}
"""Languages by code, each under its own name."""
SOURCE = "en"
"""The language that the code is written in; it needs no catalogue."""


class _Current:
    """The choice of this process."""

    language = SOURCE
    catalogue: NullTranslations | None = None


def use(language: str) -> None:
    """Speak a language from now on.

    Args:
        language: A key of ``LANGUAGES``.

    Raises:
        KeyError: It is none.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    _Current.language = language
    _Current.catalogue = None if language == SOURCE else _catalogue(language)


def current() -> str:
    """The language that is spoken: a key of ``LANGUAGES``."""
    return _Current.language


def begin(named: str = "", offered: Iterable[str] = ()) -> None:
    """Speak the language of this start: the one that is named, else the user's choice, else the system's, else English.

    Args:
        named: On the command line; empty for none.
        offered: What the desktop says that the user reads, the best first (``de-AT``); the environment is asked else.
    """
    use(named or chosen() or _of_system(offered or _environment()))


def chosen() -> str:
    """The language that the user chose in the window; empty where there was no choice."""
    try:
        code = _choice().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return code if code in LANGUAGES else ""


def choose(language: str) -> None:
    """Keep the user's choice for the starts to come. It lies outside the vaults, since the lock screen speaks it too.

    Raises:
        OSError: It cannot be kept.
    """
    _choice().parent.mkdir(parents=True, exist_ok=True)
    _choice().write_text(f"{language}\n", "utf-8")


def _choice() -> Path:
    return paths.user_settings() / "language"


def _of_system(offered: Iterable[str]) -> str:
    """The first language of the system's that is ours."""
    for name in offered:
        code = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
        if code in LANGUAGES:
            return code
    return SOURCE


def _environment() -> list[str]:
    """How POSIX names the language of messages; Windows is asked, since it sets none of these."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not named and sys.platform == "win32":
        import ctypes
        import locale

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    return [named]


def translate(text: str, context: str = "") -> str:
    """An English text in the current language.

    Args:
        text: As it stands in the code.
        context: What tells it from the same words with another meaning.
    """
    catalogue = _Current.catalogue
    if catalogue is None or not text:
        return text
    return catalogue.pgettext(context, text) if context else catalogue.gettext(text)


def translate_count(one: str, many: str, count: int, context: str = "") -> str:
    """The form of a text that fits a number of things, in the current language.

    Args:
        one: English, for one thing.
        many: English, for any other number.
        count: How many there are.
        context: What tells it from the same words with another meaning.
    """
    catalogue = _Current.catalogue
    if catalogue is None:
        return one if count == 1 else many
    if context:
        return catalogue.npgettext(context, one, many, count)
    return catalogue.ngettext(one, many, count)


def _catalogue(language: str) -> NullTranslations:
    from gettext import translation  # English needs none of it

    return translation("muniment", paths.resources() / "locale", [language], fallback=True)
