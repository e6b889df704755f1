"""Portfolios on Spark: the nested case table, partition by partition, through `mapInArrow`.

What goes to the workers is a recipe, as JSON: each worker makes the policy anew, once, and is held to the fingerprint of the one that the
driver made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from dunning_rules.errors import PluginError, quote
from dunning_rules.extras import need
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.recipe import Recipe

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

Part: TypeAlias = Literal["recommendations", "gave_way", "conclusions", "findings", "rejects"]
"""What is asked for."""


def evaluate(df: Any, recipe: Recipe, *, as_of: datetime, creditor: Creditor, part: Part = "recommendations") -> Any:  # noqa: ANN401 - frames of Spark
    """What to do next about a portfolio, as a frame of Spark.

    Each batch of rows is a portfolio by itself, so the answer has no order; sort it as `frames.rank` does, by what it is sorted by there.
    A task that is run again gives the same rows, so a worker that is lost loses and doubles nothing.

    Args:
        df: a frame of Spark with one row a debtor, see `portfolio.nested`; each debtor in one row only.
        recipe: how the policy is made.
        as_of: the moment of asking.
        creditor: who is owed.
        part: which of the frames of a `FrameReport` is wanted, or the rejects.

    Raises:
        ExtraError: PySpark is not installed.
        PluginError: (when it runs) a worker made another policy: a package of another version is installed there.
    """
    need("pyspark", extra="spark", what="`dunning_rules.spark`")
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - PySpark is an extra

    given = recipe.model_dump_json()
    digest = recipe.policy().digest
    owed = creditor.model_dump_json()
    schema = from_arrow_schema(_plain(_evaluated(None, recipe.policy(), as_of, creditor, part)).to_arrow().schema)

    def answer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        policy = _made(given, digest)
        us = Creditor.model_validate_json(owed)
        for batch in batches:
            found = _plain(_evaluated(batch, policy, as_of, us, part)).to_arrow(compat_level=_oldest())
            yield from found.cast(_large_to_small(found.schema)).to_batches()

    return df.mapInArrow(answer, schema)


@lru_cache(maxsize=8)
def _made(recipe: str, digest: str) -> Policy:
    """The policy of a recipe, made once in each process."""
    policy = Recipe.model_validate_json(recipe).policy()
    if policy.digest != digest:
        message = f"the policy made here is {quote(policy.digest)}, the driver's is {quote(digest)}"
        raise PluginError(message, help="install the same versions of dunning-rules and of the policies on all workers")
    return policy


def _evaluated(batch: pa.RecordBatch | None, policy: Policy, as_of: datetime, creditor: Creditor, part: Part) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - an extra

    from dunning_rules.portfolio.nested import nested_schema, unnest  # noqa: PLC0415 - as above
    from dunning_rules.portfolio.stream import rejects_frame  # noqa: PLC0415 - as above

    table = pl.DataFrame(schema=nested_schema()) if batch is None else pl.DataFrame(pl.from_arrow(batch))
    report = policy.evaluate_frames(unnest(table), as_of=as_of, creditor=creditor)
    if part == "rejects":
        return rejects_frame(list(report.rejects))
    found: pl.DataFrame = getattr(report, part)
    return found


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame in types that Spark has: choices as text, days and numbers as they are."""
    import polars as pl  # noqa: PLC0415 - an extra
    import polars.selectors as cs  # noqa: PLC0415 - as above

    texts = frame.select(cs.categorical() | cs.enum()).columns
    small = frame.select(cs.unsigned_integer() | cs.by_dtype(pl.Int8)).columns
    return frame.with_columns(pl.col(texts).cast(pl.String), pl.col(small).cast(pl.Int64))


def _oldest() -> Any:  # noqa: ANN401 - a level of Polars
    import polars as pl  # noqa: PLC0415 - an extra

    return pl.CompatLevel.oldest()


def _large_to_small(schema: pa.Schema) -> pa.Schema:
    """Texts and lists with 32-bit offsets, as Spark has them."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    def small(kind: pa.DataType) -> pa.DataType:
        if pa.types.is_large_string(kind):
            return pa.string()
        return pa.list_(small(kind.value_type)) if pa.types.is_large_list(kind) else kind

    return pa.schema([pa.field(each.name, small(each.type)) for each in schema])
