"""Where built files go, and what stands there already."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from essaytrans.commands.builds import problems
from essaytrans.model import EssaytransError
from essaytrans.project import files, layout
from essaytrans.project.editions import SUFFIXES
from essaytrans.project.forms import expression
from essaytrans.project.own import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from essaytrans.commands.desk import Desk
    from essaytrans.project.config import Config

__all__ = ["Outputs", "joined"]


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where built files go."""

    config: Config
    folder: Path | None
    """The folder given by hand, absolute, or None."""
    edition: str = "translated"

    @classmethod
    def of(cls, config: Config, folder: Path | None, edition: str = "translated") -> Outputs:
        """Take the folder given by hand, if there is one."""
        return cls(config, Path(os.path.realpath(folder)) if folder else None, edition)

    @property
    def root(self) -> Path:
        """The folder that every built file must be inside of."""
        return self.folder or self.config.root

    def path(self, article: layout.Article, language: str) -> PurePosixPath:
        """Return where an article goes, relative to `root`."""
        return self.named(article.name, language)

    def named(self, article: str, language: str) -> PurePosixPath:
        """Return where an article goes, by its name, relative to `root`."""
        called = self.config.in_paths(language)
        if layout.goes_to(self.config, article, called) is not None:
            return PurePosixPath(self._path_of_strings(article, called))
        return layout.fill(self.form, article, called)

    @property
    def form(self) -> str:
        """The pattern of the paths, relative to `root`."""
        if self.folder is None:
            return layout.output_pattern(self.config, self.edition)
        below = "" if self.edition == "translated" else f"{self.edition}/"
        return f"{below}{{language}}/{{article}}{SUFFIXES[self.edition]}"

    def pattern(self, articles: Iterable[layout.Article]) -> re.Pattern[str]:
        """Match what articles have here, relative to `root`.

        In any language, also in one that the configuration no longer has.
        """
        articles = list(articles)
        strings = [article.name for article in articles if article.is_strings]
        form, names = self.form, [article.name for article in articles if not article.is_strings]
        paths = [self._path_of_strings(name, "\0") for name in strings]
        if "{article}" in form:
            known = "|".join(map(re.escape, names)) or "(?!)"
            pattern = expression(form, {"language": "[^/]+", "article": known})
            if not paths:
                return pattern
        else:
            # what stands for each of `{dir}` and `{stem}` depends on what stands for the other
            paths += [str(layout.fill(form, name, "\0")) for name in names]
            pattern = re.compile("(?!)")
        others = "|".join(map(re.escape, paths)).replace(re.escape("\0"), "[^/]+")
        return re.compile(f"{pattern.pattern}|{others}" if others else pattern.pattern, re.DOTALL)

    def _path_of_strings(self, name: str, called: str) -> str:
        """Return where a file of strings goes, by what paths call the language."""
        if self.folder is None:
            return str(layout.goes_to(self.config, name, called))
        return str(PurePosixPath(called, name))

    @property
    def base(self) -> PurePosixPath:
        """The folder below `root` that holds all that is built."""
        return PurePosixPath(self.form.partition("{")[0].rpartition("/")[0])

    @property
    def manifest(self) -> str:
        """The name under which the project remembers what was built there."""
        name = "manifest" if self.edition == "translated" else f"manifest-{self.edition}"
        if self.folder is None:
            return name
        return f"{name}-{files.digest(self.folder.as_posix())[:16]}"

    def write(self, desk: Desk, path: str, content: str | bytes) -> None:
        """Write a file if its content differs.

        Args:
            desk: told that it changed.
            path: where it goes, relative to `root`.
            content: what goes there.

        Raises:
            EssaytransError: it cannot be written.
        """
        file = self.root / path
        if isinstance(content, str):
            desk.write(file, content, root=self.root, durable=False)
        elif desk.dry:
            if not files.is_file(file, self.root) or files.read_bytes(file, self.root) != content:
                desk.changed.append(desk.shown(file))
        elif files.write_bytes(file, content, root=self.root, durable=False):
            desk.changed.append(desk.shown(file))

    def put_aside(self, desk: Desk, path: str, text: str | bytes, before: str | None) -> None:
        """Put aside what stands where a file goes, if it is not as a build left it.

        Args:
            desk: told where it is now.
            path: where the file goes, relative to `root`.
            text: what goes there.
            before: the digest of what the last build left there; None if it left nothing.

        Raises:
            EssaytransError: it cannot be read, or not be put aside.
        """
        if desk.dry or not files.is_file(self.root / path, self.root):
            return
        found = files.digest(files.read_bytes(self.root / path, self.root))
        if found in (files.digest(text), before):
            return
        folder = desk.root / FOLDER / "replaced" / self.manifest
        aside = folder / f"{path}.{found[:8]}"  # by its content, so that none takes another's place
        files.copy_file(self.root / path, aside, root=self.root, target_root=desk.root)
        desk.diagnostics.append(problems.replaced(desk.shown(self.root / path), desk.shown(aside)))

    def refuse_articles(self) -> None:
        """Refuse to build by hand into the folder of the articles: the next run would take them in.

        Raises:
            EssaytransError: `output-among-articles`.
        """
        articles = (self.config.root / self.config.articles).resolve()
        if self.folder is not None and self.folder.is_relative_to(articles):
            raise EssaytransError(problems.among_articles(self.folder, self.config))


def joined(folder: str, target: str) -> str | None:
    """Follow a relative path from a folder; None where it leads above the root."""
    path = posixpath.normpath(posixpath.join(folder, target))
    return None if path == ".." or path.startswith("../") else path
