"""``python -m fetch``: as the program ``muniment-fetch``."""

from __future__ import annotations

import sys

from fetch.program import main

if __name__ == "__main__":
    sys.exit(main())
