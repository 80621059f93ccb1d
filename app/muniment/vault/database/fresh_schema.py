"""The tables of this version all at once, for a vault in memory. Made by ``dev/release/fresh_schema.py`` from the steps.

Must never be edited by hand: ``schema.STEPS`` say what a vault is, and a test holds this list against them.
"""

from __future__ import annotations

FRESH: tuple[str, ...] = (
    """CREATE TABLE documents (
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
    , ledger TEXT NOT NULL DEFAULT '[]', routing TEXT NOT NULL DEFAULT '[]', parent INTEGER REFERENCES documents ON DELETE SET NULL) STRICT""",
    """CREATE TABLE originals (
    document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    deflated INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT""",
    """CREATE TABLE pages (
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
) STRICT""",
    """CREATE TABLE facts (
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
    , changed INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE INDEX facts_by_document ON facts (document_id, position)""",
    """CREATE INDEX facts_by_concept ON facts (concept, period_end)""",
    """CREATE TABLE checks (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    result TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT""",
    """CREATE INDEX checks_by_document ON checks (document_id, position)""",
    """CREATE TABLE measures (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    measure TEXT NOT NULL,
    period_end TEXT NOT NULL,
    value TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT""",
    """CREATE INDEX measures_by_document ON measures (document_id, position)""",
    """CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('summary', 'candidate', 'chosen')),
    position INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT""",
    """CREATE INDEX sentences_by_document ON sentences (document_id, role, position)""",
    """CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    fact_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'correct')),
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE INDEX decisions_by_fact ON decisions (fact_id)""",
    """CREATE INDEX decisions_by_document ON decisions (document_id)""",
    """CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT""",
    """CREATE VIRTUAL TABLE search USING fts5 (
    text, content='pages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)""",
    """CREATE TRIGGER pages_in AFTER INSERT ON pages BEGIN
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END""",
    """CREATE TRIGGER pages_out AFTER DELETE ON pages BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END""",
    """CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT""",
    """CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the journal is only added to'); END""",
    """CREATE TABLE vectors (
    document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    model TEXT NOT NULL,
    made_at TEXT NOT NULL,
    width INTEGER NOT NULL,
    places BLOB NOT NULL,
    numbers BLOB NOT NULL
) STRICT""",
    """CREATE TRIGGER vectors_out AFTER DELETE ON pages BEGIN DELETE FROM vectors WHERE document_id = old.document_id; END""",
    """CREATE TABLE content_tags (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT""",
    """CREATE INDEX content_tags_by_document ON content_tags (document_id, position)""",
    """CREATE INDEX documents_by_parent ON documents (parent) WHERE parent IS NOT NULL""",
    """CREATE TABLE "jobs" (
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
) STRICT""",
    """CREATE INDEX jobs_by_state ON jobs (state, task)""",
    """INSERT INTO search (search, rank) VALUES ('secure-delete', 1)""",
)
"""In the order in which they are to be run."""
