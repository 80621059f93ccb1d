"""The step of the schema that frees the queue of jobs: of any task, and with messages instead of sentences.

Must never be edited once it was released.
"""

from __future__ import annotations

from muniment.vault.database.engine import Connection


def free_jobs(db: Connection) -> None:
    """Drop the list of tasks, which the pipeline's table of jobs holds now, and keep why a job failed as a message.

    The sentences of older versions stay as they are: a message of the code ``verbatim``. The form is that of
    ``document/codec``: a code, and pairs of names and values.
    """
    db.run(
        """
        CREATE TABLE jobs_9 (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            task TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
            attempts INTEGER NOT NULL DEFAULT 0,
            page_reached INTEGER NOT NULL DEFAULT 0,
            crash_page INTEGER,
            error_code TEXT NOT NULL DEFAULT '',
            error TEXT NOT NULL DEFAULT '',
            changed_at TEXT NOT NULL,
            UNIQUE (document_id, task)
        ) STRICT
        """
    )
    db.run(
        """
        INSERT INTO jobs_9
            SELECT id, document_id, task, state, attempts, page_reached, crash_page, error_code,
                   CASE error WHEN '' THEN '' ELSE json_array('verbatim', json_array(json_array('text', error))) END,
                   changed_at
            FROM jobs
        """
    )
    db.run("DROP TABLE jobs")
    db.run("ALTER TABLE jobs_9 RENAME TO jobs")
    db.run("CREATE INDEX jobs_by_state ON jobs (state, task)")
