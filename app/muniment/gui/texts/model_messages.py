"""The texts of the window about models, and about what they spend; all others are in ``messages``.

Must never call an estimate anything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from muniment.document.usage.confidence_interval import wilson
from muniment.document.usage.exam_marks import ExamResults, ModelTask, Score
from muniment.document.usage.routing import Routing, saved
from muniment.pipeline.models.model_costs import Costs
from muniment.pipeline.models.model_listing import Listed, Standing
from muniment.pipeline.models.model_prices import Price
from muniment.texts import numbers, units
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.worker.protocol.exchanged_values import Inspected

TITLE = Text("Models")
LIST_NAME = Text("Models")
LEAD = Text(
    "A language model never writes a figure. It may choose among what code has found, and only where it did better in an exam "
    "than Muniment does without it."
)
IMPORT = Text("Import a file…")
IMPORT_TIP = Text("Take a GGUF file into your models folder; or drop it on the window")
IMPORT_DIALOG = Text("Import a model")
IMPORT_FILTER = Text("Models (*.gguf);;All files (*)")
EXAM = Text("Sit the exam")
EXAM_ON = Text("Go on with the exam")
EXAM_AGAIN = Text("Sit it again")
STOP = Text("Stop")
STOP_NAME = Text("Stop the exam; what is known is kept")
PROGRESS_NAME = Text("How far the exam is")
USE = Text("Use")
USE_STRONG = Text("Use as the strong one")
STOP_USING = Text("Stop using")
REMOVE = Text("Remove…")
LOADING = Text("Looking at your models…")
EMPTY_TITLE = Text("Choose a model")
CANCEL = Text("Cancel")
ACCEPT_IMPORT = Text("Accept and import")
ACCEPT_USE = Text("Accept the licence")
CONSENT_TITLE = Text("Import a model")
LICENCE_TITLE = Text("Licence of the model")
BASE_NAME = Text("The model that it changes")
FORMAT_NAME = Text("In which format it is taken")
REMOVE_TITLE = Text("Remove model")
REMOVE_BUTTON = Text("Remove")
KEEP = Text("Keep")
NEXT = Text("What is read from now on is read with it; what was read stays as it is.")
NO_MODELS = Text("This session was started without models, or with another one; the choice holds from the next one.")
STOPPED = Text("The exam is stopped. What is known is kept; it goes on from there.")
BUSY = Text("Another exam is under way; stop it first.")
CONVERTING = Text("Writing the model in a fast format; this takes a while.")

STATES: Mapping[Standing, Text] = {
    Standing.FAILED: Text("Earned no task, so it is not used"),
    Standing.BEGUN: Text("The exam is not over"),
    Standing.NEW: Text("Has not sat the exam"),
    Standing.SEARCH: Text("Compares meanings for the search"),
    Standing.CRASHED: Text("Ended its worker; not loaded by itself"),
    Standing.UNUSABLE: Text("Cannot be used"),
    Standing.ABSENT: Text("Not installed"),
}
EARNED = Text("Earned a task", "Earned {n} tasks")
TASKS: Mapping[ModelTask, Text] = {
    ModelTask.CHOOSE: Text("choose a row"),
    ModelTask.ABSENT: Text("say that it is not there"),
    ModelTask.KIND: Text("tell what a document is"),
    ModelTask.TAG: Text("tell what a passage speaks of"),
    ModelTask.PLAN: Text("plan a question"),
    ModelTask.ORDER: Text("find the telling sentences"),
    ModelTask.JOIN: Text("see which sentences belong together"),
    ModelTask.REPHRASE: Text("rephrase a sentence"),
}
EXAM_HEADS = (Text("Task"), Text("Right"), Text("Without a model"), Text("ms"), Text("Earned"))
EXAM_NOTE = Text(
    "Right answers of so many items, and the interval that holds the true share with 95 %; without a model the same items are "
    "answered by code. A task is earned where the model is right often enough, and more often than code."
)
TIERS = {"fast": Text("chosen"), "strong": Text("chosen as the strong one"), "embed": Text("chosen")}
CATALOGUE_TIERS: Mapping[str, Text] = {
    "fast": Text("In the catalogue as a fast one."),
    "strong": Text("In the catalogue as a strong one."),
    "classic": Text("In the catalogue as a classic."),
    "embed": Text("In the catalogue as one for the search."),
}
CATALOGUE_SEARCHES: Mapping[str, Text] = {
    "fast": Text("In the catalogue as a fast one: it finds passages that mean what a question asks."),
    "strong": Text("In the catalogue as a strong one: it finds passages that mean what a question asks."),
    "classic": Text("In the catalogue as a classic: it finds passages that mean what a question asks."),
    "embed": Text("In the catalogue as one for the search: it finds passages that mean what a question asks."),
}
LICENCE = Text("Licence")
LICENCE_LINK = Text("Its text")
FIELDS = (
    Text("Size"),
    Text("Family"),
    Text("Adapter of"),
    Text("Reads at once"),
    Text("Memory"),
    Text("Runs"),
    Text("Licence"),
    LICENCE_LINK,
    Text("File"),
)
UNKNOWN_LICENCE = Text("not said in the file; ask where you got it")
ABSENT = Text(
    "Download it where you can and import the file, or fetch it with muniment-fetch where this machine may use a network."
)

DROP_MODEL = Text("Drop to import the model")
DROP_MODEL_UNDER = Text("Muniment looks at the file first and shows its licence; nothing is loaded yet.")
DROP_BOTH = Text("Drop to add the documents and import the model")
DROP_BOTH_UNDER = Text("Documents go into the vault, encrypted; the model goes into your models folder.")

LEDGER = Text("Ledger")
LEDGER_LEAD = Text(
    "What language models spent on this computer. The estimate is what the same tokens would cost with a rented model, if each "
    "question sent its text again; nothing was sent anywhere."
)
LEDGER_ALL = Text("All documents and questions")
LEDGER_MORE = Text("Ledger…")
LEDGER_ROWS: Sequence[Text] = (
    Text("Decisions"),
    Text("without a model"),
    Text("by the fast model"),
    Text("by the strong model"),
    Text("Tokens evaluated"),
    Text("Tokens reused"),
    Text("Tokens written"),
    Text("Seconds of models"),
    Text("Questions asked again of the strong model, or of it alone"),
    Text("Both said the same"),
    Text("Seconds saved against asking it everything (an estimate)"),
)
LEDGER_PARTS = range(1, 4)
"""Rows that are a part of the one above them."""
LEDGER_REUSED = Text("Reused: of texts that were held already when another question on them was asked.")
FORMATS: Mapping[str, Text] = {
    "Q8_0": Text("Write it as Q8_0, which loses next to nothing"),
    "Q4_0": Text("Write it as Q4_0, which is half as large and loses a little"),
    "": Text("Take it as it is"),
}
YES, NO = Text("yes"), Text("no")
_OF = Text("{some:,} of {all:,}")


def state(one: Listed) -> str:
    """How far a model has come, in a few words."""
    said = EARNED(n=len(tasks_of(one.table))) if one.standing is Standing.EARNED else STATES[one.standing]()
    uses = ", ".join(TIERS[role]() for role in one.roles)
    return f"{said}; {uses}" if uses else said


def tasks_of(table: ExamResults | None) -> list[str]:
    """The tasks that a model earned; to say that a row is not there is a part of choosing one.

    Args:
        table: What came of its exam; None where it sat none.
    """
    return [task for task in table.earned if task != ModelTask.ABSENT] if table else []


def fields(one: Listed) -> list[tuple[str, str]]:
    """What is known of a model, with names; nothing that is not known."""
    about, entry = one.about, one.entry
    size = about.size if about else entry.size if entry else 0
    family = f"{about.architecture}, {about.quantisation}" if about else entry.family if entry else ""
    context = about.context if about else entry.context if entry else 0
    memory = about.memory if about else entry.memory if entry else 0
    licence = one.licence.name or (UNKNOWN_LICENCE() if about else "")
    values = (
        numbers.size(size),
        family if about is None or about.is_fast else Text("{family} (a slow format)")(family=family),
        base_name(about) if about else "",
        Text("{tokens:,} tokens")(tokens=context) if context else "",
        Text("{memory} with {tokens:,} tokens")(memory=numbers.size(memory), tokens=4096) if memory else "",
        say(about.placement) if about and about.placement else "",
        licence if one.accepted or about is None else Text("{licence}; not accepted yet")(licence=licence),
        one.licence.link,
        one.path.name if one.path else "",
    )
    return [(name(), value) for name, value in zip(FIELDS, values, strict=True) if value]


def score(one: Score) -> tuple[str, ...]:
    """A row of the exam's table."""
    earned = "–" if one.task is ModelTask.ABSENT else YES() if one.earned else NO()
    return (
        TASKS[one.task](),
        _share(one.right, one.asked),
        _share(one.plain, one.asked) if one.task is not ModelTask.REPHRASE else "–",
        numbers.number(one.milliseconds),
        earned,
    )


def _share(right: int, asked: int) -> str:
    low, high = wilson(right, asked)
    return f"{right}/{asked} ({numbers.number(low, 2)}–{numbers.number(high, 2)})"


def suits(one: Listed) -> str:
    """What a model of the catalogue may be for."""
    if one.entry is None or one.entry.tier not in CATALOGUE_TIERS:
        return ""
    tasks = ", ".join(TASKS[ModelTask(role)]() for role in one.entry.roles if role in set(ModelTask))
    if not tasks:
        return CATALOGUE_SEARCHES[one.entry.tier]()
    return f"{CATALOGUE_TIERS[one.entry.tier]()} {Text('It may earn: {tasks}; its exam decides.')(tasks=tasks)}"


def exam_item(done: int, of: int) -> str:
    """While an exam is under way.

    Args:
        done: Items that are answered.
        of: The most items that there can be; an exam may end before.
    """
    return Text("Item {done} of at most {of}")(done=done, of=of)


def exam_over(name: str, earned: int) -> str:
    """After an exam.

    Args:
        name: Of the model.
        earned: How many tasks.
    """
    if not earned:
        return Text("{name} sat its exam and earned no task. It is not used; everything works without a model.")(
            name=name
        )
    return Text("{name} sat its exam and earned a task.", "{name} sat its exam and earned {n} tasks.")(
        name=name, n=earned
    )


def used(name: str, tier: str, *, earned: bool, at_once: bool) -> str:
    """After a model was chosen.

    Args:
        name: Of the model.
        tier: "fast", "strong" or "embed".
        earned: Whether it has earned a task in its exam.
        at_once: Whether this session uses it; else the next one does.
    """
    if tier == "embed":
        return Text("{name} is chosen for the search. What documents mean is looked into while nothing else is done.")(
            name=name
        )
    is_strong = tier == "strong"
    said = Text("{name} is chosen as the strong one.") if is_strong else Text("{name} is chosen.")
    more = Text("It works once it has earned a task in its exam.") if not earned else NEXT if at_once else NO_MODELS
    return f"{said(name=name)} {more()}"


def unused(name: str) -> str:
    """After a model was no longer chosen."""
    return Text("{name} is not used any more.")(name=name)


def imported(name: str, *, is_embedding: bool = False) -> str:
    """After an import."""
    if is_embedding:
        return Text("{name} is imported. It compares meanings for the search and needs no exam.")(name=name)
    return Text("{name} is imported. Let it sit its exam: menu, Models.")(name=name)


def removed(name: str) -> str:
    """After a removal."""
    return Text("{name} is removed from your models folder.")(name=name)


def remove_question(name: str) -> str:
    """Before a removal."""
    return Text("Remove {name} from your models folder? What it earned is forgotten, too.")(name=name)


def base_name(about: Inspected) -> str:
    """The model that an adapter belongs to; empty where it is none."""
    return (Path(about.base).stem or Text("the starter model")()) if about.base is not None else ""


def consent_lead(about: Inspected) -> str:
    """What the file is."""
    said = Text("{architecture}, {format}, {size}. It needs {memory} of memory and reads {tokens:,} tokens at once.")(
        architecture=about.architecture,
        format=about.quantisation,
        size=numbers.size(about.size),
        memory=numbers.size(about.memory),
        tokens=about.context,
    )
    if not about.placement:
        return said
    return f"{said} {Text('It would run with {placement}.')(placement=say(about.placement))}"


def slow(about: Inspected) -> str:
    """Why another format is offered."""
    return Text("{format} is slow on processors: Q4_1 takes three times as long as Q4_0. Your file stays as it is.")(
        format=about.quantisation
    )


def ledger_rows() -> list[str]:
    """The names of the rows."""
    return ["\N{EM SPACE}" * (number in LEDGER_PARTS) + text() for number, text in enumerate(LEDGER_ROWS)]


def ledger_values(one: Costs) -> list[str]:
    """The column of a ledger, in the order of ``LEDGER_ROWS``."""
    decided = one.decided
    shares = (
        f"{numbers.number(count)} ({numbers.percent(decided.share(count))})" if decided.total else "–"
        for count in (decided.code, decided.fast, decided.strong)
    )
    counts = (one.evaluated, one.reused, one.written)
    spent = (*map(numbers.number, counts), numbers.number(one.seconds, 1))
    return [numbers.number(decided.total), *shares, *spent, *_routed(one.routing)]


def _routed(routing: Routing) -> list[str]:
    """How questions went to two models; dashes where there was one only."""
    asked, strong, both, agreed = (
        sum(getattr(one, name) for one in routing.tasks) for name in ("asked", "strong", "both", "agreed")
    )
    time = saved(routing)
    return [
        _OF(some=strong, all=asked) if asked else "–",
        _OF(some=agreed, all=both) if both else "–",
        numbers.number(time, 1) if time is not None else "–",
    ]


def estimate_name(price: Price) -> str:
    """The row of an estimate."""
    return Text("Estimate at {name}")(name=price.name)


def estimate_source(price: Price) -> str:
    """What an estimate rests on."""
    return Text(
        "{name}: {currency} {sent:f} for a million tokens sent, {written:f} for a million written; {date}, {source}."
    )(
        name=price.name,
        currency=price.currency,
        sent=price.input,
        written=price.output,
        date=price.date,
        source=price.source,
    )


def ledger_foot(one: Costs, price: Price | None) -> str:
    """One line under a summary.

    Args:
        one: What was spent on the document.
        price: That the estimate goes by; None for no estimate.
    """
    decided = one.decided
    share = Text("{share} of {n:,} decision without a model", "{share} of {n:,} decisions without a model")(
        share=numbers.percent(decided.share(decided.code)), n=decided.total
    )
    if price is None or not one.spent:
        return share
    amount = units.estimate(one.estimate(price), price.currency)
    return f"{share} · {Text('estimate {amount} at {name}')(amount=amount, name=price.name)}"
