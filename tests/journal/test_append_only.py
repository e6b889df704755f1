"""The database itself refuses to change what was written."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import SQLAlchemyError

from dunning_rules.errors import JournalError
from dunning_rules.journal import Journal
from dunning_rules.journal.tables import METADATA
from tests.journal.conftest import AS_OF, report_of


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_nothing_is_changed_or_removed(journal: Journal, table: str) -> None:
    run = journal.record(report_of("D1"))
    journal.decide(f"{run}.1", decision="done", by="kim", at=AS_OF)
    journal.outcome(f"{run}.1", result="paid", by="kim", at=AS_OF)
    first = next(iter(METADATA.tables[table].columns))
    changes = [update(METADATA.tables[table]).values({first.name: first}), delete(METADATA.tables[table])]
    for change in changes:
        with pytest.raises(SQLAlchemyError, match="append-only"), journal._database.engine.begin() as connection:
            connection.execute(change)
    with pytest.raises(JournalError, match="append-only"), journal._database.writing() as connection:
        connection.execute(changes[0])
    if journal._database.engine.dialect.name == "postgresql":
        with pytest.raises(SQLAlchemyError, match="append-only"), journal._database.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {table} CASCADE"))
    assert journal.verify().entries == 3
