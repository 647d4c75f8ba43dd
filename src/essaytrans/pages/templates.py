"""The templates of pages: everything is escaped, and nothing may be left undefined.

Sentences are messages, made in Python where the extraction finds them, and told in the language of
the page: `{{ say(sentences.skip) }}`.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from essaytrans.i18n import render

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["asset", "fill"]


def fill(template: str, *, language: str, **values: Any) -> Markup:  # values are the template's
    """Fill a template.

    Args:
        template: its name in `templates/`.
        language: what the page speaks, by anything that `i18n.match` understands; `say(message)`
            in the template tells a sentence in it.
        values: what the template names; a `Message` is told by `say`, a `Markup` stands as it is,
            any other text is escaped.

    Raises:
        jinja2.UndefinedError: the template names what is not given.
    """
    from markupsafe import Markup  # noqa: PLC0415 - with jinja2, where a page is made

    values = {"say": partial(render, language=language), **values}
    # every value was escaped where it was put in
    return Markup(environment().get_template(template).render(values))  # noqa: S704


@cache
def environment() -> Environment:
    """Make the environment that all pages share."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - 30 ms

    return Environment(
        loader=PackageLoader("essaytrans.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def asset(name: str) -> str:
    """Return a file of `static/`: a style or a script of ours."""
    from jinja2 import PackageLoader  # noqa: PLC0415 - as above

    return PackageLoader("essaytrans.pages", "static").get_source(environment(), name)[0]
