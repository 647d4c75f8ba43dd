"""The header: what the program says, and what it leaves to others."""

from hypothesis import given

from catalog.strategies import headers
from essaytrans.catalog.header import field, make_header, update_header
from essaytrans.model import Catalog

MADE = make_header(
    language="zh_TW",
    plural_forms="nplurals=1; plural=0;",
    source_language="zh-Hans",
    project="航通社文章",
    team="Taiwan <https://example.org/tw>",
    bugs="https://example.org/issues",
    rules=3,
)


def updated(**changes: str) -> dict[str, str]:
    """What becomes of a header of ours in which these fields were changed (`_` for `-`)."""
    found = dict(MADE) | {name.replace("_", "-"): value for name, value in changes.items()}
    return dict(update_header(tuple(found.items()), MADE))


def test_a_new_header_has_every_field_in_order_and_empty_dates() -> None:
    assert MADE == (
        ("Project-Id-Version", "航通社文章"),
        ("Report-Msgid-Bugs-To", "https://example.org/issues"),
        ("POT-Creation-Date", ""),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", "Taiwan <https://example.org/tw>"),
        ("Language", "zh_TW"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
        ("X-Essaytrans-Rules", "3"),
        ("X-Generator", "essaytrans"),
        ("X-Source-Language", "zh-Hans"),
    )


def test_a_header_that_is_up_to_date_stays_as_it_is() -> None:
    assert update_header(MADE, MADE) == MADE


@given(headers)
def test_bringing_up_to_date_twice_is_bringing_up_to_date_once(
    found: tuple[tuple[str, str], ...],
) -> None:
    once = update_header(found, MADE)
    assert update_header(once, MADE) == once


@given(headers)
def test_no_field_is_lost_and_no_value_that_is_not_ours(
    found: tuple[tuple[str, str], ...],
) -> None:
    after = dict(update_header(found, MADE))
    ours = {"Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    for name, value in found:
        if name not in ours and value.strip():
            assert after[name] == value
        assert name in after


def test_what_a_translators_tool_put_there_stays() -> None:
    theirs = {
        "PO_Revision_Date": "2024-01-01 10:00+0800",
        "POT_Creation_Date": "2023-01-01 10:00+0800",
        "Last_Translator": "李 <li@example.org>",
        "Language_Team": "none",
        "X_Generator": "Poedit 3.6.3",
        "X_Poedit_Bookmarks": "1,2",
        "Plural_Forms": "nplurals=1; plural=(0);",
        "Anything": "else",
    }
    after = updated(**theirs)
    for name, value in theirs.items():
        assert after[name.replace("_", "-")] == value


def test_what_says_how_the_program_works_is_set() -> None:
    changes = {
        "Language": "zh_Hant",
        "MIME_Version": "2.0",
        "Content_Type": "text/plain; charset=GBK",
        "Content_Transfer_Encoding": "7bit",
        "X_Essaytrans_Rules": "1",
        "X_Source_Language": "en",
    }
    assert updated(**changes) == dict(MADE)


def test_the_configuration_decides_the_project_and_its_address_where_it_names_them() -> None:
    assert updated(Project_Id_Version="old", Report_Msgid_Bugs_To="old") == dict(MADE)
    silent = make_header(
        language="en", plural_forms="", source_language="zh-Hans", project="", rules=3
    )
    after = dict(update_header(MADE, silent))
    assert after["Project-Id-Version"] == "航通社文章"
    assert after["Report-Msgid-Bugs-To"] == "https://example.org/issues"


def test_fields_that_are_missing_or_empty_or_to_be_filled_in_are_filled_in() -> None:
    found = (
        ("Project-Id-Version", "PACKAGE VERSION"),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Content-Type", "text/plain; charset=CHARSET"),
        ("Plural-Forms", "nplurals=INTEGER; plural=EXPRESSION;"),
        ("X-Generator", " "),
    )
    assert update_header(found, MADE) == MADE


def test_fields_of_ours_come_in_by_the_alphabet_and_found_ones_are_not_moved() -> None:
    # Poedit takes its search paths out and appends them again whenever it saves
    found = (("X-Generator", "Poedit 3.6"), ("X-Zebra", "1"), ("X-Poedit-SearchPath-0", "."))
    names = [name for name, _ in update_header(found, MADE)]
    assert names[-5:] == [
        "X-Essaytrans-Rules",
        "X-Generator",
        "X-Source-Language",
        "X-Zebra",
        "X-Poedit-SearchPath-0",
    ]


def test_a_field_is_found_by_its_name_without_white_space_at_its_edges() -> None:
    catalog = Catalog(header=(("Language", " zh_TW "), ("PO-Revision-Date", "")))
    assert field(catalog, "Language") == "zh_TW"
    assert field(catalog, "PO-Revision-Date") == ""
    assert field(catalog, "language") is None
