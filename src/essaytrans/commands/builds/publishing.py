"""On what terms an article is published in a language: by the command line, else the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from essaytrans.project.config import Config, Language

__all__ = ["stale_way", "threshold"]


def threshold(config: Config, language: Language, asked: float | None = None) -> float:
    """Return the share of Han characters (0 to 1) from which on articles are published.

    Args:
        config: what the configuration says.
        language: the language, with what it says of that.
        asked: what the command line says; None if it says nothing.
    """
    if asked is not None:
        return asked
    own = language.min_translated
    return config.build.min_translated if own is None else own


def stale_way(config: Config, language: Language, asked: str | None = None) -> str:
    """Return what readers get of stale paragraphs: one of `project.publishing.STALE`.

    Args:
        config: what the configuration says.
        language: the language, with what it says of that.
        asked: what the command line says; None if it says nothing.
    """
    return asked or language.stale or config.build.stale
