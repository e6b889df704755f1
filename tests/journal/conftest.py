"""Journals to write into, in SQLite and in a PostgreSQL that is started here; and reports to record."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

import dunning_rules as dr
from dunning_rules.journal import Journal

AS_OF = datetime(2026, 7, 15, 18, tzinfo=UTC)


def case_of(debtor: str = "D1") -> dr.Case:
    """A debtor that nobody has contacted yet, 45 days overdue."""
    return dr.Case(
        creditor=dr.Creditor(id="us", currency="EUR"),
        debtor=dr.Debtor(id=debtor, interest_basis="contract", interest_rate=Decimal("0.08")),
        invoices=(
            dr.Invoice(
                id=f"R-{debtor}",
                debtor_id=debtor,
                amount=Decimal("1200.00"),
                currency="EUR",
                issued_on=date(2026, 5, 1),
                due_on=date(2026, 5, 31),
            ),
        ),
    )


@cache
def policy() -> dr.Policy:
    """The built-in rules."""
    return dr.Policy(engine="plain")


@cache
def report_of(*debtors: str) -> dr.Report:
    """What is advised about some debtors."""
    return policy().evaluate_all([case_of(each) for each in debtors], as_of=AS_OF)


def place_of(report: dr.Report, action: str, debtor: str = "D1") -> int:
    """The place of a step on the worklist."""
    return next(place for place, each in enumerate(report.recommendations, 1) if (each.action, each.debtor_id) == (action, debtor))


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """A PostgreSQL of its own; gives a new database at each call. Skips where there is none."""
    found = _binaries()
    if found is None:
        pytest.skip("PostgreSQL is not installed: neither on the path, nor by pg_config, nor in /usr/lib/postgresql")
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: `nox -s postgresql` brings it")
    import psycopg  # noqa: PLC0415 - only where it is installed

    user = next((name for name in ("postgres", "nobody") if _exists(name)), None) if os.geteuid() == 0 else None
    if os.geteuid() == 0 and user is None:
        pytest.skip("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # the path of a socket has to be short
    if user is not None:
        shutil.chown(folder, user)

    def run(name: str, *args: str) -> None:
        command = [str(found / name), *args]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=60)  # noqa: S603 - PostgreSQL's own

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C")
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -c listen_addresses=''", "start")
    names = iter(range(10_000))

    def fresh() -> str:
        name = f"journal{next(names)}"
        with psycopg.connect(host=str(folder), user="owner", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://owner@/{name}?host={folder}"

    try:
        yield fresh
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def _binaries() -> Path | None:
    if (named := shutil.which("initdb")) is not None and shutil.which("pg_ctl", path=str(Path(named).parent)) is not None:
        return Path(named).parent
    config = shutil.which("pg_config")
    asked: list[str] = []
    if config is not None:
        found = subprocess.run([config, "--bindir"], check=True, capture_output=True, text=True)  # noqa: S603 - PostgreSQL's own
        asked.append(found.stdout.strip())
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: [int(part) for part in each.parent.name.split(".")])
    folders = [Path(each) for each in asked] + debian[::-1]
    return next((each for each in folders if (each / "initdb").exists()), None)


def _exists(user: str) -> bool:
    import pwd  # noqa: PLC0415 - there is none on Windows

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a journal may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "journal.sqlite")
    fresh: Callable[[], str] = request.getfixturevalue("server")
    return fresh()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty journal in SQLite, to be copied: making one waits for the disk many times."""
    path = tmp_path_factory.mktemp("empty") / "journal.sqlite"
    Journal.open(path).close()
    return path


@pytest.fixture
def journal(where: str, empty: Path) -> Iterator[Journal]:
    """An empty journal."""
    if "://" not in where:
        shutil.copy(empty, where)
    with Journal.open(where) as opened:
        yield opened
