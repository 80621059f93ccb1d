"""Start of the installed program `muniment-worker`: the child that reads documents and runs the model."""

import sys

from muniment.worker.main import main

sys.exit(main())
