"""How much a document may hold: far above any real filing, so that they bound only what a hostile one can do.

Both gates go by them, the one behind a worker and the one before the vault, and the readers so that they refuse in time.
"""

from __future__ import annotations

MAX_ORIGINAL = 900_000_000
"""Bytes of a file; SQLite's longest value is 1,000,000,000."""
MAX_PAGES = 20_000
"""The longest prospectuses have some 3,000."""
MAX_PAGE_TEXT = 4_000_000
"""Characters; more than a hundred times the densest page of a filing."""
MAX_TEXT = 400_000_000
"""Characters of all pages."""
MAX_TABLES = 64_000_000
"""Bytes of the tables of one page."""
MAX_SIDE = 1e6
"""Points, or characters, of a page's side, and of what stands on it."""
MAX_FACTS = 50_000
MAX_LISTED = 50_000
"""Entries of any other list."""
MAX_TAGS = 300
"""Of the content of a document, and places of one of them."""
MAX_TAG_NAME = 200
"""Characters."""
MAX_CONCEPT = 200
"""Characters of a concept's name."""
MAX_LINE = 20_000
"""Characters of a label, a sentence or any other text on one line."""
MAX_MONTHS = 1_200
"""Of a period."""
MAX_WARNING = 600
"""Characters of a text in a warning, which may say what is wrong in a file of the user's."""

MAX_CHILDREN = 100
"""Documents inside one document that are taken out of it."""
MAX_CHILD = 64 << 20
"""Bytes of one of them; below what pypdf unpacks at most (75 MB)."""
MAX_CHILDREN_BYTES = 256 << 20
"""Bytes of all that are taken out of one document."""
MAX_LOOKED_AT = 1_000
"""Files inside a document that are unpacked, to see whether they are documents."""
MAX_DEPTH = 3
"""How deep documents may lie in each other: a mail in a mail, with an attachment that holds another."""
MAX_FAMILY = 200
"""Documents that come out of one, however deep they lie."""
MAX_FAMILY_BYTES = 1 << 30
"""Bytes of all of them."""
MAX_NAME = 255
"""Bytes of the name of a document that comes out of another, as of a file on most systems."""
