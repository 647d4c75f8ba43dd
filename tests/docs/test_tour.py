"""What the READMEs show is what the program does, and `tools/showcase.py` writes it there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loading import load_tool

ROOT = Path(__file__).parents[2]


showcase = load_tool("showcase")


def toured(page: str) -> str:
    told: str = showcase.toured(page, "en")
    return told


def refusal(page: str) -> str:
    with pytest.raises(showcase.ShowcaseError) as refused:
        toured(page)
    return str(refused.value)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_shows_what_the_program_does_now(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert showcase.toured(page, showcase.READMES[name]) == page, (
        "run: python tools/showcase.py tour"
    )


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_run_of_the_program_in_a_readme_is_of_the_tour(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    fences = [n for n, line in enumerate(lines) if line == "```" and lines[n + 1].startswith("$ ")]
    assert fences != []
    assert [lines[n - 1] for n in fences if not lines[n - 1].startswith("<!-- tour: run ")] == []


def test_files_are_written_changed_and_shown() -> None:
    page = """<!-- tour: write a.md -->
```
红茶
```

<!-- tour: replace a.md 红 绿 -->
<!-- tour: show a.md -->
```markdown
what stood here before
```
"""
    assert toured(page) == page.replace("what stood here before", "绿茶")


def test_an_entry_is_found_by_how_its_text_begins_and_can_be_translated() -> None:
    page = """<!-- tour: write a.po -->
```
msgid ""
msgstr "Language: en\\n"

#, no-wrap
msgid "红茶：祁门"
msgstr ""

#, no-wrap
msgid "绿茶"
msgstr ""
```

<!-- tour: translate a.po
红茶 = Black: "Keemun"
-->
<!-- tour: entry a.po 红茶 -->
```po
```
"""
    assert toured(page).endswith("""```po
#, no-wrap
msgid "红茶：祁门"
msgstr "Black: \\"Keemun\\""
```
""")


def test_text_without_marks_stays_as_it_is() -> None:
    page = "```\n$ essaytrans status\n```\n<!-- a tour -->\n"
    assert toured(page) == page


def test_nothing_but_the_program_is_run() -> None:
    assert "runs essaytrans and nothing else: $ rm" in refusal(
        "<!-- tour: run . -->\n```\n$ rm -r .\n```\n"
    )


def test_a_run_that_cannot_be_is_an_error_and_no_block() -> None:
    assert "no essaytrans.toml" in refusal("<!-- tour: run . -->\n```\n$ essaytrans status\n```\n")


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- tour: dance . -->\n",
        "<!-- tour: show a.md -->\nno block\n",
        "<!-- tour: replace a.md one -->\n",
    ],
)
def test_a_mark_that_says_nothing_is_refused_with_its_line(mark: str) -> None:
    assert refusal(f"# Tour\n\n{mark}").startswith("line 3: this says nothing to the tour: <!--")


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("<!-- tour: show absent.md -->\n```\n```\n", "absent.md"),
        ("<!-- tour: replace essaytrans/essaytrans.toml tea coffee -->\n", "“tea” 0 times"),
        (
            "<!-- tour: entry essaytrans/locales/en/strangers.po 红茶 -->\n```\n```\n",
            "0 texts begin with “红茶”",
        ),
    ],
)
def test_what_is_not_there_is_named(mark: str, said: str) -> None:
    assert said in refusal(mark)


def test_a_block_that_would_end_before_its_end_is_refused() -> None:
    longer = "<!-- tour: show essaytrans/articles/first-line.md -->\n```\n```\n"
    assert "three backticks" in refusal(longer)


def test_without_the_tools_for_pictures_it_says_what_to_install_and_does_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda tool: None if tool == "poedit" else f"/bin/{tool}")
    monkeypatch.setattr(showcase, "_said", lambda *_, **__: "a font")
    assert showcase.picture() == 2
    assert capsys.readouterr().out.endswith("On Debian: apt-get install poedit\n")
