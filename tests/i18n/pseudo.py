"""A pseudo-language, in which every sentence of the program stands in brackets: `⟦…⟧`.

What a command prints in it outside of brackets never went through gettext. `pseudo_locale` makes the
language and says how to have the program speak it; `unbracketed` finds what is outside.

The test over the real commands runs each of them (every page of help, every report, every error that
can be provoked) in a process of its own, since Typer takes some sentences while it is imported:

    environ = os.environ | pseudo_locale(tmp_path) | {"COLUMNS": "1000"}
    run = subprocess.run([sys.executable, "-m", "essaytrans", …], env=environ, …)
    assert unbracketed(run.stdout + run.stderr, {"essaytrans", "extract", "build", …}) == []

It needs a terminal so wide that nothing is wrapped: where two columns of a table are wrapped side by
side, the brackets of the one would cover the text of the other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from collections.abc import Collection

_PSEUDO = "qps"
"""Reserved for private use by ISO 639-3 (qaa to qtz), and commonly a pseudo-language."""

_TEMPLATE = Path(__file__).parents[2] / "src/essaytrans/locale/essaytrans.pot"

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""Colours and styles of a terminal (ECMA-48, control sequences)."""

_NO_WORD = (
    r"--?[A-Za-z][\w-]*(?:[/,]--?[A-Za-z][\w-]*)*,?",  # --language, -q, --yes/--no, --json,-j
    r"\[?(?:[\d.]+<=?)?x(?:[<>]=?[\d.]+)?\]?",  # [x>=1], 0<=x<=100: what a number may be
    r"[\[{(<]*[A-Z][A-Z0-9_-]*[\]})>]*(?:\.\.\.|…)?",  # LANG, [ARTICLE]..., ESSAYTRANS_LANG
    r"[\w.~:-]*[/\\]\S*",  # articles/hello.md, C:\, https://…
    r"[\w-]+(?:\.[\w-]+)*\.(?:md|po|pot|mo|toml|json|html|py)(?::\d+)*:?",  # hello.md:12:3
)
"""What may stand outside of brackets without being told to: names that are not translated."""


def bracketed(sentence: str) -> str:
    return f"⟦{sentence}⟧"


def pseudo_locale(folder: Path, template: Path = _TEMPLATE) -> dict[str, str]:
    """Compile the pseudo-language into a folder; return the environment that chooses it."""
    pseudo = polib.pofile(str(template))
    pseudo.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    pseudo.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    for entry in pseudo:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: bracketed(entry.msgid), 1: bracketed(entry.msgid_plural)}
        else:
            entry.msgstr = bracketed(entry.msgid)
    compiled = folder / _PSEUDO / "LC_MESSAGES" / "essaytrans.mo"
    compiled.parent.mkdir(parents=True)
    pseudo.save_as_mofile(str(compiled))
    return {"ESSAYTRANS_LOCALE_DIR": str(folder), "ESSAYTRANS_LANG": _PSEUDO}


def unbracketed(text: str, allowed: Collection[str] = ()) -> list[str]:
    """Find the words that stand outside of brackets and are no names.

    Names are options, metavariables in capitals, paths and what is `allowed`: whole words, as they
    stand there or without the punctuation around them. A bracket without its partner is found too,
    since whatever stands behind it cannot be judged.
    """
    outside, depth = "", 0
    for character in _ESCAPE.sub("", text):
        depth += character == "⟦"
        outside += " " if depth else character
        depth -= character == "⟧"
        if depth < 0:
            return ["⟧"]
    found = [word for word in re.split(r"[\s\u2500-\u259f]+", outside) if _is_text(word, allowed)]
    return [*found, "⟦"] if depth else found


def _is_text(word: str, allowed: Collection[str]) -> bool:
    bare = re.sub(r"^\W+|\W+$", "", word)
    return (
        any(character.isalpha() for character in word)
        and not {word, bare} & set(allowed)
        and not any(re.fullmatch(pattern, word) for pattern in _NO_WORD)
    )
