"""Triggers by which the database itself refuses to change or remove what was written."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from dunning_rules.journal.tables import METADATA

_REFUSED = "the journal is append-only"
_FUNCTION = f"""
CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$
"""


def triggers(dialect: str) -> Iterator[str]:
    """The statements that make them, for `sqlite` or `postgresql`."""
    tables = sorted(METADATA.tables)
    if dialect == "sqlite":
        for table in tables:
            for change in ("UPDATE", "DELETE"):
                name = f"{table}_no_{change.lower()}"
                yield f"CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            yield _no_replacing(table)
        return
    yield _FUNCTION
    for table in tables:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()"
        )


def _no_replacing(table: str) -> str:
    """`INSERT OR REPLACE` removes rows, and the trigger for removals is not asked."""
    keys = [each for each in METADATA.tables[table].constraints if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)]
    same = sorted(" AND ".join(f"{column.name} = NEW.{column.name}" for column in key.columns) for key in keys)
    taken = f"SELECT 1 FROM {table} WHERE {' OR '.join(same)}"  # noqa: S608 - names of our own tables
    return f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({taken}) BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
