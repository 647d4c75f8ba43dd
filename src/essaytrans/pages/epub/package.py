"""The package of a book: what says which files it has, and the archive that has them (EPUB 3.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from essaytrans.pages.flow import escape
from essaytrans.pages.templates import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from essaytrans.pages.shown import Voice

__all__ = ["STYLE", "File", "Metadata", "identifier", "pack", "text"]

STYLE: Final = "style.css"
"""Where the style is, relative to the pages."""

_FOLDER: Final = "EPUB"
"""Where all is but what must be elsewhere."""
_CONTAINER: Final = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="{_FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip archive can tell; it is that of every file of a book."""
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3
"""Who made the archive, whatever system it is made on."""
_PACKED: Final = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
"""What is small already."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a book."""

    name: str
    """Relative to the folder of the package; ASCII."""
    media_type: str
    data: bytes = field(repr=False)
    properties: str = ""
    """As the manifest has them: `nav`."""
    in_spine: bool = False
    """Whether it is read, in the order of the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of a book."""

    identifier: str
    modified: datetime
    """Aware; told in UTC and whole seconds."""
    title: str
    title_voice: Voice | None
    """Its language; None if nobody knows."""
    subtitle: str
    """The title in the other language, or what else tells it from others; empty if none is."""
    subtitle_voice: Voice | None
    source: Voice
    target: Voice
    language: str
    """What the book's own words are in, by anything that `i18n.match` understands."""
    tag: str
    """The same as BCP 47."""
    collection: str
    """The name of the project that an article belongs to; empty for a collection."""
    authors: Sequence[str]
    translators: Sequence[str]
    summary: str
    """How the book can be read by people who do not see it, in its own language."""
    features: Sequence[str]
    """Of schema.org's vocabulary: `accessibilityFeature`."""
    has_pictures: bool
    may_flash: bool


def text(value: str) -> Markup:
    """Write one line of text for XML, without what would turn its direction."""
    # escaped
    return Markup(escape(" ".join(value.split())))  # noqa: S704


def identifier(*parts: str) -> str:
    """Return the identifier of a book, the same for the same parts: a UUID of version 5."""
    own = uuid5(NAMESPACE_URL, "essaytrans:epub")
    # a length before each: no two lists of parts are one text
    return f"urn:uuid:{uuid5(own, ''.join([f'{len(part)}:{part}' for part in parts]))}"


def pack(metadata: Metadata, files: Sequence[File]) -> bytes:
    """Make the archive.

    Args:
        metadata: what is said of the book.
        files: its files; the pages that are read in this order.

    Returns:
        The same bytes for the same arguments, with the same version of zlib.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo  # noqa: PLC0415 - for books only

    package = _package(metadata, files)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data, packed in (
            ("mimetype", b"application/epub+zip", True),  # first, and as it is (OCF 4.2.6.2)
            ("META-INF/container.xml", _CONTAINER.encode(), False),
            (f"{_FOLDER}/package.opf", package.encode(), False),
            *((f"{_FOLDER}/{file.name}", file.data, file.media_type in _PACKED) for file in files),
        ):
            info = ZipInfo(name, _EARLIEST)
            info.create_system = _UNIX
            info.external_attr = _MODE
            info.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def _package(metadata: Metadata, files: Sequence[File]) -> str:
    languages = dict.fromkeys((metadata.target.tag, metadata.source.tag))
    return fill(
        "epub-package.opf",
        language=metadata.language,
        about=metadata,
        modified=metadata.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        languages=list(languages),
        files=[(f"f{number}", file) for number, file in enumerate(files, 1)],
        text=text,
    )
