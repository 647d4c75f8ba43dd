"""The configuration as text: written for a new project, and extended with comments kept."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from essaytrans.i18n import msg, render
from essaytrans.language.tags import parse_tag
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.config import FILE_NAME, Config
from essaytrans.project.links import Links
from essaytrans.project.places import places
from essaytrans.project.reader import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaytrans.model import Message
    from essaytrans.project.presets import Preset

__all__ = ["add_languages", "new_config"]

_BOM: Final = "\ufeff"
_DEFAULT: Final = Config(Path(), Path(), "")


def add_languages(text: str, tags: Sequence[str]) -> str:
    """Add languages to the text of a configuration; comments and formatting stay as they are.

    Args:
        text: the content of a valid `essaytrans.toml`.
        tags: the languages to add, normalised; those that are there already change nothing.

    Raises:
        EssaytransError: `config-syntax`, `language-tag`; `config-not-edited`, where the result
            would not say what it should.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    plain = text.removeprefix(_BOM)
    before = parse(plain, FILE_NAME)
    there = before.get("project", {}).get("languages", [])
    known = {parse_tag(tag) for tag in there}
    new = [tag for tag in dict.fromkeys(tags) if tag not in known]
    if not new:
        return text
    wanted = {**before, "project": {**before.get("project", {}), "languages": [*there, *new]}}
    for edit in (_appended, _spliced):
        edited = edit(plain, new)
        if _read(edited) == wanted:
            return mark + edited
    message = msg("the languages could not be added to {name}", name=FILE_NAME)
    hint = msg("add them by hand to languages in [project]: {tags}", tags=", ".join(new))
    problem = Diagnostic(Severity.ERROR, "config-not-edited", message, hint, Position(FILE_NAME))
    raise EssaytransError(problem)


def _read(text: str) -> dict[str, Any] | None:
    """Read the result of an edit; None if it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _appended(text: str, tags: Sequence[str]) -> str:
    """Append to the array `languages` in `[project]`, both of which may be missing."""
    import tomlkit  # noqa: PLC0415 - 40 ms, for this one command
    from tomlkit.items import Array  # noqa: PLC0415

    document = tomlkit.parse(text)
    project = document.setdefault("project", tomlkit.table())
    languages = project.setdefault("languages", tomlkit.array())
    if isinstance(languages, Array):
        for tag in tags:
            languages.append(tag)
    return tomlkit.dumps(document)


def _spliced(text: str, tags: Sequence[str]) -> str:
    """Put languages right behind the last one: for lists that tomlkit writes back broken.

    It does so where a comment stands between an item and the comma or the bracket after it.
    """
    items = [place for key, place in places(text).items() if key[:-1] == ("project", "languages")]
    if not items:
        return text
    last = max(items)
    lines = text.split("\n")
    line, end = lines[last.line - 1], last.column - 1 + last.length
    added = "".join(f", {_quoted(tag)}" for tag in tags)
    lines[last.line - 1] = f"{line[:end]}{added}{line[end:]}"
    return "\n".join(lines)


def new_config(
    *, name: str, source: str, languages: Sequence[str], preset: Preset | None = None
) -> str:
    """Write the configuration of a new project, with comments in the active language.

    Args:
        name: what the project is called.
        source: the tag of the language of the articles, normalised.
        languages: the tags of those to translate into, normalised.
        preset: the habits of the site generator that the project is for, if it is for one; its
            `articles` is a folder.
    """
    return "\n".join(_lines(name, source, languages, preset)) + "\n"


def _lines(
    name: str, source: str, languages: Sequence[str], preset: Preset | None
) -> Iterator[str]:
    """Yield the lines; what is commented out shows the defaults."""
    yield from _comment(msg("The configuration of essaytrans. Paths are relative to this folder."))
    yield ""
    yield "[project]"
    yield from _comment(msg("What catalogs call this project."))
    yield f"name = {_quoted(name)}"
    yield from _comment(msg("The language of the articles, as a BCP 47 tag."))
    yield f"source = {_quoted(source)}"
    yield from _comment(msg("The languages to translate into; “essaytrans add ja” adds one."))
    yield f"languages = [{', '.join(map(_quoted, languages))}]"
    yield from _comment(msg("The folder of the articles, and which files in it are not articles."))
    yield f"articles = {_quoted(preset.articles if preset else _DEFAULT.articles)}"
    yield '# exclude = ["README.md", "drafts/"]'
    yield from _comment(msg("Where catalogs are, and where translated articles go."))
    yield f"catalogs = {_quoted(_DEFAULT.catalogs)}"
    yield f"output = {_quoted(preset.output if preset else _DEFAULT.output)}"
    if preset:
        # Translators: {generator} is the name of a site generator, such as Hugo.
        yield from _comment(
            msg("It is where {generator} looks for them.", generator=preset.generator)
        )
        yield from _comment(
            msg("How these paths write languages: tag (zh-TW), lower (zh-tw), underscore (zh_TW).")
        )
        yield f"language_paths = {_quoted(preset.language_paths)}"
    yield from _comment(msg("The language of the notes to translators in the catalogs."))
    yield f"notes_language = {_quoted(source)}"
    yield from _comment(
        msg("Where translators report mistakes in the articles: an address or URL.")
    )
    yield '# report_bugs_to = "https://example.org/issues"'
    yield ""
    yield from _comment(
        msg("Of a language, only what should differ from what Unicode's CLDR says.")
    )
    yield "# [languages.tlh]"
    yield '# name = "tlhIngan Hol"'
    yield '# direction = "ltr"'
    yield '# team = "Klingon <tlh@example.org>"'
    yield ""
    yield "[segment]"
    yield from _comment(msg("The keys of front matter that are translated."))
    keys = preset.front_matter if preset else _DEFAULT.segment.front_matter
    yield f"front_matter = [{', '.join(map(_quoted, keys))}]"
    yield from _comment(msg("Code blocks that are translated: never, han (with Chinese), always."))
    yield 'code = "han"'
    yield from _comment(msg("Parameters of shortcodes that are translated, as name.parameter."))
    yield 'shortcodes = ["*.title", "*.caption", "*.alt", "*.attr", "*.summary"]'

    if preset and preset.links:
        yield ""
        yield "[links]"
        yield from _comment(msg("How links and images of translated articles are made to work."))
        yield from _links(preset.links)
    if preset:
        yield from _strings(preset)


def _strings(preset: Preset) -> Iterator[str]:
    """Yield a table for each of the files of strings that a site has."""
    for strings in preset.strings:
        yield ""
        yield "[[strings]]"
        yield from _comment(msg("Texts of the site itself that are translated too."))
        yield f"files = {_quoted(strings.files)}"
        yield f"output = {_quoted(strings.output)}"
        if strings.keys:
            yield f"keys = [{', '.join(map(_quoted, strings.keys))}]"


def _links(links: Links) -> Iterator[str]:
    """Yield what differs from the defaults, and how headings are named."""
    usual = Links()
    for field in fields(Links):
        value = getattr(links, field.name)
        if value != getattr(usual, field.name) or field.name == "slugs":
            said = _quoted(value) if isinstance(value, str) else str(value).lower()
            yield f"{field.name} = {said}"


def _comment(message: Message) -> Iterator[str]:
    """Yield the lines of a comment, in the active language."""
    for line in render(message).split("\n"):
        yield f"# {line}"


def _quoted(text: str) -> str:
    """Write a text as a string of TOML."""
    import tomlkit  # noqa: PLC0415 - 40 ms, for this one command

    return tomlkit.string(text).as_string()
