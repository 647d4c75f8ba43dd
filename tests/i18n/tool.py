"""`tools/messages.py`, which is not part of the package, as a module."""

from __future__ import annotations

from loading import TOOLS, load_tool

TOOL = TOOLS / "messages.py"
messages = load_tool("messages")
