"""The models of the catalogue that are not here, as rows for ``muniment models``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muniment.pipeline.models import model_catalogue
from muniment.pipeline.models.model_catalogue import CatalogueEntry
from muniment.texts.text import Text

TIERS: Mapping[str, Text] = {
    "fast": Text("fast", context="model"),
    "strong": Text("strong", context="model"),
    "classic": Text("classic", context="model"),
    "embed": Text("embed", context="model"),
}


def missing(files: Iterable[str]) -> list[list[str]]:
    """The models of the catalogue that none of the files is, beside the starter: tier, id, and what is known.

    Args:
        files: Names of the GGUF files that are here; one is a model if it begins with the model's id, as is the custom.
    """
    here = {known.id for name in files if (known := model_catalogue.entry_of(name)) is not None}
    return [
        [
            TIERS[one.tier]() if one.tier in TIERS else one.tier,
            one.id,
            ", ".join((Text("not installed")(), *_known(one))),
        ]
        for one in model_catalogue.entries()
        if one.tier != "starter" and one.id not in here
    ]


def _known(one: CatalogueEntry) -> list[str]:
    memory = [Text("needs {memory:.1f} GB of memory")(memory=one.memory / 1e9)] if one.memory else []
    return [*([one.licence] if one.licence else []), *memory]
