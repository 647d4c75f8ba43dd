"""The gettext tools that the catalogs are held against."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def needs(tool: str) -> None:
    """Skip a test for want of a tool, or fail it where the tools must be there."""
    if shutil.which(tool) is None:
        reason = f"{tool} is not installed (Debian: apt install gettext)"
        if os.environ.get("ESSAYTRANS_REQUIRE_TOOLS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def rewrite(text: str, tool: str, *options: str) -> str:
    """Let a gettext tool read a PO file and write it again.

    `msgmerge` gets the file as the template, too.
    """
    needs(tool)
    with TemporaryDirectory() as folder:
        path = Path(folder, "catalog.po")
        path.write_bytes(text.encode())
        files = [str(path)] * (2 if tool == "msgmerge" else 1)
        done = subprocess.run(
            [tool, *options, *files],
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""},
            capture_output=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
