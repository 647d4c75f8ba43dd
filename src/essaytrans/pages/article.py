"""The body of an article as HTML, in one language or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.catalog.standing import is_published, marked
from essaytrans.i18n import render
from essaytrans.markdown.guard import rebuild
from essaytrans.pages.body import Body
from essaytrans.pages.pair import Sides
from essaytrans.pages.shown import Layout, Rendered, Resolve, Say, State, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.model import Catalog, Document, SegmentRules

__all__ = ["Layout", "Rendered", "Resolve", "Say", "State", "Voice", "article_body", "rendered"]


def rendered(
    document: Document,
    catalog: Catalog,
    rules: SegmentRules,
    *,
    use_fuzzy: bool = False,
    use_stale: bool = False,
    mark: str = "",
) -> tuple[Rendered, ...]:
    """Say what is shown of each unit, in order, by what `guard.rebuild` accepts.

    Args:
        document: the article.
        catalog: its catalog.
        rules: those that the article was segmented by.
        use_fuzzy: whether fuzzy translations are shown.
        use_stale: whether, of them, those are that were confirmed for an earlier text.
        mark: what stands behind the latter; plain text, empty for nothing.
    """
    known = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    entries = [known.get((unit.msgctxt, unit.msgid)) for unit in document.units]
    texts = [
        entry.msgstr
        if entry and is_published(entry, use_fuzzy=use_fuzzy, use_stale=use_stale)
        else None
        for entry in entries
    ]
    shown = [
        marked(text, entry, unit.kind, mark) if mark and text and entry else text
        for text, entry, unit in zip(texts, entries, document.units, strict=True)
    ]
    refused = {refusal.index for refusal in rebuild(document, shown, rules).refusals}
    if any(shown[index] != texts[index] for index in refused):  # it may be for the mark
        shown = [text if at in refused else shown[at] for at, text in enumerate(texts)]
        refused = {refusal.index for refusal in rebuild(document, shown, rules).refusals}
    texts = shown
    found: list[Rendered] = []
    for index, (unit, entry) in enumerate(zip(document.units, entries, strict=True)):
        text = texts[index]
        if entry is None or not entry.msgstr:
            found.append(Rendered(None, State.MISSING))
        elif index in refused:
            found.append(Rendered(None, State.REFUSED))
        elif entry.fuzzy:
            found.append(Rendered(None if text == unit.msgid else text, State.FUZZY))
        elif text == unit.msgid:
            found.append(Rendered(None, State.SAME))
        else:
            found.append(Rendered(text, State.TRANSLATED))
    return tuple(found)


def article_body(
    blocks: Blocks,
    texts: Sequence[Rendered],
    *,
    source: Voice,
    target: Voice,
    layout: Layout = Layout.PAIRS,
    resolve: Resolve = str,
    say: Say = render,
) -> Markup:
    """Show an article.

    Args:
        blocks: the article.
        texts: one a unit of the document, in order.
        source: the language it is written in.
        target: the language it is translated into.
        layout: which of the two are shown, and how.
        resolve: makes a target of a link or an image work where the page stands; it is asked for
            every target, also for one with a scheme or with nothing but a fragment.
        say: tells a sentence in the page's language.

    Returns:
        Flow content, to be put inside `<article>` or the like: clean, with balanced tags. The
        front matter is not in it.
    """
    return Body(blocks, texts, Sides(source, target, layout, say), resolve).show()
