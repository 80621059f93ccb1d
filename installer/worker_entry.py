"""Start of the installed program `muniment-worker`: the child that reads documents and runs the model."""

import sys

from muniment.worker.child.worker_program import main

sys.exit(main())
