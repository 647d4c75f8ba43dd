"""The images that articles show: the only files of a project that the preview serves."""

from __future__ import annotations

import posixpath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.editions.assets import relative_targets
from essaytrans.model import EssaytransError
from essaytrans.project import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from essaytrans.preview.view import View

__all__ = ["SVG_POLICY", "TYPES", "find_image", "images_of"]

TYPES: Final = MappingProxyType(
    {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".webp": "image/webp",
        ".avif": "image/avif",
        ".svg": "image/svg+xml",
    }
)
"""What is served, and as what; whatever is in the file, the browser takes it for nothing else."""
SVG_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG that is opened on its own is a document; in this one nothing runs and nothing is fetched."""


def images_of(view: View) -> frozenset[str]:
    """Return the paths, relative to the root, of the images that an article shows in a language."""
    folder = posixpath.dirname(view.article.path)
    paths = (posixpath.normpath(posixpath.join(folder, target)) for target in _targets(view))
    return frozenset(path for path in paths if _may_be_served(path))


def find_image(root: Path, views: Iterable[View], path: str) -> tuple[bytes, str] | None:
    """Read an image that an article shows.

    Args:
        root: the project.
        views: what people look at.
        path: relative to the root, as the browser asks for it.

    Returns:
        Its content and its type; None if it is none, or not shown, or outside of the project.
    """
    if not _may_be_served(path) or not any(path in images_of(view) for view in views):
        return None
    place = root / path
    if not files.is_file(place, root):
        return None
    try:
        return files.read_bytes(place, root), TYPES[_suffix(path)]
    except EssaytransError:
        return None


def _targets(view: View) -> Iterator[str]:
    texts = [view.blocks.document.text]
    texts += [item.entry.msgstr for item in view.items if item.entry and item.entry.msgstr]
    for text in texts:
        yield from (found.target for found in relative_targets(text) if found.image)


def _may_be_served(path: str) -> bool:
    """Whether a path has the name of an image, and none of its parts is hidden or leads upwards."""
    parts = path.split("/")
    return _suffix(path) in TYPES and not any(not part or part.startswith(".") for part in parts)


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].lower()
