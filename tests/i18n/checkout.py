"""A checkout with one module and some languages, for the tests of `tools/messages.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib

from i18n.tool import messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SOURCE = """
from essaytrans.i18n import msg, nmsg

def say(path):
    # Translators: a path of the file system
    yield msg("no file {path}", path=path)
    yield nmsg("{number} file", "{number} files", 3)
    yield msg(
        "a long sentence "
        "in two parts"
    )
"""


class Checkout:
    """A checkout with one module and some languages."""

    def __init__(self, root: Path) -> None:
        self.package = root / "src" / "essaytrans"
        self.locale = self.package / "locale"
        self.locale.mkdir(parents=True)
        self.source(SOURCE)
        self.update()

    def source(self, text: str) -> None:
        (self.package / "say.py").write_text(text, "utf-8")

    def update(self, *, drop_obsolete: bool = False) -> list[str]:
        return self.names(messages.update(self.package, drop_obsolete=drop_obsolete).changed)

    def start(self, language: str) -> list[str]:
        return self.names(messages.new(self.package, language).changed)

    def names(self, paths: Iterable[Path]) -> list[str]:
        return [path.relative_to(self.locale).as_posix() for path in paths]

    def path(self, language: str) -> Path:
        return self.locale / language / "LC_MESSAGES" / "essaytrans.po"

    def entry(self, language: str, msgid: str) -> polib.POEntry:
        return self.found(polib.pofile(str(self.path(language))), msgid)

    @staticmethod
    def found(catalog: polib.POFile, msgid: str) -> polib.POEntry:
        entry = catalog.find(msgid, include_obsolete_entries=True)
        assert entry is not None
        return entry

    def translate(self, language: str, msgid: str, *texts: str, fuzzy: bool = False) -> None:
        """As a person does it in an editor of PO files."""
        catalog = polib.pofile(str(self.path(language)))
        entry = self.found(catalog, msgid)
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(texts))
        else:
            entry.msgstr = texts[0]
        if fuzzy:
            entry.flags.append("fuzzy")
        catalog.save()

    def translate_all(self, language: str) -> None:
        catalog = polib.pofile(str(self.path(language)))
        for entry in catalog:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
            else:
                entry.msgstr = entry.msgid
        catalog.save()
        self.update()

    def problems(self, language: str) -> list[str]:
        prefix = f"src/essaytrans/locale/{language}/LC_MESSAGES/essaytrans.po: "
        return [
            problem.removeprefix(prefix)
            for problem in messages.check(self.package, [language]).problems
            if problem.startswith(prefix)
        ]
