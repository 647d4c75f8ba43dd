"""Which paragraphs of a translation are which of its article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from essaytrans.align import SURE, Alignment, align, cut
from essaytrans.model import Kind

ARTICLE = """---
title: 一把伞
tags: [雨, 伞]
---

# 一把伞

下雨那天，老魏借了一把伞给陌生人。那人说明天就还。

![伞](umbrella.png)

## 第二天

第二天没有人来。老魏等到晚上八点，把店门关了，伞架上空着一格。

```sh
umbrella --open
```

- 黑的一把
- 红的一把
"""
TRANSLATION = """---
title: An Umbrella
tags: [rain, umbrella]
---

# An Umbrella

The day it rained, Wei lent an umbrella to a stranger, who said he would return it tomorrow.

![Umbrella](umbrella.png)

## The Day After

Nobody came the day after. Wei waited until eight in the evening, then closed the shop; one place of \
the stand was empty.

```sh
umbrella --open
```

- a black one
- a red one
"""

WORDS = st.sampled_from(
    ["雨", "伞", "老魏", "`code`", "Linux", "42", "[链接](a.md)", "。", "很久以前"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map("".join)
FORMS = st.sampled_from(
    ["{}", "{}", "# {}", "## {}", "- {}", "> {}", "```\n{}\n```", "| {} |\n|---|"]
)
DOCUMENTS = st.lists(
    st.tuples(FORMS, TEXTS).map(lambda pair: pair[0].format(pair[1])), max_size=14
).map("\n\n".join)


def aligned(source: str, target: str) -> tuple[list[tuple[str, str]], Alignment]:
    """Return the texts of each bead, those of one side joined by slashes, and the alignment."""
    one, other = cut(source).blocks, cut(target).blocks
    found = align(one, other)
    texts = [
        (
            " / ".join(one[at].text for at in bead.sources),
            " / ".join(other[at].text for at in bead.targets),
        )
        for bead in found.beads
    ]
    return texts, found


def test_a_translation_that_has_everything_is_paired_throughout() -> None:
    texts, found = aligned(ARTICLE, TRANSLATION)
    assert all(len(bead.sources) == len(bead.targets) == 1 for bead in found.beads)
    assert ("第二天", "The Day After") in texts
    assert ("黑的一把", "a black one") in texts
    assert min(bead.confidence for bead in found.beads) >= SURE


def test_a_paragraph_that_was_not_translated_has_no_partner() -> None:
    left_out = "第二天没有人来。老魏等到晚上八点，把店门关了，伞架上空着一格。"
    kept = [part for part in TRANSLATION.split("\n\n") if not part.startswith("Nobody came")]
    texts, _ = aligned(ARTICLE, "\n\n".join(kept))
    assert (left_out, "") in texts
    assert ("第二天", "The Day After") in texts


def test_a_paragraph_that_the_translator_added_has_no_partner() -> None:
    added = "*Everybody in town knows Wei, and most of them owe him an umbrella.*"
    texts, _ = aligned(ARTICLE, TRANSLATION.replace("- a black one", f"{added}\n\n- a black one"))
    assert ("", added) in texts
    assert len(texts) == len(cut(ARTICLE).blocks) + 1


def test_a_paragraph_that_was_cut_is_one_bead_with_two() -> None:
    texts, found = aligned(ARTICLE, TRANSLATION.replace(" Wei waited", "\n\nWei waited"))
    whole = next(at for at, (one, _) in enumerate(texts) if one.startswith("第二天没有"))
    assert texts[whole][1].startswith("Nobody came the day after. / Wei waited")
    assert found.beads[whole].confidence < SURE


def test_paragraphs_that_were_joined_are_one_bead_with_one() -> None:
    split = ARTICLE.replace("老魏等到", "\n\n老魏等到")
    texts, _ = aligned(split, TRANSLATION)
    assert any(" / 老魏等到" in one and other.startswith("Nobody") for one, other in texts)


def test_sections_that_changed_places_are_found_where_they_are() -> None:
    sections = ["## 甲\n\n见 [a](a.md)，共 31 件。", "## 乙\n\n见 [b](b.md)，共 57 件。"]
    others = ["## One\n\nSee [a](a.md), 31 in all.", "## Two\n\nSee [b](b.md), 57 in all."]
    texts, found = aligned("\n\n".join(sections), "\n\n".join(reversed(others)))
    assert ("见 [a](a.md)，共 31 件。", "See [a](a.md), 31 in all.") in texts
    assert ("见 [b](b.md)，共 57 件。", "See [b](b.md), 57 in all.") in texts
    moved = [bead for bead in found.beads if bead.moved]
    assert moved
    assert all(bead.confidence < SURE for bead in moved)


def test_front_matter_goes_by_its_keys_whatever_their_order() -> None:
    source = "---\ntitle: 雨\ndescription: 一把伞的故事\n---\n\n正文。\n"
    target = "---\ndescription: The story of an umbrella\ntitle: Rain\n---\n\nText.\n"
    texts, _ = aligned(source, target)
    assert ("雨", "Rain") in texts
    assert ("一把伞的故事", "The story of an umbrella") in texts


def test_lists_of_front_matter_are_paired_only_if_they_are_equally_long() -> None:
    texts, _ = aligned("---\ntags: [雨, 伞]\n---\n\n正文。\n", "---\ntags: [rain]\n---\n\nText.\n")
    assert ("雨", "") in texts
    assert ("", "rain") in texts


def test_cells_stay_in_their_columns() -> None:
    source = "| 名 | 义 |\n|---|---|\n| 雨 | 水 |\n| 伞 | 遮雨的东西 |\n"
    target = "| name | meaning |\n|---|---|\n| umbrella | what keeps rain off |\n"
    texts, _ = aligned(source, target)
    assert ("名", "name") in texts
    assert ("伞", "umbrella") in texts or ("雨", "umbrella") in texts
    assert ("遮雨的东西", "what keeps rain off") in texts or ("水", "what keeps rain off") in texts


def test_addresses_of_two_languages_are_the_same_anchor() -> None:
    source = "# 甲\n\n[文](/zh/a-cn.html)\n\n# 乙\n\n[文](/zh/b-cn.html)"
    texts, _ = aligned(source, "# Two\n\n[text](/en/b.html)")
    assert ("[文](/zh/b-cn.html)", "[text](/en/b.html)") in texts


def test_nothing_is_aligned_with_nothing() -> None:
    assert aligned("", "")[1].beads == ()
    assert [bead.targets for bead in aligned("甲\n\n乙", "")[1].beads] == [(), ()]
    assert [bead.sources for bead in aligned("", "甲\n\n乙")[1].beads] == [(), ()]


def test_every_unit_of_an_article_is_one_of_its_blocks() -> None:
    found = cut(ARTICLE)
    units = [block.unit for block in found.blocks if block.unit is not None]
    assert units == list(range(len(found.document.units)))
    assert any(block.kind is Kind.CODE and block.unit is None for block in found.blocks)


@given(DOCUMENTS)
def test_an_article_is_its_own_translation(text: str) -> None:
    """Aligned with itself, an article has each block paired with itself."""
    blocks = cut(text).blocks
    beads = align(blocks, blocks).beads
    assert [(bead.sources, bead.targets) for bead in beads] == [
        ((at,), (at,)) for at in range(len(blocks))
    ]


@given(DOCUMENTS, DOCUMENTS)
def test_every_block_is_in_one_bead(one: str, other: str) -> None:
    """Each block of both sides is in exactly one bead, whatever the texts are."""
    source, target = cut(one).blocks, cut(other).blocks
    beads = align(source, target).beads
    assert sorted(at for bead in beads for at in bead.sources) == list(range(len(source)))
    assert sorted(at for bead in beads for at in bead.targets) == list(range(len(target)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert all(bead.sources or bead.targets for bead in beads)


@given(DOCUMENTS, DOCUMENTS)
def test_what_has_not_moved_keeps_the_order(one: str, other: str) -> None:
    """Beads rise on the side of the source, and those that have not moved on the target's too."""
    beads = align(cut(one).blocks, cut(other).blocks).beads
    sources = [at for bead in beads for at in bead.sources]
    assert sources == sorted(sources)


@given(DOCUMENTS, DOCUMENTS)
def test_the_same_texts_are_aligned_alike_every_time(one: str, other: str) -> None:
    """An alignment depends on the texts and on nothing else."""
    source, target = cut(one).blocks, cut(other).blocks
    assert align(source, target) == align(source, target)
