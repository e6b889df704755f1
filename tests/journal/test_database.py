"""What may be opened, and what is said where it may not."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, text

from dunning_rules.errors import ExtraError, JournalError, JournalVersionError
from dunning_rules.journal import Journal, database
from dunning_rules.journal.tables import VERSION, VERSIONS
from tests.journal.conftest import AS_OF, report_of


def test_a_newer_journal_is_left_alone(where: str) -> None:
    with Journal.open(where) as journal, journal._database.writing() as connection:
        connection.execute(insert(VERSIONS).values(version=VERSION + 1))
    with pytest.raises(JournalVersionError, match=f"has version {VERSION + 1}, this library knows {VERSION}"):
        Journal.open(where)


def test_a_journal_is_opened_again(where: str) -> None:
    Journal.open(where).close()
    with Journal.open(where, create=False) as journal:
        assert journal.runs() == ()


def test_none_is_made_unless_it_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="there is no journal"):
        Journal.open(tmp_path / "journal.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_no_journal(server: object) -> None:
    assert callable(server)
    with pytest.raises(JournalError, match="is no journal"):
        Journal.open(server(), create=False)


def test_another_file_is_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("{}" * 1000, encoding="utf-8")
    with pytest.raises(JournalError, match="file is not a database"):
        Journal.open(path)
    assert path.read_text(encoding="utf-8") == "{}" * 1000


@pytest.mark.parametrize("where", ["mysql://x/y", "://", "sqlite://", "sqlite+aiosqlite://"])
def test_what_no_journal_is_kept_in(where: str) -> None:
    with pytest.raises(JournalError):
        Journal.open(where)


def test_a_url_of_sqlite(tmp_path: Path) -> None:
    with Journal.open(f"sqlite:///{tmp_path / 'journal.sqlite'}") as journal:
        assert journal.runs() == ()
    assert (tmp_path / "journal.sqlite").exists()


def test_no_password_is_told() -> None:
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: `nox -s postgresql` brings it")
    with pytest.raises(JournalError) as caught:
        Journal.open("postgresql://kim:secret@127.0.0.1:1/journal")
    assert "secret" not in str(caught.value)
    assert "kim" in caught.value.where


def test_the_driver_of_postgresql_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExtraError, match="psycopg") as caught:
        Journal.open("postgresql://kim@127.0.0.1/journal")
    assert "dunning-rules[postgresql]" in caught.value.help


def _owner(url: str) -> Engine:
    """A connection past the library."""
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")


def test_who_may_only_read_and_add_can_write(server: Callable[[], str]) -> None:
    url = server()
    Journal.open(url).close()
    owner = _owner(url)
    name = f"clerk_{url.partition('?')[0].rpartition('/')[2]}"
    with owner.connect() as connection:
        connection.execute(text(f"CREATE ROLE {name} LOGIN"))
        connection.execute(text(f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {name}"))
    owner.dispose()
    with Journal.open(url.replace("owner@", f"{name}@"), create=False) as journal:
        run = journal.record(report_of("D1"))
        journal.decide(f"{run}.1", decision="done", by="kim", at=AS_OF)
        journal.outcome(f"{run}.1", result="paid", by="kim", at=AS_OF)
        assert journal.verify().entries == 3


def test_a_connection_that_the_server_closed_is_made_anew(server: Callable[[], str]) -> None:
    url = server()
    owner = _owner(url)
    with Journal.open(url) as journal:
        run = journal.record(report_of("D1"))
        with owner.connect() as connection:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            connection.execute(text(others))
        assert [each.id for each in journal.runs()] == [run]
    owner.dispose()


def test_what_the_database_is_set_to_does_not_weaken_a_write(server: Callable[[], str]) -> None:
    url = server()
    owner = _owner(url)
    name = url.partition("?")[0].rpartition("/")[2]
    with owner.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'"))
    owner.dispose()
    with Journal.open(url) as journal, journal._database.writing() as found:
        assert found.scalar(text("SHOW synchronous_commit")) == "on"
        assert found.scalar(text("SHOW transaction_isolation")) == "read committed"


def test_whoever_waits_too_long_is_told(server: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.2)
    url = server()
    with Journal.open(url) as journal, Journal.open(url) as other:
        with journal._database.writing(), pytest.raises(JournalError, match="lock timeout"):
            other.record(report_of("D1"))
        assert other.runs() == ()
