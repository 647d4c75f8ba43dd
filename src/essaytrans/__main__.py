"""The way in: the reader's language first, then the command line, then the exit code."""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["main"]

_ALLOCATIONS = 100_000
"""How many more objects there may be before Python looks for garbage in cycles. Its own 700 have it
look dozens of times while modules are loaded, which make none (5 % of a small build)."""


def main() -> None:
    """Run the command line and exit."""
    gc.set_threshold(_ALLOCATIONS)
    from essaytrans import i18n  # noqa: PLC0415 - only now, see above

    arguments = sys.argv[1:]
    # before Typer is imported: it takes some of its sentences while it is
    i18n.activate(i18n.choose(arguments, os.environ))
    from essaytrans.cli.application import run  # noqa: PLC0415

    code = run(arguments)
    # at its end Python looks through all that is left several times, though memory goes with the
    # process: a fifth of a small build
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
