"""The manifest: which outputs were built, so that those of vanished articles can be removed.

It lives in `.essaytrans/`, which git ignores and anybody may delete; then outputs simply stay. A
file is removed only if the manifest names it and it still is, byte for byte, what was written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.files import (
    digest,
    is_file,
    read_bytes,
    read_text,
    remove_file,
)
from essaytrans.project.own import FOLDER, write_own

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

__all__ = ["Manifest", "load_manifest", "remove_stale", "save_manifest"]

_VERSION: Final = 1
"""Of the form below; a manifest of another form is not understood, and so counts as broken."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built."""

    outputs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The digest of what was written, by the path of the output, relative to the root."""
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)
    """`manifest-broken`, if there was one that could not be read."""

    def stale(self, current: Collection[str]) -> tuple[str, ...]:
        """Return the outputs that were built once and are not among the current ones, sorted."""
        return tuple(sorted(set(self.outputs) - set(current)))

    def updated(self, built: Mapping[str, str], removed: Collection[str] = ()) -> Manifest:
        """Return a manifest with these outputs added or renewed, and others taken out."""
        outputs = {**self.outputs, **built}
        return Manifest({path: outputs[path] for path in sorted(outputs) if path not in removed})


def load_manifest(root: Path, name: str = "manifest") -> Manifest:
    """Read the manifest of a project; empty if there is none or it is broken.

    Args:
        root: the project's folder.
        name: which of its manifests; each place that outputs go to has its own.

    Raises:
        EssaytransError: `path-outside`, if a link leads it out of the project.
    """
    file = _file(name)
    path = root / file
    if not is_file(path):
        return Manifest()
    try:
        data = json.loads(read_text(path, root))
    except (ValueError, RecursionError):
        return _broken(file)
    except EssaytransError as error:
        if any(problem.code == "path-outside" for problem in error.diagnostics):
            raise
        return _broken(file)
    outputs = data.get("outputs") if isinstance(data, dict) else None
    if not isinstance(outputs, dict) or data.get("version") != _VERSION:
        return _broken(file)
    if not all(isinstance(value, str) for value in outputs.values()):
        return _broken(file)
    return Manifest(outputs)


def save_manifest(root: Path, manifest: Manifest, name: str = "manifest") -> bool:
    """Write the manifest, and beside it the file that makes git ignore both, if they changed.

    Returns:
        Whether the manifest was written.

    Raises:
        EssaytransError: `not-written` or `path-outside`.
    """
    data = {"version": _VERSION, "outputs": dict(sorted(manifest.outputs.items()))}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return write_own(root, f"{name}.json", text)


def remove_stale(
    root: Path, manifest: Manifest, current: Collection[str], *, check: bool = False
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Remove the outputs that are stale and unchanged since they were built.

    Call it only when all articles could be looked for (`Articles.complete`).

    Args:
        root: the project's folder.
        manifest: what was built before.
        current: the outputs that articles and languages have now, built in this run or not.
        check: whether only to tell what would be removed.

    Returns:
        The paths removed, and `output-changed` for each that somebody else changed: it is kept.
        Both are to be taken out of the manifest, as are outputs that are gone already.

    Raises:
        EssaytransError: `not-removed` or `file-unreadable`.
    """
    removed: list[str] = []
    kept: list[Diagnostic] = []
    for path in manifest.stale(current):
        file = root / path
        if not is_file(file, root):
            continue
        if digest(read_bytes(file, root)) != manifest.outputs[path]:
            kept.append(_changed(path))
            continue
        if not check:
            remove_file(file, root=root)
        removed.append(path)
    return tuple(removed), tuple(kept)


def _file(name: str) -> str:
    return f"{FOLDER}/{name}.json"


def _changed(path: str) -> Diagnostic:
    """Make the diagnostic for a stale output that somebody changed."""
    message = msg("{path} is no longer built, but somebody changed it, so it stays", path=path)
    # Translators: “it” is a built article that is no longer wanted.
    hint = msg("remove it by hand if nobody needs it")
    return Diagnostic(Severity.WARNING, "output-changed", message, hint, Position(path))


def _broken(file: str) -> Manifest:
    """Make the empty manifest that takes the place of a broken one."""
    message = msg("the record of what was built, {path}, cannot be read", path=file)
    # Translators: “it” is the record of what was built (a file of essaytrans's own).
    hint = msg("it begins anew; if articles were removed, remove their outputs by hand")
    problem = Diagnostic(Severity.WARNING, "manifest-broken", message, hint, Position(file))
    return Manifest(diagnostics=(problem,))
