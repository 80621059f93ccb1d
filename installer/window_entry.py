"""Start of the installed program `muniment`."""

import sys

from muniment.__main__ import main

sys.exit(main())
