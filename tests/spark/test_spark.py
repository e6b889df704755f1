"""Portfolios on a real local Spark: the same rows as in one process, also where a worker is killed; one with another policy is refused."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs
import pytest

from dunning_rules import spark
from dunning_rules.frames.convert import tables_of
from dunning_rules.portfolio.nested import nest, unnest
from dunning_rules.portfolio.stream import rejects_frame
from dunning_rules.recipe import Recipe
from dunning_rules.testing import sample_cases
from tests.frames.whole import alike
from tests.plugins.common import install

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: `nox -s spark` has it")
if shutil.which("java") is None:
    pytest.skip("there is no Java, which Spark needs", allow_module_level=True)

# what Spark says of its own parts
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{each}") for each in ("FutureWarning", "ResourceWarning", "DeprecationWarning", "UserWarning")
]
AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)
CASES = alike(sample_cases(51, 60, as_of=AS_OF, currencies=("EUR",)))
US = CASES[0].creditor
RECIPE = Recipe(parameters={"cadence_bad": 3})

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "7",
    "spark.sql.session.timeZone": "UTC",
    # these are said each time: the process behind a session outlives it, and keeps what it was begun with
    "spark.python.daemon.module": "pyspark.daemon",
    "spark.executorEnv.PYTHONPATH": "",
}


@pytest.fixture(params=["local[1]", "local[2]"])
def session(request: pytest.FixtureRequest) -> Iterator[Any]:
    with begun(request.param) as found:
        yield found


@contextmanager
def begun(master: str, **settings: str) -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = pyspark.sql.SparkSession.builder.master(master)
    for name, value in {**SETTINGS, **settings}.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    try:
        yield found
    finally:
        found.stop()


def frame(session: Any, folder: Path, tables: dict[str, pl.DataFrame] | None = None) -> Any:  # noqa: ANN401 - a frame of Spark
    path = folder / "cases"
    path.mkdir()
    for number, part in enumerate(nest(tables_of(CASES) if tables is None else tables).iter_slices(20)):
        part.write_parquet(path / f"{number}.parquet")
    return session.read.parquet(str(path))


def rows(found: pl.DataFrame) -> list[str]:
    """Rows as they may be compared: moments as numbers, whatever their zone is called."""
    plain = spark._plain(found).with_columns((cs.datetime() | cs.datetime(time_zone="*")).dt.epoch("us"))
    return sorted(str(tuple(row)) for row in plain.iter_rows())


def collected(found: Any) -> list[str]:  # noqa: ANN401 - as above
    table = pl.from_arrow(found.toArrow())
    assert isinstance(table, pl.DataFrame)
    return rows(table)


def test_the_same_as_in_one_process(session: Any, tmp_path: Path) -> None:  # noqa: ANN401 - as above
    whole = RECIPE.policy().evaluate_frames(tables_of(CASES), as_of=AS_OF, creditor=US)
    df = frame(session, tmp_path)
    for part in ("recommendations", "gave_way", "conclusions", "findings"):
        assert collected(spark.evaluate(df, RECIPE, as_of=AS_OF, creditor=US, part=part)) == rows(getattr(whole, part)), part
    assert collected(spark.evaluate(df, RECIPE, as_of=AS_OF, creditor=US, part="rejects")) == []


def test_bad_rows_are_rejected_and_the_others_go_on(session: Any, tmp_path: Path) -> None:  # noqa: ANN401 - as above
    tables = unnest(nest(spoiled(tables_of(CASES))))
    whole = RECIPE.policy().evaluate_frames(tables, as_of=AS_OF, creditor=US)
    assert len({each.reason for each in whole.rejects}) >= 3
    df = frame(session, tmp_path, tables)
    assert collected(spark.evaluate(df, RECIPE, as_of=AS_OF, creditor=US, part="rejects")) == rows(rejects_frame(list(whole.rejects)))
    assert collected(spark.evaluate(df, RECIPE, as_of=AS_OF, creditor=US)) == rows(whole.recommendations)


def spoiled(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with a country that there is not, and amounts and days that no invoice has."""
    number = pl.int_range(pl.len())
    debtors = tables["debtors"].with_columns(pl.when(number % 13 == 5).then(pl.lit("Germany")).otherwise("country").alias("country"))
    invoices = tables["invoices"].with_columns(
        pl.when(number % 17 == 3).then(-pl.col("amount")).otherwise("amount").alias("amount"),
        pl.when(number % 19 == 4).then(pl.col("issued_on").dt.offset_by("-30d")).otherwise("due_on").alias("due_on"),
    )
    return {**tables, "debtors": debtors, "invoices": invoices}


KILLED_ONCE = """
import os

import pyspark.daemon

from dunning_rules import spark

evaluated, batches = spark._evaluated, []


def killed(*given):
    found = evaluated(*given)
    batches.append(len(found))
    if len(batches) == 2 and not os.path.exists(MARKER):
        with open(MARKER, "w") as file:
            file.write(str(os.getpid()))
        os.kill(os.getpid(), 9)
    return found


spark._evaluated = killed
if __name__ == "__main__":
    pyspark.daemon.manager()
"""


def test_an_evaluating_worker_that_is_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """It dies when its second batch is evaluated and the rows of the first one are given away."""
    marker = tmp_path / "killed"
    (tmp_path / "killing_daemon.py").write_text(f"MARKER = {str(marker)!r}\n{KILLED_ONCE}", encoding="utf-8")
    whole = RECIPE.policy().evaluate_frames(tables_of(CASES), as_of=AS_OF, creditor=US)
    with begun("local[2,3]", **{"spark.python.daemon.module": "killing_daemon", "spark.executorEnv.PYTHONPATH": str(tmp_path)}) as session:
        found = collected(spark.evaluate(frame(session, tmp_path), RECIPE, as_of=AS_OF, creditor=US))
    assert found == rows(whole.recommendations)
    assert marker.read_text(encoding="utf-8") != str(os.getpid())


OURS = """
from dunning_rules.language import DAYS, Wording
from dunning_rules.plugins import hookimpl
from dunning_rules.rules import Parameter
from dunning_rules.rules.override import Override


@hookimpl
def dunning_parameters():
    return [Parameter("our_days", DAYS, OUR_DAYS, 0, 100, "house", Wording("ours", "我们的"))]


@hookimpl
def dunning_overrides(book):
    return [Override(book.rules[0].id, Wording("it is not for us", "不适用"), disable=True)]
"""


@pytest.mark.parametrize("days", [5, 6])
def test_workers_that_have_another_version_of_a_policy_refuse_to_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Policies are found on each worker, and held to the fingerprint of the driver's."""
    places = {"driver": tmp_path / "driver", "worker": tmp_path / "worker"}
    for name, folder in places.items():
        folder.mkdir()
        install(folder, "ours-on-spark", f"OUR_DAYS = {5 if name == 'driver' else days}\n{OURS}")
    monkeypatch.syspath_prepend(str(places["driver"]))
    recipe = Recipe(plugins=("ours-on-spark",))
    with begun("local[1,1]", **{"spark.executorEnv.PYTHONPATH": str(places["worker"])}) as session:
        asked = spark.evaluate(frame(session, tmp_path), recipe, as_of=AS_OF, creditor=US)
        if days == 5:
            whole = recipe.policy().evaluate_frames(tables_of(CASES), as_of=AS_OF, creditor=US)
            assert collected(asked) == rows(whole.recommendations)
        else:
            with pytest.raises(Exception, match=r"PluginError(.|\n)*the policy made here is"):
                collected(asked)
