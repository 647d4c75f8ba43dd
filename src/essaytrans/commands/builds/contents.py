"""What stands around the articles of an edition: the page that names them all."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from essaytrans.commands.builds.addresses import as_address
from essaytrans.commands.builds.editions import voice
from essaytrans.project.config import Language
from essaytrans.project.files import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from essaytrans.commands.builds.outputs import Outputs
    from essaytrans.commands.workspace import Workspace
    from essaytrans.project.journal import Part
    from essaytrans.project.layout import Article
    from essaytrans.project.state import Manifest

__all__ = ["build_contents"]

_NAME = "index.html"


def build_contents(
    workspace: Workspace,
    outputs: Outputs,
    manifest: Manifest,
    rounds: Sequence[tuple[Article, Mapping[str, Part]]],
) -> dict[str, str]:
    """Write the page that names all pages, above the folders of languages.

    Where pages stand at the top of the project itself, there is none: whatever is the index there
    is somebody else's.

    Args:
        workspace: told what was written.
        outputs: where pages go.
        manifest: what the last build left there.
        rounds: all articles of the project, and what came of them in all languages.

    Returns:
        Its digest, by its path.

    Raises:
        EssaytransError: it cannot be written.
    """
    base = outputs.base.as_posix()
    if base == "." and outputs.folder is None:
        return {}
    from essaytrans.pages.contents import Listed, Page, contents_page  # noqa: PLC0415 - if asked

    config = workspace.config
    voices = {language.tag: voice(language) for language in config.languages}
    listed = []
    for _, parts in rounds:
        built = {tag: part.result for tag, part in parts.items() if "built" in part.result}
        pages = tuple(
            Page(
                voices[tag],
                as_address(posixpath.relpath(result["built"], base)),
                result["translated"],
            )
            for tag, result in built.items()
        )
        if pages:
            title = next(iter(built.values()))["title"]
            listed.append(Listed(title, pages))
    page = contents_page(
        config.name, listed, source=voice(Language(config.source)), language=config.source
    )
    path = posixpath.join(base, _NAME) if base != "." else _NAME
    outputs.put_aside(workspace, path, page, manifest.outputs.get(path))
    outputs.write(workspace, path, page)
    return {path: digest(page)}
