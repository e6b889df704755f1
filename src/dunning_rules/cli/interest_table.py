"""Interest as a table: one row a period, then the sums, what was paid, what is open, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table

from dunning_rules.cli.display import glued, indented, text_of, width
from dunning_rules.cli.words import say
from dunning_rules.late_payment.text import Shown, head, sources, sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dunning_rules.late_payment import Interest
    from dunning_rules.late_payment.items import Period

_COLUMNS = ("from", "to", "days", "principal", "rate", "interest")
_GAP = 2
_RIGHT = frozenset({"days", "principal", "interest"})


def interest_table(found: Interest) -> Iterator[RenderableType]:
    """All of it."""
    shown = Shown(found)
    yield text_of(found.citations[0].title, "bold")
    yield text_of(head(found, shown))
    if found.periods:
        yield text_of("")
        yield _periods(found, shown)
    yield text_of("")
    for line in sums(found, shown):
        yield indented(line)
    yield text_of("")
    for line in sources(found, shown):
        yield text_of(line, "dim")


def _periods(found: Interest, shown: Shown) -> Table:
    rows = [_cells(each, shown) for each in found.periods]
    heads = tuple(say(name, found.lang) for name in _COLUMNS)
    needed = sum(max(map(cell_len, cells)) for cells in zip(heads, *rows, strict=True)) + _GAP * (len(heads) - 1)
    if needed > width():
        return _narrow(rows, shown, found)
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold underline")
    for name, title in zip(_COLUMNS, heads, strict=True):
        table.add_column(title, justify="right" if name in _RIGHT else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(text_of, row))
    return table


def _cells(each: Period, shown: Shown) -> tuple[str, ...]:
    money = (shown.money(each.principal), shown.rate(each), shown.money(each.amount))
    return (str(each.start), str(each.end), str(each.days), *map(glued, money))


def _narrow(rows: list[tuple[str, ...]], shown: Shown, found: Interest) -> Table:
    table = Table.grid(expand=True, padding=(0, _GAP, 0, 0))
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    for (start, end, _, principal, rate, amount), each in zip(rows, found.periods, strict=True):
        table.add_row(text_of(f"{glued(f'{start} – {end}')} · {glued(shown.days(each.days))}"), text_of(amount))
        table.add_row(indented(f"  {principal} × {rate}"), text_of(""))
    return table
