"""Making the links of built Markdown work where it stands: what `[links]` switches on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from essaytrans import garbage
from essaytrans.commands.links.finding import Finder
from essaytrans.commands.links.neighbours import Neighbours
from essaytrans.commands.links.resolver import Resolver
from essaytrans.editions.links import followed, pinned, retargeted
from essaytrans.markdown.linked import Linked, may_point
from essaytrans.markdown.slugs import SLUG_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from essaytrans.commands.builds.editions import Job
    from essaytrans.markdown.slugs import SlugRule
    from essaytrans.project.links import Links
    from essaytrans.project.traces import Trace

__all__ = ["relink"]


def relink(
    job: Job, links: Links, text: str, built: Callable[[Job], str]
) -> tuple[str, Mapping[str, Trace | None]]:
    """Tell the links of a built article again, from where it stands.

    Args:
        job: what was built.
        links: how.
        text: what came of it.
        built: builds another article likewise, without minding its links.

    Returns:
        The text, and what else it was made from, as `journal.Part.files` has it.
    """
    if links.fragments != "pin" and not may_point(job.document.text):
        return text, {}
    with garbage.paused():
        rule = SLUG_RULES[links.slugs]
        source = Linked.of(job.document.text)
        made = _headed(source, Linked.of(text), links, rule)
        known = {one.target for one in source.destinations()}
        inside = links.fragments != "keep" and any("#" in target for target in known)
        own = followed(source, made, rule) if inside else {}
        neighbours = Neighbours(job, built, partial(_renamed, links, rule))
        finder = Finder(job.article, links, job.pages)
        resolver = Resolver(job, links, finder, neighbours, own)
        new = retargeted(made, known, resolver)
        return new, {**resolver.seen, **neighbours.seen}


def _headed(source: Linked, made: Linked, links: Links, rule: SlugRule) -> Linked:
    return pinned(source, made, rule) if links.fragments == "pin" else made


def _renamed(links: Links, rule: SlugRule, before: str, after: str) -> Mapping[str, str]:
    source = Linked.of(before)
    return followed(source, _headed(source, Linked.of(after), links, rule), rule)
