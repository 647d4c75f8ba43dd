"""Compile the program's own catalogs whenever it is built or installed, editable or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogs(BuildHookInterface[Any]):
    """Write `essaytrans.mo` beside each `essaytrans.po` under `src/essaytrans/locale`.

    With polib and not with babel, which drops the plural forms of a language that CLDR does not
    know. A `.po` with a syntax error stops the build with polib's message, file and line.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Hatchling calls this before it collects the files (interface of its build hooks)."""
        for source in Path(self.root).glob("src/essaytrans/locale/*/LC_MESSAGES/*.po"):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
