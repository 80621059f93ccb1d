"""The texts of the window about models, and about what they spend; all others are in ``messages``.

Must never call an estimate anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from muniment.document.usage.confidence_interval import wilson
from muniment.document.usage.exam_marks import ExamResults, ModelTask, Score
from muniment.document.usage.routing import Routing, saved
from muniment.pipeline.models import model_costs
from muniment.pipeline.models.model_costs import Costs
from muniment.pipeline.models.model_listing import Listed, Standing
from muniment.pipeline.models.model_prices import Price
from muniment.worker.protocol.exchanged_values import Inspected

TITLE = "Models"
LIST_NAME = "Models"
LEAD = (
    "A language model never writes a figure. It may choose among what code has found, and only where it did better in an exam "
    "than Muniment does without it."
)
IMPORT = "Import a file…"
IMPORT_TIP = "Take a GGUF file into your models folder; or drop it on the window"
IMPORT_DIALOG = "Import a model"
IMPORT_FILTER = "Models (*.gguf);;All files (*)"
EXAM = "Sit the exam"
EXAM_ON = "Go on with the exam"
EXAM_AGAIN = "Sit it again"
STOP = "Stop"
STOP_NAME = "Stop the exam; what is known is kept"
PROGRESS_NAME = "How far the exam is"
USE = "Use"
USE_STRONG = "Use as the strong one"
STOP_USING = "Stop using"
REMOVE = "Remove…"
CLOSE = "Close"
LOADING = "Looking at your models…"
EMPTY_TITLE = "Choose a model"
CANCEL = "Cancel"
ACCEPT_IMPORT = "Accept and import"
ACCEPT_USE = "Accept the licence"
CONSENT_TITLE = "Import a model"
LICENCE_TITLE = "Licence of the model"
BASE_NAME = "The model that it changes"
FORMAT_NAME = "In which format it is taken"
REMOVE_TITLE = "Remove model"
REMOVE_BUTTON = "Remove"
KEEP = "Keep"
NEXT = "What is read from now on is read with it; what was read stays as it is."
NO_MODELS = "This session was started without models, or with another one; the choice holds from the next one."
STOPPED = "The exam is stopped. What is known is kept; it goes on from there."
BUSY = "Another exam is under way; stop it first."
CONVERTING = "Writing the model in a fast format; this takes a while."

STATES: Mapping[Standing, str] = {
    Standing.EARNED: "Earned {tasks}",
    Standing.FAILED: "Earned no task, so it is not used",
    Standing.BEGUN: "The exam is not over",
    Standing.NEW: "Has not sat the exam",
    Standing.SEARCH: "Compares meanings for the search",
    Standing.CRASHED: "Ended its worker; not loaded by itself",
    Standing.UNUSABLE: "Cannot be used",
    Standing.ABSENT: "Not installed",
}
TASKS: Mapping[ModelTask, str] = {
    ModelTask.CHOOSE: "choose a row",
    ModelTask.ABSENT: "say that it is not there",
    ModelTask.KIND: "tell what a document is",
    ModelTask.TAG: "tell what a passage speaks of",
    ModelTask.PLAN: "plan a question",
    ModelTask.ORDER: "find the telling sentences",
    ModelTask.JOIN: "see which sentences belong together",
    ModelTask.REPHRASE: "rephrase a sentence",
}
EXAM_HEADS = ("ModelTask", "Right", "Without a model", "ms", "Earned")
EXAM_NOTE = (
    "Right answers of so many items, and the interval that holds the true share with 95 %; without a model the same items are "
    "answered by code. A task is earned where the model is right often enough, and more often than code."
)
TIERS = {"fast": "chosen", "strong": "chosen as the strong one", "embed": "chosen"}
CATALOGUE_TIERS = {
    "fast": "a fast one",
    "strong": "a strong one",
    "classic": "a classic",
    "embed": "one for the search",
}
LICENCE_LINK = "Its text"
FIELDS = ("Size", "Family", "Adapter of", "Reads at once", "Memory", "Runs", "Licence", LICENCE_LINK, "File")
UNKNOWN_LICENCE = "not said in the file; ask where you got it"
ABSENT = "Download it where you can and import the file, or fetch it with muniment-fetch where this machine may use a network."

DROP_MODEL = "Drop to import the model"
DROP_MODEL_UNDER = "Muniment looks at the file first and shows its licence; nothing is loaded yet."
DROP_BOTH = "Drop to add the documents and import the model"
DROP_BOTH_UNDER = "Documents go into the vault, encrypted; the model goes into your models folder."

LEDGER = "Ledger"
LEDGER_LEAD = (
    "What language models spent on this computer. The estimate is what the same tokens would cost with a rented model, if each "
    "question sent its text again; nothing was sent anywhere."
)
LEDGER_ALL = "All documents and questions"
LEDGER_MORE = "Ledger…"
LEDGER_ROWS = (
    "Decisions",
    "\N{EM SPACE}without a model",
    "\N{EM SPACE}by the fast model",
    "\N{EM SPACE}by the strong model",
    "Tokens evaluated",
    "Tokens reused",
    "Tokens written",
    "Seconds of models",
    "Questions asked again of the strong model, or of it alone",
    "Both said the same",
    "Seconds saved against asking it everything (an estimate)",
)
LEDGER_REUSED = "Reused: of texts that were held already when another question on them was asked."


def state(one: Listed) -> str:
    """How far a model has come, in a few words."""
    tasks = tasks_of(one.table)
    said = STATES[one.standing].format(tasks="a task" if len(tasks) == 1 else f"{len(tasks)} tasks")
    uses = ", ".join(TIERS[role] for role in one.roles)
    return f"{said}; {uses}" if uses else said


def tasks_of(table: ExamResults | None) -> list[str]:
    """The tasks that a model earned; to say that a row is not there is a part of choosing one."""
    return [task for task in table.earned if task != ModelTask.ABSENT] if table else []


def fields(one: Listed) -> list[tuple[str, str]]:
    """What is known of a model, with names; nothing that is not known."""
    about, entry = one.about, one.entry
    size = about.size if about else entry.size if entry else 0
    family = f"{about.architecture}, {about.quantisation}" if about else entry.family if entry else ""
    context = about.context if about else entry.context if entry else 0
    memory = about.memory if about else entry.memory if entry else 0
    licence = one.licence.name or (UNKNOWN_LICENCE if about else "")
    values = (
        gigabytes(size),
        family if about is None or about.is_fast else f"{family} (a slow format)",
        base_name(about) if about else "",
        f"{context:,} tokens" if context else "",
        f"{gigabytes(memory)} with 4,096 tokens" if memory else "",
        about.placement if about else "",
        licence if one.accepted or about is None else f"{licence}; not accepted yet",
        one.licence.link,
        one.path.name if one.path else "",
    )
    return [(name, value) for name, value in zip(FIELDS, values, strict=True) if value]


def gigabytes(count: int) -> str:
    """A size for the eye; empty where it is not known."""
    if not count:
        return ""
    return f"{count / 1e9:.1f} GB" if count >= 100_000_000 else f"{count / 1e6:.1f} MB"


def score(one: Score) -> tuple[str, ...]:
    """A row of the exam's table."""
    earned = "–" if one.task is ModelTask.ABSENT else "yes" if one.earned else "no"
    return (
        TASKS[one.task],
        _share(one.right, one.asked),
        _share(one.plain, one.asked) if one.task is not ModelTask.REPHRASE else "–",
        f"{one.milliseconds:,}",
        earned,
    )


def _share(right: int, asked: int) -> str:
    low, high = wilson(right, asked)
    return f"{right}/{asked} ({low:.2f}–{high:.2f})"


def suits(one: Listed) -> str:
    """What a model of the catalogue may be for."""
    if one.entry is None or one.entry.tier not in CATALOGUE_TIERS:
        return ""
    tasks = ", ".join(TASKS[ModelTask(role)] for role in one.entry.roles if role in set(ModelTask))
    if not tasks:
        return (
            f"In the catalogue as {CATALOGUE_TIERS[one.entry.tier]}: it finds passages that mean what a question asks."
        )
    return f"In the catalogue as {CATALOGUE_TIERS[one.entry.tier]}. It may earn: {tasks}; its exam decides."


def exam_item(done: int, of: int) -> str:
    """While an exam is under way."""
    return f"Item {done} of at most {of}"


def exam_over(name: str, earned: int) -> str:
    """After an exam."""
    if not earned:
        return f"{name} sat its exam and earned no task. It is not used; everything works without a model."
    return f"{name} sat its exam and earned {'a task' if earned == 1 else f'{earned} tasks'}."


def used(name: str, tier: str, *, earned: bool, at_once: bool) -> str:
    """After a model was chosen."""
    if tier == "embed":
        return f"{name} is chosen for the search. What documents mean is looked into while nothing else is done."
    said = f"{name} is chosen{' as the strong one' if tier == 'strong' else ''}."
    if not earned:
        return f"{said} It works once it has earned a task in its exam."
    return f"{said} {NEXT if at_once else NO_MODELS}"


def unused(name: str) -> str:
    """After a model was no longer chosen."""
    return f"{name} is not used any more."


def imported(name: str, *, is_embedding: bool = False) -> str:
    """After an import."""
    if is_embedding:
        return f"{name} is imported. It compares meanings for the search and needs no exam."
    return f"{name} is imported. Let it sit its exam: menu, Models."


def removed(name: str) -> str:
    """After a removal."""
    return f"{name} is removed from your models folder."


def remove_question(name: str) -> str:
    """Before a removal."""
    return f"Remove {name} from your models folder? What it earned is forgotten, too."


def base_name(about: Inspected) -> str:
    """The model that an adapter belongs to; empty where it is none."""
    return (Path(about.base).stem or "the starter model") if about.base is not None else ""


def consent_lead(about: Inspected) -> str:
    """What the file is."""
    said = (
        f"{about.architecture}, {about.quantisation}, {gigabytes(about.size)}. It needs {gigabytes(about.memory)} of memory and reads "
        f"{about.context:,} tokens at once."
    )
    return f"{said} It would run with {about.placement}." if about.placement else said


def slow(about: Inspected) -> str:
    """Why another format is offered."""
    return (
        f"{about.quantisation} is slow on processors: Q4_1 takes three times as long as Q4_0. Your file stays as it is."
    )


FORMATS: Mapping[str, str] = {
    "Q8_0": "Write it as Q8_0, which loses next to nothing",
    "Q4_0": "Write it as Q4_0, which is half as large and loses a little",
    "": "Take it as it is",
}


def ledger_values(one: Costs) -> list[str]:
    """The column of a ledger, in the order of ``LEDGER_ROWS``."""
    decided = one.decided
    shares = (
        f"{count:,} ({decided.share(count) * Decimal(100):.0f} %)" if decided.total else "–"
        for count in (decided.code, decided.fast, decided.strong)
    )
    counts = (one.evaluated, one.reused, one.written)
    spent = (*(f"{count:,}" for count in counts), f"{one.seconds:,.1f}")
    return [f"{decided.total:,}", *shares, *spent, *_routed(one.routing)]


def _routed(routing: Routing) -> list[str]:
    """How questions went to two models; dashes where there was one only."""
    asked, strong, both, agreed = (
        sum(getattr(one, name) for one in routing.tasks) for name in ("asked", "strong", "both", "agreed")
    )
    time = saved(routing)
    return [
        f"{strong:,} of {asked:,}" if asked else "–",
        f"{agreed:,} of {both:,}" if both else "–",
        f"{time:,.1f}" if time is not None else "–",
    ]


def estimate_name(price: Price) -> str:
    """The row of an estimate."""
    return f"Estimate at {price.name}"


def estimate_source(price: Price) -> str:
    """What an estimate rests on."""
    return (
        f"{price.name}: {price.currency} {price.input:f} for a million tokens sent, {price.output:f} for a million written; "
        f"{price.date.isoformat()}, {price.source}."
    )


def ledger_foot(one: Costs, price: Price | None) -> str:
    """One line under a summary."""
    decided = one.decided
    share = f"{decided.share(decided.code) * Decimal(100):.0f} % of {decided.total:,} decisions without a model"
    if price is None or not one.spent:
        return share
    return f"{share} · estimate {model_costs.shown(one.estimate(price), price.currency)} at {price.name}"
