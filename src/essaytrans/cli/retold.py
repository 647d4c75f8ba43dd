"""Typer's commands, whose own sentences come out in the reader's language.

Most of them go through gettext, which `i18n.activate` takes care of before Typer is imported; the
few that do not are told again here, by `i18n.retell`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from essaytrans import i18n

if TYPE_CHECKING:
    _Base = TyperCommand
else:
    _Base = object

__all__ = ["Command", "Group"]


class _Retold(_Base):
    # click's classes, which Typer brings along under changing names, are the Any of these methods

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [i18n.retell(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{i18n.retell('Usage:')} ")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None and option.help:
            option.help = i18n.retell(option.help)
            option.metavar = ""
        return option


class Command(_Retold, TyperCommand):
    """A command."""


class Group(_Retold, TyperGroup):
    """The program as a whole."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Name the commands in the order in which a project meets them."""
        return list(self.commands)
