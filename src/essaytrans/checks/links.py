"""Links: targets that are lost, brackets that make none, schemes and hosts that are new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.checks.finding import Finding
from essaytrans.checks.inline_parts import both_targets, missing, site, unreplaced
from essaytrans.i18n import msg
from essaytrans.markdown.inline import PieceKind
from essaytrans.markdown.safety import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.inline_parts import Target
    from essaytrans.checks.pair import Pair
    from essaytrans.model import Message

__all__ = ["NAME", "check"]

NAME: Final = "links"

# What was to be a link: with a blank in it, full-width, or never closed. Those that are links have
# blanks in the place of their targets.
_APART: Final = re.compile(r"[\]］][ \t]?[(（][ \t]?(?P<address>[^\s()（）<>\[\]]{1,200})")


def check(pair: Pair) -> Iterator[Finding]:
    """Find links of the source that are lost, and schemes and hosts that are new.

    A target that names a language may become another of the same site, and one new host may stand
    for one target that is lost: that one is named, which says enough.
    """
    if not (_may_point(pair.source) or _may_point(pair.target)):
        return
    source, target = both_targets(pair)
    known = {one.place for one in source}
    new = [one for one in target if one.place not in known]
    yield from _schemes(source, new)
    hosts = _new_hosts(pair, source, new)
    for host, one in hosts.items():
        yield Finding(
            NAME,
            msg("the translation points to {host}, which the source does not", host=_shown(host)),
            msg("make sure that readers should go there"),
            one.start,
            one.length,
        )
    present = {one.place for one in target}
    lost = {
        one.place: pair.source[one.start : one.start + one.length]
        for one in source
        if one.linked and not one.image and one.place not in present
    }
    apart = _apart(pair)
    if apart is not None:
        yield _no_link(apart)
        lost = {place: written for place, written in lost.items() if apart[1] not in written}
    gone = unreplaced(pair, lost, (one.place for one in new))
    yield from missing(NAME, gone[len(hosts) :])


def _apart(pair: Pair) -> re.Match[str] | None:
    """Find the first brackets that were to be a link of the source and make none."""
    source, target = (
        sum(piece.kind is PieceKind.TARGET for piece in pieces)
        for pieces in (pair.source_pieces, pair.target_pieces)
    )
    if target >= source:
        return None
    for found in _APART.finditer(pair.target_prose(PieceKind.URL)):
        address = found["address"]
        if address.startswith(_WEB) or f"]({address}" in pair.source:
            return found
    return None


_WEB: Final = ("http://", "https://")


def _no_link(found: re.Match[str]) -> Finding:
    return Finding(
        NAME,
        msg("the brackets {markup} make no link", markup=found[0]),
        msg("write [text](address): no blank in between, a ) at the end, no full-width brackets"),
        found.start(),
        len(found[0]),
    )


def _may_point(text: str) -> bool:
    return "](" in text or "://" in text or "www." in text or "<" in text


def _schemes(source: list[Target], new: list[Target]) -> Iterator[Finding]:
    allowed = SCHEMES | {one.place.scheme for one in source}
    for one in new:
        scheme = one.place.scheme
        if scheme and scheme not in allowed:
            yield Finding(
                NAME,
                msg("this translation is not used: {reason}", reason=_reason(scheme)),
                msg("take it out, or write it as in the source"),
                one.start,
                one.length,
                grave=True,
            )


def _reason(scheme: str) -> Message:
    # Translators: a reason behind “this translation is not used: ”; “it” is the translation.
    return msg("it has a link with the scheme {scheme}:, which the source lacks", scheme=scheme)


def _new_hosts(pair: Pair, source: list[Target], new: list[Target]) -> dict[str, Target]:
    languages = pair.source_language, pair.language
    known = {site(one.place.host, *languages) for one in source}
    hosts: dict[str, Target] = {}
    for one in new:
        host = one.place.host
        if host and site(host, *languages) not in known:
            hosts.setdefault(host, one)
    return hosts


def _shown(host: str) -> str:
    """Return a host as the network knows it: letters that look alike do not look so in it."""
    if host.isascii():
        return host
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in host.split(".")
    )
