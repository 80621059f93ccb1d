"""Why a command could not do what it was asked."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

_SECRETS: Mapping[str, Text] = {
    "passphrase-is-folder": Text("{path} is a folder. Give {option} the file in which the passphrase stands."),
    "recovery-code-is-folder": Text("{path} is a folder. Give {option} the file in which the recovery code stands."),
    "escrow-key-is-folder": Text("{path} is a folder. Give {option} the file in which the escrow key stands."),
    "passphrase-is-open": Text(
        "Others can read the passphrase file {path}. Run chmod 600 on it, and think of a new passphrase."
    ),
    "recovery-code-is-open": Text(
        "Others can read the recovery code file {path}. Run chmod 600 on it, and think of a new recovery code."
    ),
    "escrow-key-is-open": Text(
        "Others can read the escrow key file {path}. Run chmod 600 on it, and think of a new escrow key."
    ),
    "passphrase-is-no-text": Text("The passphrase file {path} is not in UTF-8. Save it as plain UTF-8 text."),
    "recovery-code-is-no-text": Text("The recovery code file {path} is not in UTF-8. Save it as plain UTF-8 text."),
    "escrow-key-is-no-text": Text("The escrow key file {path} is not in UTF-8. Save it as plain UTF-8 text."),
    "passphrase-is-unreadable": Text("The passphrase file {path} cannot be read. Check its path and rights."),
    "recovery-code-is-unreadable": Text("The recovery code file {path} cannot be read. Check its path and rights."),
    "escrow-key-is-unreadable": Text("The escrow key file {path} cannot be read. Check its path and rights."),
    "passphrase-file-is-empty": Text(
        "The first line of the passphrase file {path} is empty. Put the passphrase there."
    ),
    "recovery-code-file-is-empty": Text(
        "The first line of the recovery code file {path} is empty. Put the recovery code there."
    ),
    "escrow-key-file-is-empty": Text(
        "The first line of the escrow key file {path} is empty. Put the escrow key there."
    ),
    "passphrase-no-descriptor": Text("The passphrase cannot be read from file descriptor {number}."),
    "passphrase-descriptor-is-empty": Text(
        "What came from file descriptor {number} is empty. Put the passphrase there."
    ),
    "passphrases-differ": Text("The two passphrases differ. Nothing was changed; try again."),
    "passphrase-needed": Text("A passphrase is needed. Give --passphrase-file or --passphrase-fd."),
    "passphrase-or-nothing": Text(
        "A passphrase is needed. Give --passphrase-file or --passphrase-fd, or --no-store to keep nothing."
    ),
    "escrow-key-form": Text("An escrow key has 64 hexadecimal digits; this file has others."),
    "secret-file-exists": Text("{path} is there already and was left as it is. Name a new file."),
    "secret-file-unwritable": Text("{path} cannot be written. Check its folder and the rights there."),
}

COMMANDS: Mapping[str, Text] = {
    **_SECRETS,
    "not-bound": Text("Muniment could not bind itself on this system ({why}), so it opens no documents."),
    "output": Text(
        "The results could not be written where the output goes. If that is a file, make room on its disk and try again."
    ),
    "no-sample": Text("The bundled sample is missing. Install Muniment again."),
    "no-question": Text("Ask a question of at most {longest:,} characters."),
    "unknown-document": Text('The vault has no document "{asked}". See muniment list for those that it has.'),
    "which-document": Text(
        "Say which document to show: muniment show DOCUMENT. See muniment list for those that there are."
    ),
    "ambiguous": Text('"{asked}" may be any of the documents {numbers}. Give the number.'),
    "no-words": Text("Say which words to look for: muniment search WORD..."),
    "base-not-imported": Text("{name} is not in your models folder. Import it first."),
    "model-not-imported": Text("{name} is not in your models folder. Import it: muniment models import {path}"),
}
"""The words of each code."""
