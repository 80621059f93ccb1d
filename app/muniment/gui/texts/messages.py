"""Every text that the window shows.

Must never promise more than is so: see "Never claim" in the design.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muniment import formats
from muniment.document.facts.fact import CheckResult, State
from muniment.texts import format_names, schema_texts
from muniment.vault.database.records import DocumentState

PROGRAM = "Muniment"

NOT_BOUND = (
    "Muniment could not shut the network on this system, so it opens no documents. It needs Linux 4.14 or newer on an "
    "x86-64 or 64-bit ARM processor, and a container must not forbid seccomp."
)

# The top bar and the menu
ADD = "Add documents"
ADD_TIP = "Add documents (Ctrl+O), or drop them anywhere on the window"
ADD_DIALOG = "Add documents"
ADD_FILTER = f"Documents ({formats.patterns()});;All files (*)"
SEARCH_HINT = "Search all documents   Ctrl+F"
SEARCH_NAME = "Search all documents"
MENU = "Menu"
MENU_COPY = "Numbers are copied"
MENU_LOOK = "Appearance"
LOOK_NAMES: dict[str, str] = {"system": "As the desktop", "light": "Light", "dark": "Dark"}
COPY_MODES: dict[str, str] = {
    "printed": "As printed",
    "units": "In units",
    "thousands": "In thousands",
    "millions": "In millions",
}
ACTIONS: Mapping[str, str] = {
    "add": "Add documents…",
    "remove": "Remove document…",
    "retry": "Read again",
    "cancel": "Cancel reading",
    "search": "Search",
    "ask": "Ask…",
    "accept": "Accept",
    "point": "Correct…",
    "reject": "Reject",
    "undo": "Undo",
    "next": "Next fact",
    "previous": "Previous fact",
    "copy": "Copy numbers",
    "copy_source": "Copy with source",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "zoom_reset": "Actual size",
    "zoom_fit": "Fit width",
    "library": "Go to the library",
    "page": "Go to the page",
    "facts": "Go to the facts",
    "next_tab": "Next tab on the right",
    "keys": "Keyboard shortcuts…",
    "passphrase": "Change the passphrase…",
    "slots": "Keys and policy…",
    "renew": "New master key…",
    "back_up": "Back up now",
    "verify": "Check the whole vault",
    "models": "Models…",
    "ledger": "Ledger…",
    "lock": "Lock",
    "quit": "Quit",
    "export": "Export…",
}

EXPORT = "Export"
EXPORT_TIP = "Export this document's facts (Ctrl+E)"
EXPORT_DIALOG = "Export facts"
EXPORT_CLEAR = "An exported file is not encrypted."
EXPORT_WAITING = "What rests on the figure that you changed was being computed anew and was left out."

# The library
LIBRARY = "Library"
LIBRARY_NAME = "Library"
DROP_OVERLAY = "Drop to add to the vault"
DROP_UNDER = "The originals stay where they are; encrypted copies are kept in the vault."
DROP_NOTHING = "Only files can be dropped here."
LIBRARY_EMPTY_TITLE = "No documents yet"
WELCOME_TITLE = "Drop an annual report here"
WELCOME = (
    f"Or any {format_names.called()} file, anywhere on the window; Ctrl+O lets you choose.\n"
    "An encrypted copy is kept in the vault, the file stays where it is."
)
WELCOME_SAMPLE = "Try the sample report"
CANCEL = "Cancel"
CANCEL_NAME = "Cancel reading this document"
REMOVE_TITLE = "Remove document"
REMOVE = "Remove"
KEEP = "Keep"

# The page
PAGE_NAME = "Page view"
PAGE_EMPTY_TITLE = "Nothing to show yet"
PAGE_EMPTY = "Add a document, or choose one in the library; its pages show here."
PAGE_WAIT = "Waiting for its turn. The first page shows as soon as reading begins."
PAGE_FAILED = "This document could not be read."
PAGE_CANCELLED = "Reading was cancelled. Press F5 to read it."
ZOOM_IN_NAME = "Zoom in"
ZOOM_OUT_NAME = "Zoom out"
ZOOM_FIT_NAME = "Fit the page to the width"
PAGE_WORD = "page"
PAGE_FIELD_NAME = "Page number; type a number and press Enter"

# The facts
TAB_FACTS = "Facts"
TAB_SUMMARY = "Summary"
TAB_CHECKS = "Checks"
TABS_NAME = "Facts, summary, checks"
FACTS_NAME = "Facts"
CHECKS_NAME = "Checks"
SUMMARY_NAME = "Summary"
PANEL_NAME = "Selected fact"
PERIODS_NAME = "Which periods are shown"
PERIODS: dict[str, str] = {
    "all": "All",
    "year": "Year",
    "quarter": "Quarter",
    "to_date": "Year to date",
    "balance": "Balance",
}
DOCUMENT_BLOCK = "Document"
FACTS_EMPTY_TITLE = "No facts yet"
FACTS_EMPTY = "The figures of a document show here, each with its place on the page."
FACTS_READING = "The figures show here as soon as the document is read."
FACTS_NONE_TITLE = "No figures found"
FACTS_NONE = "Muniment found none of the figures that it knows in this document. Search it with Ctrl+F."
FACTS_FAILED = "There are no figures, since the document could not be read."
PANEL_EMPTY = "Select a figure to see where it stands and how sure it is."
CHECKS_EMPTY_TITLE = "Nothing to check"
CHECKS_EMPTY = "The facts of this document take part in no sum that Muniment knows."
SUMMARY_EMPTY_TITLE = "No summary yet"
SUMMARY_NONE = "There was nothing to summarise in this document."
SUMMARY_FIGURES = "In figures"
SUMMARY_WORDS = "In the document's own words"

STATE_WORDS: Mapping[State, str] = {
    State.CHECKED: "Checked",
    State.LOCATED: "Located",
    State.REVIEW: "Review",
    State.ACCEPTED: "Accepted",
    State.CORRECTED: "Corrected",
    State.REJECTED: "Rejected",
}
STATE_SENTENCES: Mapping[State, str] = {
    State.CHECKED: "A sum that includes this figure closes, and none fails.",
    State.LOCATED: "Read at its place; nothing confirms or contradicts it.",
    State.REVIEW: "Please look at this figure: something about it is not certain.",
    State.ACCEPTED: "You accepted this figure.",
    State.CORRECTED: "You corrected this figure.",
    State.REJECTED: "You rejected this figure; it stays out of exports.",
}
MEASURE_STALE = "Computed before you changed one of its figures; it is being computed anew."
BEFORE_DECISION = "from before you changed a figure"
MEASURE_SENTENCES: Mapping[State, str] = {
    State.CHECKED: "Computed, not printed; all figures that it is made of are checked.",
    State.LOCATED: "Computed, not printed; the figures that it is made of were read at their places.",
    State.REVIEW: "Computed, not printed; please look at the figures that it is made of.",
}
CHECK_WORDS: Mapping[CheckResult, str] = {
    CheckResult.CLOSES: "Closes",
    CheckResult.FAILS: "Does not close",
    CheckResult.OPEN: "Not checkable",
    CheckResult.RESTATED: "Restated",
}
COPY_HEADS = ("Concept", "Period", "Value", "Unit", "Document", "Page", "Printed", "State")

# Pointing
POINT_BEGIN = (
    "Click the right figure on the page, or move with the arrow keys. Enter takes it, Esc leaves all as it is."
)
POINT_NONE = "There are no figures on this page. Go to the page that has it and press F2 again."
POINT_TEXT = "Only figures can be pointed at. Accept this with Enter, or reject it with R."
POINT_COMPUTED = "This is computed from other figures. Correct one of those."

# Search
SEARCH_NOTHING = "Nothing found. Search looks for whole words that stand on one page."
SEARCH_RESULTS_NAME = "Places found"

# Unlocking
PASSPHRASE = "Passphrase"  # noqa: S105 - words on the screen
PASSPHRASE_AGAIN = "Passphrase again"  # noqa: S105 - words on the screen
PASSPHRASE_DIFFER = "The two passphrases differ."  # noqa: S105 - words on the screen
PASSPHRASE_EMPTY = "Type a passphrase."  # noqa: S105 - words on the screen

# Status bar
STATUS_NO_MODEL = "No model: facts and checks do not need one"
STATUS_ESCROW = "Your firm holds a key"
STATUS_POLICY = "Set by policy"
STATUS_PROGRESS_NAME = "How much is read"
STATUS_CANCEL_NAME = "Cancel what is being read"
WORKER_RESTARTED = "The reader stopped and was started again. Nothing is lost; reading goes on."
FAULT = "Muniment met a fault. Your documents and decisions are safe in the vault; please report what you did."
STRIP_CLOSE = "Close this message"


def formula(text: str) -> str:
    """How a value is computed, as the file of measures says it."""
    return f"Formula: {text}" if text else ""


def note(text: str) -> str:
    """What is good to know of a document."""
    return f"Note: {text}"


def open_other(name: str) -> str:
    """A link to another document."""
    return f"Show {name}"


def elsewhere_gone(name: str) -> str:
    """Another document is not in the vault any more."""
    return f"{name} is not in this vault any more."


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def window_title(document: str | None, vault: str) -> str:
    """Of the main window."""
    return f"{document} — {vault} — {PROGRAM}" if document else f"{vault} — {PROGRAM}"


def library_count(documents: int) -> str:
    """Behind the heading of the library."""
    return f"{documents:,}" if documents else ""


def document_line(state: DocumentState, kind: str | None, page: int, of: int | None) -> str:
    """Under a document's name in the library."""
    if state is DocumentState.RUNNING:
        return reading(page, of)
    if state is DocumentState.QUEUED:
        return "Waiting"
    if state is DocumentState.FAILED:
        return "Could not be read"
    if state is DocumentState.CANCELLED:
        return "Cancelled"
    pages = count(of, "page", "pages") if of else ""
    return " · ".join(part for part in (kind_name(kind), pages) if part)


def kind_name(kind: str | None) -> str:
    """Of a kind of document, as shown."""
    return schema_texts.kind_name(kind) if kind else ""


def reading(page: int, of: int | None) -> str:
    """What is being read."""
    if not page:
        return "Reading"
    return f"Reading page {page:,} of {of:,}" if of else f"Reading page {page:,}"


def document_spoken(name: str, line: str) -> str:
    """A document in one line, for screen readers."""
    return f"{name}, {line}"


def page_of(page: int, of: int) -> str:
    """The current page."""
    return f"page {page:,} of {of:,}"


def of_pages(pages: int) -> str:
    """Behind the field with the page's number."""
    return f"of {pages:,}"


def page_waiting(page: int) -> str:
    """On a page whose image is not there yet."""
    return f"Page {page:,}"


def facts_line(facts: int, review: int) -> str:
    """Over the facts."""
    if not facts:
        return ""
    to_review = f"{review:,} to review" if review else "none to review"
    return f"{count(facts, 'fact', 'facts')} · {to_review}"


def remove_question(name: str, inside: int = 0) -> str:
    """Before a document is removed.

    Args:
        name: Of the document.
        inside: How many documents came out of it as attachments, and go with it.
    """
    them = f" The {inside} that came out of it as attachments {'goes' if inside == 1 else 'go'} too." if inside else ""
    return (
        f"Remove “{name}” from this vault, with its facts and your decisions on them?{them} "
        "The file that you added it from is not touched."
    )


def place_line(page: int, label: str, column: str, scale: str) -> str:
    """Where a fact stands."""
    parts = [f"Page {page:,}"]
    if label:
        parts.append(f"row “{label}”")
    if column:
        parts.append(f"column “{column}”")
    parts.append(f"in {scale}s" if scale else "")
    return " · ".join(part for part in parts if part)


def printed(quote: str) -> str:
    """The words of a fact's evidence."""
    return f"Printed: {quote}"


def measure_sentence(state: State) -> str:
    """How sure a computed value is."""
    return MEASURE_SENTENCES.get(state, "Computed, not printed; you decided on the figures that it is made of.")


def computed_from(names: Iterable[str]) -> str:
    """What a measure is made of."""
    return "Computed from " + ", ".join(names)


def decided(action: str, when: str, old: str) -> str:
    """The last decision on a fact."""
    words = {"accept": "Accepted", "reject": "Rejected", "correct": "Corrected"}
    before = f", before: {old}" if old else ""
    return f"{words.get(action, action)} {when}{before}."


def cell_spoken(label: str, period: str, value: str, state: State) -> str:
    """A cell in one line, for screen readers and tooltips."""
    return ", ".join(part for part in (label, period, value, STATE_WORDS[state].lower()) if part)


def pointing(printed_value: str, value: str, old: str) -> str:
    """What is pointed at, before it is taken."""
    return f"{printed_value} would make it {value} (now {old}). Enter takes it, Esc leaves all as it is."


def found(places: int) -> str:
    """Over the results of a search."""
    return count(places, "page found", "pages found")


def hit_line(document: str, page: int) -> str:
    """Where a result stands."""
    return f"{document} · page {page:,}"


def status_vault(name: str) -> str:
    """On the left of the status bar."""
    return f"Vault {name}, encrypted"


def status_model(model: str) -> str:
    """Which model took part."""
    return f"Model {model}"


def status_reading(name: str, page: int, of: int | None) -> str:
    """On the right of the status bar."""
    return f"{name} · {reading(page, of).lower()}"


def refused(name: str, sentence: str) -> str:
    """A file that was not taken."""
    return f"{name}: {sentence}" if name and name not in sentence else sentence


def failed(name: str, sentence: str) -> str:
    """A document that could not be read."""
    return refused(name, sentence)


def exported(name: str, facts: int, waiting: bool) -> str:
    """After exporting; ``waiting`` if something was left out that is being computed anew."""
    more = f" {EXPORT_WAITING}" if waiting else ""
    return f"{count(facts, 'fact', 'facts')} exported to {name}.{more} {EXPORT_CLEAR}"


def already_there(name: str) -> str:
    """A file whose bytes are in the vault."""
    return f"{name} is in the vault already."


def copied(cells: int) -> str:
    """After copying."""
    return f"{count(cells, 'cell', 'cells')} copied."


def undone(name: str) -> str:
    """After undoing."""
    return f"Undone: {name}."


NOTHING_TO_UNDO = "There is nothing to undo in this document."
