"""In which commits articles were changed last: what git knows and no file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, Severity
from essaytrans.project import git

if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaytrans.commands.workspace import Workspace

__all__ = ["revision_of", "revisions"]


def revisions(workspace: Workspace) -> Mapping[str, str]:
    """Ask git, once, in which commits the articles asked for were changed last.

    Args:
        workspace: the project and the articles; told if git's history is cut off.

    Returns:
        What `revision_of` reads, by the names of articles. Without those that are not as the last
        commit has them, and empty where git does not know.
    """
    root = workspace.root
    if git.is_shallow(root):  # all files seem to be changed by its oldest commit
        workspace.diagnostics.append(
            Diagnostic(
                Severity.WARNING,
                "git-shallow",
                msg(
                    "this clone has the latest commits only: it is not known when articles changed"
                ),
                # Translators: “git fetch --unshallow” and “fetch-depth: 0” stay as they are.
                msg(
                    "run “git fetch --unshallow”, or let the workflow check out with fetch-depth: 0"
                ),
            )
        )
        return {}
    paths = {article.path: article.name for article in workspace.articles}
    commits = git.last_commits(root, paths)
    edited = git.edited(root, paths) if commits else frozenset()
    return {
        paths[path]: f"{commit.name} {commit.time}"
        for path, commit in commits.items()
        if path not in edited
    }


def revision_of(told: str) -> git.Commit | None:
    """Read what `revisions` says of an article; None for nothing."""
    name, _, time = told.partition(" ")
    return git.Commit(name, int(time)) if name else None
