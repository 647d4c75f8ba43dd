"""What every worker process needs, imported once before they part."""

from __future__ import annotations

from essaytrans.commands import build, extract
from essaytrans.editions import translate
from essaytrans.follow import update
from essaytrans.markdown import segment

__all__ = ["build", "extract", "segment", "translate", "update"]
