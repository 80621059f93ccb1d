"""What follows from a user's decisions and from other documents of the company: the stored pages are analysed anew.

Must never save what was computed without the last decision.
"""

from __future__ import annotations

from collections.abc import Callable

from muniment import log
from muniment.document.codec import encode_value, to_json
from muniment.document.facts.fact import Fact, Method
from muniment.document.facts.filing import Filing
from muniment.document.pages.page import Page
from muniment.document.usage.routing import Routing
from muniment.errors import Cancelled, UserError
from muniment.pipeline.intake import user_files
from muniment.pipeline.jobs.enrichment import ModelDesk
from muniment.pipeline.jobs.extraction import ANALYSE_SECONDS, Ended, why
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.texts.say import say
from muniment.vault.database.records import Job
from muniment.vault.store import Vault
from muniment.vault.vault_errors import ClaimError
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.exchanged_values import Given
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.page_frames import encode_page

_log = log.of("pipeline")

POINT_SECONDS = 1800.0
"""A large model on a slow processor; it can be cancelled at any moment."""


class Derivation:
    """The work on what follows for one document.

    Attributes:
        job: Which is running.
    """

    def __init__(
        self,
        vault: Vault,
        staff: WorkerPool,
        job: Job,
        on_end: Callable[[Ended | None], None],
        *,
        desk: ModelDesk | None = None,
    ) -> None:
        """Prepare it.

        Args:
            vault: Where it is.
            staff: Who does it.
            job: Which.
            on_end: Told how it ended.
            desk: Whose models are asked where the choosers are silent or differ; None for nobody's.
        """
        self.job = job
        self._desk = desk
        self._vault = vault
        self._staff = staff
        self._on_end = on_end
        self._pages: list[Page] = []
        self._decided: list[Fact] = []
        self._filings: list[Filing] = []
        self._errand: PendingRequest | None = None
        self._analyst: Worker | None = None

    def start(self) -> None:
        """Begin: send what is stored, as an extraction would."""
        key = self.job.document_id
        try:
            document, info = self._vault.document(key), self._vault.info(key)
            self._pages = self._vault.pages(key, words=False)
            tables = self._vault.tables(key)
            self._decided = self._vault.decided(key)
            self._filings = self._vault.filings(key)
            given = self._given(document.kind or "")
        except UserError as error:  # removed meanwhile, or the vault failed
            self._on_end(Ended("cancelled" if error.code == "no-document" else error.code, say(error.message)))
            return
        self._analyst = self._staff.worker("analyse")
        self._analyst.tell(Op.DOCUMENT, {"key": key})
        for page, blob in zip(self._pages, tables, strict=True):
            head, data = encode_page(page, blob)
            self._analyst.tell(Op.PAGE, {"key": key, **head}, data)
        self._errand = self._staff.ask(
            self._analyst,
            Op.ANALYSE,
            {
                "key": key,
                "pages": len(self._pages),
                "sha256": document.sha256,
                "media_type": document.media_type,
                "info": to_json(info),
                "point": self._desk is not None,
            },
            encode_value(given),
            document_id=key,
            seconds=POINT_SECONDS if self._desk is not None else ANALYSE_SECONDS,
            sink=self._analysed,
        )

    def _given(self, kind: str) -> Given:
        """What is known beside the pages, with what models said before."""
        key = self.job.document_id
        return Given(
            tuple(self._decided),
            tuple(self._filings),
            user_files.text(),
            tuple(self._vault.lessons(key)),
            tuple(one.fact for one in self._vault.facts(key) if one.fact.method is Method.MODEL),
            kind,
            user_files.tags(),
            tuple(tag for tag in self._vault.content_tags(key) if tag.method is Method.MODEL),
        )

    def cancel(self) -> None:
        """Stop; nothing of it is heard any more."""
        if self._errand is not None:
            self._staff.cancel(self._errand)
        if self._analyst is not None and not self._analyst.died:
            self._analyst.tell(Op.DROP, {"key": self.job.document_id})

    def _analysed(self, answer: Reply) -> None:
        if self._desk is not None and self._desk.is_news(answer):
            return
        if answer.kind is not FrameKind.DONE:
            self._on_end(why(answer))
            return
        ended = None
        try:
            routing = self._desk.routing(answer) if self._desk is not None else Routing()
            found = trust_gate.derivation(answer, self._pages, self._decided, self._filings)
            self._vault.save_derivation(self.job.id, found, routing=routing, spent=trust_gate.spent(answer.head))
        except trust_gate.Distrusted as error:
            _log.warning("a derivation was refused: %s", error.what)
            ended = Ended("distrust")
        except ClaimError as error:
            _log.warning("a derivation was refused: %s", error.detail)
            ended = Ended("claim")
        except Cancelled:
            ended = Ended("cancelled")
        except UserError as error:
            ended = Ended(error.code, say(error.message))
        self._on_end(ended)
