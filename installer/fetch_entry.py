"""Where the frozen fetcher starts."""

import sys

from fetch.program import main

sys.exit(main())
