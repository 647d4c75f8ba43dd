"""The way in: the reader's language first, then the command line, then the exit code."""

from __future__ import annotations

import os
import sys

from essaytrans import i18n

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit."""
    arguments = sys.argv[1:]
    # before Typer is imported: it takes some of its sentences while it is
    i18n.activate(i18n.choose(arguments, os.environ))
    from essaytrans.cli.application import run  # noqa: PLC0415

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
