"""Why something was not exported."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.document_words.chosen_words import Words, by_value
from muniment.texts.text import Text

EXPORT: Mapping[str, Words] = {
    "nothing-to-export": Text("There is no document to export. Name at least one."),
    "not-analysed": by_value(
        "state",
        {
            "queued": Text(
                "{name} is queued, so there is nothing to export yet. Leave it out, or try again when it is done."
            ),
            "running": Text(
                "{name} is running, so there is nothing to export yet. Leave it out, or try again when it is done."
            ),
            "failed": Text(
                "{name} is failed, so there is nothing to export yet. Leave it out, or try again when it is done."
            ),
            "cancelled": Text(
                "{name} is cancelled, so there is nothing to export yet. Leave it out, or try again when it is done."
            ),
        },
        Text("{name} is {state}, so there is nothing to export yet. Leave it out, or try again when it is done."),
    ),
    "export-not-noted": Text("The vault's journal cannot note this export, so {file} was not written. {why}"),
    "export-to-folder": Text("{file} is a folder. Give the name of a file."),
    "export-exists": Text(
        "{file} is there already and was left as it is. Choose another name, or add --force to replace it."
    ),
    "no-folder": Text("The folder {folder} is not there. Make it, or choose another."),
    "export-disk-full": Text("The disk is full, so {file} was not written. Make room and try again."),
    "export-denied": Text(
        "{file} cannot be written. Check the rights of its folder, and close the file in other programs."
    ),
    "export-disk-failed": Text(
        "{file} could not be written. Check that its disk is connected and that the name is allowed there."
    ),
    "nothing-chosen": Text("No analysed document was chosen. See muniment list."),
    "which-format": Text("Say which format with --to {formats} or {last}."),
    "folder-not-empty": Text(
        "{folder} is there already and was left as it is. Choose another name, or add --force to replace it."
    ),
    "folder-of-others": Text(
        "{folder} is no folder that Muniment has exported, so it is not replaced. Choose another name."
    ),
    "inside-vault": Text("{file} lies in the vault's folder, where no export belongs. Choose another place."),
}
"""The words of the codes of exports."""
