"""The way in: the reader's language first, then the command line, then the exit code."""

from __future__ import annotations

import os
import sys

from essaytrans import garbage

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit."""
    garbage.collect_seldom()
    from essaytrans import i18n  # noqa: PLC0415 - only now, see `garbage`

    arguments = sys.argv[1:]
    # before Typer is imported: it takes some of its sentences while it is
    i18n.activate(i18n.choose(arguments, os.environ))
    from essaytrans.cli.application import run  # noqa: PLC0415

    try:
        code = run(arguments)
    except Exception:  # noqa: BLE001 - whatever it is, it is a fault of the program, and told whole
        from traceback import print_exc  # noqa: PLC0415

        print_exc()
        code = 2  # not 1, which Python would say: that means findings, to git a conflict
    garbage.leave()
    sys.exit(code)


if __name__ == "__main__":
    main()
