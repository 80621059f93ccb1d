"""``muniment models``: which models can take part."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.cli import catalogue, screen
from muniment.errors import Exit
from muniment.paths import frozen, user_data
from muniment.pipeline import sentences
from muniment.worker.client import Refusal, Worker, WorkerDied, WorkerTimeout
from muniment.worker.messages import Op

SECONDS = 60.0


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's options."""
    top = commands.add_parser("models", help="which language models are installed")
    kinds = top.add_subparsers(dest="models_command", metavar="COMMAND")
    kinds.add_parser("list", help="the starter model and the files of your models folder (also without a command)")
    top.set_defaults(run=run_list)


def run_list(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    """List the models."""
    own = sorted((user_data() / "models").glob("*.gguf"))
    given = starter()
    rows = [["starter", Path(given).name, given or "not installed"], *(["yours", path.name, str(path)] for path in own)]
    rows += catalogue.missing(path.name for path in own)
    for line in screen.table(rows):
        screen.put(line)
    return Exit.DONE


def starter() -> str:
    """The file of the starter model; empty if there is none. A worker looks: this process loads no model code."""
    worker = Worker("analyse")
    worker.start()
    try:
        (answer,) = worker.request(Op.STARTER, {}, timeout=SECONDS)
    except (Refusal, WorkerDied, WorkerTimeout):
        return ""
    finally:
        worker.stop()
    return str(answer.head.get("path") or "")


def tried() -> tuple[bool, str]:
    """Load the starter model in a worker, where there is one.

    Returns:
        Whether nothing is wrong, and a sentence. To have no model, or in a checkout no engine, is not wrong.
    """
    worker = Worker("analyse")
    worker.start()
    try:
        *_, answer = worker.request(Op.LOAD, {"path": None}, timeout=SECONDS)
    except Refusal as error:
        return error.code == "no-model" or (error.code == "no-llama" and not frozen()), sentences.of_model(
            error.code, "of this installation"
        )
    except (WorkerDied, WorkerTimeout):
        return False, "The starter model ends its worker, or does not answer. Install Muniment again."
    finally:
        worker.stop()
    return True, f"{answer.head.get('name')}, {answer.head.get('description')}"
