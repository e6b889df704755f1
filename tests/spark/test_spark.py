"""Portfolios on a real local Spark: the same rows as in one process, with one worker, with two, and with one that is killed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs
import pytest

from dunning_rules import spark
from dunning_rules.frames.convert import tables_of
from dunning_rules.portfolio.nested import nest
from dunning_rules.recipe import Recipe
from dunning_rules.testing import sample_cases
from tests.frames.whole import alike

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


@pytest.fixture(params=["local[1]", "local[2]"])
def session(request: pytest.FixtureRequest) -> Iterator[Any]:
    yield from begun(request.param)


def begun(master: str) -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = pyspark.sql.SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    found = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "7").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    yield found
    found.stop()


def frame(session: Any, folder: Path) -> Any:  # noqa: ANN401 - a frame of Spark
    path = folder / "cases"
    path.mkdir()
    for number, part in enumerate(nest(tables_of(CASES)).iter_slices(20)):
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


def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    session = next(sessions := begun("local[2,3]"))
    marker = str(tmp_path / "killed")
    df = frame(session, tmp_path)

    def killed_once(batches: Iterator[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            if number == 1 and not os.path.exists(marker):  # noqa: PTH110 - runs in a worker
                open(marker, "w").close()  # noqa: PTH123 - as above
                os.kill(os.getpid(), 9)
            yield batch

    found = spark.evaluate(df, RECIPE, as_of=AS_OF, creditor=US)
    broken = found.mapInArrow(killed_once, found.schema)
    whole = RECIPE.policy().evaluate_frames(tables_of(CASES), as_of=AS_OF, creditor=US)
    try:
        assert collected(broken) == rows(whole.recommendations)
        assert Path(marker).exists()
    finally:
        next(sessions, None)


def test_another_policy_on_a_worker_is_refused() -> None:
    with pytest.raises(Exception, match="the policy made here is"):
        spark._made(RECIPE.model_dump_json(), "another")
