"""Proposing terms for a glossary: words that many places of the articles have.

Chinese has no blanks, so that a word is what keeps together and stands among others: its
characters meet more often than chance would have it (pointwise mutual information), and what stands
before and after it varies (branching entropy). Both measures are common in the search for new
words; the thresholds are set by what they found in documentation of software.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Suggestion", "suggest"]

_HAN: Final = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]{2,}")
_NAME: Final = re.compile(
    r"(?<![A-Za-z0-9_./@-])[A-Z][A-Za-z0-9+#]*(?:[ .\-][A-Z0-9][A-Za-z0-9+#]*){0,3}(?![A-Za-z0-9_/@])"
)
_LONGEST: Final = 6
"""Characters of the longest word of Han."""
_COHESION: Final = 4.0
"""Bits by which a word is likelier than its parts meeting by chance, at the weakest seam."""
_ENTROPY: Final = 1.0
"""Bits of what stands beside a word, on the side where it varies less."""
_CONTEXT: Final = 12
"""Characters of an example on either side."""
# Characters that begin or end phrases, not terms: particles, pronouns, prepositions, conjunctions,
# auxiliaries, numerals and counters.
_EDGE: Final = frozenset(
    "的了着过地得是在有和与及或并且而但则就也都还又再才已将会能可要应须该让使被把给对从向往由于以为因所"
    "此这那其之他她它我你您们每各某几多少些个种次条件一二三四五六七八九十百千万亿两第不没无未非别很更最"
    "较太只仅吗呢吧啊呀哦么什谁哪怎如若即既等到至当请上下中里内外前后时来去做想说看用"
)
_COMMON: Final = frozenset(
    (
        *(
            "我们",
            "你们",
            "他们",
            "它们",
            "自己",
            "大家",
            "可以",
            "能够",
            "需要",
            "必须",
            "应该",
            "可能",
            "没有",
            "不是",
            "就是",
            "还是",
        ),
        *(
            "但是",
            "因为",
            "所以",
            "如果",
            "虽然",
            "然后",
            "以及",
            "或者",
            "并且",
            "而且",
            "其中",
            "其他",
            "其它",
            "这个",
            "那个",
            "这些",
        ),
        *(
            "那些",
            "这样",
            "那样",
            "什么",
            "怎么",
            "如何",
            "为什么",
            "现在",
            "目前",
            "已经",
            "开始",
            "进行",
            "使用",
            "通过",
            "根据",
            "关于",
        ),
        *(
            "由于",
            "支持",
            "提供",
            "包括",
            "包含",
            "表示",
            "认为",
            "出现",
            "发现",
            "发生",
            "问题",
            "情况",
            "方式",
            "方法",
            "部分",
            "时候",
        ),
        *(
            "时间",
            "今天",
            "一些",
            "一样",
            "非常",
            "比较",
            "特别",
            "直接",
            "同时",
            "之间",
            "之后",
            "以上",
            "以下",
            "相关",
            "不同",
            "主要",
        ),
        *("例如", "比如"),
    )
)
"""Words that articles of all kinds are full of."""


class Suggestion(NamedTuple):
    """A word that the glossary might have."""

    term: str
    times: int
    """How often the articles have it."""
    example: str
    """Where they have it first, a few words of it."""


def suggest(
    texts: Iterable[str], known: Iterable[str], *, least: int = 5, most: int = 100
) -> list[Suggestion]:
    """Propose words of Han and names in Latin letters, the most frequent first.

    Args:
        texts: prose, with blanks in the place of code and addresses.
        known: the terms that the glossary has.
        least: how often a word stands in the texts at least.
        most: how many are proposed at most.
    """
    prose = list(texts)
    terms = {term.casefold() for term in known}
    found = {**_words(prose, least), **_names(prose, least)}
    counted = [(count, term) for term, count in found.items() if term.casefold() not in terms]
    counted.sort(key=lambda one: (-one[0], one[1]))
    return [Suggestion(term, count, _example(prose, term)) for count, term in counted[:most]]


def _names(texts: Sequence[str], least: int) -> dict[str, int]:
    counts = Counter(name for text in texts for name in _NAME.findall(text))
    return {name: count for name, count in counts.items() if count >= least and len(name) > 1}


def _words(texts: Sequence[str], least: int) -> dict[str, int]:
    runs = [run for text in texts for run in _HAN.findall(text)]
    counts = _frequent(runs, least)
    total = sum(map(len, runs))
    firm = {
        word
        for word, count in counts.items()
        if len(word) > 1
        and word[0] not in _EDGE
        and word[-1] not in _EDGE
        and word not in _COMMON
        and _cohesion(word, count, counts, total) >= _COHESION
    }
    return {word: counts[word] for word in _varied(runs, firm)}


def _frequent(runs: Sequence[str], least: int) -> Counter[str]:
    """Count strings of each length, leaving out those whose parts are rare already."""
    counts = Counter("".join(runs))
    frequent = counts
    for length in range(2, _LONGEST + 1):
        frequent = Counter(
            word
            for run in runs
            for at in range(len(run) - length + 1)
            if (word := run[at : at + length])[1:] in frequent and word[:-1] in frequent
        )
        frequent = Counter({word: n for word, n in frequent.items() if n >= least})
        counts |= frequent
    return counts


def _cohesion(word: str, count: int, counts: Counter[str], total: int) -> float:
    """Return the mutual information of a word's parts, in bits, at the seam where it is least."""
    return min(
        log2(count * total / (counts[word[:at]] * counts[word[at:]])) for at in range(1, len(word))
    )


def _varied(runs: Sequence[str], words: set[str]) -> list[str]:
    """Return the words that stand among various neighbours on both sides."""
    before: dict[str, Counter[str]] = {word: Counter() for word in words}
    after: dict[str, Counter[str]] = {word: Counter() for word in words}
    for number, run in enumerate(runs):
        for length in range(2, min(_LONGEST, len(run)) + 1):
            for at in range(len(run) - length + 1):
                word = run[at : at + length]
                if word in words:
                    end = at + length
                    # the edge of a run is punctuation or Latin: each one a neighbour of its own
                    before[word][run[at - 1] if at else f"<{number}"] += 1
                    after[word][run[end] if end < len(run) else f">{number}"] += 1
    return [w for w in words if min(_entropy(before[w]), _entropy(after[w])) >= _ENTROPY]


def _entropy(counts: Counter[str]) -> float:
    total = counts.total()
    return -sum(n / total * log2(n / total) for n in counts.values())


def _example(texts: Sequence[str], term: str) -> str:
    for text in texts:
        at = text.find(term)
        if at >= 0:
            end = at + len(term)
            return " ".join(text[max(0, at - _CONTEXT) : end + _CONTEXT].split())
    return ""
