"""The commands of the glossary: what is proposed, what comes in, what goes out, what never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, codes, places, told
from essaytrans.catalog.glossary import Term, parse_glossary
from essaytrans.catalog.glossary_sheet import rewritten
from essaytrans.catalog.tbx import parse_tbx
from essaytrans.commands.glossary import file as glossary_file
from essaytrans.commands.glossary.incoming import import_terms
from essaytrans.commands.glossary.terms import export_terms, look, suggest_terms
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from essaytrans.commands.glossary.incoming import ImportReport
    from essaytrans.commands.glossary.terms import ExportReport, GlossaryReport, SuggestReport

FILE = "glossary.csv"
GLOSSARY = """\
term,part_of_speech,note,en,ja
茶叶,noun,,tea leaves,茶葉
"泡, 沏",verb,"热水
要开",steep,
"""
AROUND = ["春风", "下雨", "苹果", "河流", "山谷", "木桌", "银币", "小鸟", "铁路", "星空"]
"""Words that share no character: a term shows itself by what is around it."""
OTHERS = "".join(chr(number) for number in range(0x5200, 0x5400))
"""Characters that each stand there once: a word is what meets more often than chance would have."""


def suggest(
    project: Project, *articles: str, dry: bool = False, **options: object
) -> SuggestReport:
    workspace = open_workspace(project.root, articles=articles, dry=dry)
    least, write = options.get("least", 5), options.get("write", False)
    assert isinstance(least, int)
    return suggest_terms(workspace, least=least, write=bool(write))


def take_in(
    project: Project,
    content: str | bytes,
    name: str = "in.csv",
    *,
    dry: bool = False,
    **options: bool,
) -> ImportReport:
    path = project.root.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_terms(open_workspace(project.root, dry=dry), [path], **options)


def export(project: Project, *languages: str, **options: Path | str | None) -> ExportReport:
    output, form = options.get("output"), options.get("form")
    assert not isinstance(output, str)
    return export_terms(
        open_workspace(project.root, languages=languages),
        form=str(form) if form else None,
        output=output,
        any_language=not languages,
    )


def count(project: Project) -> GlossaryReport:
    return look(open_workspace(project.root))


def rows(project: Project) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    glossary, diagnostics = parse_glossary(project.read(FILE), FILE)
    assert diagnostics == ()
    return [(term.term, dict(term.translations)) for term in glossary.terms]


@pytest.fixture
def quantum(project: Project) -> Project:
    """A project whose articles have a word and a name often."""
    project.article("丁", OTHERS)
    project.article("甲", "# 文", *(f"{one}量子纠缠{one}" for one in AROUND))
    project.article("乙", "文", *(f"{one}用 Quantum Lab 写。" for one in AROUND[:6]))
    return project


# --- how far it is ----------------------------------------------------------------------------


def test_a_project_without_a_glossary_has_none(project: Project) -> None:
    report = count(project)
    assert (report.path, report.terms, report.diagnostics) == (None, 0, ())


def test_terms_are_counted_and_those_translated_into_each_language(project: Project) -> None:
    project.write(FILE, GLOSSARY.replace("ja\n", "fr\n", 1))
    report = count(project)
    assert (report.path, report.terms) == (FILE, 2)
    assert report.languages == (("en", 2), ("ja", 0), ("fr", 1))


def test_what_is_wrong_with_the_file_is_told_with_its_line(project: Project) -> None:
    project.write(FILE, GLOSSARY + ",,,nothing,\n茶叶,noun,,again,\n")
    report = count(project)
    assert report.terms == 2
    assert codes(report.diagnostics) == ["glossary-row", "glossary-duplicate"]
    assert places(report.diagnostics) == [(FILE, 5), (FILE, 6)]


def test_a_file_that_is_no_text_is_told(project: Project) -> None:
    project.write(FILE, b"term,en\n\xff\n")
    report = count(project)
    assert (report.path, codes(report.diagnostics)) == (FILE, ["not-utf8"])


# --- suggest ----------------------------------------------------------------------------------


def test_words_and_names_are_proposed_with_a_place(quantum: Project) -> None:
    report = suggest(quantum)
    found = [(one.term, one.times, one.path, one.line) for one in report.proposals]
    assert found == [
        ("量子纠缠", 10, "articles/甲.md", 3),
        ("Quantum Lab", 6, "articles/乙.md", 3),
    ]
    assert report.proposals[0].example == "春风量子纠缠春风"
    assert (report.changed, report.diagnostics) == ((), ())
    assert not quantum.exists(FILE)


def test_the_place_is_the_line_of_a_paragraph_on_which_the_word_stands(project: Project) -> None:
    lines = "\n".join(f"{one}一二三" for one in AROUND[:3])
    text = [f"{one}量子纠缠{one}" for one in AROUND]
    project.article("甲", f"{lines}\n{text[0]}", *text[1:], OTHERS)
    (found,) = suggest(project).proposals
    assert (found.term, found.line) == ("量子纠缠", 4)


def test_only_the_articles_asked_for_are_looked_through(quantum: Project) -> None:
    assert [one.term for one in suggest(quantum, "乙").proposals] == ["Quantum Lab"]
    assert suggest(quantum, least=11).proposals == ()


NO_PROSE = {
    "code": "```\n{}\n```",
    "code in a line": "文`{}`文",
    "an address": "[文](https://example.com/{})",
    "a link's target": "[文](<{}>)",
    "an attribute": '<i class="{}">文</i>文',
    "math": "$${}$$",
}


@pytest.mark.parametrize("shape", NO_PROSE.values(), ids=NO_PROSE)
def test_code_addresses_and_markup_are_no_prose(project: Project, shape: str) -> None:
    texts = [shape.format(f"{one}量子纠缠{one}Quantum-Lab") for one in AROUND]
    project.article("甲", OTHERS, *texts)
    assert suggest(project).proposals == ()


def test_what_the_glossary_has_is_not_proposed(quantum: Project) -> None:
    quantum.write(FILE, "term,en\n量子纠缠,entanglement\nquantum lab,\n")
    assert suggest(quantum).proposals == ()


def test_a_part_of_what_the_glossary_has_is_not_proposed_but_for_its_own_places(
    project: Project,
) -> None:
    whole = [f"{one}量子纠缠{one}" for one in AROUND]
    own = [f"{one}纠缠{other}" for one, other in zip(AROUND, AROUND[3:], strict=False)]
    project.write(FILE, "term\n量子纠缠\n")
    project.article("甲", OTHERS, *whole, *own[:4])
    assert suggest(project).proposals == ()
    project.article("甲", OTHERS, *whole, *own)
    assert [one.term for one in suggest(project).proposals] == ["纠缠"]


def test_writing_makes_a_glossary_with_a_column_for_each_language(quantum: Project) -> None:
    report = suggest(quantum, write=True)
    assert report.changed == (FILE,)
    assert quantum.read(FILE) == ("term,part_of_speech,note,en,ja\n量子纠缠,,,,\nQuantum Lab,,,,\n")


@pytest.mark.parametrize(
    "before",
    [
        "term;note;en\r\n茶;;tea\r\n",
        "\ufeffterm\tja\n茶\t\n\n",
        'Term,Status,en\n"茶",new,"a ""b"""\n,,\n',
        "term\n茶",
    ],
)
def test_rows_are_appended_and_all_that_is_there_stays_byte_for_byte(
    quantum: Project, before: str
) -> None:
    quantum.write(FILE, before)
    suggest(quantum, write=True)
    after = quantum.read(FILE)
    assert after.startswith(before)
    assert [term for term, _ in _parsed(after)] == ["茶", "量子纠缠", "Quantum Lab"]
    assert ("\r\n" in before) == ("Quantum Lab;;\r\n" in after)


def _parsed(text: str) -> list[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    glossary, _ = parse_glossary(text, FILE)
    return [(term.term, term.translations) for term in glossary.terms]


def test_a_second_run_writes_nothing(quantum: Project) -> None:
    suggest(quantum, write=True)
    before = quantum.snapshot()
    report = suggest(quantum, write=True)
    assert (report.proposals, report.changed) == ((), ())
    assert quantum.snapshot() == before


def test_without_a_proposal_no_glossary_is_made(project: Project) -> None:
    project.article("甲", "文")
    assert suggest(project, write=True).changed == ()
    assert not project.exists(FILE)


def test_a_check_says_that_it_would_write(quantum: Project) -> None:
    before = quantum.snapshot()
    assert suggest(quantum, write=True, dry=True).changed == (FILE,)
    assert quantum.snapshot() == before


BROKEN = {
    "a quotation mark without an end": 'term,en\n茶,tea\n水,"water\n米,rice\n',
    "no column of terms": "word,en\n茶,tea\n",
    "a row without a term": "term,en\n,tea\n",
    "a term twice": "term,en\n茶,tea\n茶,cha\n",
    "a column twice": "term,en,en\n茶,tea,cha\n",
    "a comma too many": "term,en\n茶,tea, cha\n",
    "no UTF-8": b"term,en\n\xb2\xe8,tea\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_not_read_whole_is_not_written(
    quantum: Project, content: str | bytes
) -> None:
    quantum.write(FILE, content)
    before = quantum.snapshot()
    for report in (
        suggest(quantum, write=True),
        take_in(quantum, "term,en\n米,rice\n"),
        take_in(quantum, "term,en\n茶,leaf\n", prefer_incoming=True),
    ):
        assert "glossary-unchanged" in codes(report.diagnostics)
        assert len(report.diagnostics) > 1
        assert report.changed == ()
    assert quantum.snapshot() == before
    assert suggest(quantum).proposals


def test_what_would_not_be_read_again_as_it_was_meant_is_not_written(
    quantum: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    quantum.write(FILE, GLOSSARY)
    monkeypatch.setattr(glossary_file, "rewritten", lambda text, *_: text.replace("茶", "水"))
    report = suggest(quantum, write=True)
    assert codes(report.diagnostics) == ["glossary-unchanged"]
    assert quantum.read(FILE) == GLOSSARY


def test_a_glossary_that_is_saved_meanwhile_is_read_once_more(
    quantum: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    quantum.write(FILE, GLOSSARY)
    saved = GLOSSARY + "水,,,water,\n"

    def meanwhile(
        text: str, before: Sequence[Term], after: Sequence[Term], columns: Sequence[str]
    ) -> str:
        quantum.write(FILE, saved)
        return rewritten(text, before, after, columns)

    monkeypatch.setattr(glossary_file, "rewritten", meanwhile)
    report = suggest(quantum, write=True)
    assert report.diagnostics == ()
    assert quantum.read(FILE) == saved + "量子纠缠,,,,\nQuantum Lab,,,,\n"


def test_a_glossary_that_is_always_saved_meanwhile_is_left_alone(
    quantum: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[str] = []

    def meanwhile(
        text: str, before: Sequence[Term], after: Sequence[Term], columns: Sequence[str]
    ) -> str:
        saves.append(GLOSSARY + f"水{len(saves)},,,water,\n")
        quantum.write(FILE, saves[-1])
        return rewritten(text, before, after, columns)

    monkeypatch.setattr(glossary_file, "rewritten", meanwhile)
    for report in (suggest(quantum, write=True), take_in(quantum, "term,en\n米,rice\n")):
        assert codes(report.diagnostics) == ["file-changed"]
        assert report.changed == ()
        assert quantum.read(FILE) == saves[-1]


def test_an_article_that_cannot_be_read_is_told_and_the_others_are_read(quantum: Project) -> None:
    quantum.write("articles/丙.md", b"\xff")
    report = suggest(quantum)
    assert codes(report.diagnostics) == ["not-utf8"]
    assert len(report.proposals) == 2


# --- import -----------------------------------------------------------------------------------


def test_new_terms_become_rows_and_missing_translations_come_in(project: Project) -> None:
    project.write(FILE, GLOSSARY)
    report = take_in(project, 'term,note,en,ja\n"泡, 沏",,,淹れる\n水,净的,water | H2O,\n')
    (file,) = report.files
    assert (file.terms, file.added, file.filled, file.conflicts) == (2, 1, 1, 0)
    assert (report.changed, report.diagnostics) == ((FILE,), ())
    assert project.read(FILE) == GLOSSARY.replace("steep,", "steep,淹れる") + (
        "水,,净的,water | H2O,\n"
    )


TBX = """\
<martif type="TBX-Basic" xml:lang="en"><text><body>{}</body></text></martif>
"""


def concept(*sections: tuple[str, str]) -> str:
    parts = (
        f'<langSet xml:lang="{tag}"><tig><term>{term}</term></tig></langSet>'
        for tag, term in sections
    )
    return f"<termEntry>{''.join(parts)}</termEntry>"


@pytest.mark.parametrize("name", ["in.tbx", "in.xml", "in.csv"])
def test_tbx_is_taken_whatever_it_is_called(project: Project, name: str) -> None:
    content = TBX.format(concept(("zh-CN", "水"), ("en", "water"), ("ja", "水")))
    report = take_in(project, content, name)
    assert report.diagnostics == ()
    assert rows(project) == [("水", {"en": ("water",), "ja": ("水",)})]


def test_only_languages_of_the_project_and_of_its_glossary_come_in(project: Project) -> None:
    project.write(FILE, "term,en,fr\n茶,tea,\n")
    take_in(project, "term,en,fr,de,ja\n茶,,thé,Tee,お茶\n米,,,Reis,\n")
    assert rows(project) == [("茶", {"en": ("tea",), "fr": ("thé",), "ja": ("お茶",)})]


def test_a_term_without_any_translation_comes_in_too(project: Project) -> None:
    (file,) = take_in(project, "term,de\n茶,\n米,Reis\n").files
    assert (file.added, file.useless) == (1, 1)
    assert rows(project) == [("茶", {})]


@pytest.mark.parametrize(
    ("tag", "found"),
    [("en-US", True), ("en", True), ("EN_gb", True), ("fr", False), ("en-Cyrl", False)],
)
def test_a_country_will_do_for_its_language(project: Project, tag: str, found: bool) -> None:
    take_in(project, f"term,{tag}\n茶,tea\n")
    assert project.exists(FILE) == found
    assert not found or rows(project) == [("茶", {"en": ("tea",)})]


def test_made_up_languages_do_not_stand_in_for_one_another(project: Project) -> None:
    project.configure("art-x-elvish")
    take_in(project, "term,art-x-dwarvish\n茶,khazad\n")
    assert not project.exists(FILE)


def test_the_language_itself_comes_before_its_countries(project: Project) -> None:
    take_in(project, "term,en-GB,en,en-US\n色,colour,color,hue\n")
    assert rows(project) == [("色", {"en": ("color",)})]


def test_a_translation_that_differs_is_told_and_the_project_s_stays(project: Project) -> None:
    project.write(FILE, GLOSSARY)
    report = take_in(project, "term,en,ja\n茶叶,leaf tea,茶葉\n")
    (file,) = report.files
    assert (file.conflicts, file.already, file.replaced) == (1, 1, 0)
    assert codes(report.diagnostics) == ["glossary-conflict"]
    assert places(report.diagnostics) == [(FILE, 2)]
    assert "in en, “茶叶” is tea leaves here and leaf tea in" in told(report.diagnostics[0])
    assert project.read(FILE) == GLOSSARY


def test_the_other_is_put_first_if_it_is_preferred_and_nothing_is_lost(project: Project) -> None:
    project.write(FILE, GLOSSARY)
    content = "term,en\n茶叶,leaf tea | Tea Leaves\n"
    report = take_in(project, content, prefer_incoming=True)
    assert (report.files[0].replaced, report.diagnostics) == (1, ())
    assert project.read(FILE) == GLOSSARY.replace("tea leaves", "leaf tea | Tea Leaves")
    report = take_in(project, "term,en\n茶叶,foliage\n", prefer_incoming=True)
    assert rows(project)[0][1]["en"] == ("foliage", "leaf tea", "Tea Leaves")


@pytest.mark.parametrize("prefer", [False, True])
def test_a_second_import_writes_nothing(project: Project, prefer: bool) -> None:
    project.write(FILE, GLOSSARY)
    content = 'term,note,en,ja\n茶叶,x,leaf tea,茶葉\n"泡, 沏",,,淹れる\n水,净的,=water,水\n'
    take_in(project, content, prefer_incoming=prefer)
    before = project.snapshot()
    report = take_in(project, content, prefer_incoming=prefer)
    assert report.changed == ()
    assert (report.files[0].added, report.files[0].filled, report.files[0].replaced) == (0, 0, 0)
    assert project.snapshot() == before


def test_a_check_of_an_import_changes_nothing(project: Project) -> None:
    project.write(FILE, GLOSSARY)
    before = project.snapshot()
    report = take_in(project, "term,en\n水,water\n", dry=True)
    assert (report.files[0].added, report.changed) == (1, (FILE,))
    assert project.snapshot() == before


def test_a_row_without_a_part_of_speech_is_that_of_any(project: Project) -> None:
    project.write(FILE, "term,part_of_speech,en\n发布,,\n")
    take_in(project, "term,part_of_speech,en\n发布,noun,release\n发布,verb,publish\n")
    assert project.read(FILE) == ("term,part_of_speech,en\n发布,noun,release\n发布,verb,publish\n")


def test_capitals_make_no_other_term(project: Project) -> None:
    project.write(FILE, "term,en,ja\nAPI,API,\n")
    take_in(project, "term,ja\napi,エーピーアイ\n")
    assert rows(project) == [("API", {"en": ("API",), "ja": ("エーピーアイ",)})]


def test_files_are_merged_one_after_the_other(project: Project) -> None:
    for name, word in (("one.csv", "tea"), ("two.csv", "cha")):
        (project.root.parent / name).write_text(f"term,en\n茶,{word}\n", encoding="utf-8")
    paths = [project.root.parent / name for name in ("one.csv", "two.csv")]
    report = import_terms(open_workspace(project.root), paths)
    assert [(file.added, file.conflicts) for file in report.files] == [(1, 0), (0, 1)]
    assert rows(project) == [("茶", {"en": ("tea",)})]


# --- what a stranger sends --------------------------------------------------------------------


def test_formulas_come_in_as_text(project: Project) -> None:
    cells = ["=HYPERLINK(1)", "+1", "-1", "@x", "＝1"]
    content = "term,note,en\n" + "".join(f"{cell},{cell},{cell}\n" for cell in cells)
    take_in(project, content)
    lines = project.read(FILE).splitlines()[1:]
    assert lines == [f"'{cell},,'{cell},'{cell}," for cell in cells]
    assert [term for term, _ in rows(project)] == cells


def test_a_part_of_speech_and_a_tag_are_no_formulas_either(project: Project) -> None:
    take_in(project, 'term,part_of_speech,en,"=1+1"\n茶,=cmd,tea,x\n')
    assert project.read(FILE) == "term,part_of_speech,note,en,ja\n茶,'=cmd,,tea,\n"


@pytest.mark.parametrize("character", ["\x1b", "\0", "\u202e", "\u2028", "\x85", "\ufffe"])
@pytest.mark.parametrize("cell", range(4))
def test_a_term_with_a_character_that_acts_is_refused_and_the_rest_comes_in(
    project: Project, cell: int, character: str
) -> None:
    bad = ["茶x", "noun x", "note x", "tea x"]
    bad[cell] = bad[cell].replace("x", f"{character}x")
    content = f"term,part_of_speech,note,en\n{','.join(bad)}\n水,,,water\n"
    report = take_in(project, content)
    assert codes(report.diagnostics) == ["glossary-refused"]
    assert f"U+{ord(character):04X}" in told(report.diagnostics[0])
    assert (report.files[0].terms, report.files[0].refused, report.files[0].added) == (2, 1, 1)
    assert rows(project) == [("水", {"en": ("water",)})]


TOO_MUCH = {
    "a term": ("茶" * 1001, "", "tea"),
    "a translation": ("茶", "", "t" * 1001),
    "a note": ("茶", "n" * 4001, "tea"),
    "translations": ("茶", "", "|".join(map(str, range(21)))),
}


@pytest.mark.parametrize("cells", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_term_that_is_too_long_is_refused(project: Project, cells: tuple[str, ...]) -> None:
    report = take_in(project, f"term,note,en\n{','.join(cells)}\n")
    assert codes(report.diagnostics) == ["glossary-refused"]
    assert not project.exists(FILE)


def test_of_many_terms_that_are_refused_or_differ_some_are_named_and_all_counted(
    project: Project,
) -> None:
    project.write(FILE, "term,en\n" + "".join(f"茶{number},a\n" for number in range(300)))
    same = "".join(f"茶{number},b\n" for number in range(300))
    bad = "".join(f"水{number},\x07\n" for number in range(200))
    report = take_in(project, f"term,en\n{same}{bad}")
    assert codes(report.diagnostics) == ["glossary-refused"] * 100 + ["glossary-conflict"] * 100
    assert (report.files[0].refused, report.files[0].conflicts) == (200, 300)


def test_a_note_of_several_lines_comes_in(project: Project) -> None:
    take_in(project, 'term,note,en\n茶,"一\n二\t三",tea\n')
    assert project.read(FILE) == 'term,part_of_speech,note,en,ja\n茶,,"一\n二\t三",tea,\n'


HOSTILE = {
    "entities": (
        '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><martif>&x;</martif>',
        "tbx",
    ),
    "a billion laughs": (
        '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><martif>&b;</martif>',
        "tbx",
    ),
    "XML that is none": ("<martif><termEntry>", "tbx"),
    "XML of another kind": ("<html></html>", "tbx"),
    "a row that is none": ('term,en\n茶,"tea\n', "glossary-csv"),
    "no headings": ("甲,乙\n丙,丁\n", "glossary-header"),
    "no UTF-8": (b"term,en\n\xb2\xe8,tea\n", "not-utf8"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_read_is_told_and_nothing_comes_in(
    project: Project, content: str | bytes, code: str
) -> None:
    project.write(FILE, GLOSSARY)
    report = take_in(project, content)
    assert code in codes(report.diagnostics)
    assert report.files[0].added == 0
    assert project.read(FILE) == GLOSSARY


def test_a_folder_a_file_that_is_missing_and_one_that_is_huge_are_told_and_others_come_in(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text("term,en\n茶,tea\n", encoding="utf-8")
    with (tmp_path / "huge.csv").open("wb") as huge:
        huge.truncate((32 << 20) + 1)
    paths = [tmp_path, tmp_path / "none.csv", tmp_path / "huge.csv", tmp_path / "in.csv"]
    report = import_terms(open_workspace(project.root), paths)
    assert codes(report.diagnostics) == ["glossary-file", "file-missing", "glossary-file"]
    assert [file.added for file in report.files] == [0, 0, 0, 1]


def test_a_glossary_that_is_a_link_out_of_the_project_is_not_written(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "outside.csv").write_text(GLOSSARY, encoding="utf-8")
    (project.root / FILE).symlink_to(tmp_path / "outside.csv")
    report = take_in(project, "term,en\n水,water\n")
    assert codes(report.diagnostics) == ["path-outside", "glossary-unchanged"]
    assert (tmp_path / "outside.csv").read_text(encoding="utf-8") == GLOSSARY


# --- export -----------------------------------------------------------------------------------


def test_csv_goes_out_as_it_can_come_in(project: Project) -> None:
    project.write(FILE, "term;en;Status\n茶;=tea;new\n")
    report = export(project)
    assert (report.form, report.terms, report.output) == ("csv", 1, None)
    assert report.text == "term,part_of_speech,note,en\n茶,,,'=tea\n"
    assert report.changed == ()


def test_tbx_goes_out_in_the_language_of_the_articles(project: Project) -> None:
    project.write(FILE, GLOSSARY)
    report = export(project, form="tbx")
    glossary, _ = parse_tbx(report.text.encode(), "x", "zh-CN")
    assert [term.term for term in glossary.terms] == ["茶叶", "泡, 沏"]
    assert glossary.terms[0] == Term("茶叶", (("en", ("tea leaves",)), ("ja", ("茶葉",))), "noun")


def test_one_language_goes_out_alone_with_what_it_lacks(project: Project) -> None:
    project.configure("en-GB", "ja")
    project.write(FILE, GLOSSARY)
    assert export(project, "ja").text == (
        'term,part_of_speech,note,ja\n茶叶,noun,,茶葉\n"泡, 沏",verb,"热水\n要开",\n'
    )
    assert "note,en-GB\n茶叶,noun,,tea leaves\n" in export(project, "en-GB").text


@pytest.mark.parametrize(
    ("name", "form"), [("a.csv", "csv"), ("a.tbx", "tbx"), ("a.XML", "tbx"), ("b/a.csv", "csv")]
)
def test_the_name_of_the_output_says_the_form(
    project: Project, tmp_path: Path, name: str, form: str
) -> None:
    project.write(FILE, GLOSSARY)
    report = export(project, output=tmp_path / name)
    assert (report.form, len(report.changed)) == (form, 1)
    assert (tmp_path / name).read_text(encoding="utf-8") == report.text
    assert export(project, output=tmp_path / name).changed == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [("essaytrans.toml", None), ("articles/a.md", None), ("a", None), ("a.csv", "tbx")],
)
def test_a_name_that_says_something_else_is_refused(
    project: Project, name: str, form: str | None
) -> None:
    project.write(FILE, GLOSSARY)
    before = project.snapshot()
    with pytest.raises(EssaytransError) as raised:
        export(project, output=project.root / name, form=form)
    assert codes(raised.value.diagnostics) == ["glossary-output"]
    assert project.snapshot() == before


@pytest.mark.parametrize("name", ["glossary.csv", "articles/../glossary.csv", "link.csv"])
def test_the_glossary_is_never_the_output(project: Project, name: str) -> None:
    project.write(FILE, GLOSSARY.replace("en,ja", "en,ja,x-own"))
    (project.root / "link.csv").symlink_to(FILE)
    before = project.snapshot()
    with pytest.raises(EssaytransError) as raised:
        export(project, output=project.root / name)
    assert codes(raised.value.diagnostics) == ["glossary-output"]
    assert project.snapshot() == before


def test_without_a_glossary_nothing_goes_out(project: Project) -> None:
    with pytest.raises(EssaytransError) as raised:
        export(project)
    assert codes(raised.value.diagnostics) == ["no-glossary"]


def test_of_a_broken_glossary_goes_out_what_can_be_read_and_the_rest_is_told(
    project: Project,
) -> None:
    project.write(FILE, "term,en\n茶,tea\n,water\n")
    report = export(project)
    assert codes(report.diagnostics) == ["glossary-row"]
    assert report.text == "term,part_of_speech,note,en\n茶,,,tea\n"
