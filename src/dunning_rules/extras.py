"""Packages that only some parts of the library need, and what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from dunning_rules.errors import ExtraError, quote


def need(package: str, *, extra: str, what: str) -> ModuleType:
    """The module `package`.

    Args:
        package: the name under which it is imported.
        extra: the extra of this library that brings it.
        what: the part of the library that needs it, for the message.

    Raises:
        ExtraError: it is not installed; the message says what to install.
    """
    try:
        return import_module(package)
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] != package.partition(".")[0]:
            raise
        message = f"{what} needs {quote(package)}, which is not installed here"
        raise ExtraError(message, help=f"`pip install dunning-rules[{extra}]`") from None
