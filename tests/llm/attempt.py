"""A program: loads each model named on its standard input as the program does, and says what came of it.

Where it is given a model, those on its standard input are adapters of that one.

It runs in a process of its own, since what is tested is that nothing ends it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from muniment.errors import UserError
from muniment.llm.engine.text_embedding import Embedder, Side
from muniment.llm.pointing import model_loading


def attempt(path: Path, base: Path | None = None) -> str:
    try:
        adapter = path if base is not None else None
        model = model_loading.load(base or path, adapter=adapter, threads=1, gpu_layers=0, context=256)
    except UserError as error:
        return compare(path) if error.code == "embedding-model" else error.code
    try:
        model.point("Sales rose.", "What rose?", ["Sales", "Costs"])
    except UserError as error:
        return "loaded, " + error.code
    finally:
        model.close()
    return "works"


def compare(path: Path) -> str:
    """A model of meanings."""
    try:
        embedder = Embedder(path, threads=1)
    except UserError as error:
        return error.code
    try:
        embedder.vectors(["Sales rose by 8%.", "Costs fell. " * 90], Side.PASSAGE)
    except UserError as error:
        return "loaded, " + error.code
    finally:
        embedder.close()
    return "works"


def main() -> None:
    base = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        sys.stdout.write(f"{path.name}\t")
        sys.stdout.flush()
        sys.stdout.write(attempt(path, base) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
