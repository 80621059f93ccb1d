"""The recipe of docs/extend.md, "Add a pane", carried out on a copy of the program."""

from __future__ import annotations

from support.program_copy import ROOT, Copy

WINDOW = """
import sys
sys.path.append(sys.argv[1])
from muniment.gui.frame.pane import Seat
from muniment.gui.kit.theme import Theme
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start.desktop_app import make_application
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.store import Vault
from vault import made

application = make_application()
vault = Vault.in_memory()
window = MainWindow(VaultSession(vault, PipelineOptions(model=False)), Theme(application))
window.show()
action = window.commands["origin"]
print(action.text(), action.shortcut().toString(), window.commands["copy_origin"].shortcut().toString(), sep="|")
action.trigger()
print(window.facts.tabs.current(), window.panes.widgets()["origin"].text(), sep="|")
number = made.add(vault)
window.panes.show_document(vault.document(number))
print(window.panes.widgets()["origin"].text())
window.commands["copy_origin"].trigger()
print(application.clipboard().text() == vault.document(number).sha256)
window.close()
"""


def test_a_new_pane_needs_a_module_and_a_line(program: Copy) -> None:
    assert program.follow("Add a pane") == [
        "app/muniment/gui/facts/origin_pane.py",
        "app/muniment/gui/shell/pane_list.py",
    ]
    told = program.python("-c", WINDOW, ROOT / "tests").splitlines()
    assert told == [
        "Origin|Ctrl+6|Ctrl+Shift+F",
        "origin|No document is open.",
        "report.pdf, 24 bytes",
        "True",
    ]
