"""Each preset with its generator: every language's page is where readers look, in their language."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from commands.kit import Project
from essaytrans.commands.setup import init
from essaytrans.model import Severity
from essaytrans.project.config import load
from essaytrans.project.presets import PRESETS
from sites.samples import SITES, TAGS, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sites.generators import Tools

pytestmark = pytest.mark.sites

_HOST: Final = "https://example.org/"
_TEXTS: Final = {
    "泡茶": {"en": "Making Tea", "zh-TW": "泡茶法"},
    "水温": {"en": "Heat of the Water", "zh-TW": "水溫"},
    "水要烧开。": {"en": "Boil it.", "zh-TW": "水要燒開。"},
    "茶杯": {"en": "A Cup", "zh-TW": "茶杯子"},
    "走路": {"en": "Going for a Walk", "zh-TW": "散步"},
    "步子": {"en": "Pace", "zh-TW": "步伐"},
    "步子要慢。": {"en": "Be slow.", "zh-TW": "步伐要慢。"},
    "歇脚": {"en": "Rest", "zh-TW": "歇腳"},
    "茶馆": {"en": "Teahouse", "zh-TW": "茶館"},
    "请坐。": {"en": "Do sit down.", "zh-TW": "請坐。"},
    "目录": {"en": "Contents", "zh-TW": "目錄"},
    "茶": {"en": "Tea", "zh-TW": "茶茶"},
    "{{ .Count }} 杯": {"en": "{{ .Count }} cup", "zh-TW": "{{ .Count }} 盞"},
    "{{ .Count }} 杯茶": {"en": "{{ .Count }} cups of tea", "zh-TW": "{{ .Count }} 盞茶"},
}
_PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.mark.parametrize("site", [pytest.param(site, id=site.preset) for site in SITES])
def test_every_language_has_its_page_where_the_generator_puts_it(
    site: Site, installed: Callable[[str], Tools], tmp_path: Path
) -> None:
    tools = installed(site.generator)
    with tools.site(tmp_path) as root:
        project = Project(root)
        _plant(project, site)
        begun = init(root, name="茶", source="zh-CN", languages=TAGS, preset="auto", dry=False)
        assert begun.preset == site.preset
        _translate(project)
        built = project.build(min_translated=0.5)
        assert built.refused == 0
        assert Severity.ERROR not in {problem.severity for problem in built.diagnostics}
        for environ, (program, *arguments) in site.runs:
            tools.run(root, program, *arguments, **environ)
        for tag, folder in site.folders.items():
            _look(_Crawl(root / site.page.partition("{")[0]), site, folder, tag)


def test_every_preset_has_its_sample() -> None:
    assert sorted(site.preset for site in SITES) == sorted(preset.name for preset in PRESETS)


# --- a site before and after ------------------------------------------------------------------


def _plant(project: Project, site: Site) -> None:
    """Write a site as it was before its articles were translated."""
    for path, content in site.files.items():
        project.write(path, content)
    blocks = ["---\ntitle: 泡茶\n---", "## 水温", "水要烧开。"]
    if site.picture:
        project.write(site.picture, _PNG)
        blocks.append(f"![茶杯]({PurePosixPath(site.picture).name})")
    if site.link:
        rest = site.link.partition("#")[0].replace("walk", "rest")
        blocks.append(f"[走路]({site.link})\n[歇脚]({rest})")
        project.write(site.article.replace("tea", "rest"), "---\ntitle: 歇脚\n---\n\n歇一歇。\n")
    project.write(site.article, "\n\n".join(blocks) + "\n")
    other = "---\ntitle: 走路\n---\n\n## 步子\n\n步子要慢。\n"
    project.write(site.article.replace("tea", "walk"), other)


def _translate(project: Project) -> None:
    """Translate what is there into all languages, but for one article."""
    project.extract()
    config = load(project.root / "essaytrans.toml")
    for tag in (language.tag for language in config.languages):
        for path in sorted((project.root / "locales" / tag).rglob("*.po")):
            name = path.relative_to(project.root / "locales" / tag).as_posix().removesuffix(".po")
            there = [entry.msgid for entry in project.catalog(name, tag).entries]
            if not name.endswith("rest"):
                project.translate(name, {text: _translated(text, tag) for text in there}, tag)


def _translated(text: str, tag: str) -> str:
    """Translate a text; of links and images, what readers see of them."""
    if text in _TEXTS:
        return _TEXTS[text][tag]
    return re.sub(r"\[(.*?)\]", lambda found: f"[{_TEXTS[found[1]][tag]}]", text)


def _in(tag: str, text: str) -> str:
    return _TEXTS[text].get(tag, text)


# --- its pages --------------------------------------------------------------------------------


def _look(crawl: _Crawl, site: Site, folder: str, tag: str) -> None:
    """See that a page is in its language, and that its links and its picture lead somewhere."""
    tea, walk = (
        site.page.partition("{")[2].removeprefix("}").replace("tea", name)
        for name in ("tea", "walk")
    )
    page = crawl.page(folder + tea)
    for text in ("泡茶", "水温", "水要烧开。"):
        assert _in(tag, text) in page.source
    for other in {"zh-CN", *TAGS} - {tag}:
        assert _in(other, "水要烧开。") not in page.source
    if any(path.startswith("i18n/") for path in site.files):
        assert f"<p>{_in(tag, '{{ .Count }} 杯茶').replace('{{ .Count }}', '2')}</p>" in page.source
    assert page.language.casefold() in {tag.casefold(), tag.partition("-")[0]}
    if site.picture:
        (picture,) = (found for alt, found in page.pictures if alt == _in(tag, "茶杯"))
        assert picture.startswith("data:image/png") or crawl.file(crawl.follow(page, picture)[0])
    if site.link:
        link = page.links[_in(tag, "走路")][-1]
        found, fragment = crawl.follow(page, link)
        assert crawl.file(found) == folder + walk, link
        assert fragment in crawl.page(folder + walk).ids, link
        rest = crawl.file(crawl.follow(page, page.links[_in(tag, "歇脚")][-1])[0])
        assert "歇一歇。" in crawl.page(rest).source
    for link in (link for links in page.links.values() for link in links):
        found, fragment = crawl.follow(page, link)
        assert found is None or crawl.file(found), link
        if found is not None and fragment and crawl.file(found).endswith(".html"):
            assert fragment in crawl.page(crawl.file(found)).ids, link


class _Page(HTMLParser):
    """What stands in a page: its language, ids, links by their words, and pictures by theirs."""

    def __init__(self, path: str, source: str) -> None:
        super().__init__()
        self.path, self.source = path, source
        self.language = ""
        self.ids: set[str] = set()
        self.links: dict[str, list[str]] = {}
        self.pictures: list[tuple[str, str]] = []
        self._open: str | None = None
        self._words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = said.get("lang", "")
        if tag == "img":
            self.pictures.append((said.get("alt", ""), said.get("src", "")))
        if tag == "a":
            self._open, self._words = said.get("href"), ""
        self.ids |= {said[name] for name in ("id", "name") if name in said}

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self.links.setdefault(self._words.strip(), []).append(self._open)
            self._open = None


class _Crawl:
    """A built site."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._pages: dict[str, _Page] = {}

    def page(self, path: str) -> _Page:
        if path not in self._pages:
            text = (self._top / path).read_text(encoding="utf-8")
            self._pages[path] = _Page(path, text)
        return self._pages[path]

    def follow(self, page: _Page, link: str) -> tuple[str | None, str]:
        """Return the path in the site that a link leads to, None outside of it, and the fragment."""
        at = urlsplit(urljoin(_HOST + page.path.removesuffix("index.html"), link))
        if f"{at.scheme}://{at.netloc}/" != _HOST:
            return None, ""
        return unquote(at.path).lstrip("/"), unquote(at.fragment)

    def file(self, path: str | None) -> str:
        """Return the file that a server gives for a path; empty if there is none."""
        assert path is not None
        candidates = [
            path,
            f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html",
        ]
        return next((one for one in candidates if (self._top / one).is_file()), "")
