"""Write app/muniment/vault/database/fresh_schema.py anew: what the steps of a vault make, as one list of statements.

    python dev/release/fresh_schema.py

To be run after a new step in app/muniment/vault/database/schema.py; a test fails until it is.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "app" / "muniment" / "vault" / "database" / "fresh_schema.py"
HEAD = '''"""The tables of this version all at once, for a vault in memory. Made by ``dev/release/fresh_schema.py`` from the steps.

Must never be edited by hand: ``schema.STEPS`` say what a vault is, and a test holds this list against them.
"""

from __future__ import annotations

FRESH: tuple[str, ...] = (
'''
TAIL = ''')
"""In the order in which they are to be run."""
'''


def statements() -> list[str]:
    """What an empty database needs to be as the steps make it."""
    sys.path.insert(0, str(ROOT / "app"))
    from muniment.vault.database import engine, migrations, schema

    db = engine.open_memory(secrets.token_hex(48))
    try:
        migrations.build(db, 0, len(schema.STEPS))
        with db.tables() as tables:
            indexes = {table.detect_fts() or table.name for table in tables.tables if table.virtual_table_using}
            made = [
                str(row["sql"])
                for row in db.rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
                if not str(row["name"]).startswith(("sqlite_", *(f"{name}_" for name in indexes)))
            ]
            settings = [
                f"INSERT INTO {name} ({name}, rank) VALUES ('{row['k']}', {row['v']})"
                for name in sorted(indexes)
                for row in db.rows(f"SELECT k, v FROM {name}_config WHERE k <> 'version'")
            ]
    finally:
        db.close()
    return [*made, *settings]


def text() -> str:
    """The module."""
    return HEAD + "".join(f'    """{_plain(one)}""",\n' for one in statements()) + TAIL


def _plain(statement: str) -> str:
    lines = [line.strip() for line in statement.splitlines()]
    return "\n".join(
        ("" if line in (")", ") STRICT", "END") or not i else "    ") + line for i, line in enumerate(lines) if line
    )


def main() -> int:
    """Write the module."""
    TARGET.write_text(text(), "utf-8")
    print(f"{TARGET.name}: {len(statements())} statements", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
