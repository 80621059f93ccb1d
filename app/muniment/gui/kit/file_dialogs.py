"""Asking for files and folders without leaving their names behind.

Must never let Qt write a folder's name to the disk: its file dialog keeps a history in the user's settings.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from muniment import exports
from muniment.exports import Scope
from muniment.gui.texts import messages, model_messages
from muniment.pipeline.intake import file_intake


def forget_places() -> None:
    """Send what Qt's own dialogs remember nowhere; to be called before the first dialog."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)


def is_model(path: Path) -> bool:
    """Whether a file is meant as a model: by its name, or by its first bytes."""
    if path.suffix.lower() == ".gguf":
        return True
    try:
        if not path.is_file():  # to open a pipe would wait for its writer
            return False
        with path.open("rb") as file:
            return file.read(len(file_intake.MODEL)) == file_intake.MODEL
    except OSError:
        return False


def ask_files(parent: QWidget, start: str) -> tuple[list[Path], str]:
    """Let the user choose files.

    Args:
        parent: Of the dialog.
        start: Folder to begin in; empty for the home folder.

    Returns:
        The files, and the folder that the user ended in; none if the dialog was cancelled.
    """
    dialog = _dialog(parent, messages.ADD_DIALOG(), start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(messages.add_filter().split(";;"))
    chosen = dialog.selectedFiles() if dialog.exec() else []
    ended = dialog.directory().absolutePath()
    _close(dialog)
    return [Path(name) for name in chosen], ended


def ask_model(parent: QWidget, start: str) -> tuple[Path | None, str]:
    """Let the user choose a model to import.

    Args:
        parent: Of the dialog.
        start: Folder to begin in; empty for the home folder.

    Returns:
        The file, None if the dialog was cancelled, and the folder that the user ended in.
    """
    dialog = _dialog(parent, model_messages.IMPORT_DIALOG(), start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(model_messages.IMPORT_FILTER().split(";;"))
    chosen = dialog.selectedFiles() if dialog.exec() else []
    ended = dialog.directory().absolutePath()
    _close(dialog)
    return Path(chosen[0]) if chosen else None, ended


def ask_target(parent: QWidget, start: str, name: str) -> tuple[Path, str] | None:
    """Let the user choose where to export to.

    Args:
        parent: Of the dialog.
        start: Folder to begin in; empty for the home folder.
        name: That is offered, without a suffix.

    Returns:
        The file and its kind ("xlsx", ...); None if the dialog was cancelled.
    """
    dialog = _dialog(parent, messages.EXPORT_DIALOG(), start)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([export.words() for export in _offered()])
    first = _offered()[0].suffix.removeprefix(".")
    dialog.setDefaultSuffix(first)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix_of(chosen)))
    dialog.selectFile(f"{name}.{first}")
    chosen = dialog.selectedFiles() if dialog.exec() else []
    kind = _kind_of(dialog.selectedNameFilter())
    _close(dialog)
    if not chosen:
        return None
    path = Path(chosen[0])
    written = exports.of_suffix(path.suffix)
    return path, written.id if written is not None and written in _offered() else kind


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the user choose a folder; None if the dialog was cancelled."""
    dialog = _dialog(parent, title, str(_nearest(start)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    chosen: Sequence[str] = dialog.selectedFiles() if dialog.exec() else []
    _close(dialog)
    return Path(chosen[0]) if chosen else None


def _dialog(parent: QWidget, title: str, start: str) -> QFileDialog:
    forget_places()
    dialog = QFileDialog(parent, title, start if Path(start).is_dir() and start else str(Path.home()))
    dialog.setHistory([])
    return dialog


def _close(dialog: QFileDialog) -> None:
    dialog.setHistory([])
    dialog.setDirectory(str(Path.home()))
    dialog.deleteLater()


def _kind_of(name_filter: str) -> str:
    return next((export.id for export in _offered() if export.words() == name_filter), _offered()[0].id)


def _suffix_of(name_filter: str) -> str:
    """The suffix, without its dot, of the export that was chosen in the dialog."""
    chosen = exports.find(_kind_of(name_filter))
    return chosen.suffix.removeprefix(".") if chosen else ""


def _offered() -> tuple[exports.Export, ...]:
    return exports.of_scope(Scope.DOCUMENTS)


def _nearest(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path.home())
