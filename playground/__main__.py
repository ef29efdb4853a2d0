"""Start with `python -m playground`."""

import sys

from playground.main import main

if __name__ == "__main__":  # the worker process imports this module too
    sys.exit(main())
