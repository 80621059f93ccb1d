"""The Qt style sheet: what the palette cannot say."""

from __future__ import annotations

from collections.abc import Mapping

from muniment import paths

_SHEET = """
* { outline: 0; }
QMainWindow, QDialog, QSplitter { background: %(ground)s; }
QSplitter::handle { background: %(line)s; }
QWidget[surface="ground"] { background: %(ground)s; }
QWidget[surface="panel"] { background: %(panel)s; }
QWidget[surface="bar"] { background: %(panel)s; border: 0; border-bottom: 1px solid %(line)s; }
QWidget[surface="foot"] { background: %(panel)s; border: 0; border-top: 1px solid %(line)s; }
QLabel[role="heading"] { color: %(mute)s; font-weight: 600; font-size: 12px; }
QLabel[role="title"] { font-weight: 600; font-size: 18px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="mute"] { color: %(mute)s; }
QLabel[role="value"] { font-weight: 600; font-size: 20px; }
QLabel[role="bad"] { color: %(bad)s; }
QLabel[role="toast"] { background: %(text)s; color: %(panel)s; border-radius: 8px; padding: 9px 16px; }

QLineEdit, QPlainTextEdit {
    background: %(ground)s; border: 1px solid %(edge)s; border-radius: 7px; padding: 6px 9px; color: %(text)s;
    selection-background-color: %(accent)s; selection-color: %(panel)s;
}
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid %(accent)s; padding: 5px 8px; }
QLineEdit[small="true"] { padding: 2px 6px; border-radius: 6px; }
QLineEdit[small="true"]:focus { padding: 1px 5px; }
QLineEdit:disabled { color: %(mute)s; }

QPushButton {
    background: %(panel)s; border: 1px solid %(edge)s; border-radius: 7px; padding: 6px 12px; color: %(text)s;
}
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(select)s; }
QPushButton:focus { border: 2px solid %(accent)s; padding: 5px 11px; }
QPushButton:disabled { color: %(mute)s; border-color: %(line)s; }
QPushButton[tight="true"] { padding: 6px 5px; }
QPushButton[tight="true"]:focus { padding: 5px 4px; }
QPushButton[primary="true"] { background: %(fill)s; border: 1px solid %(fill)s; color: %(on_fill)s; font-weight: 500; }
QPushButton[primary="true"]:hover { border-color: %(text)s; }
QPushButton[primary="true"]:focus { border: 2px solid %(text)s; padding: 5px 11px; }
QPushButton[primary="true"]:disabled { background: %(line)s; border-color: %(line)s; color: %(mute)s; }

QRadioButton { spacing: 8px; }
QRadioButton:focus { color: %(accent)s; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid %(mute)s; border-radius: 8px; background: %(ground)s; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid %(accent)s; background: %(panel)s; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid %(mute)s; border-radius: 4px; background: %(ground)s; }
QCheckBox::indicator:hover { background: %(hover)s; }
QCheckBox::indicator:focus { border: 2px solid %(accent)s; width: 12px; height: 12px; }
QCheckBox::indicator:checked { background: %(fill)s; border-color: %(fill)s; image: url("%(checked)s"); }
QCheckBox::indicator:checked:focus { border-color: %(text)s; }
QCheckBox::indicator:checked:disabled { background: %(mute)s; border-color: %(mute)s; }
QCheckBox:disabled { color: %(mute)s; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 6px; color: %(text)s; }
QToolButton:hover { background: %(hover)s; }
QToolButton:pressed { background: %(select)s; }
QToolButton:focus { border: 2px solid %(accent)s; padding: 3px 5px; }
QToolButton:disabled { color: %(mute)s; }
QToolButton::menu-indicator { image: none; }

QListView, QTableView, QTextBrowser, QAbstractScrollArea[surface="panel"] {
    background: %(panel)s; border: 0; selection-background-color: %(select)s; selection-color: %(text)s;
    gridline-color: %(line)s; alternate-background-color: %(ground)s;
}
QListView[roomy="true"]::item { padding: 8px 14px; color: %(text)s; border: 0; }
QListView[roomy="true"]::item:selected { background: %(select)s; }
QListView[roomy="true"]::item:selected:focus { border-left: 3px solid %(accent)s; padding-left: 11px; }
QAbstractScrollArea::corner { background: %(panel)s; border: 0; }
QHeaderView { background: %(panel)s; border: 0; }
QHeaderView::section {
    background: %(panel)s; color: %(mute)s; border: 0; border-bottom: 1px solid %(line)s;
    padding: 4px 27px 4px 14px; font-weight: 500; font-size: 11px;
}
QTabBar { background: %(panel)s; }
QTabBar::tab {
    background: transparent; color: %(mute)s; border: 0; border-bottom: 2px solid transparent;
    padding: 9px 2px 7px 2px; margin: 0 9px; font-weight: 600; font-size: 12px;
}
QTabBar::tab:selected { color: %(text)s; border-bottom: 2px solid %(accent)s; }
QTabBar::tab:hover { color: %(text)s; }
QTabBar::tab:focus { color: %(accent)s; border-bottom: 2px solid %(accent)s; }

QTabBar[segments="true"]::tab {
    padding: 3px 9px; margin: 0 4px 0 0; border: 1px solid transparent; border-radius: 6px; font-weight: 500;
}
QTabBar[segments="true"]::tab:selected { background: %(select)s; border: 1px solid transparent; }
QTabBar[segments="true"]::tab:hover:!selected { background: %(hover)s; }
QTabBar[segments="true"]::tab:focus { border: 1px solid %(accent)s; color: %(text)s; }

QStatusBar { background: %(panel)s; border-top: 1px solid %(line)s; color: %(mute)s; }
QStatusBar::item { border: 0; }
QProgressBar { background: %(line)s; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %(edge)s; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: %(mute)s; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: %(panel)s; border: 1px solid %(edge)s; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: %(select)s; }
QMenu::item:disabled { color: %(mute)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 5px 8px; }
QToolTip { background: %(panel)s; color: %(text)s; border: 1px solid %(edge)s; padding: 4px 6px; }

QFrame[strip="info"], QFrame[strip="error"] { border: 0; border-bottom: 1px solid %(line)s; background: %(panel)s; }
QFrame[strip="error"] { border-left: 4px solid %(bad)s; }
QFrame[strip="info"] { border-left: 4px solid %(accent)s; }
QFrame[card="true"] { background: %(panel)s; border: 1px solid %(line)s; border-radius: 12px; }
QFrame[dropcard="true"] { background: %(panel)s; border: 2px dashed %(accent)s; border-radius: 14px; }
"""


def style_sheet(colours: Mapping[str, str]) -> str:
    """The sheet with the colours filled in.

    Args:
        colours: By the names of ``theme.Colours``.
    """
    # A picture with the pixels of dense screens: drawings would need a plugin of Qt that is not shipped.
    checked = paths.resources() / "icons" / "checked.png"
    return _SHEET % {**colours, "checked": checked.as_posix()}
