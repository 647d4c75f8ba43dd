"""A desk: what the work on one article needs of a project, and what it finds out.

It goes to another process as it is, and what was found out comes back from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from essaytrans.i18n import msg
from essaytrans.model import (
    RULES,
    Catalog,
    Diagnostic,
    Document,
    EssaytransError,
    Position,
    Severity,
)
from essaytrans.project import files, layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from essaytrans.catalog.glossary import Glossary
    from essaytrans.follow import Update
    from essaytrans.model import Entry
    from essaytrans.project.config import Config, Language

__all__ = ["GLOSSARY", "Desk", "retried"]

GLOSSARY: Final = "glossary.csv"
"""The project's glossary, beside the configuration."""

_TRIES: Final = 3
"""How often a catalog is worked on that somebody saves in the very moment."""
_Result = TypeVar("_Result")


def retried(work: Callable[[], _Result]) -> _Result:
    """Work on a catalog; from its reading again where somebody saves it before it is written.

    Args:
        work: reads, does something, and writes.

    Raises:
        EssaytransError: what `work` raises; `file-changed` only after the third time.
    """
    for _ in range(1, _TRIES):
        try:
            return work()
        except EssaytransError as error:
            if error.diagnostics[0].code != "file-changed":
                raise
    return work()


@dataclass(slots=True, kw_only=True)
class Desk:
    """A project's configuration, and what has been found out so far."""

    config: Config
    dry: bool = False
    """Whether files are only compared, not written (`--check`)."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    """The files written or removed, or that would be; relative to the root."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where catalogs of renamed articles still are, by where they are to go, if nothing may be
    written."""
    _headers: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    _glossary: tuple[Glossary | None, ...] = ()
    """The glossary, or that there is none, once it was looked for."""
    _held: dict[str, files.Known] = field(default_factory=dict)
    """What catalogs held when they were read, by path."""

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return self.config.root

    def quiet(self) -> Desk:
        """Return a desk of the same project whose findings nobody is told."""
        return Desk(config=self.config, dry=True, moved=self.moved, _glossary=self._glossary)

    def text(self, path: str) -> str | None:
        """Read a text file of the project; None, with a diagnostic, if it cannot be read."""
        try:
            return files.read_text(self.root / path, self.root)
        except EssaytransError as error:
            self.diagnostics.extend(error.diagnostics)
            return None

    def document(self, article: layout.Article) -> Document | None:
        """Read and segment an article; None, with a diagnostic, if it cannot be read."""
        text = self.text(article.path)
        return None if text is None else self.segmented(article, text)

    def segmented(self, article: layout.Article, text: str) -> Document:
        """Segment the text of an article."""
        from essaytrans.markdown import segment  # noqa: PLC0415 - not if all is done already

        document = segment(text, article.path, self.config.segment)
        self.diagnostics.extend(document.diagnostics)
        return document

    def catalog(self, article: str, language: str) -> Catalog | None:
        """Read the catalog of an article, by its name, in a language.

        Returns:
            An empty catalog if there is none yet; None, with a diagnostic, if it cannot be used.
        """
        path = str(layout.catalog_path(self.config, article, language))
        found = self.moved.get(path, path)
        if not files.is_file(self.root / found):
            self._held[path] = None
            return Catalog(path=path)
        text = self.text(found)
        if text is None:
            return None
        self._held[path] = files.digest(text)
        return self.parsed(text, path, language)

    def parsed(self, text: str, path: str, language: str | None) -> Catalog | None:
        """Parse a catalog; None, with a diagnostic, if it cannot be used in a language, or in any."""
        from essaytrans.catalog import parse  # noqa: PLC0415 - not if all is done already
        from essaytrans.catalog.header import field as header_field  # noqa: PLC0415
        from essaytrans.catalog.rules import (  # noqa: PLC0415
            is_newer,
            migrated,
            newer_rules,
            rules_of,
        )
        from essaytrans.language.headers import same_language  # noqa: PLC0415

        try:
            catalog = parse(text, path=path)
        except EssaytransError as error:
            self.diagnostics.extend(error.diagnostics)
            return None
        said = header_field(catalog, "Language")
        if said and language and not same_language(said, language):
            self.diagnostics.append(_wrong_language(path, said, language))
            return None
        if is_newer(catalog):
            self.diagnostics.append(newer_rules(path, rules_of(catalog)))
            return None
        return migrated(catalog)

    def glossary(self) -> Glossary | None:
        """Read the project's glossary; None if there is none, or it cannot be read.

        What is wrong with it is found out, and told, once.
        """
        if not self._glossary:
            self.know_glossary(self._read_glossary())
        return self._glossary[0]

    def know_glossary(self, glossary: Glossary | None) -> None:
        """Be told what another desk of the project has read."""
        self._glossary = (glossary,)

    def _read_glossary(self) -> Glossary | None:
        if not files.is_file(self.root / GLOSSARY):
            return None
        from essaytrans.catalog.glossary import parse_glossary  # noqa: PLC0415 - few have one

        text = self.text(GLOSSARY)
        if text is None:
            return None
        glossary, problems = parse_glossary(text, GLOSSARY)
        self.diagnostics.extend(problems)
        return glossary

    def with_terms(self, template: Sequence[Entry], tag: str) -> Sequence[Entry]:
        """Note in a template what the glossary has for its texts in a language."""
        glossary = self.glossary()
        if glossary is None or not glossary.terms:
            return template
        from essaytrans.follow.terms import with_terms  # noqa: PLC0415 - as above

        return with_terms(template, glossary, tag)

    def in_step(self, article: str, template: Sequence[Entry], language: Language) -> Update | None:
        """Read a catalog and bring it in step with its article; None if it cannot be used."""
        from essaytrans.catalog.header import field as header_field  # noqa: PLC0415 - as above
        from essaytrans.catalog.header import update_header  # noqa: PLC0415
        from essaytrans.follow import update  # noqa: PLC0415

        catalog = self.catalog(article, language.tag)
        if catalog is None:
            return None
        header = update_header(catalog.header, self.header(language))
        updated = update(catalog, self.with_terms(template, language.tag), header)
        if not header_field(catalog, "Last-Translator"):
            return updated
        from essaytrans.catalog.credits import credited  # noqa: PLC0415 - as above

        emails = self.config.credits.emails
        return replace(updated, catalog=credited(updated.catalog, emails=emails))

    def header(self, language: Language) -> tuple[tuple[str, str], ...]:
        """Make the header of this project's catalogs in a language."""
        if language.tag not in self._headers:
            self._headers[language.tag] = self._header(language)
        return self._headers[language.tag]

    def _header(self, language: Language) -> tuple[tuple[str, str], ...]:
        from essaytrans.catalog.header import make_header  # noqa: PLC0415 - as above
        from essaytrans.language.headers import po_language, x_source_language  # noqa: PLC0415
        from essaytrans.language.plurals import plural_forms  # noqa: PLC0415

        return make_header(
            language=po_language(language.tag),
            plural_forms=plural_forms(language.tag),
            source_language=x_source_language(self.config.source),
            project=self.config.name,
            team=language.team or "",
            bugs=self.config.report_bugs_to,
            rules=RULES,
        )

    def held(self, path: str) -> files.Known:
        """Return what a catalog held when it was read."""
        return self._held.get(path, files.ANYTHING)

    def hold(self, path: str, held: files.Known) -> None:
        """Be told what a catalog held when somebody else read it."""
        self._held[path] = held

    def write_catalog(self, catalog: Catalog) -> tuple[str, bool]:
        """Write a catalog of the project, if its content differs, and only over what was read.

        Returns:
            Its text, and whether it was written, or would be if this run were not dry.

        Raises:
            EssaytransError: `po-unwritable`, `file-changed` (a translator saved it since it was
                read), `not-written` or `path-outside`; what stood there is as it was.
        """
        from essaytrans.catalog import serialize  # noqa: PLC0415 - as above

        text = serialize(catalog)
        written = self.write(self.root / catalog.path, text, known=self.held(catalog.path))
        if not self.dry:
            self._held[catalog.path] = files.digest(text)
        return text, written

    def write(
        self,
        path: Path,
        text: str,
        *,
        root: Path | None = None,
        durable: bool = True,
        known: files.Known = files.ANYTHING,
    ) -> bool:
        """Write a file if its content differs.

        Args:
            path: the file, absolute.
            text: its content.
            root: the folder that it must be inside of; the project's if not given.
            durable: see `files.write_text`.
            known: likewise.

        Returns:
            Whether it was written, or would be if this run were not dry.

        Raises:
            EssaytransError: it cannot be written.
        """
        root = root or self.root
        if self.dry:
            changed = not files.is_file(path, root) or (
                files.read_bytes(path, root) != text.encode()
            )
        else:
            changed = files.write_text(path, text, root=root, durable=durable, known=known)
        if changed:
            self.changed.append(self.shown(path))
        return changed

    def shown(self, path: Path) -> str:
        """Return what reports call a file: relative to the root where it is inside."""
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()


def _wrong_language(path: str, said: str, language: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "wrong-language",
        msg(
            "the header of this catalog says “{said}”, its folder “{language}”",
            said=said,
            language=language,
        ),
        # Translators: “it” is the catalog (PO file) whose header and folder differ.
        msg("it is left as it is; move the file, or mend its Language field"),
        Position(path),
    )
