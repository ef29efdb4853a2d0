"""Start with `python -m playground`."""

import sys

if __name__ == "__main__":  # the worker process imports this module too
    from playground.main import main

    sys.exit(main())
