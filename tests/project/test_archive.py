"""Zip archives: written the same each time, read as from a stranger."""

from __future__ import annotations

import stat
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.model import EssaytransError
from essaytrans.project import archive
from essaytrans.project.archive import Member, is_untouched, looks_packed, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

LARGEST = 1 << 20


def zipped(
    members: Mapping[str, bytes] | Mapping[ZipInfo, bytes], how: int = ZIP_DEFLATED
) -> bytes:
    """What another program packs."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", how) as made:
        for name, data in members.items():
            made.writestr(name, data, how)
    return buffer.getvalue()


def read(data: bytes) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Members by name, and the code and the place of each problem."""
    contents = unpack(data, "back.zip", suffix=".po", largest=LARGEST)
    problems = [(p.code, p.position.path) for p in contents.problems if p.position is not None]
    return {member.name: member.data for member in contents.members}, problems


def code_of(data: bytes) -> str:
    """The code of what is wrong with an archive as a whole."""
    with pytest.raises(EssaytransError) as caught:
        read(data)
    return caught.value.diagnostics[0].code


def codes_or_members(data: bytes) -> set[str | bytes]:
    """What members hold, or the codes of what is wrong with the archive as a whole."""
    try:
        contents = unpack(data, "back.zip", suffix=".po", largest=LARGEST)
    except EssaytransError as error:
        return {diagnostic.code for diagnostic in error.diagnostics}
    return {member.data for member in contents.members}


# --- written ----------------------------------------------------------------------------------

names = st.text("ab茶/-", min_size=1, max_size=8).map(lambda name: f"x{name}x.po")
members = st.dictionaries(names, st.binary(max_size=200), max_size=5)


@given(members)
def test_what_is_packed_is_unpacked(found: dict[str, bytes]) -> None:
    data = pack([Member(name, content) for name, content in found.items()])
    assert looks_packed(data)
    assert read(data) == (found, [])


@given(members, st.randoms())
def test_like_contents_give_like_bytes_in_any_order(
    found: dict[str, bytes], chance: Random
) -> None:
    made = [Member(name, content) for name, content in found.items()]
    mixed = list(made)
    chance.shuffle(mixed)
    assert pack(made) == pack(mixed)


def test_no_date_and_no_system_is_in_it() -> None:
    with ZipFile(BytesIO(pack([Member("b.po", b""), Member("a.po", b"x")]))) as made:
        listed = [(i.filename, i.date_time, i.create_system) for i in made.infolist()]
        assert made.testzip() is None
    assert listed == [("a.po", (1980, 1, 1, 0, 0, 0), 3), ("b.po", (1980, 1, 1, 0, 0, 0), 3)]


def test_what_somebody_changed_is_known_by_its_seal() -> None:
    made = pack([Member("a.po", b"x")])
    assert is_untouched(made)
    buffer = BytesIO(made)
    with ZipFile(buffer, "a") as opened:
        opened.writestr("b.po", b"more")  # the comment stays, as it does in most programs
    assert not is_untouched(buffer.getvalue())
    assert not is_untouched(zipped({"a.po": b"x"}))
    assert not is_untouched(b"no zip at all")


# --- read -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [ZIP_STORED, ZIP_DEFLATED])
def test_what_other_programs_pack_is_read(how: int) -> None:
    data = zipped({"tea.po": b"msgid", "folder/茶.PO": b"x" * 5000, "empty.po": b""}, how)
    assert read(data) == ({"tea.po": b"msgid", "folder/茶.PO": b"x" * 5000, "empty.po": b""}, [])


def test_what_is_no_catalog_or_hidden_is_passed_over() -> None:
    names = ("a.md", "READ-ME.html", "__MACOSX/._tea.po", ".hidden/tea.po", "._tea.po", "folder/")
    assert read(zipped(dict.fromkeys(names, b""))) == ({}, [])


@pytest.mark.parametrize(
    "name",
    [
        "/etc/tea.po",
        "../tea.po",
        "a/../../tea.po",
        "C:/tea.po",
        "c:tea.po",
        "..\\tea.po",
        "\\tea.po",
    ],
)
def test_a_name_that_leads_out_is_not_read_and_the_others_are(name: str) -> None:
    found, problems = read(zipped({name: b"bad", "good.po": b"good"}))
    assert found == {"good.po": b"good"}
    assert problems == [("archive-path", f"back.zip/{name}")]


def test_a_link_is_not_read() -> None:
    link = ZipInfo("tea.po")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert read(zipped({link: b"/etc/passwd"})) == ({}, [("archive-path", "back.zip/tea.po")])


def test_a_locked_member_is_said_to_be_broken() -> None:
    data = bytearray(zipped({"a.po": b"x", "good.po": b"good"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert read(bytes(data)) == ({"good.po": b"good"}, [("archive-broken", "back.zip/a.po")])


def test_so_is_one_that_is_packed_in_another_way() -> None:
    data = zipped({"a.po": b"x" * 100}, ZIP_BZIP2)
    assert read(data) == ({}, [("archive-broken", "back.zip/a.po")])


def test_so_is_one_whose_bytes_are_damaged() -> None:
    data = bytearray(zipped({"a.po": b"text", "good.po": b"good"}, ZIP_STORED))
    data[data.index(b"text")] ^= 1
    assert read(bytes(data)) == ({"good.po": b"good"}, [("archive-broken", "back.zip/a.po")])


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, zipped({"a.po": b"x"})[:-30], b"PK\x05\x06"],
    ids=["begun", "zeros", "cut", "ended"],
)
def test_half_an_archive_is_broken(data: bytes) -> None:
    assert looks_packed(data)
    assert code_of(data) == "archive-broken"


@given(st.data())
def test_whatever_is_done_to_an_archive_there_is_an_answer(data: st.DataObject) -> None:
    """Any byte of an archive may be another: it is read, in part, or said to be broken."""
    whole = bytearray(zipped({"a.po": b"text" * 20, "b/c.po": b"more"}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert codes_or_members(bytes(whole)) <= {
        *("archive-broken", "archive-too-large"),
        *(b"text" * 20, b"more", b""),
    }


# --- too large --------------------------------------------------------------------------------


def test_a_member_that_is_too_large_is_not_read_and_the_others_are() -> None:
    found, problems = read(zipped({"bomb.po": b"\0" * (LARGEST + 1), "good.po": b"good"}))
    assert found == {"good.po": b"good"}
    assert problems == [("archive-too-large", "back.zip/bomb.po")]


def test_what_a_member_says_of_its_size_is_not_believed() -> None:
    data = bytearray(zipped({"bomb.po": b"\0" * (LARGEST + 1)}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.index(mark) + at
        data[start : start + 4] = (1).to_bytes(4, "little")
    assert read(bytes(data)) == ({}, [("archive-too-large", "back.zip/bomb.po")])


def test_members_that_are_too_much_together_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert archive._MOST_BYTES == 64 << 20
    monkeypatch.setattr(archive, "_MOST_BYTES", 100)
    assert read(zipped({"a.po": b"x" * 50, "b.po": b"x" * 50}))[1] == []
    assert code_of(zipped({"a.po": b"x" * 50, "b.po": b"x" * 51})) == "archive-too-large"


def test_a_thousand_members_are_enough() -> None:
    many = {f"{number}.md": b"" for number in range(1000)}
    assert read(zipped(many)) == ({}, [])
    assert code_of(zipped({**many, "one more.md": b""})) == "archive-too-large"


def test_the_number_of_members_is_counted_too() -> None:
    data = bytearray(zipped({f"{number}.md": b"" for number in range(1001)}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = b"\x01\0\x01\0"
    assert code_of(bytes(data)) == "archive-too-large"


def test_a_list_that_is_too_long_is_not_even_begun() -> None:
    data = bytearray(zipped({"a.po": b""}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    assert code_of(bytes(data)) == "archive-too-large"


def test_the_form_for_more_than_4_gb_is_not_read() -> None:
    data = zipped({"a.po": b""})
    at = data.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + b"\0" * 16
    assert code_of(data[:at] + locator + data[at:]) == "archive-broken"
