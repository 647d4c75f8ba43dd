"""Typer's commands, whose own sentences come out in the reader's language.

Most of them go through gettext, which `i18n.activate` takes care of before Typer is imported; the
few that do not are told again here, by `cli.wordings`. Their options convert plain values quickly
(see `values`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from essaytrans import i18n
from essaytrans.cli.values import convert_plainly
from essaytrans.cli.visible import width
from essaytrans.cli.wordings import retell

if TYPE_CHECKING:
    _Base = TyperCommand
else:
    _Base = object

__all__ = ["Command", "Group"]


class _Retold(_Base):
    # click's classes, which Typer brings along under changing names, are the Any of these methods

    def get_params(self, ctx: Any) -> list[Any]:
        """Name the options and arguments, with `--help`; the parser too asks here."""
        parameters = super().get_params(ctx)
        for parameter in parameters:
            convert_plainly(parameter)
        return parameters

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [retell(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = retell("Usage:")
        # a full-width colon brings its own blank
        blank = "" if width(prefix[-1]) > 1 else " "
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{prefix}{blank}")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        def write_heading(heading: str) -> None:
            # Translators: a heading of the help, such as “Options”, and its colon.
            told = i18n.render(i18n.msg("{heading}:", heading=heading))
            formatter.write(f"{' ' * formatter.current_indent}{told}\n")

        formatter.write_heading = write_heading
        super().format_help(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for parameter in self.get_params(ctx):
            if isinstance(parameter, TyperArgument):
                # the help says what an argument is; `<list[str]>` tells nobody more
                parameter.__dict__["display_type_rich"] = _nothing
        super().format_options(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None and option.help:
            option.help = retell(option.help)
            option.metavar = ""
        return option


def _nothing(**_: Any) -> str:
    return ""


class Command(_Retold, TyperCommand):
    """A command."""


class Group(_Retold, TyperGroup):
    """The program as a whole."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Name the commands in the order in which a project meets them."""
        return list(self.commands)
