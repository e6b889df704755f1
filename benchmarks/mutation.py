"""How many small changes to the rules and their language the tests notice: `python benchmarks/mutation.py --help`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # this folder would hide packages behind its files

from benchmarks.mutation_run import main  # noqa: E402 - found by the line above

if __name__ == "__main__":
    sys.exit(main())
