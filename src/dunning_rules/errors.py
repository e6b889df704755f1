"""Every error of the library: one tree under `DunningError`.

Messages are lower case, quote the input in backticks, say where it was found and
carry a help line with the mend.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date

__all__ = [
    "AsOfError",
    "BacktestError",
    "BookError",
    "CaseError",
    "CurrencyError",
    "DunningDeprecationWarning",
    "DunningError",
    "EngineError",
    "ExtraError",
    "GoldenCaseError",
    "GoldenCoverageError",
    "GoldenError",
    "GoldenFileError",
    "InterestError",
    "InvariantError",
    "JournalError",
    "JournalVersionError",
    "LanguageError",
    "LedgerError",
    "PackError",
    "ParameterError",
    "PluginError",
    "RateError",
    "ReportError",
]
_SHOWN = 80


class DunningDeprecationWarning(FutureWarning):
    """What is public still works, but goes away; the warning is shown to everybody, for at least a year before it does."""

    def __init__(self, what: str, *, instead: str, until: date) -> None:
        """Say that `what` goes away after the day `until`, and what to use `instead`."""
        super().__init__(f"{quote(what)} goes away after {until.isoformat()}\n  help: use {quote(instead)}")


class DunningError(Exception):
    """The root of all errors that this library raises on purpose.

    Attributes:
        message: what is wrong, lower case, with the input in backticks.
        where: the place (row, field, rule, plugin and version), or `""`.
        help: how to mend it, or `""`.
    """

    def __init__(self, message: str, *, where: str = "", help: str = "") -> None:  # noqa: A002 - `help` is the word that readers know from compilers
        super().__init__(message)
        self.message = message
        self.where = where
        self.help = help

    def __str__(self) -> str:
        """The message, the place and the help line, one below the other."""
        lines = [self.message]
        if self.where:
            lines.append(f"  at: {self.where}")
        if self.help:
            lines.append(f"  help: {self.help}")
        return "\n".join(lines)


class LanguageError(DunningError):
    """A term or a condition was built wrongly: wrong types, unknown field, `and`/`or`/`not`."""


class BookError(DunningError):
    """A rule book contradicts itself: duplicate ids, circles of strata, undeclared ties."""


class PackError(DunningError):
    """A pack of the compliance guard cannot be read, or does not fit the others."""


class ParameterError(DunningError):
    """A parameter is unknown, out of its range, or has no value on the day asked for."""


class CaseError(DunningError):
    """A record, or a case as a whole, cannot be used."""


class CurrencyError(CaseError):
    """A currency is unknown, or no rate to the reporting currency was given."""


class AsOfError(DunningError):
    """`as_of` is not a zone-aware moment."""


class EngineError(DunningError):
    """An engine cannot be had here, or failed while it ran."""


class LedgerError(DunningError):
    """A ledger or a column map cannot be read at all (single bad rows are rejects, not errors)."""


class InterestError(DunningError):
    """Interest cannot be reckoned from what was given."""


class RateError(InterestError):
    """No rate is known for a day on which interest runs, or a file of rates cannot be used."""


class PluginError(DunningError):
    """A policy cannot be loaded, gives what is no value of its hook, or does not go with the rule book or with another policy."""


class ReportError(DunningError):
    """A report cannot be read, or does not hold what was asked of it."""


class GoldenError(DunningError):
    """Something is wrong with golden cases: the file, a case, or how many there are."""


class GoldenFileError(GoldenError):
    """A golden file cannot be read: its form, an unknown key, rule or letter, a value of the wrong type."""


class GoldenCaseError(GoldenError):
    """A golden case does not hold: the rules say something else than it expects."""


class GoldenCoverageError(GoldenError):
    """A letter of a rule book has too few golden cases."""


class JournalError(DunningError):
    """A journal cannot be opened or written, was tampered with, or does not hold what was asked of it."""


class JournalVersionError(JournalError):
    """A journal was written by a newer version of the library."""


class BacktestError(DunningError):
    """A ledger cannot be replayed."""


class InvariantError(DunningError, AssertionError):
    """What must always hold does not: a policy breaks one of the promises that `dunning_rules.testing` checks."""


class ExtraError(DunningError, ImportError):
    """A part of the library was imported that needs a package which is not installed."""


def quote(value: object) -> str:
    """`value` in backticks, shortened and on one line: safe to show in a message."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[: _SHOWN + 1])
    return f"`{text[:_SHOWN]}…`" if len(text) > _SHOWN else f"`{text}`"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A help line that names the nearest known name, or lists what there is."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    shown = ", ".join(f"`{each}`" for each in names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""  # noqa: PLR2004 - a dozen names are still read
    return f"known: {shown}{more}" if names else "none is known"
