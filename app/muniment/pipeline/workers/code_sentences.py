"""Codes of the workers as sentences. A code crosses the process boundary; the words are made here."""

from __future__ import annotations

from collections.abc import Iterable

from muniment.texts.document_words import format_names

_OF_DOCUMENTS = {
    "empty": "{name} is empty (0 bytes). Get the file again from where it came.",
    "encrypted": "{name} is protected by a password. Open it in a PDF viewer, save it without the password and add that file.",
    "damaged": "{name} is damaged and cannot be read. Get the file again from where it came.",
    "truncated": "{name} is cut off: its end is missing. Download or copy it again.",
    "unsupported": "{name} is of a kind that Muniment does not read yet. Save it as {formats} and add that file.",
    "misnamed": "{name} is no {things}, although its name says so. Get the file again, or save it as PDF where it opens.",
    "no-pages": "{name} has no pages. Get the file again from where it came.",
    "too-large": "{name} is too large to be read. Split it and add the parts.",
    "memory": "{name} needs more memory than reading may take. Split it and add the parts.",
    "distrust": "What was read of {name} contradicts itself and was not kept. The original is kept; please report this.",
    "claim": "The analysis of {name} contradicts its own pages and was not kept. The original is kept; please report this.",
    "bug": "{name} met a fault in Muniment. The original is kept; retry it, and please report this.",
}

_OF_MODELS = {
    "no-model": "No model is installed. Everything but the model's choice of summary sentences works.",
    "no-llama": "This installation has no model engine (llama.cpp). Everything but the model works; run dev.py setup to build it.",
    "not-a-gguf": "{name} is no model: it is not in the GGUF format. Choose another file, or go on without a model.",
    "damaged-model": "The model {name} is damaged. Download it again; its SHA-256 tells whether it came whole.",
    "unsupported-model": "The model {name} is of a kind that this version cannot run. Choose another one, or update Muniment.",
    "too-long": "The model {name} reads too little text at once. Choose one with a longer context.",
    "no-template": "The model {name} has no chat template, so it cannot be asked. Choose an instruction-tuned model.",
    "model-not-found": "There is no model file {name}. Check the path.",
    "model-unreadable": "The model {name} cannot be read. Choose a file (not a folder) that you have the right to read.",
    "memory": "The model {name} needs more memory than this machine has. Choose a smaller one.",
    "embedding-model": "The model {name} compares meanings for the search; it sits no exam and is asked nothing else.",
    "not-embedding": "The model {name} writes; it cannot compare meanings. Choose an embedding model for the search.",
    "other-model": "The file of the model {name} was changed while it was in use. Begin again.",
    "not-allowed": "By the policy of this machine the model {name} may not be loaded. Muniment works without it.",
    "not-earned": "The model {name} has earned no task in its exam yet, so it was not used. To let it sit the exam: muniment models exam",
    "crashed-model": "The model {name} ended its worker, so it is not loaded again by itself. Download it again, or let it try once more with muniment models exam.",
    "model-exists": "A model of that name is there already. Remove it first: muniment models remove {name}",
    "no-avx2": "This processor has no AVX2, which the model engine needs. Everything but the model works.",
    "adapter-alone": "{name} is an adapter, a part for another model. Say which: muniment models import {name} --base MODEL",
    "adapter-base": "The adapter {name} belongs to another model than those that are here. Import that one first.",
    "adapter-several": "The adapter {name} fits several of your models. Say which: muniment models import {name} --base MODEL",
    "damaged-adapter": "The adapter {name} is damaged, or of a kind that Muniment does not apply. Get it again as a LoRA adapter in the GGUF format.",
    "not-an-adapter": "{name} is no adapter but a model. Import it without --base.",
    "no-base": "The model that the adapter {name} belongs to is not there any more. Import it again, or remove the adapter.",
    "licence": "The licence of {name} has not been accepted, so it was not taken in.",
    "no-convert": "The model {name} could not be converted. Use it as it is, or download it in the format Q4_0, Q4_K_M or Q8_0.",
    "worker-died": "The model {name} ended the worker twice. Choose another one, or go on without a model.",
    "timeout": "The model {name} did not answer in time. Choose a smaller one, or go on without a model.",
    "bug": "The model {name} met a fault in Muniment. Everything but the model works; please report this.",
}


def of_document(code: str, name: str) -> str:
    """Why a document could not be read.

    Args:
        code: Of the worker or of the pipeline; an unknown one reads as a fault.
        name: File name of the document.
    """
    words = _OF_DOCUMENTS.get(code, _OF_DOCUMENTS["bug"])
    return words.format(name=name, formats=format_names.saved_as(), things=format_names.things())


def not_added(name: str) -> str:
    """Why a file was not taken in, where nothing else says it.

    Args:
        name: Of the file.
    """
    return (
        f"{name} could not be added: Muniment met a fault, or there is not enough memory for it. "
        "Nothing of it was kept; close other programs and add it again."
    )


def of_derivation(name: str) -> str:
    """Why checks and measures do not follow a decision.

    Args:
        name: File name of the document.
    """
    return (
        f"The checks and measures of {name} could not be computed anew after your decision. What is out of date is marked, "
        "and exports leave it out. Choose Read again, and please report this."
    )


_OF_QUESTIONS = {
    "timeout": "The question was not answered in time, because a document is being analysed. Ask again when it is done.",
    "worker-died": "The question could not be answered: the worker ended. Ask again; if it happens again, please report it.",
    "distrust": "What was answered contradicts the documents and is not shown. Please report this.",
    "bug": "The question met a fault in Muniment. Ask in other words, and please report this.",
}


def of_question(code: str) -> str:
    """Why a question has no answer.

    Args:
        code: Of the worker; an unknown one reads as a fault.
    """
    return _OF_QUESTIONS.get(code, _OF_QUESTIONS["bug"])


_OF_TASKS = {
    "choose": "points at rows that the rules do not know",
    "kind": "tells what a document is",
    "tag": "tells what a passage speaks of",
    "plan": "finds the figure that a question asks for",
    "order": "finds the telling sentences",
    "join": "joins sentences of one subject",
    "rephrase": "says sentences in other words",
}


def of_tasks(earned: Iterable[str]) -> str:
    """What a model does that earned tasks; empty where none of them is work that there is.

    Args:
        earned: Names of tasks of the exam.
    """
    does = [_OF_TASKS[task] for task in earned if task in _OF_TASKS]
    return f"It {', '.join(does)}, as its exam showed." if does else ""


def of_model(code: str, name: str) -> str:
    """Why a model could not be used.

    Args:
        code: Of the worker; an unknown one reads as a fault.
        name: File name of the model.
    """
    return _OF_MODELS.get(code, _OF_MODELS["bug"]).format(name=name)
