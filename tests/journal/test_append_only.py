"""The database itself refuses to change what was written."""

from __future__ import annotations

from pathlib import Path

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


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_sqlite_replaces_nothing_either(tmp_path: Path, table: str) -> None:
    with Journal.open(tmp_path / "journal.sqlite") as journal:
        run = journal.record(report_of("D1"))
        journal.decide(f"{run}.1", decision="done", by="kim", at=AS_OF)
        journal.outcome(f"{run}.1", result="paid", by="kim", at=AS_OF)
        with pytest.raises(JournalError, match="append-only"), journal._database.writing() as connection:
            connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))  # noqa: S608 - our own tables
        assert journal.verify().entries == 3


def test_sqlite_replaces_no_run_of_the_same_report(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite") as journal:
        journal.record(report_of("D1"))
        columns = [column.name for column in METADATA.tables["journal_runs"].columns if column.name != "id"]
        other = f"INSERT OR REPLACE INTO journal_runs (id, {', '.join(columns)}) SELECT 'other', {', '.join(columns)} FROM journal_runs"  # noqa: S608 - as above
        with pytest.raises(JournalError, match="append-only"), journal._database.writing() as connection:
            connection.execute(text(other))
        assert len(journal.runs()) == 1
