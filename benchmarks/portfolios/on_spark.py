"""Our columns engine on a local Spark with two workers."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import polars as pl

from benchmarks.portfolios.data import AS_OF, CREDITOR
from dunning_rules import spark
from dunning_rules.portfolio.nested import nest, unnest
from dunning_rules.recipe import Recipe

_ROWS = 25_000
_CHECKED = 2_000
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.memory": "2g",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
    "spark.sql.files.maxPartitionBytes": "8m",
}


def on_spark(tables: dict[str, pl.DataFrame]) -> Callable[[], int]:
    """A nested case table on disk, read and evaluated by Spark; where it differs from the engine without Spark, it ends."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    kept = tempfile.TemporaryDirectory()
    whole, sample = Path(kept.name) / "whole", Path(kept.name) / "sample"
    nested = nest(tables)
    _write(nested, whole)
    _write(nested.head(_CHECKED), sample)
    recipe = Recipe()

    def answer(folder: Path) -> int:
        frame = session.read.parquet(str(folder))
        return int(spark.evaluate(frame, recipe, as_of=AS_OF, creditor=CREDITOR).count())

    wanted = recipe.policy().evaluate_frames(unnest(nested.head(_CHECKED)), as_of=AS_OF, creditor=CREDITOR).recommendations.height
    found = answer(sample)
    if found != wanted:
        message = f"Spark gives {found} recommendations, the same engine without it {wanted}"
        raise SystemExit(message)
    return lambda: answer(whole) if kept else 0


def _write(nested: pl.DataFrame, folder: Path) -> None:
    folder.mkdir()
    for number, part in enumerate(nested.iter_slices(_ROWS)):
        part.write_parquet(folder / f"{number:06}.parquet")
