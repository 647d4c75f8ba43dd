"""What a file that an article shows may be called in another language."""

from __future__ import annotations

import posixpath

__all__ = ["variants"]


def variants(path: str, language: str, source: str) -> list[str]:
    """Return what a file may be called in a language, the best first.

    `map.png` may be `map.zh-TW.png`, `map.zh_TW.png`, `map.zh-tw.png`, and `map.zh.png` where the
    articles are not in Chinese; `map.en.png` too, if their language is written in its name.
    """
    stem, suffix = posixpath.splitext(path)
    if not suffix or stem.endswith("/"):
        return []
    tags = _spelled(language)
    ours = _spelled(source)
    if language.partition("-")[0] == source.partition("-")[0]:
        tags = [tag for tag in tags if tag.lower() != source.partition("-")[0].lower()]
    bare, own = posixpath.splitext(stem)
    stems = [bare, stem] if own.removeprefix(".") in ours else [stem]
    found = [f"{one}.{tag}{suffix}" for one in stems for tag in tags]
    return [one for one in dict.fromkeys(found) if one != path]


def _spelled(tag: str) -> list[str]:
    return list(
        dict.fromkeys((tag, tag.replace("-", "_"), tag.lower(), tag.partition("-")[0].lower()))
    )
