"""``muniment ask``: a question about the documents of the vault."""

from __future__ import annotations

import argparse
from functools import cache

from muniment.cli import screen, vault_options
from muniment.cli.commands.library_commands import EMPTY_VAULT, find_one
from muniment.document.facts.answer import Answer, Outcome, Passage
from muniment.document.pages.page import Page
from muniment.errors import Exit, UserError
from muniment.pipeline.exports import answer_text
from muniment.pipeline.jobs.ask import LONGEST
from muniment.pipeline.jobs.asking_job import Asker
from muniment.texts.say import say, say_argument
from muniment.texts.text import Text
from muniment.vault.store import Vault


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser(
        "ask",
        help=Text("ask about the documents of the vault")(),
        description=Text(
            "Answers from the figures of the documents, computed by code with every figure at its place; else with "
            "the sentences that speak of it. Name the company and the year."
        )(),
    )
    parser.add_argument(
        "question",
        metavar=Text("QUESTION")(),
        help=Text('such as "What was the gross margin of Example Widgets in FY2023?"')(),
    )
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar=Text("DOCUMENT")(),
        help=Text("only this one; may be given more than once")(),
    )
    parser.add_argument(
        "--no-model",
        action="store_true",
        help=Text("ask no language model which figure is meant where the words do not say it")(),
    )
    parser.add_argument("--json", action="store_true", help=Text("one JSON object")())
    vault_options.add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer the question."""
    question = " ".join(options.question.split())
    if not any(map(str.isalnum, question)) or len(question) > LONGEST:
        raise UserError("no-question", exit_code=Exit.USAGE, longest=LONGEST)
    with vault_options.open_vault(options) as vault:
        chosen = [find_one(vault, asked).id for asked in options.document]
        asker = Asker(vault, model=False if options.no_model else None)
        names = {row.sha256: row.name for row in vault.documents()}
        show = _Shown(names)
        try:
            answer, _ = asker.ask(question, chosen, on_passage=(lambda _: None) if options.json else show.passage)
        finally:
            asker.close()
        if options.json:
            screen.put_json(answer_text.record(question, answer, names, _pages(vault)))
        else:
            show.rest(answer)
    if answer.outcome is Outcome.ABSENT:
        screen.say(_waiting(vault_is_empty=not names))
    return Exit.DONE


def _pages(vault: Vault) -> answer_text.PageOf:
    ids = {row.sha256: row.id for row in vault.documents()}

    @cache
    def page(sha256: str, number: int) -> Page:
        return vault.page(ids[sha256], number)

    return page


def _waiting(*, vault_is_empty: bool) -> str:
    if vault_is_empty:
        return EMPTY_VAULT()
    return Text("Ask in other words, name the company and the year, or look with muniment search WORDS.")()


class _Shown:
    """Prints an answer as it comes."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._begun = False

    def passage(self, passage: Passage) -> None:
        """A sentence that was found."""
        if not self._begun:
            self._begun = True
            screen.put(answer_text.PASSAGES())
        self.put(passage)

    def put(self, passage: Passage) -> None:
        """A sentence with its place."""
        words = " ".join(passage.evidence.quote.split())
        place = f"{self._names.get(passage.sha256, '')}, {screen.page_mark([passage.evidence.span.page])}"
        screen.put(f"  - {words} [{place}]")
        screen.finish()

    def rest(self, answer: Answer) -> None:
        """What is known at the end."""
        if answer.note and answer.outcome in (Outcome.CITED, Outcome.ABSENT):
            screen.put(say(answer.note))
        if answer.outcome is Outcome.CITED:
            return
        if answer.understood:
            screen.put(answer_text.understood(answer))
        screen.put(answer_text.headline(answer))
        if answer.outcome is Outcome.STATED:
            for line in filter(None, (answer.rule, answer.note)):
                screen.put(f"  {say(line)}")
            for passage in answer.passages:
                self.put(passage)
        if answer.outcome is not Outcome.COMPUTED:
            return
        for step in answer.steps:
            screen.put(
                f"  {say(step.name)}, {answer_text.when(step.period)}: {answer_text.value(step)}   = {say_argument(step.formula)}"
            )
        for line in filter(None, (answer.rule, answer.note)):
            screen.put(f"  {say(line)}")
        screen.put(Text("From")())
        for operand in answer.operands:
            screen.put(f"  {answer_text.source(operand)}")
