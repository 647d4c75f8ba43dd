"""The only files that are served are images that an article shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands.kit import Project
from preview.kit import HOST, Shown, asked, preview_of

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SHOWN = (
    "![图一](images/一.png)",
    "![图二](../pictures/two.svg)",
    '<img src="images/three.webp" alt="图三">',
    "![藏](images/.hidden.png) ![上](../../outside.png) ![记](../.essaytrans/x.png)",
    "![锁](../.git/x.png) ![连](images/link.png) ![连](images/inner.png) ![文](../essaytrans.toml)",
    "![夹](images/folder.png) ![缺](images/none.png) [下载](images/linked.png)",
    "![英](images/zh.png)",
)


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    project = Project(tmp_path / "project")
    project.configure("en")
    project.article("2026/tea", *SHOWN)
    project.write("articles/2026/images/一.png", PNG)
    project.write("articles/pictures/two.svg", SVG)
    for path in (
        "articles/2026/images/three.webp",
        "articles/2026/images/.hidden.png",
        "articles/2026/images/linked.png",
        "articles/2026/images/unused.png",
        "articles/2026/images/zh.png",
        "articles/2026/images/en.png",
        "articles/.essaytrans/x.png",
        "articles/.git/x.png",
        ".essaytrans/x.png",
        ".git/x.png",
    ):
        project.write(path, PNG)
    (tmp_path / "outside.png").write_bytes(PNG)
    folder = project.root / "articles/2026/images"
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "inner.png").symlink_to(folder / "unused.png")
    (folder / "folder.png").mkdir()
    project.extract()
    project.translate("2026/tea", {"![英](images/zh.png)": "![en](images/en.png)"})
    shown = preview_of(project)
    shown.page("/en/articles/2026/tea.md")
    return shown


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/articles/2026/images/一.png", "image/png"),
        ("/en/articles/2026/images/%E4%B8%80.png", "image/png"),
        ("/en/articles/pictures/two.svg", "image/svg+xml"),
        ("/en/articles/2026/images/three.webp", "image/webp"),
        ("/en/articles/2026/images/inner.png", "image/png"),
        ("/en/articles/2026/images/en.png", "image/png"),
    ],
)
def test_an_image_stands_where_the_article_looks_for_it(shown: Shown, path: str, kind: str) -> None:
    answer = shown.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_svg_that_is_opened_on_its_own_can_do_nothing(shown: Shown) -> None:
    policy = shown.get("/en/articles/pictures/two.svg").headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pytest.mark.parametrize(
    "path",
    [
        "/en/essaytrans.toml",
        "/en/articles/essaytrans.toml",
        "/en/locales/en/2026/tea.po",
        "/en/articles/2026/images/unused.png",  # nobody shows it
        "/en/articles/2026/images/linked.png",  # it is linked to, not shown
        "/en/articles/2026/images/none.png",
        "/en/articles/2026/images/folder.png",
        "/en/articles/2026/images/link.png",  # leads out of the project
        "/en/articles/2026/images/.hidden.png",
        "/en/articles/.essaytrans/x.png",
        "/en/articles/.git/x.png",
        "/en/.essaytrans/x.png",
        "/en/.git/x.png",
        "/en/.git/config",
        "/en/../outside.png",
        "/en/..%2foutside.png",
        "/en/%2e%2e/outside.png",
        "/en/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/en/..%5coutside.png",
        "/en/articles/2026/../../../outside.png",
        "/en/articles/2026/..%2f..%2f..%2foutside.png",
        "/en/articles/2026/images/../images/%252e%252e/x.png",
        "/en//etc/passwd",
        "/en/%2fetc%2fpasswd",
        "/en/C:%5cwindows%5cwin.ini",
        "/en/articles/2026/images/一.png%00.txt",
        "/en/articles/2026/images/一.png/",
        "/en/articles//2026/images/一.png",
        "/en/articles/./2026/images/一.png%20",
        "/fr/articles/2026/images/一.png",  # no language of the project
        "/-/articles/2026/images/一.png",
        "/-/..%2fpreview.css",
        "/-/%2e%2e%2ftemplates%2fpreview-frame.html",
        "/-/board.css",
    ],
)
def test_nothing_else_is_served(shown: Shown, path: str) -> None:
    answer = asked(shown, path, ("host", HOST))
    assert answer.status == 404
    assert PNG not in answer.body
    assert b"root:" not in answer.body


def test_an_image_is_served_only_while_an_article_is_looked_at(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("tea", "![图](a.png)")
    project.write("articles/a.png", PNG)
    shown = preview_of(project)
    assert shown.get("/en/articles/a.png").status_code == 404
    shown.page("/en/articles/tea.md")
    assert shown.get("/en/articles/a.png").content == PNG
    project.article("tea", "没有图了。")
    shown.page("/en/articles/tea.md")
    assert shown.get("/en/articles/a.png").status_code == 404


@pytest.mark.parametrize(
    ("source", "shown_as"),
    [
        ("https://example.org/m.png", '<span class="picture" title="https://example.org/m.png">'),
        ("//example.org/m.png", '<span class="picture" title="//example.org/m.png">'),
        ("m.png", '<img src="m.png"'),
        ("/m.png", '<img src="/m.png"'),
    ],
)
@pytest.mark.parametrize("written", ["![山]({})", '<img src="{}" alt="山">', "[![山]({})](x.md)"])
def test_of_a_picture_from_elsewhere_the_words_are_shown(
    tmp_path: Path, written: str, source: str, shown_as: str
) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("far", f"看，{written.format(source)}在那里。")
    page = preview_of(project).page("/en/articles/far.md")
    assert shown_as in page
    assert ("<img" in page) == (shown_as.startswith("<img"))
    assert "山" in page
