"""A first look at XML that came from anybody, before a library reads it.

Nothing outside of a file is fetched, whatever its DOCTYPE says; one that declares entities, or uses
one that is declared elsewhere, is refused; so is one that is deeper or larger than translations are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from essaytrans.exchange.sheets import unreadable
from essaytrans.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Collection
    from xml.parsers.expat import XMLParserType

    from essaytrans.model import EssaytransError, Message

__all__ = ["Root", "first_look"]

_DEEPEST: Final = 50
"""How many elements may be open at once; XLIFF with groups has a dozen."""
_MOST: Final = 1_000_000
"""Elements of a file: some hundred thousand texts."""


class Root(NamedTuple):
    """What a file says that it is."""

    name: str
    """The outermost element, without its namespace's prefix."""
    version: str


class _UnfitError(Exception):
    """The file has what is not read; the message says what."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message.template)
        self.message = message
        self.hint = hint


class _OtherError(Exception):
    """The file is of a format that nobody asked for."""


class _Look:
    """What expat calls while it reads."""

    def __init__(self, among: Collection[str]) -> None:
        self.root: Root | None = None
        self._among = among
        self._depth = 0
        self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count an element that begins."""
        if self.root is None:
            self.root = Root(name.rpartition(":")[2], attributes.get("version", ""))
            if self._among and self.root.name not in self._among:
                raise _OtherError
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST:
            raise _UnfitError(
                msg("this holds more than translations do, and is not read to the end"),
                msg("export it again, the texts of the project alone"),
            )

    def end(self, _: str) -> None:
        """Count an element that ends."""
        self._depth -= 1


def first_look(data: bytes, path: str, *, among: Collection[str] = ()) -> Root:
    """Read a file without making anything of it.

    Args:
        data: the whole file; it says itself in which encoding it is.
        path: what reports call it.
        among: outermost elements; of a file with another one no more is read. All, if none is named.

    Raises:
        EssaytransError: `exchange-file`; it is no XML, or has what is not read.
    """
    from xml.parsers import expat  # noqa: PLC0415 - only for these formats

    look = _Look(among)
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse_entities
    parser.SkippedEntityHandler = _refuse_entities
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    try:
        parser.Parse(data, True)
    except _UnfitError as error:
        raise unreadable(path, parser.CurrentLineNumber, error.message, error.hint) from None
    except _OtherError:
        pass
    except expat.ExpatError as error:
        raise _no_xml(path, parser, expat.ErrorString(error.code)) from None
    except (ValueError, LookupError) as error:  # of an encoding that expat does not know
        raise _no_xml(path, parser, str(error)) from None
    if look.root is None:
        raise _no_xml(path, parser, "")
    return look.root


def _refuse_entities(*_: object) -> NoReturn:
    raise _UnfitError(
        msg("this file declares entities, which are not read"),
        msg("take the lines with <!ENTITY out, and write out what they stand for"),
    )


def _no_xml(path: str, parser: XMLParserType, reason: str) -> EssaytransError:
    return unreadable(
        path,
        parser.CurrentLineNumber,
        msg("this is no XML that can be read: {reason}", reason=reason),
        msg("have the tool that wrote it export it again, in UTF-8"),
    )
