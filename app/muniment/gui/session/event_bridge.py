"""From the pipeline's thread to Qt's: events become signals.

Signals carry ids, states and sentences, and pixels of pages; never a document's text. The views ask the vault.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from muniment.pipeline.workers import pipeline_events
from muniment.texts.say import say


class Bridge(QObject):
    """Hand ``take`` to the pipeline as its ``on_event``; the signals are emitted on the thread of this object.

    Attributes:
        refused: A path, a code, a sentence.
        arrived: A document is in the vault; whether it is new.
        opened: A document's reader knows its pages; their sizes.
        progressed: Pages done, pages in all, stage.
        extracted: Facts of a document are in the vault.
        derived: What was computed follows the user's decisions.
        enriched: What the model adds is in the vault.
        failed: A document, a code, a sentence, the task.
        cancelled: The user cancelled a document.
        document_changed: Any of these; ask the vault.
        rendered: ``events.Rendered``.
        render_failed: ``events.RenderFailed``.
        restarted: A worker was replaced; its role.
        neared: Pages that mean what is searched for are known; the token of the search.
        answered: More of the answer to a question is there; its token, whether it is all.
        unanswered: A question could not be answered; its token, a sentence.
        model_ready: Name, description.
        model_refused: A code, a sentence.
        model_loading: 0 to 1.
        idle: Nothing is left to do.
        broken: The pipeline has ended; a sentence.
    """

    refused = Signal(str, str, str)
    arrived = Signal(int, bool)
    opened = Signal(int, object)
    progressed = Signal(int, int, int, str)
    extracted = Signal(int)
    derived = Signal(int)
    enriched = Signal(int)
    failed = Signal(int, str, str, str)
    cancelled = Signal(int)
    document_changed = Signal(int)
    rendered = Signal(object)
    render_failed = Signal(object)
    restarted = Signal(str)
    neared = Signal(int)
    answered = Signal(int, bool)
    unanswered = Signal(int, str)
    model_ready = Signal(str, str)
    model_refused = Signal(str, str)
    model_loading = Signal(float)
    idle = Signal()
    broken = Signal(str)

    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_silent = False
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def fall_silent(self) -> None:
        """Tell nothing any more: the vault is about to be closed, and what is queued already would ask it."""
        self._is_silent = True

    def take(self, event: pipeline_events.Event) -> None:
        """Take an event, on any thread."""
        self._came.emit(event)

    @Slot(object)
    def _tell(self, event: pipeline_events.Event) -> None:
        if self._is_silent:
            return
        if isinstance(event, pipeline_events.Rendered):
            self.rendered.emit(event)
        elif isinstance(event, pipeline_events.RenderFailed):
            self.render_failed.emit(event)
        elif isinstance(event, pipeline_events.Progress):
            self.progressed.emit(event.document_id, event.page, event.of, event.stage)
        elif isinstance(event, pipeline_events.ReadingStarted):
            self.opened.emit(event.document_id, event.sizes)
        else:
            self._tell_of_document(event)

    def _tell_of_document(self, event: pipeline_events.Event) -> None:
        match event:
            case pipeline_events.Arrived(document_id, _, new):
                self.arrived.emit(document_id, new)
            case pipeline_events.Extracted(document_id):
                self.extracted.emit(document_id)
            case pipeline_events.Derived(document_id):
                self.derived.emit(document_id)
            case pipeline_events.Enriched(document_id):
                self.enriched.emit(document_id)
            case pipeline_events.Failed(document_id, code, why, task):
                self.failed.emit(document_id, code, say(why), task)
            case pipeline_events.CancelledDocument(document_id):
                self.cancelled.emit(document_id)
            case pipeline_events.Started(document_id):
                pass
            case _:
                self._tell_of_session(event)
                return
        self.document_changed.emit(document_id)

    def _tell_of_session(self, event: pipeline_events.Event) -> None:
        match event:
            case pipeline_events.Refused(path, code, why):
                self.refused.emit(path, code, say(why))
            case pipeline_events.WorkerRestarted(role):
                self.restarted.emit(role)
            case pipeline_events.Neared(token):
                self.neared.emit(token)
            case pipeline_events.Answered(token, is_over):
                self.answered.emit(token, is_over)
            case pipeline_events.Unanswered(token, why):
                self.unanswered.emit(token, say(why))
            case pipeline_events.ModelLoading(share):
                self.model_loading.emit(share)
            case pipeline_events.ModelReady(_, name, description):
                self.model_ready.emit(name, say(description))
            case pipeline_events.ModelRefused(code, why):
                self.model_refused.emit(code, say(why))
            case pipeline_events.Idle():
                self.idle.emit()
            case pipeline_events.Broken(why):
                self.broken.emit(say(why))
            case _:
                pass
