"""Every text that the window shows.

Must never promise more than is so: see "Never claim" in the design.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muniment import formats
from muniment.document.facts.fact import State
from muniment.texts import numbers, units
from muniment.texts.document_words import format_names, schema_words, state_words
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentState

PROGRAM = "Muniment"

NOT_BOUND = Text(
    "Muniment could not shut the network on this system, so it opens no documents. It needs Linux 4.14 or newer on an "
    "x86-64 or 64-bit ARM processor, and a container must not forbid seccomp."
)

# The top bar and the menu
ADD = Text("Add documents")
ADD_DIALOG = Text("Add documents")
SEARCH_HINT = Text("Search all documents   Ctrl+F")
SEARCH_NAME = Text("Search all documents")
MENU = Text("Menu")
MENU_COPY = Text("Numbers are copied")
MENU_LOOK = Text("Appearance")
MENU_LANGUAGE = Text("Language")
LANGUAGE_TITLE = Text("Change the language")
LANGUAGE_ASK = Text("The vault is locked and Muniment starts again in the other language.")
LANGUAGE_CHANGE = Text("Lock and change")
LANGUAGE_LATER = Text("With the next start")
LANGUAGE_UNKEPT = Text("The choice of language could not be kept: {folder} cannot be written. Check its rights.")
LOOK_NAMES: dict[str, Text] = {"system": Text("As the desktop"), "light": Text("Light"), "dark": Text("Dark")}
COPY_MODES: dict[str, Text] = {
    "printed": Text("As printed"),
    "units": Text("In units"),
    "thousands": Text("In thousands"),
    "millions": Text("In millions"),
}
EXPORT_DIALOG = Text("Export facts")
EXPORT_CLEAR = Text("An exported file is not encrypted.")
EXPORT_WAITING = Text("What rests on the figure that you changed was being computed anew and was left out.")

# The library
LIBRARY = Text("Library")
LIBRARY_NAME = Text("Library")
DROP_OVERLAY = Text("Drop to add to the vault")
DROP_UNDER = Text("The originals stay where they are; encrypted copies are kept in the vault.")
DROP_NOTHING = Text("Only files can be dropped here.")
LIBRARY_EMPTY_TITLE = Text("No documents yet")
WELCOME_TITLE = Text("Drop an annual report here")
WELCOME_SAMPLE = Text("Try the sample report")
DOCUMENT_STATES: Mapping[DocumentState, Text] = {
    DocumentState.QUEUED: Text("Waiting"),
    DocumentState.FAILED: Text("Could not be read"),
    DocumentState.CANCELLED: Text("Cancelled"),
}
CANCEL = Text("Cancel")
CANCEL_NAME = Text("Cancel reading this document")
REMOVE_TITLE = Text("Remove document")
REMOVE = Text("Remove")
KEEP = Text("Keep")

# The page
PAGE_NAME = Text("Page view")
PAGE_EMPTY_TITLE = Text("Nothing to show yet")
PAGE_EMPTY = Text("Add a document, or choose one in the library; its pages show here.")
PAGE_WAIT = Text("Waiting for its turn. The first page shows as soon as reading begins.")
PAGE_FAILED = Text("This document could not be read.")
PAGE_CANCELLED = Text("Reading was cancelled. Press F5 to read it.")
ZOOM_IN_NAME = Text("Zoom in")
ZOOM_OUT_NAME = Text("Zoom out")
ZOOM_FIT_NAME = Text("Fit the page to the width")
PAGE_WORD = Text("page")
PAGE_FIELD_NAME = Text("Page number; type a number and press Enter")

# The facts
TAB_FACTS = Text("Facts")
TAB_SUMMARY = Text("Summary")
TAB_CHECKS = Text("Checks")
TABS_NAME = Text("Facts, summary, checks")
FACTS_NAME = Text("Facts")
CHECKS_NAME = Text("Checks")
SUMMARY_NAME = Text("Summary")
PANEL_NAME = Text("Selected fact")
PERIODS_NAME = Text("Which periods are shown")
PERIODS: dict[str, Text] = {
    "all": Text("All"),
    "year": Text("Year"),
    "quarter": Text("Quarter"),
    "to_date": Text("Year to date"),
    "balance": Text("Balance"),
}
DOCUMENT_BLOCK = Text("Document")
FACTS_EMPTY_TITLE = Text("No facts yet")
FACTS_EMPTY = Text("The figures of a document show here, each with its place on the page.")
FACTS_READING = Text("The figures show here as soon as the document is read.")
FACTS_NONE_TITLE = Text("No figures found")
FACTS_NONE = Text("Muniment found none of the figures that it knows in this document. Search it with Ctrl+F.")
FACTS_FAILED = Text("There are no figures, since the document could not be read.")
PANEL_EMPTY = Text("Select a figure to see where it stands and how sure it is.")
CHECKS_EMPTY_TITLE = Text("Nothing to check")
CHECKS_EMPTY = Text("The facts of this document take part in no sum that Muniment knows.")
SUMMARY_EMPTY_TITLE = Text("No summary yet")
SUMMARY_NONE = Text("There was nothing to summarise in this document.")
SUMMARY_FIGURES = Text("In figures")
SUMMARY_WORDS = Text("In the document's own words")

STATE_SENTENCES: Mapping[State, Text] = {
    State.CHECKED: Text("A sum that includes this figure closes, and none fails."),
    State.LOCATED: Text("Read at its place; nothing confirms or contradicts it."),
    State.REVIEW: Text("Please look at this figure: something about it is not certain."),
    State.ACCEPTED: Text("You accepted this figure."),
    State.CORRECTED: Text("You corrected this figure."),
    State.REJECTED: Text("You rejected this figure; it stays out of exports."),
}
MEASURE_STALE = Text("Computed before you changed one of its figures; it is being computed anew.")
MEASURE_DECIDED = Text("Computed, not printed; you decided on the figures that it is made of.")
BEFORE_DECISION = Text("from before you changed a figure")
MEASURE_SENTENCES: Mapping[State, Text] = {
    State.CHECKED: Text("Computed, not printed; all figures that it is made of are checked."),
    State.LOCATED: Text("Computed, not printed; the figures that it is made of were read at their places."),
    State.REVIEW: Text("Computed, not printed; please look at the figures that it is made of."),
}
COPY_HEADS = (
    Text("Concept"),
    Text("Period"),
    Text("Value"),
    Text("Unit"),
    Text("Document"),
    Text("Page"),
    Text("Printed"),
    Text("State"),
)

IN_SCALES: Mapping[int, Text] = {
    1_000: Text("in thousands"),
    100_000: Text("in lakhs"),
    1_000_000: Text("in millions"),
    10_000_000: Text("in crores"),
    1_000_000_000: Text("in billions"),
}
DECIDED: Mapping[str, Text] = {
    "accept": Text("Accepted {when}."),
    "reject": Text("Rejected {when}."),
    "correct": Text("Corrected {when}."),
}
DECIDED_BEFORE: Mapping[str, Text] = {
    "accept": Text("Accepted {when}, before: {old}."),
    "reject": Text("Rejected {when}, before: {old}."),
    "correct": Text("Corrected {when}, before: {old}."),
}

# Pointing
POINT_BEGIN = Text(
    "Click the right figure on the page, or move with the arrow keys. Enter takes it, Esc leaves all as it is."
)
POINT_NONE = Text("There are no figures on this page. Go to the page that has it and press F2 again.")
POINT_TEXT = Text("Only figures can be pointed at. Accept this with Enter, or reject it with R.")
POINT_COMPUTED = Text("This is computed from other figures. Correct one of those.")

# Search
SEARCH_NOTHING = Text("Nothing found. Search looks for whole words that stand on one page.")
SEARCH_RESULTS_NAME = Text("Places found")

# Unlocking
PASSPHRASE = Text("Passphrase")
PASSPHRASE_AGAIN = Text("Passphrase again")
PASSPHRASE_DIFFER = Text("The two passphrases differ.")
PASSPHRASE_EMPTY = Text("Type a passphrase.")

# Status bar
STATUS_NO_MODEL = Text("No model: facts and checks do not need one")
STATUS_ESCROW = Text("Your firm holds a key")
STATUS_POLICY = Text("Set by policy")
STATUS_PROGRESS_NAME = Text("How much is read")
STATUS_CANCEL_NAME = Text("Cancel what is being read")
WORKER_RESTARTED = Text("The reader stopped and was started again. Nothing is lost; reading goes on.")
FAULT = Text("Muniment met a fault. Your documents and decisions are safe in the vault; please report what you did.")
STRIP_CLOSE = Text("Close this message")


def formula(text: str) -> str:
    """How a value is computed, as the file of measures says it."""
    return Text("Formula: {text}")(text=text) if text else ""


def note(text: str) -> str:
    """What is good to know of a document."""
    return Text("Note: {text}")(text=text)


def open_other(name: str) -> str:
    """A link to another document."""
    return Text("Show {name}")(name=name)


def elsewhere_gone(name: str) -> str:
    """Another document is not in the vault any more."""
    return Text("{name} is not in this vault any more.")(name=name)


def add_filter() -> str:
    """Which files the dialog offers to add."""
    return Text("Documents ({patterns});;All files (*)")(patterns=formats.patterns())


def welcome() -> str:
    """In an empty library."""
    return Text(
        "Or any {formats} file, anywhere on the window; Ctrl+O lets you choose.\n"
        "An encrypted copy is kept in the vault, the file stays where it is."
    )(formats=format_names.called())


def menu_tip() -> str:
    """On the button that opens the menu."""
    return f"{MENU()} (F10)"


def window_title(document: str | None, vault: str) -> str:
    """Of the main window.

    Args:
        document: Name of the one that is shown; None for none.
        vault: Its name.
    """
    return f"{document} — {vault} — {PROGRAM}" if document else f"{vault} — {PROGRAM}"


def library_count(documents: int) -> str:
    """Behind the heading of the library."""
    return numbers.number(documents) if documents else ""


def document_line(state: DocumentState, kind: str | None, page: int, of: int | None) -> str:
    """Under a document's name in the library.

    Args:
        state: Of the document.
        kind: Id of the document's kind; None where it is not known yet.
        page: That was read last, from 1; 0 before the first.
        of: How many pages it has; None where that is not known yet.
    """
    if state is DocumentState.RUNNING:
        return reading(page, of)
    if state in DOCUMENT_STATES:
        return DOCUMENT_STATES[state]()
    pages = Text("{n:,} page", "{n:,} pages")(n=of) if of else ""
    return " · ".join(part for part in (schema_words.kind_name(kind), pages) if part)


def reading(page: int, of: int | None) -> str:
    """What is being read.

    Args:
        page: That was read last, from 1; 0 before the first.
        of: How many pages there are; None where that is not known yet.
    """
    if not page:
        return Text("Reading")()
    if of:
        return Text("Reading page {page:,} of {of:,}")(page=page, of=of)
    return Text("Reading page {page:,}")(page=page)


def document_spoken(name: str, line: str) -> str:
    """A document in one line, for screen readers."""
    return f"{name}, {line}"


def page_of(page: int, of: int) -> str:
    """The current page, from 1, ``of`` so many."""
    return Text("page {page:,} of {of:,}")(page=page, of=of)


def zoomed(share: float) -> str:
    """How large the page is shown, as a ``share`` of its actual size."""
    return Text("{percent:.0f}%")(percent=share * 100)


def of_pages(pages: int) -> str:
    """Behind the field with the page's number."""
    return Text("of {pages:,}", context="page … of 12")(pages=pages)


def page_waiting(page: int) -> str:
    """On a page whose image is not there yet."""
    return Text("Page {page:,}")(page=page)


def page_mark(pages: Iterable[int]) -> str:
    """Pages behind what they cite: p. 3, 4."""
    return Text("p. {pages}")(pages=", ".join(numbers.number(page) for page in pages))


def facts_line(facts: int, review: int) -> str:
    """Over the facts.

    Args:
        facts: How many facts.
        review: How many of them are to be reviewed.
    """
    if not facts:
        return ""
    to_review = Text("{n:,} to review", "{n:,} to review")(n=review) if review else Text("none to review")()
    return f"{Text('{n:,} fact', '{n:,} facts')(n=facts)} · {to_review}"


def remove_question(name: str, inside: int = 0) -> str:
    """Before a document is removed.

    Args:
        name: Of the document.
        inside: How many documents came out of it as attachments, and go with it.
    """
    if not inside:
        return Text(
            "Remove “{name}” from this vault, with its facts and your decisions on them? "
            "The file that you added it from is not touched."
        )(name=name)
    return Text(
        "Remove “{name}” from this vault, with its facts and your decisions on them? "
        "The {n} that came out of it as attachments goes too. The file that you added it from is not touched.",
        "Remove “{name}” from this vault, with its facts and your decisions on them? "
        "The {n} that came out of it as attachments go too. The file that you added it from is not touched.",
    )(name=name, n=inside)


def place_line(page: int, label: str, column: str, scale: int) -> str:
    """Where a fact stands.

    Args:
        page: From 1.
        label: Of its row; empty for none.
        column: Its heading; empty for none.
        scale: In what the page counts: 1, 1,000, 1,000,000 ...
    """
    parts = [Text("Page {page:,}")(page=page)]
    if label:
        parts.append(Text("row “{label}”")(label=label))
    if column:
        parts.append(Text("column “{column}”")(column=column))
    if scale in IN_SCALES:
        parts.append(IN_SCALES[scale]())
    elif scale != 1:
        parts.append(Text("in {scale}s")(scale=units.scale_word(scale)))
    return " · ".join(parts)


def printed(quote: str) -> str:
    """The words of a fact's evidence."""
    return Text("Printed: {quote}")(quote=quote)


def measure_sentence(state: State) -> str:
    """How sure a computed value is."""
    return MEASURE_SENTENCES.get(state, MEASURE_DECIDED)()


def computed_from(names: Iterable[str]) -> str:
    """What a measure is made of."""
    return Text("Computed from {names}")(names=", ".join(names))


def decided(action: str, when: str, old: str) -> str:
    """The last decision on a fact.

    Args:
        action: A key of ``DECIDED``; one that only a newer version knows is said as it is.
        when: Day and time, as they are shown.
        old: The value before; empty where it did not change.
    """
    if action not in DECIDED:
        return f"{action} {when}."
    if old:
        return DECIDED_BEFORE[action](when=when, old=old)
    return DECIDED[action](when=when)


def cell_spoken(label: str, period: str, value: str, state: State) -> str:
    """A cell in one line, for screen readers and tooltips.

    Args:
        label: Of the row.
        period: Name of the column's period.
        value: As shown.
        state: Of the fact.
    """
    return ", ".join(part for part in (label, period, value, state_words.within(state)) if part)


def pointing(printed_value: str, value: str, old: str) -> str:
    """What is pointed at, before it is taken.

    Args:
        printed_value: As the page prints it.
        value: What the fact would become.
        old: What the fact is now.
    """
    return Text("{printed} would make it {value} (now {old}). Enter takes it, Esc leaves all as it is.")(
        printed=printed_value, value=value, old=old
    )


def found(places: int) -> str:
    """Over the results of a search, which are so many places."""
    return Text("{n:,} page found", "{n:,} pages found")(n=places)


def hit_line(document: str, page: int) -> str:
    """Where a result stands: in which document, and on which page, from 1."""
    return f"{document} · {Text('page {page:,}')(page=page)}"


def status_vault(name: str) -> str:
    """On the left of the status bar."""
    return Text("Vault {name}, encrypted")(name=name)


def status_model(model: str) -> str:
    """Which model took part.

    Args:
        model: Its name.
    """
    return Text("Model {model}")(model=model)


def status_reading(name: str, page: int, of: int | None) -> str:
    """On the right of the status bar.

    Args:
        name: Of the document.
        page: That was read last, from 1; 0 before the first.
        of: How many pages it has; None where that is not known yet.
    """
    if not page:
        return Text("{name} · reading")(name=name)
    if of:
        return Text("{name} · reading page {page:,} of {of:,}")(name=name, page=page, of=of)
    return Text("{name} · reading page {page:,}")(name=name, page=page)


def refused(name: str, sentence: str) -> str:
    """A file that was not taken."""
    return f"{name}: {sentence}" if name and name not in sentence else sentence


def failed(name: str, sentence: str) -> str:
    """A document that could not be read."""
    return refused(name, sentence)


def exported(name: str, facts: int, waiting: bool) -> str:
    """After exporting; ``waiting`` if something was left out that is being computed anew."""
    done = Text("{n:,} fact exported to {name}.", "{n:,} facts exported to {name}.")(n=facts, name=name)
    return " ".join((done, *([EXPORT_WAITING()] if waiting else []), EXPORT_CLEAR()))


def already_there(name: str) -> str:
    """A file whose bytes are in the vault."""
    return Text("{name} is in the vault already.")(name=name)


def copied(cells: int) -> str:
    """After copying so many cells."""
    return Text("{n:,} cell copied.", "{n:,} cells copied.")(n=cells)


NOTHING_TO_UNDO = Text("There is nothing to undo in this document.")
