"""The pages of the preview: from what is known of a project to HTML."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from markupsafe import Markup

from essaytrans import i18n
from essaytrans.language.locales import direction, display_name, own_name
from essaytrans.model import Kind
from essaytrans.pages.article import Rendered, State, Voice, article_body
from essaytrans.pages.figures import Figures
from essaytrans.pages.flow import escape
from essaytrans.pages.marks import words as without_marks
from essaytrans.pages.templates import fill
from essaytrans.preview import words
from essaytrans.preview.differing import differences
from essaytrans.preview.foreign import without_foreign_pictures
from essaytrans.project.layout import ARTICLE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.model import Diagnostic, Message
    from essaytrans.preview.cells import Cell
    from essaytrans.preview.memory import Project
    from essaytrans.preview.view import Item, View
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["Reader", "address", "article_page", "index_page", "lost_page"]

_SHOWN: Final = frozenset((State.TRANSLATED, State.FUZZY))
_ID: Final = re.compile(r'id="(p-[0-9a-f]+(?:-[0-9]+)?)"')
_EXCERPT: Final = 48
"""Characters of a text by which it is recognised in a list."""


class _Choice(NamedTuple):
    """One of several languages, as a link."""

    tag: str
    name: str
    address: str
    current: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever looks at a page, and the language that it speaks."""

    tag: str
    """BCP 47, one that the program speaks."""
    asked: bool
    """Whether that was asked for in the address, so that links keep it."""

    @classmethod
    def of(cls, wanted: str | None) -> Reader:
        """Take the language that an address asks for, if the program speaks it."""
        found = i18n.match(wanted) if wanted else None
        return cls(i18n.tag_of(found), asked=True) if found else cls(i18n.speaks(), asked=False)

    @property
    def query(self) -> str:
        """What addresses end with, so that the next page speaks the same language."""
        return f"?lang={quote(self.tag)}" if self.asked else ""


def address(reader: Reader, language: str, path: str) -> str:
    """Return where an article is shown in a language: below it, as below the project's root.

    So that what an article shows and links to by relative paths is where it looks for it.
    """
    return f"/{quote(language)}/{quote(path)}{reader.query}"


# --- an article -------------------------------------------------------------------------------


def article_page(project: Project, view: View, reader: Reader) -> str:
    """Show an article beside its translation, and what is to be done about it."""
    config, figures = project.config, Figures(reader.tag)
    source = Voice(config.source, direction(config.source))
    target = _voice(view.language)
    asides = [_aside(item, view, source, target, reader) for item in view.items]
    texts = [
        Rendered(_translation(item), item.state, aside)
        for item, aside in zip(view.items, asides, strict=True)
    ]
    body = without_foreign_pictures(
        article_body(
            view.blocks,
            texts,
            source=source,
            target=target,
            resolve=partial(_resolved, reader=reader),
            say=lambda message: i18n.render(message, language=reader.tag),
        )
    )
    inside = set(_ID.findall(body))
    outside = [
        (item, aside)
        for item, aside in zip(view.items, asides, strict=True)
        if item.anchor not in inside
    ]
    name = _name(view.language, reader)
    here = address(reader, view.language.tag, view.article.path)
    return fill(
        "preview-article.html",
        **_frame(project, reader, here, view.problems),
        events=_events(reader, view.article.path, view.language.tag),
        version=view.version,
        title=words.title(_title(view), name),
        heading=_title(view),
        source=source,
        target=target,
        target_name=name,
        languages=[
            _Choice(
                one.tag,
                _name(one, reader),
                address(reader, one.tag, view.article.path),
                one.tag == view.language.tag,
            )
            for one in project.languages
        ],
        percent=view.progress.percent,
        share=figures.percent(view.progress.percent),
        counts=_counts(view, figures),
        catalog=view.catalog.path,
        catalog_file=str(config.root / view.catalog.path),
        has_catalog=view.has_catalog,
        left=[
            (item.anchor, item.state, _urgency(item), _excerpt(item.unit.msgid))
            for item in view.left
        ],
        count_left=words.left(len(view.left), figures.count(len(view.left))),
        states=words.STATES,
        body=body,
        front=[(item, aside) for item, aside in outside if item.unit.kind is Kind.FRONT_MATTER],
        elsewhere=[
            (item, aside) for item, aside in outside if item.unit.kind is not Kind.FRONT_MATTER
        ],
        shown=_translation,
    )


def _translation(item: Item) -> str | None:
    return item.entry.msgstr if item.entry and item.state in _SHOWN else None


def _counts(view: View, figures: Figures) -> list[tuple[str, Message, str]]:
    """Return how many texts there are of each state: its name, what to call it, the number."""
    found = {(item.unit.msgctxt, item.unit.msgid): item.state for item in view.items}
    numbers = Counter(found.values())
    return [
        (state.value, name, figures.count(numbers[state]))
        for state, name in words.STATES.items()
        if numbers[state] or state is State.TRANSLATED
    ]


def _urgency(item: Item) -> str:
    """Return the word by which a style sheet colours something to do."""
    if item.state in {State.REFUSED, State.MISSING, State.FUZZY}:
        return item.state.value
    return max((remark.severity for remark in item.remarks), key=list(words.LEVELS).index).value


def _aside(item: Item, view: View, source: Voice, target: Voice, reader: Reader) -> Markup:
    """Say what became of a text, and what is to be done about it."""
    entry = item.entry
    is_fuzzy = item.state is State.FUZZY and entry is not None
    previous = entry.previous_msgid if is_fuzzy and entry else None
    return fill(
        "preview-aside.html",
        **_voices(reader),
        words=words.WORDS,
        item=item,
        state=words.STATES[item.state],
        source=source,
        target=target,
        pieces=differences(previous, item.unit.msgid) if previous else (),
        is_draft=is_fuzzy and not previous,
        is_new=entry is None and view.has_catalog,
        refused=words.refused(item.reason) if item.reason else None,
        written=entry.msgstr if entry and item.state is State.REFUSED else None,
        remarks=[
            (remark, words.LEVELS[remark.severity], words.line(remark.line or 0))
            for remark in item.remarks
        ],
        place=f"{view.catalog.path}:{entry.line}" if entry and entry.line else None,
        line=words.line(entry.line) if entry and entry.line else None,
    )


def _title(view: View) -> str:
    """Return what the article calls itself: in its front matter, or by its first heading."""
    named = [
        item.unit.msgid
        for item in view.items
        if item.unit.kind is Kind.HEADING
        or (item.unit.kind is Kind.FRONT_MATTER and item.unit.detail == "title")
    ]
    return _excerpt(named[0]) if named else view.article.name


@lru_cache(maxsize=4096)
def _excerpt(text: str) -> str:
    plain = " ".join((without_marks(text) or text).split())
    return plain if len(plain) <= _EXCERPT else plain[:_EXCERPT] + "…"


def _resolved(target: str, *, reader: Reader) -> str:
    """Keep the language of the page where a link leads to another article."""
    try:
        parts = urlsplit(target)
    except ValueError:  # such as http://[
        return target
    is_article = parts.path.lower().endswith(ARTICLE_SUFFIXES)
    if parts.scheme or parts.netloc or parts.query or not is_article or not reader.asked:
        return target
    return urlunsplit(parts._replace(query=reader.query[1:]))


# --- all articles -----------------------------------------------------------------------------


def index_page(
    project: Project,
    cells: Mapping[tuple[str, str], Cell],
    reader: Reader,
    *,
    version: str,
    is_all: bool,
) -> str:
    """Show all articles and languages, and how far each is.

    Args:
        project: the project.
        cells: what is known of them, by path and tag.
        reader: whoever looks at the page.
        version: what differs when anything may have changed.
        is_all: whether nothing is left to be counted.
    """
    figures = Figures(reader.tag)
    return fill(
        "preview-index.html",
        **_frame(project, reader, f"/{reader.query}", ()),
        events=_events(reader),
        version=version,
        is_all=is_all,
        source=Voice(project.config.source, direction(project.config.source)),
        languages=[(one, _name(one, reader), _own_name(one)) for one in project.languages],
        rows=[
            (article, [_row(article, one, cells, figures, reader) for one in project.languages])
            for article in project.articles
        ],
    )


class _Entry(NamedTuple):
    """A cell of the table, as it is shown."""

    name: str
    address: str
    cell: Cell | None
    share: str
    left: Message | None
    findings: Message | None
    claimed: Message | None


def _row(
    article: Article,
    language: Language,
    cells: Mapping[tuple[str, str], Cell],
    figures: Figures,
    reader: Reader,
) -> _Entry:
    cell = cells.get((article.path, language.tag))
    where = address(reader, language.tag, article.path)
    name = _name(language, reader)
    if cell is None:
        return _Entry(name, where, None, "", None, None, None)
    return _Entry(
        name,
        where,
        cell,
        figures.percent(cell.percent),
        words.left(cell.left, figures.count(cell.left)) if cell.left else None,
        words.findings(cell.findings, figures.count(cell.findings)) if cell.findings else None,
        words.works_on_it(cell.claimed_by) if cell.claimed_by else None,
    )


# --- what all pages have ----------------------------------------------------------------------


def lost_page(project: Project, reader: Reader) -> str:
    """Say that there is nothing at an address."""
    return fill("preview-lost.html", **_frame(project, reader, f"/{reader.query}", ()))


def _frame(
    project: Project, reader: Reader, here: str, problems: tuple[Diagnostic, ...]
) -> dict[str, Any]:
    bare = here.partition("?")[0]
    tags = [i18n.tag_of(language) for language in i18n.available()]
    return {
        **_voices(reader),
        "words": words.WORDS,
        "levels": words.LEVELS,
        "project": project.config.name,
        "home": f"/{reader.query}",
        "speaks": [
            _Choice(tag, own_name(tag), f"{bare}?lang={quote(tag)}", tag == reader.tag)
            for tag in tags
        ],
        "problems": [*project.problems, *problems],
    }


def _voices(reader: Reader) -> dict[str, Any]:
    """Return what a template needs to say anything: sentences, and texts that others wrote."""
    page = Voice(reader.tag, direction(reader.tag))
    field = _isolated if page.direction == "rtl" else str
    return {
        "language": reader.tag,
        "page": page,
        "say": partial(i18n.render, language=reader.tag, field=field),
        "text": _text,
    }


def _isolated(text: str) -> str:
    """Keep a text of any direction together in a sentence (Unicode, UAX 9: FSI and PDI)."""
    return f"\u2068{text}\u2069"


def _text(text: str) -> Markup:
    """Write what somebody else wrote: no markup, no control characters, nothing that turns around."""
    return Markup(escape(text))  # noqa: S704 - escaped


def _events(reader: Reader, path: str = "", language: str = "") -> str:
    shown = f"article={quote(path)}&language={quote(language)}&" if path else ""
    return f"/-/events?{shown}lang={quote(reader.tag)}"


def _voice(language: Language) -> Voice:
    return Voice(language.tag, language.direction or direction(language.tag))


def _name(language: Language, reader: Reader) -> str:
    return display_name(language.tag, in_language=reader.tag, override=language.name)


def _own_name(language: Language) -> tuple[str, Voice]:
    return language.name or own_name(language.tag), _voice(language)
