"""Collecting the units of front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.i18n import msg
from essaytrans.model import Kind

if TYPE_CHECKING:
    from essaytrans.markdown.collect import Collector
    from essaytrans.model import SegmentRules

__all__ = ["collect_front_matter"]


def collect_front_matter(collector: Collector, rules: SegmentRules) -> int:
    """Collect the units of the front matter; return the line, from 0, on which the body begins."""
    text = collector.source.text
    if not text.startswith(("---", "+++")):
        return 0
    from essaytrans.markdown import frontmatter  # noqa: PLC0415 - its patterns take 2 ms

    place = frontmatter.find_front_matter(text)
    if place is None:
        return 0
    try:
        fields, skeleton = frontmatter.read_front_matter(text, place, rules.front_matter)
    except frontmatter.FrontMatterError as error:
        offset = min(max(error.offset, place.start), max(place.end - 1, place.start))
        collector.report(
            "front-matter",
            msg("the front matter cannot be read: {reason}", reason=error.reason),
            (offset, offset + 1),
            # Translators: “it” is the front matter.
            hint=msg("mend it; until then it stays as it is in every language"),
        )
        collector.skeleton.append(("front-matter", text[place.start : place.end]))
        return place.lines
    if not skeleton:
        return 0  # between two rules stands something that is no mapping: plain Markdown
    collector.skeleton.extend(skeleton)
    for field in fields:
        collector.add(
            Kind.FRONT_MATTER,
            field.codec,
            field.spans,
            detail=field.path,
            context=field.path.replace("[]", "") if "[]" in field.path else None,
            indent=field.indent,
        )
    return place.lines
