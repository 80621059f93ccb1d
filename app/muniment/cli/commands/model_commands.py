"""``muniment models``: which models there are, what each showed that it can do, and which is used."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from muniment.cli import screen
from muniment.cli.commands import catalogue_rows
from muniment.document.usage.exam_marks import ExamResults, ModelTask, Score
from muniment.errors import Exit, UserError
from muniment.paths import frozen
from muniment.pipeline import failures
from muniment.pipeline.models import adapter_bases, model_import, model_worker
from muniment.pipeline.models import model_catalogue as licences
from muniment.pipeline.models.embedding_index import EMBED
from muniment.pipeline.models.model_store import ModelStore, stems
from muniment.texts import numbers
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Refusal, Worker, WorkerDied, WorkerTimeout
from muniment.worker.protocol.exchanged_values import Inspected
from muniment.worker.protocol.modelling import LoadModels

SECONDS = 60.0
STARTER = "starter"

_SEARCHES = Text(
    "It compares meanings, and needs no exam: what documents mean is looked into while the window has nothing else to do."
)
_OWN, _ADAPTER = Text("yours"), Text("adapter")
_USED = Text("{path}, in use")
_USED_STRONG = Text("{path}, in use as the strong one")
_USED_SEARCH = Text("{path}, in use for the search")
_TASK_HEADS = (
    Text("task"),
    Text("right", context="answers"),
    Text("with 95 %"),
    Text("without a model"),
    Text("ms"),
    Text("earned"),
)
_TASKS = {
    ModelTask.CHOOSE: Text("choose a row where the rules are silent or differ"),
    ModelTask.ABSENT: Text("say that a row is not on the page"),
    ModelTask.KIND: Text("tell what a document is"),
    ModelTask.TAG: Text("tell what a passage speaks of"),
    ModelTask.PLAN: Text("pick the figure that a question asks for"),
    ModelTask.ORDER: Text("find the telling sentences"),
    ModelTask.JOIN: Text("see which sentences belong together"),
    ModelTask.REPHRASE: Text("say a sentence in other words"),
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    top = commands.add_parser("models", help=Text("language models: what is here, what each earned, which is used")())
    kinds = top.add_subparsers(dest="models_command", metavar=Text("COMMAND")())
    kinds.add_parser("list", help=Text("the starter model, your own and the catalogue (also without a command)")())
    imported = kinds.add_parser("import", help=Text("take a GGUF file into your models folder")())
    imported.add_argument("file", type=Path, metavar=Text("FILE")())
    imported.add_argument(
        "--base",
        metavar=Text("MODEL")(),
        help=Text("the file is a LoRA adapter of this model (found by itself where only one fits)")(),
    )
    _accepting(imported, "--agree")
    imported.add_argument(
        "--convert",
        choices=("q4_0", "q8_0", "no"),
        help=Text("write a slow format in a fast one, or take it as it is")(),
    )
    exam = kinds.add_parser(
        "exam",
        help=Text("let a model show what it can do; minutes for a small one, Ctrl+C stops, the same command goes on")(),
    )
    exam.add_argument(
        "model",
        nargs="?",
        metavar=Text("MODEL")(),
        help=Text("its file name; default: the model in use, else the starter model")(),
    )
    _accepting(exam)
    exam.add_argument("--again", action="store_true", help=Text("forget the last exam and ask other items")())
    use = kinds.add_parser("use", help=Text("choose the model; it takes part in what it earned")())
    use.add_argument("model", metavar=Text("MODEL")(), help=Text("its file name; starter for the starter model")())
    _accepting(use)
    use.add_argument(
        "--strong", action="store_true", help=Text("as the strong one, for what the fast one is not sure of")()
    )
    removing = kinds.add_parser("remove", help=Text("take a model out of your models folder")())
    removing.add_argument("model", metavar=Text("MODEL")(), help=Text("its file name")())
    top.set_defaults(run=run)


def _accepting(parser: argparse.ArgumentParser, *also: str) -> None:
    parser.add_argument(
        "--accept-licence",
        *also,
        dest="accept",
        action="store_true",
        help=Text("you accept the model's licence, unasked")(),
    )


def run(options: argparse.Namespace) -> int:
    """Run one of the commands."""
    shelf = ModelStore()
    match options.models_command:
        case "import":
            return _import(shelf, options)
        case "exam":
            return _exam(shelf, options)
        case "use":
            return _use(shelf, options)
        case "remove":
            shelf.remove(path := shelf.find(options.model))
            screen.say(Text("{name} was removed.")(name=path.name))
            return Exit.DONE
        case _:
            return _list(shelf)


def _list(shelf: ModelStore) -> int:
    own = shelf.files()
    here = model_worker.survey(own)
    given = next((str(path) for path, _ in here if path not in own), "")
    uses = {
        shelf.used("fast"): _USED,
        shelf.used("strong"): _USED_STRONG,
        shelf.used(EMBED): _USED_SEARCH,
    }
    default = _used(Path(given), _USED if shelf.used() is None else None) if given else Text("not installed")()
    rows = [[STARTER, Path(given).name, default]]
    rows += [
        [_OWN() if adapter_bases.base_of(path) is None else _ADAPTER(), path.name, _used(path, uses.get(path))]
        for path in own
    ]
    rows += catalogue_rows.missing(path.name for path in own)
    for line in screen.table(rows):
        screen.put(line)
    _show_places(here)
    names = {Path(given).stem, *(path.stem for path in own)}
    for table in shelf.tables():
        if set(stems(table.model)) <= names:
            screen.put()
            _show(table)
    return Exit.DONE


def _used(path: Path, how: Text | None) -> str:
    return how(path=path) if how is not None else str(path)


def _show_places(here: Sequence[tuple[Path, Inspected | UserError]]) -> None:
    """Where each model would be computed on this machine and why there; or why it cannot be used."""
    said = [
        (path.name, say(one.message) if isinstance(one, UserError) else one.placement and say(one.placement))
        for path, one in here
    ]
    if any(sentence for _, sentence in said):
        screen.put()
    for name, sentence in said:
        if sentence:
            screen.put(screen.about(name, sentence))


def _show(table: ExamResults) -> None:
    if not table.scores:
        screen.put(
            Text(
                "{name}: the exam is not over ({n} item). To go on: muniment models exam",
                "{name}: the exam is not over ({n} items). To go on: muniment models exam",
            )(name=table.name, n=len(table.marks))
        )
        return
    screen.put(Text("{name}: the exam")(name=table.name))
    rows = [[text() for text in _TASK_HEADS]]
    rows += [_row(score) for score in table.scores]
    for line in screen.table(rows, right=frozenset({1, 2, 3, 4})):
        screen.put(line)
    if not table.earned:
        screen.put(
            Text(
                "It earned no task: it is not right and sure often enough, so it is not used. Everything works without a model."
            )()
        )


def _row(score: Score) -> list[str]:
    if score.task is ModelTask.ABSENT:
        earned = Text("a part of the first")()
    else:
        earned = Text("from {threshold}")(threshold=score.threshold) if score.earned else Text("no")()
    return [
        _TASKS[score.task](),
        f"{score.right}/{score.asked}",
        Text("{low:.2f} to {high:.2f}")(low=score.low, high=score.high),
        f"{score.plain}/{score.asked}" if score.task is not ModelTask.REPHRASE else "-",
        str(score.milliseconds),
        earned,
    ]


def _exam(shelf: ModelStore, options: argparse.Namespace) -> int:
    path = _path(shelf, options.model) if options.model else shelf.used()
    comes_along = path is None
    about, path = model_worker.inspect(path)
    if not _accepted(shelf, about, said=options.accept or comes_along):
        return Exit.USAGE
    options.stopped = Text("Stopped. What is known is kept; the same command goes on from there.")
    table = model_worker.examine(shelf, path, on_mark=_progress, anew=options.again)
    screen.clear()
    _show(table)
    return Exit.DONE


def _progress(done: int, of: int) -> None:
    screen.progress(Text("item {done} of at most {of}")(done=done, of=of))


def _import(shelf: ModelStore, options: argparse.Namespace) -> int:
    path = options.file.absolute()
    about = model_import.look(shelf, path, _base(shelf, options.base))
    screen.put(f"{about.name}: {about.architecture}, {about.quantisation}, {numbers.number(about.size / 1e9, 2)} GB")
    screen.put(
        Text("needs {memory:.1f} GB of memory; reads {tokens:,} tokens at once")(
            memory=about.memory / 1e9, tokens=about.context
        )
    )
    if about.placement:
        screen.put(say(about.placement))
    if not _accepted(shelf, about, said=options.accept):
        return Exit.USAGE
    to = _format(about, options.convert)
    if to:
        screen.say(Text("Converting to {format}; this takes a while.")(format=to))
    target = model_import.bring(shelf, path, about, to=to)
    if about.is_embedding:
        screen.say(f"{Text('Imported as {name}.')(name=target.name)} {_SEARCHES()}")
    else:
        screen.say(
            Text("Imported as {name}. Now let it show what it can do: muniment models exam {stem}")(
                name=target.name, stem=target.stem
            )
        )
    return Exit.DONE


def _base(shelf: ModelStore, name: str | None) -> Path | str | None:
    """The model that an adapter belongs to, as the command line names it."""
    if name is None or name == STARTER:
        return None if name is None else adapter_bases.STARTER
    path = shelf.find(name)
    if path.parent != shelf.folder:
        raise UserError("base-not-imported", name=path.name)
    return path


def _accepted(shelf: ModelStore, about: Inspected, *, said: bool) -> bool:
    """Show the licence before a model is first used, and have the user accept it."""
    if shelf.is_agreed(about.id):
        return True
    licence = licences.licence(about)
    screen.put(Text("licence: {name}")(name=licence.name or Text("not said in the file; ask where you got it")()))
    if licence.link:
        screen.put(Text("its text: {link}")(link=licence.link))
    if not said and not _yes(Text("Do you accept this licence?")()):
        screen.say(Text("Nothing was done. To accept the licence without being asked, add --accept-licence.")())
        return False
    shelf.agree(about.id)
    return True


def _format(about: Inspected, said: str | None) -> str:
    """The format into which a slow one is converted; empty for none."""
    if about.is_fast or said == "no" or (about.is_embedding and not said):  # half floats are fast enough for vectors
        return ""
    if said:
        return said.upper()
    slow = Text("{format} is slow on processors (Q4_1 takes three times as long as Q4_0).")(format=about.quantisation)
    if _yes(f"{slow} {Text('Write it as Q8_0, which loses next to nothing?')()}"):
        return "Q8_0"
    screen.say(f"{slow} {Text('It is taken as it is; --convert q8_0 or q4_0 writes a fast one.')()}")
    return ""


def _yes(question: str) -> bool:
    """Ask on the terminal; no where there is none."""
    if not sys.stdin or not sys.stdin.isatty():
        return False
    screen.say(f"{question} {Text('[y/N]')()}")
    return sys.stdin.readline().strip().lower() in ("y", "yes", *Text("y yes", context="answers")().split())


def _use(shelf: ModelStore, options: argparse.Namespace) -> int:
    tier = "strong" if options.strong else "fast"
    if options.model == STARTER:
        shelf.use(None, tier)
        screen.say(
            Text("The starter model is used for what it earned.")()
            if tier == "fast"
            else Text("No strong model is used.")()
        )
        return Exit.DONE
    path = shelf.find(options.model)
    if path.parent != shelf.folder:
        raise UserError("model-not-imported", name=path.name, path=str(path))
    about, _ = model_worker.inspect(path)
    if not _accepted(shelf, about, said=options.accept):
        return Exit.USAGE
    shelf.crashed(path, yes=False)  # the user wants it
    if about.is_embedding:
        shelf.use(path, EMBED)
        screen.say(f"{Text('{name} is used for the search.')(name=path.name)} {_SEARCHES()}")
        return Exit.DONE
    shelf.use(path, tier)
    earned = next((table.earned for table in shelf.tables() if table.model == about.id), {})
    tasks = ", ".join(_TASKS[ModelTask(task)]() for task in earned)
    screen.say(
        Text("{name} is used to: {tasks}.")(name=path.name, tasks=tasks)
        if tasks
        else f"{say(failures.of_model('not-earned', path.name))} {path.stem}"
    )
    return Exit.DONE


def _path(shelf: ModelStore, name: str) -> Path | None:
    return None if name == STARTER else shelf.find(name)


def tried() -> tuple[bool, str]:
    """Load the starter model in a worker, where there is one.

    Returns:
        Whether nothing is wrong, and a sentence. To have no model, or in a checkout no engine, is not wrong.
    """
    worker = Worker("analyse")
    worker.start()
    try:
        *_, answer = worker.request(LoadModels(model_worker.which(None)), timeout=SECONDS)
        loaded = trust_gate.loaded(answer)
    except Refusal as error:
        return error.code in ("no-model", "not-allowed") or (error.code == "no-llama" and not frozen()), say(
            failures.of_model(error.code, failures.OF_INSTALLATION)
        )
    except (WorkerDied, WorkerTimeout, trust_gate.Distrusted):
        return False, Text("The starter model ends its worker, or does not answer. Install Muniment again.")()
    finally:
        worker.stop()
    return True, f"{loaded.name}, {say(loaded.description)}"
