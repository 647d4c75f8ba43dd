"""A small command line whose every sentence is told in the chosen language: how it is done.

Run as a program by `test_typer.py`, with one version of Typer or another. What goes through gettext
needs `activate` before Typer is imported. What does not, needs three methods of the command classes
and one `except`, and completion (whose callbacks print by themselves) left out.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 (Typer reads annotations at run time)
from typing import TYPE_CHECKING, Annotated, Any

from essaytrans import i18n
from essaytrans.cli.wordings import retell

i18n.activate(i18n.choose(sys.argv[1:], os.environ))

import typer  # noqa: E402
from typer.core import TyperCommand, TyperGroup  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    _Base = TyperCommand
else:
    _Base = object


class _Retold(_Base):
    """The sentences of a help page that Typer does not send through gettext."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [retell(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{retell('Usage:')} ")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None and option.help:
            option.help = retell(option.help)
            option.metavar = ""  # otherwise Typer 0.29 says <bool>
        return option


class Command(_Retold, TyperCommand):
    pass


class Group(_Retold, TyperGroup):
    pass


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


app = typer.Typer(cls=Group, add_completion=False, help="42")


@app.command(cls=Command)
def build(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", exists=True)],
    share: Annotated[int, typer.Option(min=0, max=100, metavar="N")] = 80,
    form: Annotated[Format, typer.Option("--format")] = Format.TEXT,
    ui_language: Annotated[str, typer.Option(metavar="TAG")] = "",
) -> None:
    typer.echo(f"{article} {share} {form} {ui_language}")


@app.command(cls=Command)
def status() -> None:
    pass


def main(arguments: Sequence[str]) -> int:
    try:
        return int(app(arguments, prog_name="tiny", standalone_mode=False) or 0)
    except Exception as error:
        # the base class of usage errors is `typer.TyperException`, but only from 0.28 on
        if not hasattr(error, "format_message"):
            raise
        typer.echo(retell(error.format_message()), err=True)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
