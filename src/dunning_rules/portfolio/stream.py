"""Portfolios that are larger than memory, evaluated partition by partition; what was done is kept, and not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import polars as pl

from dunning_rules.frames.check import Portfolio, check_tables
from dunning_rules.frames.evaluate import Evaluator, joined_with_keys
from dunning_rules.frames.rank import in_order
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.portfolio.nested import unnest
from dunning_rules.portfolio.partitions import Partition, fingerprint, partitions_of
from dunning_rules.portfolio.stored import Done, Run, Store
from dunning_rules.portfolio.twice import occurring_twice
from dunning_rules.rejects import Counts, Reject
from dunning_rules.result import Totals
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.faults import occurs_twice
from dunning_rules.totals import sum_of

SIZE = 100_000
"""Debtors of one partition."""
_KEYS = ("stake", "last")


@dataclass(frozen=True, slots=True)
class Streamed:
    """What a run found, in files.

    Attributes:
        output: the folder; `recommendations`, `gave_way`, `conclusions`, `findings` and `rejects` hold one Parquet file for each partition.
        totals: sums over all debtors.
        rows: rows read, accepted and rejected.
        cases: debtors asked about, answered and rejected.
        partitions: how many there are.
    """

    output: Path
    totals: Totals
    rows: Counts
    cases: Counts
    partitions: int

    def head(self, limit: int) -> pl.DataFrame:
        """The first recommendations of all partitions, in the order of doing; only their heads are read."""
        files = sorted((self.output / "recommendations").glob("*.parquet"))
        if not files:
            return pl.DataFrame()
        heads = pl.concat([pl.scan_parquet(file).head(limit).collect() for file in files])
        heads = heads.rename({"stake": "@stake", "last": "@last"})
        ordered = heads[in_order(heads, heads["debtor_id"].rank("dense")).head(limit)]
        return ordered.drop("@stake", "@last")

    def frames(self, name: str, columns: list[str] | None = None) -> Iterator[pl.DataFrame]:
        """The frames of one kind, partition by partition."""
        for number in range(self.partitions):
            yield pl.read_parquet(self.output / name / f"{number:06}.parquet", columns=columns)

    def rejects(self) -> tuple[Reject, ...]:
        """Rows and debtors that could not be used."""
        return tuple(Reject(**row) for frame in self.frames("rejects") for row in frame.iter_rows(named=True))


def evaluate_partitions(
    source: Path,
    policy: Policy,
    *,
    as_of: datetime,
    creditor: Creditor,
    output: Path,
    size: int = SIZE,
    currencies: Currencies | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Streamed:
    """Evaluate a nested case table on disk, in bounded memory.

    Each partition is evaluated by itself and written whole or not at all. Where the same run was interrupted, it goes on with the first
    partition that is not done.

    Args:
        source: a Parquet or Arrow file, or a folder of them, with one row a debtor (see `nest`).
        policy: the rules.
        as_of: the moment of asking.
        creditor: who is owed.
        output: a folder for what is found.
        size: debtors of one partition at most.
        currencies: judges the currency of each row; where absent, that is left to the policy, which rejects the debtor.
        on_progress: called with the number of partitions done, and of all.

    Raises:
        AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
        LedgerError: a file cannot be read, or the folder holds another run.
    """
    evaluator = policy.evaluator(as_of, creditor)
    partitions = partitions_of(source, size)
    owed = sha256(creditor.model_dump_json().encode()).hexdigest()
    run = Run(
        as_of=as_of.isoformat(), policy=policy.digest, creditor=owed, source=fingerprint(source), partitions=len(partitions), size=size
    )
    store = Store(output, run)
    twice = occurring_twice(partitions)
    found: list[Done] = []
    for partition in partitions:
        done = store.done(partition.number)
        found.append(_evaluated(partition, evaluator, store, twice, currencies or Currencies(None, None)) if done is None else done)
        if on_progress is not None:
            on_progress(len(found), len(partitions))
    totals = sum_of([each.totals for each in found], creditor.currency)
    rows, cases = (_sum([getattr(each, name) for each in found]) for name in ("rows", "cases"))
    return Streamed(output, totals, rows, cases, len(partitions))


def _evaluated(partition: Partition, evaluator: Evaluator, store: Store, twice: dict[str, int], currencies: Currencies) -> Done:
    table = partition.read()
    again = table["id"].cast(pl.String).is_in([debtor for debtor, first in twice.items() if first != partition.number])
    repeated = table.filter(again)
    checked = check_tables(unnest(table.filter(~again)), currencies)
    parts = evaluator.all_parts(checked)
    stays, gave_way = joined_with_keys([*parts])
    refused = [reject for part in parts for reject in part.rejects]
    rejects = [*checked.rejects, *refused, *(_twice(str(debtor)) for debtor in repeated["id"])]
    asked = sum(part.debtors for part in parts)
    done = Done(
        number=partition.number,
        totals=sum_of([part.sums for part in parts], parts[0].sums.currency),
        rows=_with_repeated(checked, repeated.height),
        cases=Counts(asked, asked - len(refused), len(refused)),
    )
    frames = {
        "recommendations": _with_keys(stays),
        "gave_way": _with_keys(gave_way),
        "conclusions": pl.concat([part.conclusions for part in parts]),
        "findings": pl.concat([part.findings for part in parts]),
        "rejects": rejects_frame(rejects),
    }
    store.keep(frames, done)
    return done


def _with_repeated(checked: Portfolio, repeated: int) -> Counts:
    counts = checked.counts
    return Counts(counts.read + repeated, counts.accepted, counts.rejected + repeated)


def _with_keys(steps: pl.DataFrame) -> pl.DataFrame:
    """Steps with what they are sorted by, in types that files have."""
    stake = pl.col("@stake")
    kept = stake.reinterpret(dtype=pl.Decimal(38, 0)) if steps.schema["@stake"] == pl.Int128 else stake
    return steps.with_columns(kept.alias("stake"), pl.col("@last").alias("last")).drop("@stake", "@last")


def _twice(debtor: str) -> Reject:
    fault = occurs_twice("debtor", debtor)
    return Reject("", None, "debtors", fault.field, fault.value, fault.message, fault.help)


def rejects_frame(rejects: list[Reject]) -> pl.DataFrame:
    """Rejects as a frame, a row each."""
    names = ("file", "line", "table", "field", "value", "reason", "help")
    schema = {name: pl.Int64 if name == "line" else pl.String for name in names}
    return pl.DataFrame([asdict(each) for each in rejects], schema=schema)


def _sum(counts: list[Counts]) -> Counts:
    return Counts(sum(each.read for each in counts), sum(each.accepted for each in counts), sum(each.rejected for each in counts))
