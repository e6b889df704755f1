"""What is asked of the tables: decisions and outcomes as they were known at a moment, in the order in which they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Column, Connection, Table, select

from dunning_rules.journal.entries import Decided, Followed, Recommended
from dunning_rules.journal.rows import rows_of
from dunning_rules.journal.tables import DECISIONS, ENTRIES, OUTCOMES, RECOMMENDATIONS

_Said = TypeVar("_Said", Decided, Followed)
_AT_ONCE = 500
"""Names in one query: databases have a limit."""


def decisions(connection: Connection, column: Column[str], names: Iterable[str], as_of: datetime | None = None) -> list[Decided]:
    """The decisions about the recommendations that have one of `names` in `column`."""
    return _said(connection, DECISIONS, Decided, column, names=names, as_of=as_of)


def outcomes(connection: Connection, column: Column[str], names: Iterable[str], as_of: datetime | None = None) -> list[Followed]:
    """The outcomes of the recommendations that have one of `names` in `column`."""
    return _said(connection, OUTCOMES, Followed, column, names=names, as_of=as_of)


def _said(
    connection: Connection, table: Table, shape: type[_Said], column: Column[str], *, names: Iterable[str], as_of: datetime | None
) -> list[_Said]:
    found: list[_Said] = []
    for some in _some(names):
        wanted = (
            select(table)
            .join(RECOMMENDATIONS, RECOMMENDATIONS.c.id == table.c.recommendation_id)
            .join(ENTRIES, ENTRIES.c.about == table.c.id)
            .where(column.in_(some))
            .order_by(ENTRIES.c.number)
        )
        found += rows_of(connection, wanted if as_of is None else wanted.where(table.c.at <= as_of), shape)
    return found


def recommendations(connection: Connection, column: Column[str], names: Iterable[str]) -> list[Recommended]:
    """The recommendations that have one of `names` in `column`, by run and place."""
    found: list[Recommended] = []
    for some in _some(names):
        wanted = select(RECOMMENDATIONS).where(column.in_(some)).order_by(RECOMMENDATIONS.c.run_id, RECOMMENDATIONS.c.place)
        found += rows_of(connection, wanted, Recommended)
    return found


def _some(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(dict.fromkeys(names))
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def last_by_step(connection: Connection, steps: Iterable[str], as_of: datetime) -> dict[str, tuple[Decided, date | None]]:
    """The last decision about each step, of whatever run, with the day that the step had set the debtor."""
    said = decisions(connection, RECOMMENDATIONS.c.step, steps, as_of)
    about = RECOMMENDATIONS.c.id, RECOMMENDATIONS.c.step, RECOMMENDATIONS.c.names_day
    found = {
        row.id: row
        for some in _some(each.recommendation_id for each in said)
        for row in connection.execute(select(*about).where(RECOMMENDATIONS.c.id.in_(some)))
    }
    return {found[each.recommendation_id].step: (each, found[each.recommendation_id].names_day) for each in said}
