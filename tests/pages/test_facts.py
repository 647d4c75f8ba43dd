"""What front matter says of an article: who wrote it, and when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from essaytrans.markdown.blocks import read_blocks
from essaytrans.pages.epub.facts import Facts, read_facts, read_time


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("2026-03-04", datetime(2026, 3, 4, tzinfo=UTC)),
        ("2026-03-04 05:06+0800", datetime(2026, 3, 3, 21, 6, tzinfo=UTC)),
        ("2026-03-04T05:06:07Z", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2026-3-4 05:06:07.5 -03:30", datetime(2026, 3, 4, 8, 36, 7, tzinfo=UTC)),
        ("YEAR-MO-DA HO:MI+ZONE", None),
        ("2026-02-30", None),
        ("2026-02-03 25:00", None),
        ("0001-01-01", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_and_tools_write_them(said: str, time: datetime | None) -> None:
    assert read_time(said) == time


@pytest.mark.parametrize(
    "front",
    [
        "---\nauthor: 老魏\ndate: 2026-03-04\nlastmod: 2026-03-05\n---\n",
        "---\nauthors: [老魏]\nupdated: 2026-03-05\n---\n",
        '+++\nauthors = ["老魏"]\ndate = 2026-03-05\n+++\n',
        "---\nauthor:\n  name: 老魏\n  mail: x\nmodified: '2026-03-05'\n---\n",
    ],
)
def test_front_matter_says_who_and_when(front: str) -> None:
    assert read_facts(read_blocks(front + "段。\n")) == Facts(
        ("老魏",), datetime(2026, 3, 5, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "text", ["段。\n", "---\na: [\n---\n段。\n", "---\ndate: 昨天\n---\n段。\n"]
)
def test_an_article_may_say_nothing(text: str) -> None:
    assert read_facts(read_blocks(text)) == Facts()
