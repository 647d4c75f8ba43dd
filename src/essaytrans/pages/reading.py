"""The HTML edition: an article in two languages as one page that needs nothing but itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from essaytrans import i18n
from essaytrans.i18n import listing, msg, nmsg, render
from essaytrans.language.locales import direction, own_name
from essaytrans.pages.anchors import anchors
from essaytrans.pages.article import article_body
from essaytrans.pages.clean import clean
from essaytrans.pages.flow import Flow, escape
from essaytrans.pages.front import Field, read_front, titles
from essaytrans.pages.pair import Pair, Sides
from essaytrans.pages.policy import policy
from essaytrans.pages.shown import Layout, Resolve, Say, State, Voice
from essaytrans.pages.templates import asset, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.markdown.blocks import Blocks
    from essaytrans.model import Message
    from essaytrans.pages.shown import Rendered

__all__ = ["Other", "reading_page"]


@dataclass(frozen=True, slots=True)
class Other:
    """The same article in another language."""

    voice: Voice
    href: str
    """Where it is, relative to this page."""


def reading_page(
    blocks: Blocks,
    texts: Sequence[Rendered],
    *,
    source: Voice,
    target: Voice,
    language: str,
    people: Sequence[str] = (),
    others: Sequence[Other] = (),
    resolve: Resolve = str,
) -> str:
    """Make the page.

    Args:
        blocks: the article.
        texts: what is shown of each of its units, in order.
        source: the language that it is written in.
        target: the language that it is translated into.
        language: what the page itself speaks, by anything that `i18n.match` understands; English
            if the program does not speak it.
        people: the names of those who translated.
        others: the same article in other languages.
        resolve: makes a target of a link or an image work where the page stands.

    Returns:
        A whole HTML document, which ends with a line feed; the same for the same arguments.
    """
    spoken = i18n.match(language) or "en"
    tag = i18n.tag_of(spoken)
    say = partial(render, language=spoken)
    sides = Sides(source, target, Layout.PAIRS, say)
    body = article_body(
        blocks, texts, source=source, target=target, layout=Layout.PAIRS, resolve=resolve, say=say
    )
    own, translated = titles(blocks, texts)
    description = read_front(blocks, texts).description
    style = asset("reading.css")
    page = fill(
        "reading.html",
        language=spoken,
        tag=tag,
        direction=direction(tag),
        policy=policy(style, pictures="'self' http: https:"),
        style=Markup(style),  # noqa: S704 - a file of ours
        title=_plain(translated or own),
        description=_plain((description.translation or description.source) if description else ""),
        source=_named(source),
        target=_named(target),
        others=[(other, _named(other.voice)) for other in others],
        head=_head(blocks, texts, sides),
        progress=_progress(texts),
        people=_people(people, say),
        body=body,
        words=_WORDS,
    )
    return f"{page.rstrip()}\n"


# Translators: the first link of a page, for whoever uses the keyboard.
_SKIP = msg("skip to the article")
# Translators: what the three choices are for: both languages, the one, or the other.
_SHOW = msg("languages shown")
# Translators: a choice: both languages, side by side.
_BOTH = msg("both")
# Translators: above the text in the language it was written in.
_ORIGINAL = msg("original")
# Translators: above the text in the language it was translated into.
_TRANSLATION = msg("translation")
# Translators: before links to the same article in other languages.
_OTHERS = msg("in other languages")
_WORDS: Final[dict[str, Message]] = {
    "skip": _SKIP,
    "show": _SHOW,
    "both": _BOTH,
    "original": _ORIGINAL,
    "translation": _TRANSLATION,
    "others": _OTHERS,
}


def _named(voice: Voice) -> Voice:
    return Voice(voice.tag, voice.direction, voice.name or own_name(voice.tag))


def _plain(text: str) -> str:
    """Return text as one line without what `escape` would not show."""
    return " ".join(text.split())


def _progress(texts: Sequence[Rendered]) -> tuple[Message, ...]:
    """Say how much is translated."""
    done = sum(text.state in (State.TRANSLATED, State.SAME) for text in texts)
    doubtful = sum(text.state is State.FUZZY for text in texts)
    found = [
        # Translators: how far the translation of an article is.
        nmsg(
            "{done} of {number} paragraph translated",
            "{done} of {number} paragraphs translated",
            len(texts),
            done=done,
        )
    ]
    if doubtful:
        found.append(
            # Translators: of the paragraphs of an article: their translations may be out of date.
            nmsg("{number} may be out of date", "{number} may be out of date", doubtful)
        )
    return tuple(found)


_OPENS, _CLOSES = "\ue000", "\ue001"
"""Stand for tags until the sentence is escaped."""


def _people(people: Sequence[str], say: Say) -> Markup:
    """Name those who translated, each name isolated: it may run in another direction."""
    names = [name.replace(_OPENS, "").replace(_CLOSES, "") for name in people]
    if not names:
        return Markup("")
    # Translators: below the title of an article; {names} are those of people.
    sentence = msg("translated by {names}", names=listing(f"{_OPENS}{n}{_CLOSES}" for n in names))
    shown = escape(say(sentence)).replace(_OPENS, "<bdi>").replace(_CLOSES, "</bdi>")
    return clean(shown)


def _head(blocks: Blocks, texts: Sequence[Rendered], sides: Sides) -> Markup:
    """Show title, description and tags."""
    front = read_front(blocks, texts)
    names = anchors(blocks.document)
    flow = Flow(str)
    has_title = any(token.type == "heading_open" and token.tag == "h1" for token in blocks.tokens)
    if front.title is not None and not has_title:
        sides.write(flow, _pair("h1", (front.title,), " heading"), names, texts)
    if front.description is not None:
        sides.write(flow, _pair("p", (front.description,), " description"), names, texts)
    if front.tags:
        sides.write(flow, _pair("p", front.tags, " tags"), names, texts)
    return clean(flow.finish())


def _pair(tag: str, fields: Sequence[Field], classes: str) -> Pair:
    source = [_value(field.source, classes) for field in fields]
    shown = [_value(field.translation or field.source, classes) for field in fields]
    return Pair(
        tag,
        " ".join(source),
        " ".join(shown) if shown != source else None,
        [field.unit for field in fields if field.unit is not None],
        classes,
    )


def _value(text: str, classes: str) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f'<span class="item">{shown}</span>' if classes == " tags" else shown
