"""`lint`: what in the articles will hurt every language that they are translated into."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from essaytrans.model import Severity

if TYPE_CHECKING:
    from essaytrans.commands.workspace import Step, Workspace
    from essaytrans.model import Diagnostic

__all__ = ["LintReport", "lint"]


@dataclass(frozen=True, slots=True)
class LintReport:
    """What `lint` found."""

    articles: int
    """Articles that were read."""
    found: Counter[str]
    """Findings, by code."""
    diagnostics: tuple[Diagnostic, ...]
    """The findings, and what else there is to say of the articles."""


def lint(workspace: Workspace, *, step: Step | None = None) -> LintReport:
    """Read the articles as their translators will; nothing is written.

    Args:
        workspace: the project and the articles; its languages do not matter.
        step: told how far it is.
    """
    from essaytrans.checks.lint import lint as findings  # noqa: PLC0415 - not for `--help`
    from essaytrans.checks.registry import TARGETS  # noqa: PLC0415 - likewise
    from essaytrans.commands.links.targets import Surroundings  # noqa: PLC0415 - likewise

    workspace = workspace.of_articles()  # in strings there is no Markdown to find fault with
    # whoever switched the check off does not want to hear of it here either
    wanted = workspace.config.checks.get(TARGETS, Severity.WARNING) is not None
    around = Surroundings(workspace)
    links = workspace.config.links
    # links that follow their headings do not break when these are translated
    silent = {"lint-fragment"} if links is not None and links.fragments != "keep" else ()
    number = 0
    found: Counter[str] = Counter()
    for article in workspace.each(step):
        document = workspace.document(article)
        if document is None:
            continue
        number += 1
        leads = around.of_source(article) if wanted else None
        told = [one for one in findings(document, leads) if one.code not in silent]
        found.update(finding.code for finding in told)
        workspace.diagnostics.extend(told)
    return LintReport(number, found, tuple(workspace.diagnostics))
