"""Why a file was not taken in, before anything of it was read; and what is wrong with files of the installation."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.document_words.chosen_words import Words
from muniment.texts.text import Text

FILES: Mapping[str, Words] = {
    "file-is-folder": Text("{path} is a folder. Add the files in it instead."),
    "file-is-no-file": Text("{path} is no regular file. Copy what it holds into one and add that."),
    "file-is-model": Text("{name} is a language model, not a document. To import it: muniment models import {path}"),
    "file-too-large": Text("{name} is larger than {megabytes} MB. Split it and add the parts."),
    "file-not-there": Text("There is no file {path}. Check the path."),
    "file-not-allowed": Text("{path} may not be read. Check its rights, or copy it to a place of your own."),
    "file-not-read": Text("{path} could not be read ({reason}). Check the disk and the path."),
    "file-is-empty": Text("{name} is empty (0 bytes). Get the file again from where it came."),
    "bad-classifier": Text("{name} is missing or damaged. Restore it from the installation."),
}
"""The words of each code."""
