"""The post: catalogs that are sent, and what volunteers and their tools make of them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from essaytrans.catalog import parse
from essaytrans.commands.accept import AcceptReport
from essaytrans.commands.accept import accept as accept_files
from essaytrans.commands.pack import PackReport
from essaytrans.commands.pack import pack as pack_articles
from essaytrans.commands.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from commands.kit import Project
    from essaytrans.model import Catalog

__all__ = ["accept", "filled", "members", "pack", "sent", "write"]


def pack(
    project: Project,
    *articles: str,
    languages: Collection[str] = ("en",),
    output: Path | None = None,
    dry: bool = False,
) -> PackReport:
    workspace = open_workspace(project.root, articles=articles, languages=tuple(languages), dry=dry)
    return pack_articles(workspace, here=outbox(project), output=output, any_language=not languages)


def accept(
    project: Project,
    *paths: Path,
    language: str | None = None,
    article: str | None = None,
    prefer_incoming: bool = False,
    dry: bool = False,
) -> AcceptReport:
    workspace = open_workspace(
        project.root,
        articles=[article] if article else (),
        languages=[language] if language else (),
        dry=dry,
    )
    return accept_files(
        workspace,
        paths,
        language=workspace.languages[0] if language else None,
        article=workspace.articles[0] if article else None,
        prefer_incoming=prefer_incoming,
    )


def outbox(project: Project) -> Path:
    """A folder outside of the project."""
    folder = project.root.parent / "post"
    folder.mkdir(exist_ok=True)
    return folder


def members(path: Path | str) -> dict[str, bytes]:
    with ZipFile(BytesIO(Path(path).read_bytes())) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def sent(project: Project, article: str, language: str = "en") -> str:
    """Pack an article, and return the catalog that the volunteer gets."""
    report = pack(project, article, languages=[language])
    (path,) = report.archives
    (text,) = [data for name, data in members(path).items() if name.endswith(".po")]
    return text.decode()


def filled(text: str, texts: Mapping[str, str], *, confirm: Collection[str] = ()) -> str:
    """Translate in a catalog's text as an editor does: msgstr by msgid, `fuzzy` taken off."""
    for msgid, msgstr in texts.items():
        head, mark, rest = text.partition(f'\nmsgid "{msgid}"\nmsgstr "')
        assert mark, msgid
        text = f'{head}{mark}{msgstr}"\n{rest.partition(chr(10))[2]}'
        if msgid in confirm:
            before, blank, entry = head.rpartition("\n\n")
            entry = "\n".join(
                line.replace("#, fuzzy, ", "#, ")
                for line in entry.split("\n")
                if not line.startswith("#|")
            )
            text = f"{before}{blank}{entry}{text[len(head) :]}"
    return text


def write(project: Project, text: str | bytes, name: str = "back.po") -> Path:
    """Put what came back into the inbox."""
    path = outbox(project) / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(text: str) -> Catalog:
    return parse(text)
