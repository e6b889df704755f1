"""Triggers by which the database itself refuses to change or remove what was written."""

from __future__ import annotations

from collections.abc import Iterator

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
        return
    yield _FUNCTION
    for table in tables:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()"
        )
