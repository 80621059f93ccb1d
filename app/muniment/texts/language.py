"""The language in which Muniment speaks, and its catalogue.

Must never fail for want of a translation: what has no entry is said in English.
"""

from __future__ import annotations

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


def translate(text: str, context: str = "") -> str:
    """An English text in the current language.

    Args:
        text: As it stands in the code.
        context: What tells it from the same words with another meaning.
    """
    catalogue = _Current.catalogue
    if catalogue is None:
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
