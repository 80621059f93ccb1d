"""The export as a folder of CSV files: one a table, the same tables and columns as the SQLite export.

UTF-8 with a byte order mark, without which spreadsheets take it for a code page. Must never let a text be taken for a
formula: such a text gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path

from muniment.pipeline.exports.export_csv import cell
from muniment.pipeline.exports.vault_content import TABLES, VaultContent
from muniment.vault.place.vault_folder import make_private_file


def write(content: VaultContent, target: Path) -> None:
    """Fill an empty folder with files.

    Args:
        content: What they hold.
        target: The folder; its files are not encrypted then.

    Raises:
        OSError: The disk is full or failed.
    """
    with ExitStack() as open_files:
        writers = {}
        for shape in TABLES:
            path = target / f"{shape.name}.csv"
            make_private_file(path)
            file = open_files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[shape.name] = csv.writer(file, lineterminator="\r\n")
            writers[shape.name].writerow(shape.columns)
        shapes = {shape.name: shape for shape in TABLES}
        for name, row in content.rows():
            writers[name].writerow([cell(row.get(column)) for column in shapes[name].columns])
