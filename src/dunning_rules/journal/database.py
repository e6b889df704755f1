"""The database of a journal: opens it, makes its tables, and hands out transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from dunning_rules.errors import JournalError, JournalVersionError, quote
from dunning_rules.extras import need
from dunning_rules.journal.append_only import triggers
from dunning_rules.journal.tables import METADATA, VERSION, VERSIONS

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_WAIT_SECONDS = 60
_REPEAT = "what was confirmed before is in it; repeat what was not: the same entry is not written twice"
_LOCK = 0x64756E6E
"""Key of the lock of those who write on PostgreSQL. To lock a table, one would need the right to change it, which nobody should have."""


class Database:
    """Tables that are only added to.

    A write holds the one lock of the journal from its beginning: writers wait for each other, readers wait for nobody.
    """

    def __init__(self, where: Path | str, *, create: bool) -> None:
        """Open it.

        Raises:
            ExtraError: the driver is not installed.
            JournalError: it cannot be opened.
            JournalVersionError: a newer version of the library wrote it.
        """
        url = _url(where)
        self.name = url.render_as_string(hide_password=True) if url.host or url.drivername != "sqlite" else str(url.database)
        if url.drivername == "sqlite" and not create and not Path(url.database or "").exists():
            raise JournalError(
                f"there is no journal {quote(self.name)}",
                help="name the one that `dunning-rules run … --journal` wrote, or record a run first",
            )
        if url.drivername != "sqlite":
            need("psycopg", extra="postgresql", what="a journal in PostgreSQL")
        self.engine = _engine(url)
        try:
            with self._told(help="name a file that is a journal or does not exist yet, or check the URL and that its server runs"):
                self._prepare(create=create)
        except JournalError:
            self.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside. What it wrote is there as a whole, for good, once the block is left."""
        with self._told(), self._alone() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the journal as it was at one moment."""
        options: dict[str, Any] = {} if self.engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self.engine.execution_options(**options).begin() as connection:
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        # what is read after the lock has to be what the writer before has left: no snapshot from before it
        options: dict[str, Any] = {"writes": True} if self.engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
        with self.engine.execution_options(**options).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = {int(_WAIT_SECONDS * 1000)}"))
                connection.execute(text("SET LOCAL synchronous_commit = on"))  # whatever the database is set to: what is confirmed stays
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection

    def close(self) -> None:
        """Give back what is open."""
        self.engine.dispose()

    @contextmanager
    def _told(self, help: str = _REPEAT) -> Iterator[None]:  # noqa: A002 - as in the errors
        try:
            yield
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
            raise JournalError(
                f"the journal cannot be used: {cause}",
                where=self.name,
                help=help,
            ) from None

    def _prepare(self, *, create: bool) -> None:
        if self._version() is None:
            if not create:
                raise JournalError(f"{quote(self.name)} is no journal", help="name the one that a run was recorded in")
            self._make()
        found = self._version()
        if found is not None and found > VERSION:
            raise JournalVersionError(
                f"the journal has version {found}, this library knows {VERSION}",
                where=self.name,
                help="use a version of dunning-rules at least as new as the one that wrote it",
            )

    def _version(self) -> int | None:
        with self.engine.begin() as connection:
            if not inspect(connection).has_table(VERSIONS.name):
                return None
            return connection.execute(select(VERSIONS.c.version).order_by(VERSIONS.c.version.desc())).scalars().first()

    def _make(self) -> None:
        with self._alone() as connection:
            if inspect(connection).has_table(VERSIONS.name):
                return  # somebody else made them while we waited
            METADATA.create_all(connection)
            for statement in triggers(connection.dialect.name):
                connection.exec_driver_sql(statement)
            connection.execute(insert(VERSIONS).values(version=VERSION))


def _url(where: Path | str) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError:
        raise JournalError("this is not the URL of a database", help="write `postgresql://USER@HOST/DATABASE`, or name a file") from None
    name = url.get_backend_name()
    if name not in _DRIVERS:
        raise JournalError(f"a journal cannot be kept in {quote(name)}", help="use a SQLite file or a URL `postgresql://…`")
    if name == "sqlite" and not url.database:
        raise JournalError("a journal is kept in a file, not in memory", help="name the file")
    return url.set(drivername=_DRIVERS[name])


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)  # a server may have closed a connection that rested
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of the driver
        connection.isolation_level = None  # transactions begin where we say so
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
