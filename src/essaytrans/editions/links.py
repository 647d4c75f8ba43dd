"""Putting other targets into a built article: spans and splice, nothing else of the file changes.

What is asked for a target is pure; who asks knows where files and pages are.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from essaytrans.editions.assets import TAIL
from essaytrans.markdown.headings import headings, pins
from essaytrans.markdown.linked import Form, Linked
from essaytrans.markdown.splice import splice
from essaytrans.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from essaytrans.markdown.linked import Destination
    from essaytrans.markdown.slugs import SlugRule

__all__ = ["followed", "pinned", "retargeted"]


def retargeted(
    linked: Linked, known: AbstractSet[str], resolve: Callable[[str], str | None]
) -> str:
    """Write the targets of a built article anew.

    Args:
        linked: the built article.
        known: the targets that its source has. What else stands there a translator chose, and it
            stays; of one that differs behind the path only (`b.md#part-two`), that does.
        resolve: returns an address to take the place of a target, or None to leave it.

    Returns:
        The text with the new targets; as it was, where it would not be read as is meant.
    """
    text = linked.source.raw
    found = linked.destinations()
    meant = [one.target for one in found]
    edits: list[Edit] = []
    paths = {_cut(target)[0] for target in known}
    for number, one in enumerate(found):
        address = resolve(one.target) if one.target in known else None
        path, tail = _cut(one.target)
        if one.target not in known and path and path in paths:
            address = resolve(path)
            address = None if address is None else address + tail
        if address is not None and address != one.target:
            written, meant[number] = _written(address, one)
            edits.append(Edit(one.span, written))
    if not edits:
        return text
    new = splice(text, edits)
    return new if [one.target for one in Linked.of(new).destinations()] == meant else text


def _cut(target: str) -> tuple[str, str]:
    """Cut a target into its path, and what is behind that."""
    path = TAIL.split(target, maxsplit=1)[0]
    return path, target[len(path) :]


_UNSAFE: Final = re.compile(r"[\s<>\"'`\\|^{}\[\]()\x00-\x1f\x7f]")
"""What has a meaning in some form of link, or in what is around it: a cell of a table, a tag."""


def _written(address: str, one: Destination) -> tuple[str, str]:
    """Write an address in the place of another; return also how it is read."""
    plain = _UNSAFE.sub(lambda found: quote(found[0], safe=""), address)
    if one.form is Form.ATTRIBUTE or html.unescape(plain) != plain:
        return plain.replace("&", "&amp;"), plain
    return plain, plain


def pinned(source: Linked, built: Linked, rule: SlugRule) -> Linked:
    """Give the headings of a built article the ids that they have in its source.

    Args:
        source: the article.
        built: what was built of it, with the same headings in the same order; if they are not the
            same in number, it stays as it is.
        rule: how the generator names headings.
    """
    wanted = headings(source, rule)
    if len(wanted) != len(headings(built, rule)):
        return built
    edits = pins(built, [heading.id for heading in wanted], rule)
    return Linked.of(splice(built.source.raw, edits)) if edits else built


def followed(source: Linked, built: Linked, rule: SlugRule) -> Mapping[str, str]:
    """Return what the headings of an article are called where it is built, by their ids.

    Only those that are called otherwise; none, where the two do not have equally many headings.
    """
    before, after = headings(source, rule), headings(built, rule)
    if len(before) != len(after):
        return {}
    return {
        one.id: other.id
        for one, other in zip(before, after, strict=True)
        if one.id and other.id and one.id != other.id
    }
