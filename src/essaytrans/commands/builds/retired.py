"""What is left of editions that the configuration no longer names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.commands.builds.outputs import Outputs
from essaytrans.project.configured import load_configured, save_configured
from essaytrans.project.editions import EDITIONS
from essaytrans.project.state import Manifest, load_manifest, remove_stale, save_manifest

if TYPE_CHECKING:
    from essaytrans.commands.workspace import Workspace

__all__ = ["remove_retired"]


def remove_retired(workspace: Workspace) -> None:
    """Remove what was built in editions that were named when all was last built, and are not now.

    What an edition left that was asked for by its name stays, and so does what somebody changed.

    Args:
        workspace: told what was removed; all of it was built in the editions configured.

    Raises:
        EssaytransError: `not-removed`, `file-unreadable` or `not-written`.
    """
    root, named = workspace.root, workspace.config.editions.default
    before = load_configured(root)
    if before == named:
        return
    retired = [name for name in before if name not in named]
    needed = {
        path
        for name in EDITIONS
        if retired and name not in retired
        for path in load_manifest(root, _manifest(workspace, name)).outputs
    }
    for name in retired:
        record = _manifest(workspace, name)
        manifest = load_manifest(root, record)
        removed, kept = remove_stale(root, manifest, needed, check=workspace.dry)
        workspace.changed.extend(removed)
        workspace.diagnostics.extend(kept)
        if manifest.outputs and not workspace.dry:
            save_manifest(root, Manifest(), record)
    if not workspace.dry:
        save_configured(root, named)


def _manifest(workspace: Workspace, edition: str) -> str:
    return Outputs(workspace.config, None, edition).manifest
