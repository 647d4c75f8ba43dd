"""The shelf of all articles, on which the one is found that a catalog is of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from essaytrans.commands.desk import Desk
from essaytrans.follow.belongs import Texts, resemblance, share, share_of_plain, wanted
from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.git import blob_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.model import Catalog, Entry
    from essaytrans.project.config import Config
    from essaytrans.project.layout import Article

__all__ = ["Shelf"]

_SURE: Final = 0.9
"""The share of a catalog's text that, standing in an article, leaves nothing to look for."""
_LIKELY: Final = 0.5
"""The share at which only the best few are looked at more closely, and not all for what is alike."""
_ENOUGH: Final = 0.4
"""How alike a catalog and an article must be. Strangers share a sentence or two that stands below
every article of an author; edited articles stay above 0.6."""
_FEW: Final = 5
_AS_GOOD: Final = 0.98
"""What share of the best may be as good, so that a person has to say which is meant."""


class _Found(NamedTuple):
    alike: float
    """How much of the catalog's text the article has, 0 to 1."""
    article: Article


@dataclass(slots=True)
class Shelf:
    """The articles of a project, each with the texts that its catalog in a language has."""

    config: Config
    articles: Sequence[Article]
    _texts: dict[tuple[str, str], Texts | str] = field(default_factory=dict)
    """By article and language: its texts, or the article as it is where there is no catalog."""
    _templates: dict[str, Texts] = field(default_factory=dict)

    def find(self, catalog: Catalog, language: str, state: str, said: str = "") -> Article:
        """Find the article that a catalog is of.

        Args:
            catalog: what came back.
            language: the tag of its language.
            state: git's name for the catalog that was sent, where it is known; it only decides
                between articles that are equally good.
            said: the path of the article as the file has it, which decides where that does not.

        Raises:
            EssaytransError: `no-such-article`, `several-articles`.
        """
        entries = wanted(catalog.entries)
        ranked = self._ranked(entries, language)
        if not ranked or ranked[0].alike < _ENOUGH or not entries:
            raise EssaytransError(_no_article(catalog.path, ranked))
        best = [found for found in ranked if found.alike >= ranked[0].alike * _AS_GOOD]
        if len(best) > 1:
            sent = [found for found in best if self._holds(found.article, language, state)]
            sent = sent or [found for found in best if found.article.path == said]
            best = sent if len(sent) == 1 else best
        if len(best) > 1:
            raise EssaytransError(_several(catalog.path, [each.article.name for each in best]))
        return best[0].article

    def confirm(self, catalog: Catalog, language: str, article: Article) -> None:
        """See to it that a catalog has anything of the article that a person says it is of.

        Raises:
            EssaytransError: `no-such-article`.
        """
        texts = self._all_texts(article, language)
        if not resemblance(wanted(catalog.entries), texts):
            raise EssaytransError(_nothing_of(catalog.path, article.name))

    def _ranked(self, entries: Sequence[Entry], language: str) -> list[_Found]:
        """Return the articles, the likeliest first; the less sure it is, the closer it looks."""
        ranked = _in_order([self._share(entries, each, language) for each in self.articles])
        if not ranked or ranked[0].alike >= _SURE:
            return ranked
        near, far = ranked[:_FEW], ranked[_FEW:]
        if ranked[0].alike < _LIKELY:
            near, far = [self._compared(entries, each, language) for each in ranked], []
            near, far = _in_order(near)[:_FEW], _in_order(near)[_FEW:]
        closer = [
            _Found(resemblance(entries, self._all_texts(each.article, language)), each.article)
            for each in near
            if each.alike
        ]
        return _in_order([*closer, *far])

    def _share(self, entries: Sequence[Entry], article: Article, language: str) -> _Found:
        texts = self._known(article, language)
        if isinstance(texts, str):
            return _Found(share_of_plain(entries, texts), article)
        return _Found(share(entries, texts), article)

    def _compared(self, entries: Sequence[Entry], found: _Found, language: str) -> _Found:
        """Look for texts that are alike, in an article that has hardly any word for word."""
        texts = self._known(found.article, language)
        if isinstance(texts, str):
            texts = self._template(found.article)
        return _Found(resemblance(entries, texts), found.article)

    def _known(self, article: Article, language: str) -> Texts | str:
        key = (article.name, language)
        if key not in self._texts:
            desk = Desk(config=self.config, dry=True)  # what is wrong is said where it is used
            catalog = desk.catalog(article.name, language)
            if catalog is None or not catalog.entries:
                self._texts[key] = desk.text(article.path) or ""
            else:
                self._texts[key] = Texts.of(catalog.entries)
        return self._texts[key]

    def _all_texts(self, article: Article, language: str) -> Texts:
        known = self._known(article, language)
        template = self._template(article)
        return template if isinstance(known, str) else known | template

    def _template(self, article: Article) -> Texts:
        """Cut an article into its texts; none if it cannot be read."""
        if article.name not in self._templates:
            from essaytrans.follow import make_template  # noqa: PLC0415 - few come so far

            document = Desk(config=self.config, dry=True).document(article)
            notes = self.config.notes_language
            entries = make_template(document, notes_language=notes) if document else ()
            self._templates[article.name] = Texts.of(entries)
        return self._templates[article.name]

    def _holds(self, article: Article, language: str, state: str) -> bool:
        """Tell whether the project's catalog is in the state that was sent."""
        from essaytrans.project import layout  # noqa: PLC0415 - articles are seldom equally good

        desk = Desk(config=self.config, dry=True)
        text = desk.text(str(layout.catalog_path(self.config, article.name, language)))
        return text is not None and blob_id(text.encode()) == state


def _in_order(found: Sequence[_Found]) -> list[_Found]:
    return sorted(found, key=lambda each: (-each.alike, each.article.name))


# --- what there is to tell --------------------------------------------------------------------


def _no_article(path: str, ranked: Sequence[_Found]) -> Diagnostic:
    guess = ranked[0].article.name if ranked and ranked[0].alike else None
    return Diagnostic(
        Severity.ERROR,
        "no-such-article",
        # Translators: “this” is the PO file at whose name the line begins.
        msg("this is a translation of no article of the project"),
        # Translators: “it” is the PO file; {article} is the name of an article.
        msg("it is most like “{article}”; if that is meant, say --article {article}", article=guess)
        if guess is not None
        else msg("if its article has changed beyond recognition, name it with --article"),
        Position(path),
    )


def _nothing_of(path: str, article: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-such-article",
        # Translators: “this” is the PO file at whose name the line begins.
        msg("nothing in this is of “{article}”", article=article),
        msg("name the article that it is of, or none, and it is looked for"),
        Position(path),
    )


def _several(path: str, articles: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "several-articles",
        # Translators: “this” is the PO file at whose name the line begins.
        msg("this may be a translation of any of: {articles}", articles=listing(articles[:_FEW])),
        msg("say which article is meant with --article"),
        Position(path),
    )
