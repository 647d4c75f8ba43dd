"""The page that goes with catalogs by mail: what a volunteer must know, in the volunteer's language.

One HTML file that needs nothing beside it: no script, no picture, no style sheet, no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import match, msg, render, tag_of
from essaytrans.language.locales import direction, display_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from essaytrans.model import Message

__all__ = ["Enclosed", "instructions"]

_SPARE: Final = "en"
"""What is spoken to volunteers whose language the program does not speak."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for the marks around a field while the sentence is escaped; private-use characters, which
are taken out of the fields themselves."""

_STYLE: Final = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2{line-height:1.3}"
    "h1::first-letter,h2::first-letter,li::first-letter,th::first-letter,td.said::first-letter"
    "{text-transform:uppercase}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-block-end:1px solid #ccc;padding:.3rem .6rem;text-align:start;"
    "vertical-align:top}"
    "code{background:#f2f2f2;color:#111;padding:.1em .3em;overflow-wrap:anywhere}"
)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An article in the archive, and what its files are called there."""

    article: str
    """The article's name in its project."""
    catalog: str
    """The PO file."""
    source: str
    """The article as its author wrote it."""


# Translators: the sentences of this file make a page for volunteers who translate articles in
# Poedit. They stand in lists and tables, or are headings. Call menus as Poedit calls them in your
# language, and give the English name too where volunteers may need it.
_BEGIN: Final = (
    msg("unpack this archive into a folder"),
    msg("get Poedit, which is free, from poedit.net; any other editor for PO files will do"),
    msg("open the file whose name ends in .po: beside each text of the article is its translation"),
    msg("click a text, write your translation into the field below it, and save now and then"),
    # Translators: the menu of Poedit.
    msg(
        "switch off View › Show Warnings: what Poedit warns of, such as another full stop at the"
        " end, is nearly always right in translations from Chinese"
    ),
    msg("when you are done, or have had enough, send back the .po file and nothing else"),
)
_HABITS: Final = (
    msg("you need not finish: what is empty stays in the original language, all else is used"),
    msg("leave empty what you are not sure of, or mark it Needs Work and say why in a comment"),
    msg("what kind of text it is, and what its author says to you, stands in the notes beside it"),
    msg(
        "orange texts are marked Needs Work already: somebody was in doubt, a machine wrote them"
        " (the note then begins with ⚙), or the original has changed (then ± shows where)"
    ),
    # Translators: the button of Poedit, for a text that is marked so.
    msg("if such a text is right as it is, click Needs Work, and the mark goes"),
    msg("Add Comment is for what you want to tell the next translator: it stays in the file"),
    # Translators: the menus of Poedit.
    msg(
        "leave Translation › Update from POT File and Translation › Purge Deleted Translations"
        " alone: they throw translations away"
    ),
    msg("a file that ends in .mo, which Poedit may put beside yours, is of no use to anybody"),
    msg("if the article changes meanwhile, your work is put where it belongs all the same"),
)
_MARKS: Final = (
    ("**重要**", msg("emphasis"), msg("keep the marks, translate between them"), "**…**"),
    (
        "[文章](https://example.org/a)",
        # Translators: of Markdown: [text](address).
        msg("a link"),
        msg(
            "translate what is in square brackets; the address may lead to a page in your language"
        ),
        "[…](https://example.org/a)",
    ),
    (
        "[词典][dict]",
        msg("a link whose address stands elsewhere"),
        msg("translate the first brackets, keep the second"),
        "[…][dict]",
    ),
    (
        '![图](a.png "标题")',
        msg("a picture"),
        msg("translate the description, and the title in quotation marks"),
        '![…](a.png "…")',
    ),
    (
        "`print`",
        # Translators: of a programming language.
        msg("code"),
        msg("keep it; translate only the words of the original language in it"),
        "`print`",
    ),
    ("[^1]", msg("the number of a footnote"), msg("put it where your sentence wants it"), "[^1]"),
    (
        "<kbd>Ctrl</kbd>",
        msg("HTML"),
        msg("keep it, or leave it out; bring in none that the original lacks"),
        "<kbd>Ctrl</kbd>",
    ),
    ("$x^2$ {{ … }} \\*", msg("formulas, tags of the website, and the like"), msg("keep them"), ""),
    (
        "\\n",
        msg("a line break that the author wants, as in a poem"),
        msg("press Enter where your line ends"),
        "",
    ),
)


def instructions(
    enclosed: Sequence[Enclosed], *, project: str, language: str, name: str | None = None
) -> str:
    """Write the page.

    Args:
        enclosed: the articles in the archive.
        project: what the project is called.
        language: the tag of the language to translate into; the page speaks it if the program does,
            and English otherwise.
        name: what the configuration calls that language.
    """
    page = _Page(tag_of(match(language) or _SPARE))
    called = display_name(language, in_language=page.language, override=name)
    title = msg("how to translate {project} into {language}", project=project, language=called)
    parts = [
        page.headings(1, title, literal=False),
        page.headings(2, msg("what is in this archive")),
        page.table(
            (msg("file"), msg("what it is")),
            [row for each in enclosed for row in _files(page, each)],
        ),
        page.headings(2, msg("how to begin")),
        page.items("ol", _BEGIN),
        page.headings(2, msg("what the marks mean")),
        page.table(
            (msg("you see"), msg("it is"), msg("what to do"), msg("for example")),
            [
                (_code(seen), page.tell(what), page.tell(do), _code(example) if example else "")
                for seen, what, do, example in _MARKS
            ],
        ),
        page.headings(2, msg("good to know")),
        page.items("ul", _HABITS),
    ]
    return page.whole(title, parts)


def _files(page: _Page, enclosed: Enclosed) -> tuple[tuple[str, ...], ...]:
    catalog = msg("what you translate: {article}", article=enclosed.article)
    source = msg("the article in the original, to read and to look things up")
    return (
        (_code(enclosed.catalog), page.tell(catalog)),
        (_code(enclosed.source), page.tell(source)),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """Sentences to HTML, in one language."""

    language: str
    """A BCP 47 tag."""

    def tell(self, sentence: Message, *, literal: bool = True) -> str:
        """Tell a sentence, escaped, its fields marked as names that are not translated."""
        opened, closed = ('<code dir="ltr" translate="no">', "</code>")
        if not literal:
            opened, closed = ("<bdi>", "</bdi>")
        told = escape(render(sentence, language=self.language, field=_marked))
        return told.replace(_OPEN, opened).replace(_CLOSE, closed)

    def headings(self, level: int, sentence: Message, *, literal: bool = True) -> str:
        return f"<h{level}>{self.tell(sentence, literal=literal)}</h{level}>"

    def items(self, kind: str, sentences: Iterable[Message]) -> str:
        listed = "\n".join([f"<li>{self.tell(sentence)}</li>" for sentence in sentences])
        return f"<{kind}>\n{listed}\n</{kind}>"

    def table(self, heads: Sequence[Message], rows: Iterable[Sequence[str]]) -> str:
        """Make a table of cells that are HTML already."""
        head = "".join([f'<th scope="col">{self.tell(cell)}</th>' for cell in heads])
        lines = [f"<tr>{''.join([_cell(cell) for cell in row])}</tr>" for row in rows]
        return "\n".join(["<table>", f"<tr>{head}</tr>", *lines, "</table>"])

    def whole(self, title: Message, parts: Iterable[str]) -> str:
        body = "\n".join(parts)
        plain = escape(render(title, language=self.language))
        return (
            "<!DOCTYPE html>\n"
            f'<html lang="{escape(self.language)}" dir="{direction(self.language)}">\n'
            '<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f"<title>{plain}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n{body}\n</body>\n</html>\n"
        )


def _marked(field: str) -> str:
    return f"{_OPEN}{field.replace(_OPEN, '').replace(_CLOSE, '')}{_CLOSE}"


def _cell(content: str) -> str:
    # code keeps its small letters
    kind = "" if content.startswith("<code") else ' class="said"'
    return f"<td{kind}>{content}</td>"


def _code(text: str) -> str:
    return f'<code dir="ltr" translate="no">{escape(text)}</code>'
