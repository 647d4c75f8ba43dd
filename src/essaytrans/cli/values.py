"""Values of options, converted without pydantic where that is plainly right.

Typer 0.29 has pydantic convert each value, and its import takes longer than a small build. What our
options mostly get needs no library: a string that is to be a string, a folder that is there. That
is converted here; whatever is doubtful or wrong, and each error message, stays Typer's business. So
does everything in a version of Typer that converts otherwise.
"""

from __future__ import annotations

import os
from enum import Enum, StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["convert_plainly"]

_USUAL: Final = MappingProxyType(
    {
        "parser": None,
        "path_type": None,
        "exists": False,
        "file_okay": True,
        "dir_okay": True,
        "writable": False,
        "allow_dash": False,
        "resolve_path": False,
        "case_sensitive": True,
        "clamp": False,
    }
)
"""What Typer knows of an option beyond its type, where nothing was asked for."""

_DIGITS: Final = 15
_EXACT: Final = 10.0**_DIGITS
"""A number of so many digits is the same number in every reading of it (IEEE 754, binary64)."""


class _Answer(Enum):
    UNSURE = "unsure"


_UNSURE: Final = _Answer.UNSURE
"""What a conversion returns that leaves the value to Typer."""


def convert_plainly(parameter: Any) -> None:
    """Have a parameter convert plain values by itself, and leave the others to Typer.

    Args:
        parameter: an option or argument of Typer; it keeps its own conversion if it is one that is
            not known here.
    """
    process = getattr(parameter, "process_value", None)
    descriptor = getattr(parameter, "type_descriptor", None)
    information = getattr(descriptor, "parameter_info", None)
    convert = _conversion(getattr(descriptor, "annotation", None), information)
    several = getattr(parameter, "multiple", False) or getattr(parameter, "nargs", None) != 1
    done = "process_value" in vars(parameter)
    if done or process is None or convert is None or several != (convert is _texts):
        return
    # Typer makes the parameters, so that there is no class of ours to override the method in
    vars(parameter)["process_value"] = partial(_process, parameter, convert, process)


def _process(
    parameter: Any,
    convert: Callable[[Any], Any],
    process: Callable[[Any, Any], Any],
    context: Any,
    value: Any,
) -> Any:
    if value is None:
        converted: Any = () if convert is _texts else None
    else:
        converted = convert(value)
    missing = converted is None or converted in ((), [])
    if converted is _UNSURE or (missing and parameter.required):
        return process(context, value)
    if parameter.callback is not None:
        return parameter.callback(context, parameter, converted)
    return converted


def _conversion(annotation: Any, information: Any) -> Callable[[Any], Any] | None:
    """Choose the conversion to a type; None if it is not one of the plain ones."""
    if any(getattr(information, name, _UNSURE) != usual for name, usual in _USUAL.items()):
        return None
    if annotation == list[str]:
        return _texts
    if annotation is int or annotation is float:
        return partial(_number, annotation, information.min, information.max)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return partial(_choice, annotation)
    return {bool: _flag, str: _text, Path: _path}.get(annotation)


def _flag(value: Any) -> Any:
    return value if isinstance(value, bool) else _UNSURE


def _text(value: Any) -> Any:
    return value if type(value) is str and _is_unicode(value) else _UNSURE


def _texts(value: Any) -> Any:
    if type(value) not in {list, tuple} or any(_text(item) is _UNSURE for item in value):
        return _UNSURE
    return list(value)


def _path(value: Any) -> Any:
    if not isinstance(value, Path) and _text(value) is _UNSURE:
        return _UNSURE
    path = Path(value)
    if "\0" in str(path) or not _is_unicode(str(path)):
        return _UNSURE
    # Typer looks as well, and complains about what is there and cannot be read
    plain = os.access(path, os.R_OK) or not os.access(path, os.F_OK)
    return path if plain else _UNSURE


def _number(kind: type[float], least: float | None, most: float | None, value: Any) -> Any:
    if type(value) is str:
        digits = value.replace(".", "", 1) if kind is float else value
        plain = len(value) <= _DIGITS and digits.isascii() and digits.isdecimal()
    else:
        plain = type(value) in {int, kind} and abs(value) < _EXACT
    if not plain:
        return _UNSURE
    number = kind(value)
    allowed = (least is None or least <= number) and (most is None or number <= most)
    return number if allowed else _UNSURE


def _choice(choices: type[StrEnum], value: Any) -> Any:
    if isinstance(value, choices):
        return value
    return next((choice for choice in choices if choice.value == value), _UNSURE)


def _is_unicode(text: str) -> bool:
    """Whether a text has no bytes that the system could not decode, which pydantic refuses."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
