"""Why one row of a ledger cannot be used."""

from __future__ import annotations

from dunning_rules.errors import DunningError

SHOWN = 80
"""Characters of a value that a reject shows."""


class RowError(DunningError):
    """One row cannot be used. It is raised and caught inside of this package, and becomes a `Reject`.

    Attributes:
        field: path of the field within the row, or `""`.
        value: the value of that field, on one line and shortened, or `""`.
    """

    def __init__(self, message: str, *, field: str = "", value: str = "", help: str = "") -> None:  # noqa: A002 - as in `DunningError`
        super().__init__(message, help=help)
        self.field = field
        self.value = one_line(value)

    def within(self, field: str) -> RowError:
        """The same error, found inside of `field`."""
        self.field = f"{field}.{self.field}" if self.field else field
        return self


def one_line(text: str) -> str:
    """`text` on one line, at most `SHOWN` characters of it, with what cannot be printed replaced."""
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[:SHOWN])
    return f"{clean}…" if len(text) > SHOWN else clean
