"""The sentences of Typer that do not go through gettext, in the reader's language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from essaytrans.i18n import listing, msg, render
from essaytrans.model import Message

if TYPE_CHECKING:
    from essaytrans.model import Argument

__all__ = ["recognize", "retell"]


def retell(text: str) -> str:
    """Tell in the active language what Typer has in English only.

    Args:
        text: the message of a usage error, the help of an option that Typer adds, `Usage:`, or a
            piece of the usage line.
    """
    sentence = recognize(text)
    return render(sentence) if isinstance(sentence, Message) else sentence


def recognize(text: str) -> Message | str:
    """Find the sentence of ours that says what Typer says in English only.

    Typer sends about twenty of its sentences through gettext. The others are constants and
    f-strings of its own, or come from pydantic (before 0.26, from click). They are known here by
    their wording; one that is not known comes back as it is.
    """
    for pattern, sentence in _wordings():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            fields = ((name, _field(name, value)) for name, value in found.groupdict().items())
            return Message(sentence.template, tuple(fields))
    return text


def _field(name: str, value: str) -> Argument:
    if name in {"sentence", "reason"}:
        return recognize(value)
    if name in {"names", "choices"}:
        # a comma may be part of a name that stands in quotation marks
        between = r"(?<='),\s+(?=')" if "'" in value else r",\s+"
        names = re.split(between, value)
        return listing(re.sub(r"'([^']*)'|(?<!\S)(--?\w[\w-]*)", _quoted, each) for each in names)
    return value


def _quoted(found: re.Match[str]) -> str:
    # Translators: how a name that a person typed is quoted; take the quotation marks of your
    # language.
    return render(msg("“{name}”", name=found[1] or found[2]))


@cache
def _wordings() -> tuple[tuple[str, Message], ...]:
    """What Typer 0.24 to 0.29 say, as patterns, and how we say it; the first that fits counts."""
    names = r"(?P<names>.+?)(?: \(env var: .+?\))?"
    instead = r"(?:Did you mean one of|Possible options)"
    path = r"(?i:file|dir|directory|path) '(?P<name>.+)'"
    invalid_integer = r"Input should be a valid integer.*|'.*' is not a valid int\w*( range)?\."
    invalid_number = r"Input should be a valid number.*|'.*' is not a valid float( range)?\."
    return (
        # of the help page
        # Translators: stands before the command line in the help of a command.
        (r"Usage:", msg("Usage:")),
        # Translators: in the line behind “Usage:”, for any options; keep the brackets.
        (r"\[OPTIONS\]", msg("[OPTIONS]")),
        # Translators: in the line behind “Usage:”, for a command and what it is given; keep the
        # brackets.
        (r"COMMAND \[ARGS\]\.\.\.", msg("COMMAND [ARGS]...")),
        (r"Show this message and exit\.", msg("Show this message and exit.")),
        # two sentences in one: the second says what to take instead
        (
            # Typer 0.24 with a newer click asks twice
            r"(?P<sentence>.+?)\.? Did you mean (?P<names>[^?]+)\?(?: Did you mean .+)?",
            # Translators: {sentence} is what is wrong, such as “there is no command “statu””.
            msg("{sentence}; did you mean {names}?"),
        ),
        (
            # Typer 0.26 makes a tuple of it
            rf"(?P<sentence>.+?) (?:\(')?\({instead}: (?P<names>.+?)\??\)(?:',\))?",
            msg("{sentence}; did you mean {names}?"),
        ),
        (
            r"(?P<sentence>Missing .+?\.) Choose from:\s+(?P<choices>.+)",
            # Translators: {sentence} is what is wrong, such as “argument “ARTICLE” is missing”.
            msg("{sentence}; choose from: {choices}"),
        ),
        # usage errors
        (
            rf"Invalid value for {names}: (?P<reason>.+)",
            # Translators: {names} are names of an option or argument, {reason} one of the sentences
            # from “not a whole number” to “cannot be written”.
            msg("invalid value for {names}: {reason}"),
        ),
        (r"Invalid value: (?P<reason>.+)", msg("invalid value: {reason}")),
        (r"Missing argument (?P<names>.+)\.", msg("argument {names} is missing")),
        (rf"Missing option {names}\.", msg("option {names} is missing")),
        (r"Missing command\.", msg("a command is missing")),
        (r"No such command '(?P<name>.+)'\.?", msg("there is no command “{name}”")),
        (r"No such option:? '?(?P<name>.+?)'?\.?", msg("there is no option “{name}”")),
        (r"Option '(?P<name>.+)' requires an argument\.", msg("option “{name}” needs a value")),
        (r"Option '(?P<name>.+)' does not take a value\.", msg("option “{name}” takes no value")),
        (
            r"Got unexpected extra argument(?:s|\(s\))? \((?P<arguments>.+)\)",
            msg("too many arguments: {arguments}"),
        ),
        # reasons of "invalid value for …"
        (
            r"(?:Value error, )?'(?P<value>.*)' is not one of (?P<choices>.+)\.",
            # Translators: said of the value of an option; {choices} is the list of the values that
            # it may have, each in quotation marks.
            msg("“{value}” is not one of {choices}"),
        ),
        (invalid_integer, msg("not a whole number")),
        (invalid_number, msg("not a number")),
        # Translators: said of the value of an option: it is less than the least allowed.
        (r"Input should be greater than or equal to (?P<limit>.+)", msg("less than {limit}")),
        # Translators: said of the value of an option: it is more than the most allowed.
        (r"Input should be less than or equal to (?P<limit>.+)", msg("more than {limit}")),
        (
            r"(?P<value>\S+) is not in the range (?P<range>.+)\.",
            # Translators: said of the value of an option; {range} is such as “0<=x<=100”.
            msg("{value} is not in the range {range}"),
        ),
        (rf"{path} does not exist\.", msg("“{name}” does not exist")),
        (rf"{path} is a file\.", msg("“{name}” is a file")),
        (rf"{path} is a directory\.", msg("“{name}” is a directory")),
        # Translators: a file or folder that was named on the command line.
        (rf"{path} is not readable\.", msg("“{name}” cannot be read")),
        (rf"{path} is not writable\.", msg("“{name}” cannot be written")),
    )
