"""A small site for each preset: the generator's own files, and where it puts pages.

They are as the sections of `docs/sites.md` say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SITES", "TAGS", "Site"]

TAGS: Final = ("en", "zh-TW")


@dataclass(frozen=True)
class Site:
    """A site before there was essaytrans, in Chinese."""

    preset: str
    generator: str
    """Its name in `generators.GENERATORS`."""
    article: str
    """The path of the article."""
    picture: str
    """The path of the picture that it shows, beside it; empty for none."""
    link: str
    """How it leads to a heading of the article `walk` beside it; only to its own, if empty."""
    page: str
    """Where its page is, with `{}` for the folder of a language."""
    folders: Mapping[str, str]
    """The folder of each language in the built site; empty for the site's own."""
    runs: tuple[tuple[Mapping[str, str], tuple[str, ...]], ...]
    """The programs to run, each with what its environment says."""
    files: Mapping[str, str]
    """The generator's own, and other articles."""


_AS_TAGGED: Final = {"zh-CN": "", "en": "en/", "zh-TW": "zh-TW/"}
_LOWER: Final = {**_AS_TAGGED, "zh-TW": "zh-tw/"}

_HUGO: Final = """\
baseURL = "https://example.org/"
title = "茶"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"]
defaultContentLanguage = "zh-cn"

[languages.zh-cn]
weight = 1

[languages.en]
weight = 2

[languages.zh-tw]
weight = 3
"""
_HUGO_PAGE: Final = """\
<html lang="{{ .Site.Language.Lang }}"><title>{{ .Title }}</title><body>{{ .Content }}
<p>{{ i18n "cups" 2 }}</p>
{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}
"""


_HUGO_STRINGS: Final = """\
# 按数目选用
cups:
  description: 杯子的数目
  one: "{{ .Count }} 杯"
  other: "{{ .Count }} 杯茶"
"""


def _hugo(config: str) -> dict[str, str]:
    return {
        "hugo.toml": config,
        "layouts/_default/single.html": _HUGO_PAGE,
        "layouts/_default/list.html": _HUGO_PAGE,
        "i18n/zh-cn.yaml": _HUGO_STRINGS,
    }


_JEKYLL: Final = """\
title: 茶
exclude: [locales, essaytrans.toml]
defaults:
  - scope: { path: "" }
    values: { layout: page, lang: zh-CN }
  - scope: { path: en }
    values: { lang: en }
  - scope: { path: zh-tw }
    values: { lang: zh-TW }
"""

_HEXO: Final = """\
title: 茶
url: https://example.org
language: [zh-CN, en, zh-TW]
new_post_name: :lang/:title.md
permalink: :lang/:title.html
permalink_defaults: { lang: zh-CN }
theme: plain
"""

_MKDOCS: Final = """\
site_name: 茶
theme: { name: material, font: false }
plugins:
  - i18n:
      docs_structure: STRUCTURE
      languages:
        - { locale: zh, name: 简体中文, default: true }
        - { locale: en, name: English }
        - { locale: zh-TW, name: 繁體中文 }
"""

_NAV: Final = """\
nav: [index.md, guide/tea.md, guide/walk.md, guide/rest.md]
"""

_DOCUSAURUS: Final = """\
module.exports = {
  title: '茶',
  url: 'https://example.org',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  i18n: { defaultLocale: 'zh-CN', locales: ['zh-CN', 'en', 'zh-TW'] },
  markdown: { format: 'detect' },
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false, pages: false }]],
};
"""

_VITEPRESS: Final = """\
export default {
  title: '茶',
  locales: {
    root: { label: '简体中文', lang: 'zh-CN' },
    en: { label: 'English', lang: 'en' },
    'zh-TW': { label: '繁體中文', lang: 'zh-TW' },
  },
}
"""

_STARLIGHT: Final = """\
import { defineConfig, passthroughImageService } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: '茶',
      pagefind: false,
      defaultLocale: 'root',
      locales: {
        root: { label: '简体中文', lang: 'zh-CN' },
        en: { label: 'English', lang: 'en' },
        'zh-tw': { label: '繁體中文', lang: 'zh-TW' },
      },
    }),
  ],
});
"""
_COLLECTIONS: Final = """\
import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
};
"""

_HOME: Final = "---\ntitle: 茶馆\n---\n\n请坐。\n"

SITES: Final = (
    Site(
        "hugo",
        "hugo",
        article="content/guide/tea.md",
        picture="",
        link="../walk/#步子",
        page="public/{}guide/tea/index.html",
        folders=_LOWER,
        runs=(({}, ("hugo",)),),
        files={
            **_hugo(_HUGO),
            "content/_index.md": _HOME,
        },
    ),
    Site(
        "hugo-content",
        "hugo",
        article="content/zh-cn/guide/tea.md",
        picture="",
        link="../walk/#步子",
        page="public/{}guide/tea/index.html",
        folders=_LOWER,
        runs=(({}, ("hugo",)),),
        files={
            **_hugo(
                re.sub(
                    r"(?m)^(\[languages\.(.*)\]\nweight = .*)$",
                    r'\1\ncontentDir = "content/\2"',
                    _HUGO,
                )
            ),
            "content/zh-cn/_index.md": _HOME,
        },
    ),
    Site(
        "jekyll",
        "jekyll",
        article="_posts/2026-01-02-tea.md",
        picture="",
        link="",
        page="_site/{}2026/01/02/tea.html",
        folders=_LOWER,
        runs=(({}, ("jekyll", "build", "--disable-disk-cache")),),
        files={
            "_config.yml": _JEKYLL,
            "_layouts/page.html": '<html lang="{{ page.lang }}"><title>{{ page.title }}</title>{{ content }}',
        },
    ),
    Site(
        "hexo",
        "hexo",
        article="source/_posts/tea.md",
        picture="",
        link="",
        page="public/{}tea.html",
        folders={**_AS_TAGGED, "zh-CN": "zh-CN/"},
        runs=(({}, ("hexo", "generate")),),
        files={
            "package.json": '{"private": true, "hexo": {"version": "8.1.2"}, "dependencies": '
            '{"hexo": "8.1.2", "hexo-renderer-marked": "7.0.1", "hexo-renderer-ejs": "2.0.0"}}',
            "_config.yml": _HEXO,
            "themes/plain/layout/index.ejs": "<title><%= config.title %></title>",
            "themes/plain/layout/post.ejs": '<html lang="<%= page.lang %>">'
            "<title><%= page.title %></title><%- page.content %>",
        },
    ),
    Site(
        "mkdocs",
        "mkdocs",
        article="docs/guide/tea.md",
        picture="docs/guide/cup.png",
        link="walk.md#_1",
        page="site/{}guide/tea/index.html",
        folders=_AS_TAGGED,
        runs=(({}, ("mkdocs", "build", "--strict")),),
        files={"mkdocs.yml": _MKDOCS.replace("STRUCTURE", "suffix"), "docs/index.md": _HOME},
    ),
    Site(
        "mkdocs-folder",
        "mkdocs",
        article="docs/zh/guide/tea.md",
        picture="docs/zh/guide/cup.png",
        link="walk.md#_1",
        page="site/{}guide/tea/index.html",
        folders=_AS_TAGGED,
        runs=(({}, ("mkdocs", "build", "--strict")),),
        files={
            "mkdocs.yml": _MKDOCS.replace("STRUCTURE", "folder") + _NAV,
            "docs/zh/index.md": _HOME,
        },
    ),
    Site(
        "docusaurus",
        "docusaurus",
        article="docs/guide/tea.md",
        picture="docs/guide/cup.png",
        link="./walk.md#步子",
        page="build/{}guide/tea/index.html",
        folders=_AS_TAGGED,
        runs=(({}, ("docusaurus", "build", "--no-minify")),),
        files={
            "docusaurus.config.js": _DOCUSAURUS,
            "package.json": '{"private": true}',
            "docs/index.md": "---\ntitle: 茶馆\nslug: /\n---\n\n请坐。\n",
        },
    ),
    Site(
        "vitepress",
        "vitepress",
        article="docs/guide/tea.md",
        picture="docs/guide/cup.png",
        link="walk.md#步子",
        page="docs/.vitepress/dist/{}guide/tea.html",
        folders=_AS_TAGGED,
        runs=(({}, ("vitepress", "build", "docs")),),
        files={"docs/.vitepress/config.mjs": _VITEPRESS, "docs/index.md": _HOME},
    ),
    Site(
        "starlight",
        "starlight",
        article="src/content/docs/guide/tea.md",
        picture="src/content/docs/guide/cup.png",
        link="/guide/walk/#步子",
        page="dist/{}guide/tea/index.html",
        folders=_LOWER,
        runs=(({}, ("astro", "build")),),
        files={
            "package.json": '{"private": true, "type": "module"}',
            "astro.config.mjs": _STARLIGHT,
            "src/content.config.ts": _COLLECTIONS,
            "src/content/docs/index.md": _HOME,
        },
    ),
    Site(
        "mdbook",
        "mdbook",
        article="src/guide/tea.md",
        picture="src/guide/cup.png",
        link="walk.md#步子",
        page="book/{}guide/tea.html",
        folders={**_AS_TAGGED, "zh-CN": "zh-CN/"},
        runs=(
            ({}, ("mdbook", "build", "--dest-dir", "book/zh-CN")),
            *(
                (
                    {"MDBOOK_BOOK__SRC": f"build/{tag}", "MDBOOK_BOOK__LANGUAGE": tag},
                    ("mdbook", "build", "--dest-dir", f"book/{tag}"),
                )
                for tag in TAGS
            ),
        ),
        files={
            "book.toml": '[book]\ntitle = "茶"\nlanguage = "zh-CN"\n',
            "src/SUMMARY.md": "# 目录\n\n- [茶](guide/tea.md)\n- [走路](guide/walk.md)\n",
        },
    ),
)
