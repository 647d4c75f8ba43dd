"""What a translation that exists gives to a catalog."""

from __future__ import annotations

import pytest

from essaytrans.align import Proposal, State, align, cut, propose
from essaytrans.follow.sentences import sentences


def proposed(source: str, target: str, *, writes_han: bool = False) -> dict[str, Proposal]:
    """Return what is proposed, by msgid."""
    one, other = cut(source), cut(target)
    found = propose(
        one, other, align(one.blocks, other.blocks), sentences=sentences, writes_han=writes_han
    )
    return {one.document.units[proposal.unit].msgid: proposal for proposal in found}


def test_a_pair_gives_its_text() -> None:
    found = proposed("# 伞\n\n下雨了，*快*跑。\n", "# Umbrella\n\nIt rains, run *fast*.\n")
    assert (found["伞"].text, found["伞"].state) == ("Umbrella", State.SURE)
    assert found["下雨了，*快*跑。"].text == "It rains, run *fast*."


def test_soft_breaks_are_joined_and_hard_ones_are_line_feeds() -> None:
    found = proposed("下雨了\\\n快跑。\n", "It\nrains,  \nrun\nfast.\n")
    assert found["下雨了\n快跑。"].text == "It rains,\nrun fast."


def test_a_heading_of_one_line_gets_no_line_feed() -> None:
    found = proposed("# 一把伞\n", "An\\\numbrella\n===\n")
    assert found["一把伞"].text == "An umbrella"


def test_cells_and_front_matter_are_as_catalogs_have_them() -> None:
    source = '---\ntitle: "伞：一"\n---\n\n| 甲 |\n|---|\n| 乙或丙 |\n'
    target = "---\ntitle: 'Umbrella: it''s one'\n---\n\n| a |\n|---|\n| b \\| c |\n"
    found = proposed(source, target)
    assert found["伞：一"].text == "Umbrella: it's one"
    assert found["乙或丙"].text == "b | c"


def test_code_is_taken_from_a_listing_that_needs_no_translation() -> None:
    found = proposed("```py\n# 打开\nopen()\n```\n", "```py\n# open it\nopen()\n```\n")
    assert found["# 打开\nopen()"].text == "# open it\nopen()"


def test_two_paragraphs_for_one_are_joined_and_reviewed() -> None:
    source = "第一天下雨，老魏没有出门。第二天也下雨，他还是没有出门。\n\n## 完\n"
    target = (
        "The first day it rained and Wei stayed at home.\n\n"
        "The second day it rained again and he still stayed at home.\n\n## End\n"
    )
    found = next(iter(proposed(source, target).values()))
    assert found.text.startswith("The first day it rained and Wei stayed at home. The second")
    assert found.state is State.FUZZY
    assert found.reason is not None


def test_one_paragraph_for_two_is_cut_between_its_sentences() -> None:
    source = "第一天下雨，老魏没有出门。\n\n第二天也下雨，他还是没有出门。\n\n## 完\n"
    target = (
        "The first day it rained and Wei stayed at home. "
        "The second day it rained again and he still stayed at home.\n\n## End\n"
    )
    found = proposed(source, target)
    assert [found[text].text for text in list(found)[:2]] == [
        "The first day it rained and Wei stayed at home.",
        "The second day it rained again and he still stayed at home.",
    ]
    assert {found[text].state for text in list(found)[:2]} == {State.FUZZY}


def test_a_label_that_the_article_lacks_becomes_a_link_with_its_target() -> None:
    source = "见[手册](a.md)。\n"
    target = 'See [the manual][m] and [m].\n\n[m]: b.md "Manual"\n'
    found = proposed(source, target)
    assert found["见[手册](a.md)。"].text == (
        'See [the manual](b.md "Manual") and [m](b.md "Manual").'
    )


def test_a_label_that_the_article_has_for_the_same_target_stays() -> None:
    source = "见[手册][m]。\n\n[m]: a.md\n"
    found = proposed(source, "See [the manual][m].\n\n[m]: a.md\n")
    assert found["见[手册][m]。"].text == "See [the manual][m]."


def test_a_label_whose_title_is_translated_stays_too() -> None:
    source = '见[手册][m]。\n\n[m]: a.md "手册"\n'
    found = proposed(source, 'See [the manual][m].\n\n[m]: a.md "Manual"\n')
    assert found["见[手册][m]。"].text == "See [the manual][m]."


def test_what_was_left_in_chinese_is_no_translation() -> None:
    found = proposed("# 伞\n\n下雨了。\n", "# Umbrella\n\n下雨了。\n")
    assert found["下雨了。"].state is State.SAME
    found = proposed("# 伞\n\n下雨了。\n", "# Umbrella\n\n下雨喽。\n")
    assert found["下雨了。"].state is State.FUZZY


def test_equal_texts_are_translations_where_chinese_is_written() -> None:
    found = proposed("# 雨\n\n下雨了。\n", "# 雨\n\n下雨了。\n", writes_han=True)
    assert found["下雨了。"].state is State.SURE


def test_a_name_stays_as_it_is() -> None:
    assert proposed("# Linux\n\n雨。\n", "# Linux\n\nRain.\n")["Linux"].state is State.SURE


def test_footnotes_of_other_labels_are_reviewed() -> None:
    found = proposed("雨[^1]。\n\n[^1]: 水。\n", "Rain[^a].\n\n[^a]: Water.\n")
    assert found["雨[^1]。"].state is State.FUZZY


def test_one_text_gets_the_translation_that_most_of_its_places_have() -> None:
    source = "# 甲\n\n- 无\n\n# 乙\n\n- 无\n\n# 丙\n\n- 无\n"
    target = "# A\n\n- none\n\n# B\n\n- nil\n\n# C\n\n- none\n"
    one, other = cut(source), cut(target)
    found = propose(one, other, align(one.blocks, other.blocks), sentences=sentences)
    units = one.document.units
    states = [(p.text, p.state) for p in found if units[p.unit].msgid == "无"]
    assert states == [("none", State.SURE), ("nil", State.OTHER), ("none", State.SURE)]


@pytest.mark.parametrize(
    "text",
    [
        "Rain <b onclick=x>now</b>.",
        "Rain {{ secret }}.",
        "[Rain](javascript:alert(1)).",
    ],
)
def test_what_a_build_would_refuse_is_reviewed_with_the_reason(text: str) -> None:
    found = proposed("# 伞\n\n下雨了。\n", f"# Umbrella\n\n{text}\n")
    assert found["下雨了。"].state is State.FUZZY
    assert found["下雨了。"].reason is not None
