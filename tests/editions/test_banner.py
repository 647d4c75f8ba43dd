"""The banner: one paragraph more, and else the article that it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.editions.banner import with_banner

TEXT = "Said to readers."
QUOTE = f"> {TEXT}"

PLACES = {
    "at the top": ("top", "text\n", f"{QUOTE}\n\ntext\n"),
    "below front matter": ("top", "---\na: 1\n---\ntext", f"---\na: 1\n---\n\n{QUOTE}\n\ntext"),
    "below its empty line": (
        "top",
        "---\na: 1\n---\n\ntext\n",
        f"---\na: 1\n---\n\n{QUOTE}\n\ntext\n",
    ),
    "above code": ("top", "    code\n", f"{QUOTE}\n\n    code\n"),
    "below the title": ("title", "# T\n\ntext\n", f"# T\n\n{QUOTE}\n\ntext\n"),
    "below a title and above its text": ("title", "# T\ntext\n", f"# T\n\n{QUOTE}\n\ntext\n"),
    "below a title of two lines": ("title", "T\n===\n", f"T\n===\n\n{QUOTE}\n"),
    "at the top, since there is no title": ("title", "## T\n", f"{QUOTE}\n\n## T\n"),
    "at the bottom": ("bottom", "text\n", f"text\n\n{QUOTE}\n"),
    "at the bottom of a last line": ("bottom", "- a", f"- a\n\n{QUOTE}\n"),
    "at the bottom, since the head is no front matter to us": (
        "top",
        "title: x\n---\n\ntext\n",
        f"title: x\n---\n\ntext\n\n{QUOTE}\n",
    ),
    "no quotation beside a quotation": ("top", "> q\n", f"{TEXT}\n\n> q\n"),
    "with the line ends of the file": ("top", "\ufeffa\r\n", f"\ufeff{QUOTE}\r\n\r\na\r\n"),
    "in an empty article": ("title", "", f"{QUOTE}\n"),
}


@pytest.mark.parametrize("case", PLACES)
def test_where_it_stands(case: str) -> None:
    position, before, after = PLACES[case]
    assert with_banner(before, TEXT, position) == after


@pytest.mark.parametrize("text", ["```\ncode", "<!-- open\n", "<script>\n"])
def test_where_the_end_is_open_it_has_no_place(text: str) -> None:
    assert with_banner(text, TEXT, "bottom") is None


@pytest.mark.parametrize("said", ["- no list", "1. no list", "# no heading", "+ x", "[a]: /x"])
def test_whatever_it_begins_with_it_is_a_paragraph(said: str) -> None:
    built = with_banner("text\n", said, "top")
    assert built is None or built.endswith("\n\ntext\n")


BLOCKS = [
    *("text", "# T", "## T", "T\n===", "- a\n- b", "1. a", "> q", "```\nc\n```", "    c"),
    *("| a |\n|---|\n| b |", "[^1]: note", "[a]: /x", "<div>\nx\n</div>", "***", ":::tip\nx\n:::"),
    *("<!-- c -->", "$$\nx\n$$", "term\n: text", "```\nopen", "<p>", "- a\n\n      c"),
]


@given(
    st.lists(st.sampled_from(BLOCKS), max_size=5),
    st.sampled_from(["", "---\na: 1\n---\n", "---\na: 1\n---\n\n", "+++\na = 1\n+++\n"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["top", "title", "bottom"]),
    st.sampled_from(["", "\n", "\n\n\n"]),
)
def test_without_it_the_article_is_as_it_was(
    blocks: list[str], head: str, line_break: str, position: str, end: str
) -> None:
    """Take it away, and the empty lines around it, and the article is there byte for byte."""
    text = (head + "\n\n".join(blocks) + end).replace("\n", line_break)
    built = with_banner(text, TEXT, position)
    if built is None:
        return
    before, _, after = built.partition(TEXT)
    before = before.removesuffix("> ")
    assert text.startswith(before.rstrip("\r\n"))
    assert text.endswith(after.lstrip("\r\n"))
    missing = len(built) - len(text)
    assert built.replace(line_break, "\n").count(TEXT) == 1
    assert len(TEXT) < missing <= len(TEXT) + 2 + 4 * len(line_break)
