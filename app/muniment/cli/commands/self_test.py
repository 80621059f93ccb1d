"""``muniment self-test``: is this installation whole? The sample is read and analysed by the real workers."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from muniment import __version__, formats, guard
from muniment.cli import screen
from muniment.cli.command_session import CommandSession
from muniment.cli.commands.demo_command import samples, temporary_vault
from muniment.cli.commands.model_commands import SECONDS, tried
from muniment.cli.inventory import inventory
from muniment.document import schemas
from muniment.document.facts.fact import CheckResult, State
from muniment.errors import Exit, UserError
from muniment.paths import frozen
from muniment.pipeline.pipeline import PipelineOptions
from muniment.texts.document_words import schema_words
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.database.records import StoredAnalysis
from muniment.vault.store import Vault
from muniment.worker.parent.worker_client import Refusal, Worker, WorkerDied, WorkerTimeout
from muniment.worker.protocol.exchanged_message import RequestMessage
from muniment.worker.protocol.modelling import DescribeMachine, MachineDescribed

LEAST_FACTS = 40
"""Sixteen concepts, two years and more; the sample has about twice as many."""


_PASSED, _FAILED = Text("ok  "), Text("FAIL")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried.

    Attributes:
        name: What.
        passed: Whether it was as it must be.
        detail: Numbers or a sentence.
    """

    name: str
    passed: bool
    detail: str


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    parser = commands.add_parser("self-test", help=Text("try this installation on the bundled sample")())
    parser.add_argument("--json", action="store_true", help=Text("one JSON object")())
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Try everything and say what came of it."""
    findings = list(try_all())
    passed = all(finding.passed for finding in findings)
    about = {
        "muniment": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": frozen(),
    }
    if options.json:
        shown = [{"name": f.name, "passed": f.passed, "detail": f.detail} for f in findings]
        screen.put_json({**about, "passed": passed, "findings": shown, "versions": inventory()})
    else:
        screen.put(", ".join(f"{name} {value}" for name, value in about.items()))
        for finding in findings:
            screen.put(f"{_PASSED() if finding.passed else _FAILED()}  {finding.name}: {finding.detail}")
    return Exit.DONE if passed else Exit.SOME_FAILED


def try_all() -> list[Finding]:
    """Analyse the sample in an encrypted vault, and check what is known of it."""
    try:
        files = samples()
        with temporary_vault() as vault:
            session = CommandSession(vault, files, PipelineOptions(model=False))
            session.run()
            found = [Finding(o.path.name, not o.error, o.error or Text("analysed")()) for o in session.outcomes]
            known = [vault.analysis(o.document_id) for o in session.outcomes if o.document_id and not o.error]
            found += [finding for one in known for finding in _tried(vault, one)]
    except UserError as error:
        return [Finding(Text("sample")(), False, say(error.message))]
    works, model = tried()
    loaded = [name for name in (*formats.LIBRARIES, "llama_cpp") if name in sys.modules]
    found.append(Finding(Text("no parser in this process")(), not loaded, ", ".join(loaded) or Text("none")()))
    return [*found, *_network(), *_machine(), Finding(Text("starter model")(), works, model)]


def _machine() -> list[Finding]:
    """What there is to compute on; that something is lacking is no fault of the installation, and is said."""
    worker = Worker("analyse")
    worker.start()
    try:
        (answer,) = worker.request(DescribeMachine(), timeout=SECONDS)
        found = answer.read(MachineDescribed)
    except (Refusal, WorkerDied, WorkerTimeout, ValueError):
        return []
    finally:
        worker.stop()
    said = (
        (Text("processor"), say(found.processor)),
        (Text("graphics"), say(found.graphics) if found.graphics else ""),
    )
    return [Finding(name(), True, value) for name, value in said if value]


@dataclass(frozen=True, slots=True)
class _Bound(RequestMessage):
    """A request that no worker knows."""

    op: ClassVar[str] = "bound"


def _network() -> list[Finding]:
    """Whether this process and a worker of each role are bound. A system that cannot be asked is no fault, and is said."""
    probes = [guard.probe_self("command")]
    for role in ("read", "analyse"):
        worker = Worker(role)
        worker.start()
        try:
            with suppress(Refusal, WorkerDied, WorkerTimeout):  # it knows no such request, and is bound once it says so
                list(worker.request(_Bound(), timeout=SECONDS))
            probes.append(guard.probe_process(role, worker.pid or 0))
        finally:
            worker.stop()
    files = (
        Text("shut, but for the program and its model")()
        if guard.files_can_be_shut()
        else Text("not shut: this system has no Landlock")()
    )
    return [
        *(_probed(p) for p in probes),
        Finding(Text("files of the workers")(), True, files),
    ]


def _probed(one: guard.Probe) -> Finding:
    return Finding(
        Text("network of {name}")(name=one.name),
        one.is_blocked is not False,
        Text("process {pid}: {said}")(pid=one.pid, said=one.said),
    )


def _tried(vault: Vault, known: StoredAnalysis) -> list[Finding]:
    facts = [stored.fact for stored in known.facts]
    closing = [check for check in known.checks if check.result is CheckResult.CLOSES]
    failing = [check for check in known.checks if check.result is CheckResult.FAILS]
    checked = sum(fact.state is State.CHECKED for fact in facts)
    boxed = sum(bool(f.evidence.boxes(vault.page(known.document.id, f.evidence.span.page))) for f in facts)
    tries: list[tuple[str, Callable[[], bool], str]] = [
        (Text("kind")(), lambda: schemas.kind_of(known.kind).is_filing, schema_words.kind_within(known.kind)),
        (
            Text("facts")(),
            lambda: len(facts) >= LEAST_FACTS,
            Text("{n} fact, {checked} checked", "{n} facts, {checked} checked")(n=len(facts), checked=checked),
        ),
        (
            Text("checks")(),
            lambda: bool(closing) and not failing,
            Text("{closing} close, {failing} do not")(closing=len(closing), failing=len(failing)),
        ),
        (
            Text("places")(),
            lambda: boxed == len(facts),
            Text("{boxed} of {all} facts have boxes on their page")(boxed=boxed, all=len(facts)),
        ),
        (
            Text("summary")(),
            lambda: len(known.summary) >= 3,
            Text("{n} sentence", "{n} sentences")(n=len(known.summary)),
        ),
        (Text("search")(), lambda: bool(vault.search("assets", 5)), Text("the index answers")()),
    ]
    return [Finding(name, passes(), detail) for name, passes, detail in tries]
