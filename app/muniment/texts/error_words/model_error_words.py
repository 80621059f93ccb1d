"""Why a model could not be used, taken in, kept or removed, and what is wrong with a list of prices."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.document_words.chosen_words import Words
from muniment.texts.text import Text

_USE: Mapping[str, Words] = {
    "no-model": Text("No model is installed. Everything but the model's choice of summary sentences works."),
    "no-llama": Text(
        "This installation has no model engine (llama.cpp). Everything but the model works; run dev.py setup to build it."
    ),
    "not-a-gguf": Text(
        "{name} is no model: it is not in the GGUF format. Choose another file, or go on without a model."
    ),
    "damaged-model": Text("The model {name} is damaged. Download it again; its SHA-256 tells whether it came whole."),
    "unsupported-model": Text(
        "The model {name} is of a kind that this version cannot run. Choose another one, or update Muniment."
    ),
    "too-long": Text("The model {name} reads too little text at once. Choose one with a longer context."),
    "no-template": Text(
        "The model {name} has no chat template, so it cannot be asked. Choose an instruction-tuned model."
    ),
    "model-not-found": Text("There is no model file {name}. Check the path."),
    "model-unreadable": Text(
        "The model {name} cannot be read. Choose a file (not a folder) that you have the right to read."
    ),
    "model-memory": Text("The model {name} needs more memory than this machine has. Choose a smaller one."),
    "embedding-model": Text(
        "The model {name} compares meanings for the search; it sits no exam and is asked nothing else."
    ),
    "not-embedding": Text(
        "The model {name} writes; it cannot compare meanings. Choose an embedding model for the search."
    ),
    "other-model": Text("The file of the model {name} was changed while it was in use. Begin again."),
    "not-allowed": Text("By the policy of this machine the model {name} may not be loaded. Muniment works without it."),
    "not-earned": Text(
        "The model {name} has earned no task in its exam yet, so it was not used. "
        "To let it sit the exam: muniment models exam"
    ),
    "crashed-model": Text(
        "The model {name} ended its worker, so it is not loaded again by itself. "
        "Download it again, or let it try once more with muniment models exam."
    ),
    "no-avx2": Text("This processor has no AVX2, which the model engine needs. Everything but the model works."),
    "no-convert": Text(
        "The model {name} could not be converted. Use it as it is, or download it in the format Q4_0, Q4_K_M or Q8_0."
    ),
    "model-worker-died": Text("The model {name} ended the worker twice. Choose another one, or go on without a model."),
    "model-timeout": Text("The model {name} did not answer in time. Choose a smaller one, or go on without a model."),
    "model-bug": Text("The model {name} met a fault in Muniment. Everything but the model works; please report this."),
}

_ADAPTERS: Mapping[str, Words] = {
    "adapter-alone": Text(
        "{name} is an adapter, a part for another model. Say which: muniment models import {name} --base MODEL"
    ),
    "adapter-base": Text(
        "The adapter {name} belongs to another model than those that are here. Import that one first."
    ),
    "adapter-several": Text(
        "The adapter {name} fits several of your models. Say which: muniment models import {name} --base MODEL"
    ),
    "damaged-adapter": Text(
        "The adapter {name} is damaged, or of a kind that Muniment does not apply. "
        "Get it again as a LoRA adapter in the GGUF format."
    ),
    "not-an-adapter": Text("{name} is no adapter but a model. Import it without --base."),
    "no-base": Text(
        "The model that the adapter {name} belongs to is not there any more. Import it again, or remove the adapter."
    ),
}

_SHELF: Mapping[str, Words] = {
    "licence": Text("The licence of {name} has not been accepted, so it was not taken in."),
    "model-exists": Text("A model of that name is there already. Remove it first: muniment models remove {name}"),
    "model-there": Text("A model {name} is there already. Remove it first: muniment models remove {stem}"),
    "no-such-model": Text(
        "There is no model {name}. Say muniment models to see what is there, or import a file first."
    ),
    "model-not-copied": Text("The model {name} could not be copied ({why}). Free some space and try again."),
    "model-elsewhere": Text("The model {name} is not in your models folder, so nothing was removed."),
    "model-not-removed": Text("The model {name} cannot be removed ({why})."),
    "models-not-written": Text(
        "{file} cannot be written ({why}). Free some space, or see to it that you may write there."
    ),
    "adapters-not-written": Text("{file} cannot be written ({why}). Free some space."),
    "model-not-read": Text("The model {name} cannot be read ({why}). Check that you may read it."),
    "not-the-catalogue": Text(
        "{name} is not the file that the catalogue knows by this name: its SHA-256 begins with {found}, and "
        "should begin with {expected}. Download it again, or give another model its own name."
    ),
}

_PRICES: Mapping[str, Words] = {
    "prices": Text(
        "The price list {file} cannot be used: {why}. Mend it, or move it away; then the example of Muniment is used."
    ),
    "prices-not-read": Text("it cannot be read ({why})"),
    "prices-not-toml": Text("it is not valid TOML ({why})"),
    "prices-entries": Text("it holds from 1 to {most} entries [[price]] and nothing else"),
    "prices-fields": Text("its entry {entry} must have {fields}, and nothing else"),
    "prices-currency": Text('its entry {entry} has no currency of three capital letters, such as "EUR"'),
    "prices-date": Text("its entry {entry} has no date, written as 2026-06-21 without quotation marks"),
    "prices-text": Text("its entry {entry} has no {field}, one line of text"),
    "prices-amount": Text("its entry {entry} has no price for {field}, a number such as 0.40"),
}

MODELS: Mapping[str, Words] = {**_USE, **_ADAPTERS, **_SHELF, **_PRICES}
"""The words of the codes of models and prices."""
