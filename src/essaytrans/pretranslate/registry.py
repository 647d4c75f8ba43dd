"""Which engines there are: entry points, loaded only when somebody asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

    from essaytrans.pretranslate.engine import Engine, Factory

__all__ = ["GROUP", "open_engine"]

GROUP: Final = "essaytrans.pretranslators"
_OURS: Final = "essaytrans.pretranslate."


def open_engine(name: str, source: str, target: str) -> Engine:
    """Make the engine of a name for two languages.

    Args:
        name: that of its entry point.
        source: the tag of the articles' language.
        target: the tag of the language to translate into.

    Raises:
        EssaytransError: there is no such engine, it cannot be loaded, or it does not serve these
            languages.
    """
    found = _installed()
    if name not in found:
        raise EssaytransError(_unknown(name, found))
    try:
        factory: Factory = found[name].load()
        return factory(source, target)
    except EssaytransError:
        raise
    except Exception as error:  # a plug-in may raise whatever it likes
        raise EssaytransError(_broken(name, found[name], error)) from error


def _installed() -> Mapping[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - 15 ms

    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=GROUP):
        # nobody else's package takes the place of an engine of ours
        if entry.name not in found or entry.value.startswith(_OURS):
            found[entry.name] = entry
    return dict(sorted(found.items()))


def _unknown(name: str, found: Mapping[str, EntryPoint]) -> Diagnostic:
    # Translators: a hint, where no engine (machine translator) at all is found.
    hint = msg("install essaytrans again: not even its own engines are registered")
    if found:
        # Translators: a hint: the names of the engines (machine translators) that exist.
        hint = msg("there are: {engines}", engines=listing(found))
    return Diagnostic(
        Severity.ERROR, "unknown-engine", msg("there is no engine “{name}”", name=name), hint
    )


def _broken(name: str, entry: EntryPoint, error: Exception) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "engine-broken",
        msg(
            "the engine “{name}” cannot be used: {reason}",
            name=name,
            reason=f"{type(error).__name__}: {error}",
        ),
        # Translators: “it” is the engine (machine translator) that cannot be used.
        msg(
            "it is a plug-in of the package {package}; update or remove that",
            package=entry.dist.name if entry.dist else entry.module,
        ),
    )
