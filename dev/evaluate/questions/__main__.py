"""``python3 dev.py evaluate-qa CORPUS [--part PART] [--named] [--embedding FILE] [--out FILE]``: questions, answered and graded.

Reads the documents of the part into a vault in memory, asks each question of qa/financebench.json as ``muniment ask`` does, of all of
them together (with --named: of its own document), without a model, and prints right, wrong and refused by class, how often a
page of the evidence is among the first five of the search, and each question that is not right. With an embedding model (that
in use, or FILE) the search by words and meaning is measured beside that by words. Some companies are set aside: the part `aside`
is for a closing run only.
"""

from __future__ import annotations

import argparse
import json
import queue
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

from evaluate.corpus.corpus_parts import CORPUS_HELP, PARTS, aside, part_of
from evaluate.grading.success_rates import Rate
from evaluate.questions.grade_answer import AnswerGrade, Class, Marked, Question, class_of, evidence, grade
from muniment.cli.command_session import CommandSession
from muniment.pipeline.exports import answer_text
from muniment.pipeline.jobs.asking_job import Asker
from muniment.pipeline.models.embedding_index import EMBED
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.store import Vault

FIRST = 5
"""Pages of the search that count."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, grade and print.

    Returns:
        0 when it ran, 2 for a folder without questions of the asked part.
    """
    options = _parser().parse_args(arguments)
    corpus: Path = options.corpus
    questions = _questions(corpus, options.part)
    if not questions:
        print(f"{corpus} holds no question of that part.", file=sys.stderr)
        return 2
    names = sorted({question["document"] for question in questions})
    with Vault.in_memory() as vault:
        CommandSession(vault, [corpus / "filings" / name for name in names], PipelineOptions(model=False)).run()
        marked = _ask(vault, questions, named=options.named)
        hybrid = _hybrid(vault, questions, options.embedding or ModelStore().used(EMBED), named=options.named)
    print(f"{options.part}: {len(marked)} questions on {len(names)} documents, " + _of_what(options.named))
    print("\n".join(lines(marked, hybrid)))
    if options.out:
        told = [
            {"id": m.question["id"], "class": m.kind, "grade": m.grade, "said": m.said, "found": m.is_found}
            for m in marked
        ]
        options.out.write_text(json.dumps(told, indent=1), "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py evaluate-qa", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help=CORPUS_HELP)
    parser.add_argument("--part", default="tuned", choices=[*PARTS, "all"], help="default: tuned")
    parser.add_argument("--named", action="store_true", help="ask of the question's own document, not of all together")
    parser.add_argument("--embedding", type=Path, metavar="FILE", help="a GGUF model of meanings; default: that in use")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write every grade as JSON")
    return parser


def _questions(corpus: Path, part: str) -> list[Question]:
    path = corpus / "qa" / "financebench.json"
    if not path.is_file():
        return []
    asked: list[Question] = json.loads(path.read_text("utf-8"))["questions"]
    held_back = aside(corpus, "filings")
    return [one for one in asked if part in ("all", part_of(Path(one["document"]), held_back))]


def _of_what(named: bool) -> str:
    return "each asked of its own document" if named else "each asked of all of them together"


def _hybrid(vault: Vault, questions: Sequence[Question], model: Path | None, *, named: bool) -> list[Marked]:
    """The same questions, with meanings; empty where there is no model of them."""
    if model is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        shelf = ModelStore(Path(folder))
        shelf.use(shelf.take_in(model), EMBED)
        heard: queue.SimpleQueue[pipeline_events.Event] = queue.SimpleQueue()
        pipeline = Pipeline(vault.second_connection, options=PipelineOptions(models=shelf.folder), on_event=heard.put)
        pipeline.start()
        while not isinstance(heard.get(), pipeline_events.Idle | pipeline_events.Broken):
            pass
        pipeline.stop()
        return _ask(vault, questions, named=named, shelf=shelf)


def _ask(vault: Vault, questions: Sequence[Question], *, named: bool, shelf: ModelStore | None = None) -> list[Marked]:
    with tempfile.TemporaryDirectory() as folder:
        asker = Asker(vault, shelf or ModelStore(Path(folder)), searches_always=True)
        try:
            return _marked(vault, asker, questions, named=named)
        finally:
            asker.close()


def _marked(vault: Vault, asker: Asker, questions: Sequence[Question], *, named: bool) -> list[Marked]:
    rows = vault.documents()
    names = {row.sha256: row.name for row in rows}
    by_id, ids = {row.id: row.name for row in rows}, {row.name: row.id for row in rows}
    marked: list[Marked] = []
    for question in questions:
        answer, pages = asker.ask(question["question"], [ids[question["document"]]] if named else ())
        first = {(by_id[key], number) for key, number in pages[:FIRST]}
        said = answer_text.headline(answer)
        if answer.passages:
            said += " " + ", ".join(f"{names[p.sha256]} p. {p.evidence.span.page}" for p in answer.passages)
        kind = class_of(str(question["answer"]))
        is_found = bool(first & evidence(question))
        marked.append(Marked(question, kind, grade(question, answer, names), said, is_found, bool(answer.steps)))
    return marked


def lines(marked: Sequence[Marked], hybrid: Sequence[Marked] = ()) -> list[str]:
    """What came of the questions, as it is printed.

    Args:
        marked: With the search by words.
        hybrid: With that by words and meaning; empty where no embedding model is at hand.
    """
    found = [_row("all", marked)]
    found += [_row(kind.value, those) for kind in Class if (those := [one for one in marked if one.kind is kind])]
    right = [one for one in marked if one.grade is AnswerGrade.RIGHT]
    computed = sum(one.is_computed for one in right)
    found.append(f"of the right ones {computed} were computed, {len(right) - computed} cite a page of the evidence")
    found += ["", f"page recall at {FIRST}: {_recall(marked)}"]
    unproven = "unproven: no embedding model is here"
    found.append(f"page recall at {FIRST}, hybrid: {_recall(hybrid) if hybrid else unproven}")
    if hybrid:
        found.append(_row("with the hybrid search, all", hybrid))
    for wanted in (AnswerGrade.WRONG, AnswerGrade.READ, AnswerGrade.ELSEWHERE, AnswerGrade.REFUSED):
        found += ["", f"{wanted.value}:"]
        for one in marked:
            if one.grade is wanted:
                gold = " ".join(str(one.question["answer"]).split())
                found += [
                    f"  {one.question['id']} {one.question['question'][:140]}",
                    f"    gold {gold[:140]}",
                    f"    said {one.said[:200]}",
                ]
    return found


def _recall(marked: Sequence[Marked]) -> str:
    recall = Rate(sum(one.is_found for one in marked), len(marked))
    low, high = recall.interval()
    return f"{recall.share:.3f} (n {recall.n}, 95 % interval {low:.3f} to {high:.3f})"


def _row(name: str, marked: Sequence[Marked]) -> str:
    counts = {wanted: sum(one.grade is wanted for one in marked) for wanted in AnswerGrade}
    right = Rate(counts[AnswerGrade.RIGHT], len(marked))
    low, high = right.interval()
    shares = ", ".join(f"{wanted.value} {count} ({count / len(marked):.3f})" for wanted, count in counts.items())
    return f"{name}: n {len(marked)}; {shares}; right 95 % interval {low:.3f} to {high:.3f}"


if __name__ == "__main__":
    sys.exit(main())
