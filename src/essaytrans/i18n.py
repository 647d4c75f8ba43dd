"""The program's own languages: making sentences and telling them.

`msg` and `nmsg` make a `Message`, which is data; `render` tells it in the language that `activate`
chose, or in a given one. The catalogs stand in `locale/<language>/LC_MESSAGES/essaytrans.{po,mo}`;
a new language is a new folder there and needs no code.
"""

from __future__ import annotations

from essaytrans.model import Argument, Message

__all__ = ["msg", "nmsg", "render"]


def msg(template: str, /, **arguments: Argument) -> Message:
    """Make a sentence with named fields: `msg("no file {path}", path=path)`."""
    return Message(template, tuple(arguments.items()))


def nmsg(singular: str, plural: str, number: int, /, **arguments: Argument) -> Message:
    """Make a sentence whose form a number decides; `{number}` is among its fields."""
    return Message(singular, (("number", number), *arguments.items()), plural, number)


def render(message: Message, *, language: str | None = None) -> str:
    """Tell a sentence in the active language, or in `language` (a folder of `locale/`)."""
    template = message.template
    if message.plural is not None and message.number != 1:
        template = message.plural
    values = {
        name: render(value, language=language) if isinstance(value, Message) else value
        for name, value in message.arguments
    }
    return template.format_map(values)
