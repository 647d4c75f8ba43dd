"""The way in: the reader's language first, then the command line, then the exit code."""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["main"]

_ALLOCATIONS = 100_000
"""How many more objects there may be before Python looks for garbage in cycles while modules are
loaded, which make none. Its own 700 have it look dozens of times (5 % of a small build); but for work
on articles its own serve better than more (measured: a third slower with these)."""


def main() -> None:
    """Run the command line and exit."""
    usual = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS)
    from essaytrans import i18n  # noqa: PLC0415 - only now, see above

    arguments = sys.argv[1:]
    # before Typer is imported: it takes some of its sentences while it is
    i18n.activate(i18n.choose(arguments, os.environ))
    from essaytrans.cli.application import run  # noqa: PLC0415

    gc.freeze()
    gc.set_threshold(*usual)
    code = run(arguments)
    # at its end Python looks through all that is left several times, though memory goes with the
    # process: a fifth of a small build
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
