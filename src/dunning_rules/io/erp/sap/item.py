"""One open item of SAP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.row_error import RowError

_MOST_DAYS = 3650
_NO_DAYS = frozenset({"", "00000000", "00.00.0000", "0000-00-00"})
_TERMS = ("ZBD3T", "ZBD2T", "ZBD1T")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row, by the technical names of their columns."""

    row: Mapping[str, str]
    reader: CellReader

    def text(self, name: str) -> str:
        """A text without spaces around it; leading zeros are kept."""
        return self.row.get(name, "").strip()

    def day(self, name: str) -> date | None:
        """A day, or `None` where there is none; SAP writes that as zeros, too.

        Raises:
            RowError: it is no day of the file's form.
        """
        cell = self.text(name)
        found = None if cell in _NO_DAYS else self.reader.read(name, "date", cell)
        return None if found is None else date.fromisoformat(str(found))

    def number(self, name: str) -> Decimal:
        """An amount.

        Raises:
            RowError: it is none.
        """
        found = self.reader.read(name, "number", self.text(name))
        if found is None:
            raise RowError(f"`{name}` is empty", field=name, help="export the amount, too")
        return Decimal(str(found))

    def whole(self, name: str) -> int:
        """A whole number; 0 where there is none.

        Raises:
            RowError: it is none.
        """
        found = self.reader.read(name, "count", self.text(name))
        return found if isinstance(found, int) else 0


def signed_amount(cells: Cells) -> Decimal:
    """The amount with the sign of its side: what is owed is positive.

    Raises:
        RowError: the side is none, or contradicts the amount.
    """
    amount, side = cells.number("WRBTR"), cells.text("SHKZG")
    if "SHKZG" not in cells.row:
        return amount
    if side not in {"S", "H"}:
        raise RowError("`SHKZG` is neither S nor H", field="SHKZG", value=side, help="export the side of the item: S is debit, H is credit")
    if side == "S" and amount < 0:
        raise RowError("the amount is negative, and `SHKZG` is S", field="WRBTR", value=str(amount), help="correct one of the two")
    return amount if side == "S" else -amount.copy_abs()


def due_on(cells: Cells, *, owed: bool) -> date | None:
    """The day on which it falls due: the base day and the days net.

    A credit note that names no invoice falls due on its base day, as SAP has it.

    Raises:
        RowError: a day or the number of days is none.
    """
    base = cells.day("ZFBDT") or cells.day("BLDAT")
    if base is None or (not owed and not cells.text("REBZG")):
        return base
    days = next((days for name in _TERMS if (days := cells.whole(name)) > 0), 0)
    if days > _MOST_DAYS or base > date.max - timedelta(_MOST_DAYS):
        raise RowError(
            f"{days} days after {base.isoformat()} are no day of payment", field="ZBD1T", value=str(days), help="correct the terms"
        )
    return base + timedelta(days)


def identity(cells: Cells, document: str = "BELNR", year: str = "GJAHR", item: str = "BUZEI") -> str:
    """Document, year and item, as far as they are given."""
    return "-".join(part for part in (cells.text(document), cells.text(year), cells.text(item)) if part)
