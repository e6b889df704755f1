"""Errors that only the command line raises."""

from __future__ import annotations

from dunning_rules.errors import DunningError


class UsageError(DunningError):
    """An argument or an option is missing or wrong."""


class OutputError(DunningError):
    """The result cannot be written."""
