"""Jobs: what is still to be done with each document. A job is a row, so that any process may die at any moment."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.document.codec import decode_value, encode_value
from muniment.message import Message, message, verbatim
from muniment.vault.database.engine import Connection, Row
from muniment.vault.database.records import JobRow, JobTask
from muniment.vault.database.repository_base import Repository, now

_OPEN = "('queued', 'running')"


class Jobs(Repository):
    """The queue of a vault. One pipeline at a time takes from it."""

    def requeue_running(self) -> int:
        """At start: what was running when the last process ended is queued again. Returns how many."""
        with self._db.transaction():
            return self._db.run("UPDATE jobs SET state = 'queued', changed_at = ? WHERE state = 'running'", (now(),))

    def next_job(self, tasks: Sequence[str] = (JobTask.EXTRACT, JobTask.DERIVE, JobTask.ENRICH)) -> JobRow | None:
        """Take the next job (it is running then).

        What follows from a user's own decision comes first, then one task after the other, each in the order of arrival.
        What follows from other documents of a company is so done once for all that came together.

        Args:
            tasks: Those that may be taken, the first ones first; others stay in the queue.
        """
        order = f"|{'|'.join(tasks)}|"
        with self._db.transaction(durable=False):
            row = self._db.row(
                "SELECT id FROM jobs WHERE state = 'queued' AND instr(?, '|' || task || '|') "
                "ORDER BY NOT (task = 'derive' AND EXISTS "
                "(SELECT 1 FROM decisions d WHERE d.document_id = jobs.document_id)), "
                "instr(?, '|' || task || '|'), id LIMIT 1",
                (order, order),
            )
            if row is None:
                return None
            self._db.run(
                "UPDATE jobs SET state = 'running', attempts = attempts + 1, page_reached = 0, changed_at = ? WHERE id = ?",
                (now(), row["id"]),
            )
            return self.job(row["id"])

    def job(self, job_id: int) -> JobRow | None:
        """One job, in whatever state; None if its document was removed."""
        row = self._db.row("SELECT * FROM jobs WHERE id = ?", (job_id,))
        return _job(row) if row else None

    def follows(self, document_id: int | None = None) -> bool:
        """Whether something is still to be computed anew for a document, or for any.

        Args:
            document_id: None for any.
        """
        row = self._db.row(
            f"SELECT count(*) AS n FROM jobs WHERE task = 'derive' AND state IN {_OPEN} "  # noqa: S608 - a constant
            "AND (? IS NULL OR document_id = ?)",
            (document_id, document_id),
        )
        return bool(row and row["n"])

    def waits_for_children(self, *, enrich: bool) -> bool:
        """Whether a document that came out of another is still to be read.

        Args:
            enrich: Or still waits for a model.
        """
        row = self._db.row(
            f"SELECT count(*) AS n FROM jobs WHERE state IN {_OPEN} AND (task = 'extract' OR (task = 'enrich' AND ?)) "  # noqa: S608 - a constant
            "AND document_id IN (SELECT id FROM documents WHERE parent IS NOT NULL)",
            (enrich,),
        )
        return bool(row and row["n"])

    def job_page(self, job_id: int, page: int) -> None:
        """Note the highest page that the running attempt has reached.

        Args:
            job_id: Of the job that runs.
            page: From 1; a lower one than before changes nothing.
        """
        with self._db.transaction(durable=False):
            self._db.run(
                "UPDATE jobs SET page_reached = max(page_reached, ?) WHERE id = ? AND state = 'running'", (page, job_id)
            )

    def job_queued(self, job_id: int) -> None:
        """Put a running job back into the queue, not counted against it."""
        with self._db.transaction():
            self._end(job_id, "queued")

    def job_done(self, job_id: int) -> None:
        """The work is done and there was nothing to save."""
        with self._db.transaction():
            self._end(job_id, "done")

    def queue_job(self, document_id: int, task: str) -> None:
        """Queue work on a document, whatever became of the last work of that kind.

        Args:
            document_id: Which document.
            task: A name of the table of jobs, which the pipeline knows.
        """
        with self._db.transaction():
            queue(self._db, document_id, task)

    def job_failed(self, job_id: int, code: str, reason: Message) -> None:
        """Give the job up; it can be retried.

        Args:
            job_id: Which.
            code: Short stable name.
            reason: Why, without a document's text.
        """
        with self._db.transaction():
            self._end(job_id, "failed", code, reason)

    def crashed(self, job_id: int, page: int, code: str = "worker-died") -> Message | None:
        """The job killed its worker: queue it again, or fail it if that was twice in a row at the same page.

        Args:
            job_id: Which.
            page: The highest page that was reached, 0 if none.
            code: How: "worker-died", or "timeout" if it was killed for being late.

        Returns:
            Why it has failed now; None where it is queued again.
        """
        with self._db.transaction():
            row = self._db.row("SELECT crash_page FROM jobs WHERE id = ? AND state = 'running'", (job_id,))
            if row is None:
                return None
            again = row["crash_page"] is not None and page <= row["crash_page"]
            why = _twice(page, code) if again else None
            self._db.run("UPDATE jobs SET crash_page = ? WHERE id = ?", (page, job_id))
            if why is not None:
                self._end(job_id, "failed", code, why)
            else:
                self._end(job_id, "queued")
        return why

    def cancel(self, document_id: int) -> None:
        """Take the document's open jobs out of the queue; a document that is done stays done.

        A derivation stays: it is owed to the user's own decision.
        """
        with self._db.transaction():
            self._db.run(
                f"UPDATE jobs SET state = 'cancelled', changed_at = ? "  # noqa: S608 - a constant
                f"WHERE document_id = ? AND task <> 'derive' AND state IN {_OPEN}",
                (now(), document_id),
            )

    def retry(self, document_id: int) -> None:
        """Queue what failed or was cancelled again; with nothing of that kind, extract the document anew.

        What is known of a document stays until the new extraction is saved; the user's decisions stay anyway.
        """
        fresh = "state = 'queued', attempts = 0, crash_page = NULL, error_code = '', error = '', changed_at = ?"
        with self._db.transaction():
            some = self._db.run(
                f"UPDATE jobs SET {fresh} WHERE document_id = ? AND state IN ('failed', 'cancelled')",  # noqa: S608
                (now(), document_id),
            )
            if not some:
                self._db.run(
                    f"UPDATE jobs SET {fresh} WHERE document_id = ? AND task = 'extract' AND state = 'done'",  # noqa: S608
                    (now(), document_id),
                )

    def _end(self, job_id: int, state: str, code: str = "", reason: Message | None = None) -> None:
        kept = encode_value(reason).decode() if reason is not None else ""
        self._db.run(
            "UPDATE jobs SET state = ?, error_code = ?, error = ?, changed_at = ? WHERE id = ? AND state = 'running'",
            (state, code, kept, now(), job_id),
        )


def queue(db: Connection, document_id: int, task: str) -> None:
    """Queue a job, whatever became of the last one of its kind; what still runs of that cannot be saved any more.

    Args:
        db: The vault's connection, inside a transaction.
        document_id: What the job is about.
        task: A name of the table of jobs, which the pipeline knows.
    """
    unqueue(db, document_id, task)
    db.insert("jobs", {"document_id": document_id, "task": str(task), "state": "queued", "changed_at": now()})


def unqueue(db: Connection, document_id: int, task: str) -> None:
    """Forget a job.

    Args:
        db: The vault's connection, inside a transaction.
        document_id: What the job is about.
        task: A name of the table of jobs, which the pipeline knows.
    """
    db.run("DELETE FROM jobs WHERE document_id = ? AND task = ?", (document_id, str(task)))


def reason(kept: str) -> Message | None:
    """Why a job failed, as it is kept; None where it did not.

    Args:
        kept: A message as JSON; anything else is said as it stands.
    """
    if not kept:
        return None
    try:
        return decode_value(Message, kept.encode())
    except ValueError:  # somebody wrote into it
        return verbatim(kept)


def _twice(page: int, code: str) -> Message:
    if code == "timeout":
        return message("document-late-after-page", page=page) if page else message("document-late-at-start")
    return message("document-died-after-page", page=page) if page else message("document-died-at-start")


def _job(row: Row) -> JobRow:
    return JobRow(id=row["id"], document_id=row["document_id"], task=row["task"])
