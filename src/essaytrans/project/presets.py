"""What site generators want: where articles are and go, and what languages are called there.

Data only; `docs/sites.md` shows each, and `tests/sites/` builds a site with each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Severity
from essaytrans.project.links import Links
from essaytrans.project.reader import near
from essaytrans.project.strings import Strings

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["AUTO", "PRESETS", "Preset", "choose"]

AUTO: Final = "auto"
"""The name that asks for the preset of the generator whose files are there."""
_COMMON: Final = ("title", "subtitle", "description", "summary", "tags[]")


@dataclass(frozen=True, slots=True)
class Preset:
    """The habits of a site generator."""

    name: str
    """What `init --preset` calls it."""
    generator: str
    """What people call the generator, in every language."""
    articles: str
    """The folder of the articles, with `{source}` for what paths call their language."""
    output: str
    """Where translated articles go, as in the configuration."""
    signs: tuple[tuple[str, ...], ...]
    """How the generator shows: files and folders, of which one group is there as a whole."""
    language_paths: str = "tag"
    """What paths call languages, as in the configuration."""
    front_matter: tuple[str, ...] = _COMMON
    """The keys of front matter that are translated, as in the configuration."""
    links: Links | None = None
    """How links are written; None where they stay as they are."""
    strings: tuple[Strings, ...] = ()
    """Where files of strings may be, with `{source}` for what they call the language of the
    articles; a project has those that are there."""


_HUGO: Final = ("title", "linkTitle", "subtitle", "description", "summary", "tags[]")
_HUGO_STRINGS: Final = tuple(
    Strings(
        f"i18n/{{source}}.{end}",
        f"i18n/{{language}}.{end}",
        ("!*.**.description", "![].id", "![].description"),  # what Hugo's own form has for people
    )
    for end in ("yaml", "yml", "toml", "json")
)
_DOCUSAURUS_STRINGS: Final = (
    Strings("i18n/{source}/{article}.json", "i18n/{language}/{article}.json", ("*.message",)),
)
_FROM_ROOT: Final = Links(base="/", page="{language}/{article}", source_page="{article}")
"""For a site that has its articles at its root, and translations in a folder below."""
_BY_ITSELF: Final = Links(articles=False)
"""For a generator that looks for the page of the language itself."""
_MKDOCS: Final = (("mkdocs.yml",), ("mkdocs.yaml",))
_HERO: Final = ("hero.name", "hero.text", "hero.tagline", "hero.actions[].text")
_HUGO_SIGNS: Final = (
    *((f"hugo.{end}",) for end in ("toml", "yaml", "yml", "json")),
    *((f"config/_default/hugo.{end}",) for end in ("toml", "yaml", "yml", "json")),
    *((f"config.{end}", "content") for end in ("toml", "yaml", "yml", "json")),
)

PRESETS: Final = (
    Preset(
        name="hugo-content",
        generator="Hugo",
        articles="content/{source}",
        output="content/{language}/{article}.md",
        signs=tuple((*group, "content/{source}") for group in _HUGO_SIGNS),
        language_paths="lower",
        front_matter=_HUGO,
        links=replace(_FROM_ROOT, slugs="hugo", style="directory"),
        strings=_HUGO_STRINGS,
    ),
    Preset(
        name="hugo",
        generator="Hugo",
        articles="content",
        output="content/{article}.{language}.md",
        signs=_HUGO_SIGNS,
        language_paths="lower",
        front_matter=_HUGO,
        links=replace(_FROM_ROOT, slugs="hugo", style="directory"),
        strings=_HUGO_STRINGS,
    ),
    Preset(
        name="jekyll",
        generator="Jekyll",
        articles="_posts",
        output="{language}/_posts/{article}.md",
        signs=(("_config.yml", "_posts"), ("_config.yml", "Gemfile")),
        language_paths="lower",  # as it writes categories in addresses
        front_matter=("title", "subtitle", "description", "excerpt", "tags[]"),
        links=replace(_BY_ITSELF, slugs="kramdown"),
    ),
    Preset(
        name="hexo",
        generator="Hexo",
        articles="source/_posts",
        output="source/_posts/{language}/{article}.md",
        signs=(("_config.yml", "source/_posts"),),
        front_matter=("title", "subtitle", "description", "excerpt", "tags[]"),
    ),
    Preset(
        name="mkdocs-folder",
        generator="MkDocs",
        articles="docs/{source}",
        output="docs/{language}/{article}.md",
        signs=tuple((*group, "docs/{source}") for group in _MKDOCS),
        links=replace(_BY_ITSELF, slugs="python-markdown"),
    ),
    Preset(
        name="mkdocs",
        generator="MkDocs",
        articles="docs",
        output="docs/{article}.{language}.md",
        signs=_MKDOCS,
        links=replace(_BY_ITSELF, slugs="python-markdown"),
    ),
    Preset(
        name="docusaurus",
        generator="Docusaurus",
        articles="docs",
        output="i18n/{language}/docusaurus-plugin-content-docs/current/{article}.md",
        signs=tuple((f"docusaurus.config.{end}",) for end in ("js", "ts", "mjs", "cjs", "mts")),
        front_matter=(
            *("title", "description", "sidebar_label", "pagination_label", "keywords[]"),
            "tags[]",
        ),
        links=Links(slugs="github-slugger"),
        strings=_DOCUSAURUS_STRINGS,
    ),
    Preset(
        name="vitepress",
        generator="VitePress",
        articles="docs",
        output="docs/{language}/{article}.md",
        signs=(("docs/.vitepress",),),
        front_matter=(
            *("title", "titleTemplate", "description"),
            *_HERO,
            *("features[].title", "features[].details", "features[].linkText"),
        ),
        links=replace(_FROM_ROOT, slugs="vitepress"),
    ),
    Preset(
        name="starlight",
        generator="Astro Starlight",
        articles="src/content/docs",
        output="src/content/docs/{language}/{article}.md",
        signs=tuple(
            (f"astro.config.{end}", "src/content/docs") for end in ("mjs", "js", "ts", "mts")
        ),
        language_paths="lower",
        front_matter=(
            *("title", "description", "sidebar.label", "sidebar.badge.text"),
            *("hero.title", "hero.tagline", "hero.actions[].text", "banner.content"),
        ),
        links=replace(_FROM_ROOT, slugs="github-slugger", style="directory"),
    ),
    Preset(
        name="mdbook",
        generator="mdBook",
        articles="src",
        output="build/{language}/{article}.md",
        signs=(("book.toml",),),
        links=_BY_ITSELF,
    ),
)
"""The one with more signs stands before the other of its generator."""


def choose(name: str, source: Callable[[Preset], str], there: Callable[[str], bool]) -> Preset:
    """Return a preset by its name, or that of the generator whose files are in a folder.

    Args:
        name: the name, or `AUTO`.
        source: what paths call the language of the articles, by a preset's habits.
        there: whether a file or folder is there, by its path relative to the project.

    Raises:
        EssaytransError: `unknown-preset`; `preset-not-found`, where no generator shows or several.
    """
    names = tuple(preset.name for preset in PRESETS)
    if name != AUTO:
        for preset in PRESETS:
            if preset.name == name:
                return preset
        # Translators: a preset is a configuration for a site generator, chosen by name.
        message = msg("there is no preset “{name}”", name=name)
        # Translators: {names} are those of presets.
        known = msg("there are: {names}", names=listing((AUTO, *sorted(names))))
        hint = near(name, (AUTO, *names)) or known
        raise EssaytransError(Diagnostic(Severity.ERROR, "unknown-preset", message, hint))
    found: dict[str, Preset] = {}
    for preset in PRESETS:
        if any(
            all(there(s.format(source=source(preset))) for s in group) for group in preset.signs
        ):
            found.setdefault(preset.generator, preset)
    if len(found) == 1:
        return next(iter(found.values()))
    # Translators: of the files of site generators (Hugo, Jekyll), by which they are recognised.
    message = msg("no site generator shows in this folder")
    hint = msg("name a preset: {names}", names=listing(sorted(names)))
    if found:
        # Translators: {names} are those of site generators (Hugo, Jekyll).
        message = msg(
            "several site generators show in this folder: {names}", names=listing(sorted(found))
        )
        hint = msg(
            "name a preset: {names}", names=listing([preset.name for preset in found.values()])
        )
    raise EssaytransError(Diagnostic(Severity.ERROR, "preset-not-found", message, hint))
