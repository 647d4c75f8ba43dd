"""What `check` and `lint` know of the links of a project."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from essaytrans.commands.builds.editions import LINKED, Job, unlinked
from essaytrans.commands.builds.outputs import Outputs
from essaytrans.commands.builds.publishing import stale_way
from essaytrans.commands.links.reach import Anchors, Reach
from essaytrans.editions.links import pinned
from essaytrans.markdown.linked import Linked
from essaytrans.markdown.slugs import SLUG_RULES
from essaytrans.project import layout

if TYPE_CHECKING:
    from essaytrans.checks.lints.targets import LeadsFrom
    from essaytrans.checks.targets import Leads
    from essaytrans.commands.workspace import Workspace

__all__ = ["Surroundings"]


@dataclass(slots=True)
class Surroundings:
    """The articles of a project, as their links see them: each is read once, if it is asked for."""

    workspace: Workspace
    _pages: dict[str, str] = field(default_factory=dict)
    _sources: Anchors | None = None
    _built: dict[str, Anchors] = field(default_factory=dict)
    _outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        articles = self.workspace.of_articles().all_articles
        self._pages = {article.path: article.name for article in articles}

    def of_source(self, article: layout.Article) -> LeadsFrom:
        """Return what tells whether the targets of an article lead somewhere."""
        if self._sources is None:
            quiet = self.workspace.quiet()
            self._sources = Anchors(self.workspace.config.links, quiet.text)
        return Reach(self.workspace.config, article, self._pages, self._sources)

    def of_translation(self, article: layout.Article, tag: str) -> Leads:
        """Return what tells whether those of its translation do.

        What the source has too is its author's, and is told by `lint`; but a link to a heading that
        is called otherwise when it is translated leads nowhere in the translation only.
        """
        config = self.workspace.config
        if not set(config.editions.default) & set(LINKED):
            return lambda _target, _copied: None
        source = self.of_source(article)
        reach = self._reach(article, tag)
        follows = config.links is not None and config.links.fragments != "keep"

        def leads(target: str, copied: bool) -> bool | None:
            if copied and (follows or source(target) is not True):
                return None
            return reach(target)

        return leads

    def _reach(self, article: layout.Article, tag: str) -> Reach:
        config = self.workspace.config
        outputs = Outputs.of(config, None)
        if tag not in self._built:
            self._built[tag] = Anchors(config.links, lambda path: self._translated(path, tag))
            self._outputs[tag] = {
                str(outputs.named(name, tag)): path for path, name in self._pages.items()
            }
        output = str(outputs.path(article, tag))
        return Reach(config, article, self._pages, self._built[tag], self._outputs[tag], output)

    def _translated(self, path: str, tag: str) -> str | None:
        """Build an article by its path; None if that cannot be done."""
        quiet = self.workspace.quiet()
        article = layout.Article(self._pages[path], path)
        document = quiet.document(article)
        catalog = quiet.catalog(article.name, tag)
        config = self.workspace.config
        language = config.language(tag)
        if document is None or catalog is None or language is None:
            return None
        job = Job(
            outputs=Outputs.of(config, None),
            article=article,
            document=document,
            blocks=None,
            catalog=catalog,
            language=language,
            stale=stale_way(config, language),
        )
        text = unlinked(job)
        if config.links is None or config.links.fragments != "pin":
            return text
        rule = SLUG_RULES[config.links.slugs]
        return pinned(Linked.of(document.text), Linked.of(text), rule).source.raw
