"""`init` and `add`: beginning a project, adding a language."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from essaytrans.commands.git_files import add_lines
from essaytrans.i18n import msg
from essaytrans.language.tags import parse_tag
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project import config as configuration
from essaytrans.project import files
from essaytrans.project.edit_config import add_languages, new_config
from essaytrans.project.presets import choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.project.presets import Preset
    from essaytrans.project.strings import Strings

__all__ = ["AddReport", "InitReport", "add", "init"]

_GIT_FILES = {
    # Poedit writes line feeds; git must not turn them into anything else
    ".gitattributes": ("*.po text eol=lf", "*.pot text eol=lf"),
    # Poedit compiles a .mo beside every catalog it saves
    ".gitignore": ("*.mo", "/.essaytrans/"),
}


@dataclass(frozen=True, slots=True)
class InitReport:
    """What `init` did."""

    root: Path
    """The project's folder."""
    changed: tuple[str, ...]
    """Files and folders made or added to, relative to the root."""
    articles: str
    """The folder of the articles, relative to the root."""
    preset: str | None
    """The name of the preset that was taken, if any."""
    diagnostics: tuple[Diagnostic, ...] = ()


def init(
    folder: Path,
    *,
    name: str | None = None,
    source: str,
    languages: Sequence[str],
    preset: str | None = None,
    dry: bool,
) -> InitReport:
    """Begin a project: configuration, folders, lines for git. Nothing is overwritten.

    Args:
        folder: the project's folder, which need not exist.
        name: what to call the project; the folder's name if not given.
        source: the language of the articles.
        languages: those to translate into.
        preset: the name of the preset for a site generator, or `auto` for that of the generator
            whose files are there; None for a project without one.
        dry: whether only to say what would be done.

    Raises:
        EssaytransError: there is a configuration already, a tag is none, there is no such preset
            or none shows, or nothing can be written there.
    """
    root = Path(os.path.realpath(folder))  # the name of `..` is that of a folder
    path = root / configuration.FILE_NAME
    if files.is_file(path):
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "already-a-project",
                msg("there is a project here already"),
                # Translators: “the file” is the project's configuration, essaytrans.toml. LANG
                # stands for a language.
                msg("“essaytrans add LANG” adds a language; all else is in the file itself"),
                Position(str(path)),
            )
        )
    source = parse_tag(source)
    tags = list(dict.fromkeys(parse_tag(tag) for tag in languages))
    _refuse_source(source, tags)
    chosen = _preset(root, preset, source)
    text = new_config(name=name or root.name, source=source, languages=tags, preset=chosen)
    articles = chosen.articles if chosen else "articles"
    changed = [configuration.FILE_NAME]
    for name_of_folder in (articles, "locales"):
        if dry:
            made = not files.is_folder(root / name_of_folder)
        else:
            made = files.make_folder(root / name_of_folder, root=root)
        if made:
            changed.append(f"{name_of_folder}/")
    for git_file, lines in _GIT_FILES.items():
        if add_lines(root, git_file, lines, dry=dry):
            changed.append(git_file)
    if not dry:  # at last: what failed on the way can be begun again
        files.write_text(path, text, root=None)
    return InitReport(root, tuple(changed), articles, chosen.name if chosen else None)


def _preset(root: Path, name: str | None, source: str) -> Preset | None:
    """Choose a preset, with the folder in it that the articles are in."""
    if name is None:
        return None

    def there(path: str) -> bool:
        return files.is_file(root / path) or files.is_folder(root / path)

    def names(preset: Preset) -> tuple[str, ...]:
        usual = configuration.Config(root, root, "", language_paths=preset.language_paths)
        return (usual.in_paths(source), source, source.lower(), source.partition("-")[0])

    def called(preset: Preset) -> str:
        """Return what the site calls the language, by its folder if that is there."""
        found = (name for name in names(preset) if there(preset.articles.format(source=name)))
        return next(found, names(preset)[0])

    def strings(preset: Preset) -> Iterator[Strings]:
        """Yield the files of strings that are there."""
        for one in preset.strings:
            for site_name in dict.fromkeys(names(preset)):
                path = one.files.replace("{source}", site_name)
                folder = path.partition("{")[0]
                if there(folder.rstrip("/")):
                    yield replace(one, files=path)
                    break

    chosen = choose(name, called, there)
    return replace(
        chosen,
        articles=chosen.articles.format(source=called(chosen)),
        strings=tuple(strings(chosen)),
    )


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `add` did to the configuration."""

    added: tuple[str, ...]
    """Tags that were added."""
    known: tuple[str, ...]
    """Tags that were there already."""
    changed: tuple[str, ...]
    """The configuration, if it was changed."""
    config: configuration.Config
    """What it says with these languages added."""


def add(start: Path, tags: Sequence[str], *, dry: bool) -> AddReport:
    """Add languages to the configuration; comments and order in it stay as they are.

    Raises:
        EssaytransError: no project, a wrong configuration, or a tag that is none.
    """
    path = configuration.find(Path(os.path.realpath(start)))
    config = configuration.load(path)
    wanted = list(dict.fromkeys(parse_tag(tag) for tag in tags))
    _refuse_source(config.source, wanted)
    new = [tag for tag in wanted if config.language(tag) is None]
    known = [tag for tag in wanted if tag not in new]
    if not new:
        return AddReport((), tuple(known), (), config)
    if not dry:
        text = files.read_text(path, config.root)
        files.write_text(path, add_languages(text, new), root=config.root)
    added = tuple(configuration.Language(tag) for tag in new)
    config = replace(config, languages=config.languages + added)
    return AddReport(tuple(new), tuple(known), (path.name,), config)


def _refuse_source(source: str, tags: Sequence[str]) -> None:
    if source in tags:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "source-language",
                msg("“{tag}” is the language of the articles", tag=source),
                msg("name a language to translate into"),
            )
        )
