"""The tables, as numbered steps; a step that was ever released is never edited.

Must never name a column for a document's text outside ``pages``, ``facts``, ``sentences`` and ``decisions``: what is
deleted there is gone from the index too. Words at their places in other tables go with their document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.vault.database import reasons_to_messages, sentences_to_messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    Change = str | Callable[[Database], None]
    """A statement, or a function that changes the tables with sqlite-utils (``transform``, ``add_column`` ...)."""

STEP_1 = (
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        added_at TEXT NOT NULL,
        label TEXT NOT NULL DEFAULT '',
        page_count INTEGER,
        kind TEXT,
        kind_confidence REAL,
        info TEXT,
        warnings TEXT NOT NULL DEFAULT '[]',
        model_id TEXT,
        model_used_for TEXT NOT NULL DEFAULT '[]',
        seconds TEXT NOT NULL DEFAULT '{}'
    ) STRICT
    """,
    """
    CREATE TABLE originals (
        document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        deflated INTEGER NOT NULL,
        bytes BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        task TEXT NOT NULL CHECK (task IN ('extract', 'enrich')),
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        page_reached INTEGER NOT NULL DEFAULT 0,
        crash_page INTEGER,
        error_code TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '',
        changed_at TEXT NOT NULL,
        UNIQUE (document_id, task)
    ) STRICT
    """,
    "CREATE INDEX jobs_by_state ON jobs (state, task)",
    """
    CREATE TABLE pages (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        width REAL NOT NULL,
        height REAL NOT NULL,
        unit TEXT NOT NULL,
        source TEXT NOT NULL,
        text TEXT NOT NULL,
        words BLOB NOT NULL,
        tables BLOB NOT NULL,
        UNIQUE (document_id, number)
    ) STRICT
    """,
    """
    CREATE TABLE facts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        concept TEXT NOT NULL,
        entity TEXT,
        period_end TEXT,
        months INTEGER,
        value TEXT NOT NULL,
        unit TEXT,
        page INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        state TEXT NOT NULL,
        found TEXT NOT NULL,
        shown TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX facts_by_document ON facts (document_id, position)",
    "CREATE INDEX facts_by_concept ON facts (concept, period_end)",
    """
    CREATE TABLE checks (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        result TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX checks_by_document ON checks (document_id, position)",
    """
    CREATE TABLE measures (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        measure TEXT NOT NULL,
        period_end TEXT NOT NULL,
        value TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX measures_by_document ON measures (document_id, position)",
    """
    CREATE TABLE sentences (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('summary', 'candidate', 'chosen')),
        position INTEGER NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sentences_by_document ON sentences (document_id, role, position)",
    """
    CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        fact_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'correct')),
        old TEXT NOT NULL,
        new TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX decisions_by_fact ON decisions (fact_id)",
    "CREATE INDEX decisions_by_document ON decisions (document_id)",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        text, content='pages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    # Without this the words of removed documents stay in the index until it is merged (measured: two blocks).
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    """
    CREATE TRIGGER pages_in AFTER INSERT ON pages BEGIN
        INSERT INTO search (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER pages_out AFTER DELETE ON pages BEGIN
        INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
)

# A third task: what was computed from figures is computed anew when a user decides on one of them.
STEP_2 = (
    """
    CREATE TABLE jobs_2 (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        task TEXT NOT NULL CHECK (task IN ('derive', 'extract', 'enrich')),
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        page_reached INTEGER NOT NULL DEFAULT 0,
        crash_page INTEGER,
        error_code TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '',
        changed_at TEXT NOT NULL,
        UNIQUE (document_id, task)
    ) STRICT
    """,
    "INSERT INTO jobs_2 SELECT * FROM jobs",
    "DROP TABLE jobs",
    "ALTER TABLE jobs_2 RENAME TO jobs",
    "CREATE INDEX jobs_by_state ON jobs (state, task)",
    # 1: the fact is another than when the checks, measures and sentences of its document were computed.
    "ALTER TABLE facts ADD COLUMN changed INTEGER NOT NULL DEFAULT 0",
    "UPDATE facts SET changed = 1 WHERE state IN ('corrected', 'rejected')",
    """
    INSERT INTO jobs (document_id, task, state, changed_at)
        SELECT document_id, 'derive', 'queued', max(at) FROM decisions WHERE NOT undone GROUP BY document_id
    """,
)

# Checks have a fourth result (restated), measures their formulas, and both may rest on other documents of the company: all
# documents that were analysed are derived anew.
STEP_3 = (
    "DELETE FROM jobs WHERE task = 'derive'",
    """
    INSERT INTO jobs (document_id, task, state, changed_at)
        SELECT id, 'derive', 'queued', added_at FROM documents WHERE kind IS NOT NULL
    """,
)

# What was done with the vault; nothing in it is ever changed.
STEP_4 = (
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        detail TEXT NOT NULL,
        chain TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the journal is only added to'); END",
    "CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the journal is only added to'); END",
)

# What language models spent on a document, as a list of ``document.ledger.Spent``.
STEP_5 = ("ALTER TABLE documents ADD COLUMN ledger TEXT NOT NULL DEFAULT '[]'",)

# What became of the questions that models were asked about a document: counts and seconds.
STEP_6 = ("ALTER TABLE documents ADD COLUMN routing TEXT NOT NULL DEFAULT '[]'",)

# What the portions of a document mean, by one embedding model: a row a document, gone as soon as one of its pages is.
STEP_7 = (
    """
    CREATE TABLE vectors (
        document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        model TEXT NOT NULL,
        made_at TEXT NOT NULL,
        width INTEGER NOT NULL,
        places BLOB NOT NULL,
        numbers BLOB NOT NULL
    ) STRICT
    """,
    "CREATE TRIGGER vectors_out AFTER DELETE ON pages BEGIN DELETE FROM vectors WHERE document_id = old.document_id; END",
)

# What documents speak of, at its places. Those that were analysed are derived anew, since they have no tags yet.
STEP_8 = (
    """
    CREATE TABLE content_tags (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        tag TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX content_tags_by_document ON content_tags (document_id, position)",
    "DELETE FROM jobs WHERE task = 'derive'",
    """
    INSERT INTO jobs (document_id, task, state, changed_at)
        SELECT id, 'derive', 'queued', added_at FROM documents WHERE kind IS NOT NULL
    """,
)

# Documents that came out of others; a parent is removed with them, so that nothing is left to point nowhere.
STEP_9 = (
    "ALTER TABLE documents ADD COLUMN parent INTEGER REFERENCES documents ON DELETE SET NULL",
    "CREATE INDEX documents_by_parent ON documents (parent) WHERE parent IS NOT NULL",
)

# The queue is free: jobs are of any task, for the pipeline's table of jobs holds which there are, and say as a message why
# they failed.
STEP_10 = (
    """
    CREATE TABLE jobs_10 (
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
    """,
    "INSERT INTO jobs_10 SELECT * FROM jobs",
    "DROP TABLE jobs",
    "ALTER TABLE jobs_10 RENAME TO jobs",
    "CREATE INDEX jobs_by_state ON jobs (state, task)",
    reasons_to_messages.change,
)

# What was said in English sentences is said in messages, which are said in any language.
STEP_11 = (sentences_to_messages.change,)

STEPS: tuple[tuple[Change, ...], ...] = (
    STEP_1,
    STEP_2,
    STEP_3,
    STEP_4,
    STEP_5,
    STEP_6,
    STEP_7,
    STEP_8,
    STEP_9,
    STEP_10,
    STEP_11,
)
"""Step n (from 1) leads from ``user_version`` n - 1 to n. After a new one: ``python dev/release/fresh_schema.py``."""

VERSION = len(STEPS)
"""The newest ``user_version`` that this program knows."""
