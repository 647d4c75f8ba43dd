"""`merge`: three states of a catalog made one, by hand or by git, and how git learns of it."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final

from essaytrans.catalog import parse, serialize
from essaytrans.catalog.rules import is_newer, migrated, newer_rules, rules_of
from essaytrans.commands.git_files import add_lines, catalog_patterns
from essaytrans.follow.merge import merge
from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Message, Position, Severity
from essaytrans.project import config as configuration
from essaytrans.project import files, git

if TYPE_CHECKING:
    from essaytrans.follow.merge import Clash
    from essaytrans.model import Catalog

__all__ = ["InstallReport", "MergeReport", "install", "merge_files"]

_NOTHING: Final = frozenset({"", os.devnull, "/dev/null"})
"""What a merge without a base is told in its place."""
_STAGES: Final = (":1:", ":2:", ":3:")
"""By which git knows base, ours and theirs of a file during a merge: `git show :3:PATH`."""
_LINE_FEEDS: Final = "*.po text eol=lf"
_MERGE: Final = "merge --path=%P %O %A %B"
"""What git has the program do; it puts names in the place of `%P` and so on, quoted."""
_OR_BY_LINES: Final = (
    "s=$?; test $s -lt 2 && exit $s;"
    " git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
)
"""What follows it in a shell: where the program could not be started, or could not read one of the
files, lines are merged, as git does without a driver. git would otherwise take the file as it is on
our side for the result, with nothing of theirs in it. Up to 1 the program has merged. More than 128
from git itself, for a file that is no text, would end the whole merge."""
_SHOWN: Final = 60
"""How many characters of a text tell which it is."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge of three files did."""

    path: str
    """What the catalog is called."""
    taken: int
    """Translations that came from the other side."""
    conflicts: int
    """Translations that both sides changed, each in its own way."""
    changed: tuple[str, ...]
    """The file of ours, if it was written, or with `--check` would be."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class InstallReport:
    """What was done so that git merges catalogs by entries."""

    driver: str
    """The command line that git runs."""
    settings: tuple[str, ...]
    """Settings of git that were written, or with `--check` would be."""
    changed: tuple[str, ...]
    """Files likewise, relative to the project's root."""


def merge_files(
    base: str, ours: Path, theirs: Path, *, name: str | None = None, dry: bool = False
) -> MergeReport:
    """Merge catalogs three ways into the file of ours, in our form.

    Args:
        base: the file that both come from; an empty name or file, or `/dev/null`, if there is none.
        ours: the file of the one side, which is written.
        theirs: that of the other side.
        name: what the catalog is called, where these are files for the time of the merge.
        dry: whether nothing is written.

    Raises:
        EssaytransError: a file cannot be read or is no catalog, with all that is wrong with any
            of them, or the result cannot be written; ours is as it was.
    """
    texts, catalogs = _read(None if base in _NOTHING else Path(base), ours, theirs, name)
    old = catalogs[0] if texts[0].strip("\ufeff \t\r\n") else None
    merged = merge(old, catalogs[1], catalogs[2])
    shown = name or ours.as_posix()
    text = serialize(replace(merged.catalog, path=shown))
    # read again: what cannot be read must not be written, and conflicts have lines there
    lines = {entry.key: entry.line for entry in parse(text, path=shown).entries}
    if dry:
        written = texts[1] != text
    else:
        written = files.write_text(ours, text, root=None, known=files.digest(texts[1]))
    return MergeReport(
        shown,
        len(merged.taken),
        len(merged.clashes),
        (shown,) if written else (),
        tuple(_conflict(clash, Position(shown, lines[clash.ours.key])) for clash in merged.clashes),
    )


def _read(
    base: Path | None, ours: Path, theirs: Path, name: str | None
) -> tuple[list[str], list[Catalog]]:
    """Read the three files; all that is wrong with any of them is told at once."""
    texts: list[str] = []
    catalogs: list[Catalog] = []
    problems: list[Diagnostic] = []
    for stage, path in zip(_STAGES, (base, ours, theirs), strict=True):
        found = "" if path is None else path.as_posix()
        shown = found if name is None else f"{stage}{name}"
        try:
            texts.append("" if path is None else files.read_text(path))
            catalogs.append(_current(parse(texts[-1], path=found)))
        except EssaytransError as error:
            problems += [_renamed(problem, found, shown) for problem in error.diagnostics]
    if problems:
        raise EssaytransError(*problems)
    return texts, catalogs


def _current(catalog: Catalog) -> Catalog:
    """Return a catalog as today's rules would have written it: a branch may be older than they."""
    if is_newer(catalog):
        raise EssaytransError(newer_rules(catalog.path, rules_of(catalog)))
    return migrated(catalog)


def _renamed(problem: Diagnostic, found: str, shown: str) -> Diagnostic:
    """Name a file that is there for the time of a merge as a person can look it up in git."""
    position = problem.position
    if position is not None:
        position = replace(position, path=shown)
    arguments = tuple(
        (name, shown if value == found else value) for name, value in problem.message.arguments
    )
    return replace(
        problem, message=replace(problem.message, arguments=arguments), position=position
    )


def _conflict(clash: Clash, position: Position) -> Diagnostic:
    ours, theirs = _beginning(clash.ours.msgstr), _beginning(clash.theirs.msgstr)
    message: Message
    if ours and theirs:
        message = msg(
            "both sides changed this translation: “{ours}” here, “{theirs}” there",
            ours=ours,
            theirs=theirs,
        )
        # Translators: “it” is an entry of a catalog that two people translated differently.
        # “Needs Work” is what Poedit calls a fuzzy entry.
        hint = msg(
            "it is marked “Needs Work”, with the other text in a remark: settle it in your editor,"
            " and delete the remark"
        )
    else:
        message = msg(
            "one side changed this translation, and the other took it out: “{text}”",
            text=ours or theirs,
        )
        # Translators: “it” is a translation that one person changed and another one deleted.
        hint = msg("it is kept: confirm it in your editor, or empty it")
    return Diagnostic(Severity.ERROR, "merge-conflict", message, hint, position)


def _beginning(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def install(start: Path, *, dry: bool = False) -> InstallReport:
    """Have git merge catalogs by entries, in this clone of the repository.

    Args:
        start: the folder to look upwards from for the project, or its configuration.
        dry: whether only to say what would be done.

    Raises:
        EssaytransError: there is no project, its configuration is wrong, it is in no git
            repository (`not-a-repository`), or something cannot be written.
    """
    files.forget_folders()
    start = Path(os.path.realpath(start))
    path = start if files.is_file(start) else configuration.find(start)
    config = configuration.load(path)
    root = path.parent
    if git.top(root) is None:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "not-a-repository",
                msg("{path} is in no git repository, or there is no git", path=str(root)),
                msg("install git, run “git init”, then run this again"),
                Position(str(root)),
            )
        )
    driver = _driver()
    wanted = {
        "merge.essaytrans.name": "essaytrans: catalogs by their entries",
        "merge.essaytrans.driver": driver,
    }
    missing = {name: value for name, value in wanted.items() if git.setting(root, name) != value}
    if not dry:
        git.configure(root, missing)
    lines = (_LINE_FEEDS, *(f"{pattern} merge=essaytrans" for pattern in catalog_patterns(config)))
    added = add_lines(root, ".gitattributes", lines, dry=dry)
    return InstallReport(driver, tuple(missing), (".gitattributes",) if added else ())


def _driver() -> str:
    """Return the command line for git, which runs it in a shell at the top of the repository."""
    program = _program()
    if program is not None:
        return f"{program} {_MERGE}; {_OR_BY_LINES}"
    python = _word(sys.executable)
    # Python without the package exits with 1, which would be a conflict
    found = f"{python} -c 'import essaytrans' || exit 2"
    return f"({found}; exec {python} -m essaytrans {_MERGE}); {_OR_BY_LINES}"


def _program() -> str | None:
    """Return how a shell calls this program; None if there is only Python to run it.

    It is the program's name where that leads here, so that it stays right when Python is updated.
    From a virtual environment it is the path, since the next shell may not have it activated.
    """
    own = os.path.realpath(Path(sys.executable).parent)
    found = which("essaytrans")
    leads_here = found is not None and Path(os.path.realpath(found)).parent == Path(own)
    if leads_here and sys.prefix == sys.base_prefix:
        return "essaytrans"
    path = found if leads_here else which("essaytrans", path=own)
    return _word(str(Path(path).absolute())) if path else None


def _word(path: str) -> str:
    """Write a path as one word for a shell, in a setting in which git gives `%` a meaning."""
    return shlex.quote(path).replace("%", "%%")
