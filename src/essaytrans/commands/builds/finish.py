"""What is left to do when all articles of an edition are built."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.commands.builds.assets import Assets
from essaytrans.commands.rounds import ALONE
from essaytrans.model import EssaytransError
from essaytrans.project import layout
from essaytrans.project.state import Manifest, remove_stale, save_manifest

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from essaytrans.commands.builds.outputs import Outputs
    from essaytrans.commands.workspace import Workspace
    from essaytrans.project.journal import Part
    from essaytrans.project.layout import Article

__all__ = ["Finish", "asks_for_all", "take_down"]


def asks_for_all(workspace: Workspace) -> bool:
    """Whether a run is asked for all articles in all languages."""
    return (
        workspace.articles == workspace.all_articles
        and workspace.languages == workspace.config.languages
    )


def take_down(written: dict[str, str], parts: Mapping[str, Part]) -> None:
    """Add the digests of the files that stand built, by their paths."""
    for part in parts.values():
        if "built" in part.result:
            written[part.result["built"]] = part.result["digest"]


@dataclass(frozen=True, slots=True)
class Finish:
    """Sees to what all articles together need."""

    workspace: Workspace
    outputs: Outputs
    manifest: Manifest
    """What was built there before."""
    copy_assets: bool
    is_first: bool
    """Whether this is the first edition that is built; catalogs without articles are told once."""

    def finish(
        self, rounds: Sequence[tuple[Article, Mapping[str, Part]]], more: Mapping[str, str]
    ) -> Counter[str]:
        """See to the files that articles point at, and to those that nobody needs any more.

        Args:
            rounds: the articles and what came of them.
            more: the digests of other files that were built, by their paths.

        Returns:
            How often articles were built and skipped, and translations refused.
        """
        workspace = self.workspace
        assets = Assets(workspace, self.outputs, self.manifest.outputs, copy=self.copy_assets)
        sums: Counter[str] = Counter()
        is_whole = asks_for_all(workspace)
        unpublished: set[str] = set()
        for _, parts in rounds:
            is_whole &= "assets" in parts[ALONE].result
            take_down(assets.written, parts)
            for part in parts.values():
                sums["built"] += "built" in part.result
                sums["skipped"] += part.result.get("skipped", 0)
                sums["refused"] += part.result.get("refused", 0)
                unpublished.update([part.result["gone"]] if "gone" in part.result else [])
        assets.written.update(more)
        for article, parts in rounds:  # now that it is known what is built
            for target, image, line in parts[ALONE].result.get("assets", ()):
                assets.look(article, target, line, image=image)
        if self.is_first:
            workspace.report_vanished()
        try:
            self._clean(assets, unpublished, is_whole=is_whole)
        except EssaytransError as error:  # what was found before must be said all the same
            workspace.diagnostics.extend(error.diagnostics)
        return sums

    def _clean(self, assets: Assets, unpublished: set[str], *, is_whole: bool) -> None:
        """Remove what was built from articles that are gone, and remember what stands now."""
        workspace, outputs, manifest = self.workspace, self.outputs, self.manifest
        workspace.diagnostics.extend(manifest.diagnostics)
        current = set(manifest.outputs)
        if workspace.complete:
            built = outputs.pattern(workspace.all_articles)
            # what else was built once, in a language that is taken out, needs files we do not know
            is_whole &= not any(map(built.fullmatch, current - self._looked_at()))
            current = {
                path
                for path in current
                if path in assets.needed or _is_current(path, built, is_whole=is_whole)
            }
        current -= unpublished
        current.update(assets.written)
        removed, kept = remove_stale(outputs.root, manifest, current, check=workspace.dry)
        workspace.diagnostics.extend(kept)
        workspace.changed.extend(workspace.shown(outputs.root / path) for path in removed)
        if not workspace.dry:
            gone = manifest.stale(current)
            save_manifest(workspace.root, manifest.updated(assets.written, gone), outputs.manifest)

    def _looked_at(self) -> set[str]:
        """Return where the articles asked for go in the languages asked for, built or not."""
        tags = [language.tag for language in self.workspace.languages]
        return {
            str(self.outputs.path(article, tag))
            for article in self.workspace.articles
            for tag in tags
        }


def _is_current(path: str, built: re.Pattern[str], *, is_whole: bool) -> bool:
    """Whether a file that was built once belongs to an article that still exists."""
    if built.fullmatch(path):
        return True
    # a copied file, of an article that this run did not look at
    return not path.lower().endswith(layout.ARTICLE_SUFFIXES) and not is_whole
