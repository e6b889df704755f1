"""What is measured over a portfolio: each prepares what it needs, is checked, and then answers so many debtors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from benchmarks.contenders import ENGINES, check_engine, check_ours
from benchmarks.hand.whole import evaluate_whole
from benchmarks.hand_polars.evaluate import evaluate as by_hand_in_polars
from benchmarks.portfolios.data import AS_OF, CREDITOR
from benchmarks.portfolios.fired import Columns
from benchmarks.portfolios.on_spark import on_spark
from benchmarks.portfolios.same import check_columns, check_hand, check_polars
from benchmarks.recorded import record
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import cases_of
from dunning_rules.frames.parts import parts_of
from dunning_rules.frames.side_by_side import of_each_part
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies
from dunning_rules.tips import standard_book

Tables = dict[str, pl.DataFrame]
Answer = Callable[[], int]

ALL = 100_000_000
CHECKED = 500
"""So many debtors each contender is checked on."""
COLUMNS, RULES, POLARS, DURABLE = (
    "dunning_rules, columns",
    "dunning_rules, columns: rules alone",
    "Polars by hand",
    "dunning_rules, durable",
)


@dataclass(frozen=True, slots=True)
class Contender:
    """One of them.

    Attributes:
        name: what the table calls it.
        gives: what comes of it.
        rules: how many rules of the book it knows.
        most: how many debtors it is asked about at most; slow ones are measured on a sample.
        prepare: checks it, takes the tables, and gives what is timed; that tells how many answers it found. It ends where the check fails.
    """

    name: str
    gives: str
    rules: int
    most: int
    prepare: Callable[[Tables], Answer]


def _columns(tables: Tables) -> Answer:
    policy = Policy()
    _check_columns(tables)
    return lambda: policy.evaluate_frames(tables, as_of=AS_OF, creditor=CREDITOR).recommendations.height


def _checked(tables: Tables) -> Answer:
    policy, portfolio = Policy(), check_tables(tables, Currencies(None, None))
    return lambda: policy.evaluate_portfolio(portfolio, as_of=AS_OF, creditor=CREDITOR).recommendations.height


def _rules(tables: Tables) -> Answer:
    _check_columns(tables)
    checked = check_tables(tables, Currencies(None, None)).tables
    columns = Columns(checked, AS_OF, CREDITOR)
    return lambda: sum(of_each_part(checked, lambda part: columns.run(part).proposals.height))


def _polars(tables: Tables) -> Answer:
    checked = check_tables(tables, Currencies(None, None)).tables
    check_polars(next(parts_of(checked, 20_000)), AS_OF, CREDITOR)
    return lambda: by_hand_in_polars(checked, AS_OF, CREDITOR)[0].height


def _one_by_one(engine: str, tables: Tables) -> Answer:
    cases = _cases(tables)
    policy = Policy(engine=engine)
    check_ours(Policy(engine="durable"), Policy(engine="plain"), cases[:CHECKED], AS_OF)
    return lambda: sum(len(policy.evaluate(case, as_of=AS_OF).recommendations) for case in cases)


def _hand(tables: Tables) -> Answer:
    cases = _cases(tables)
    check_hand(cases[:CHECKED], AS_OF)
    return lambda: sum(len(evaluate_whole(case, AS_OF)) for case in cases)


def _on_facts(name: str, tables: Tables) -> Answer:
    cases = _cases(tables)
    check_ours(Policy(engine="durable"), Policy(engine="plain"), cases[:CHECKED], AS_OF)
    recording = record(standard_book(), cases, AS_OF)
    engine = ENGINES[name][1](recording)
    prepared = [engine.prepare(case) for case in recording.cases]
    check_engine(name, engine, recording, prepared)

    def answer() -> int:
        engine.start()
        try:
            return sum(len(engine.fire(facts)) for facts in prepared)
        finally:
            engine.stop()

    return answer


def _check_columns(tables: Tables) -> None:
    first = {"debtors": tables["debtors"].head(CHECKED)}
    ids = first["debtors"]["id"].implode()
    first |= {name: table.filter(pl.col("debtor_id").is_in(ids)) for name, table in tables.items() if name != "debtors"}
    check_columns(first, AS_OF, CREDITOR)


def _cases(tables: Tables) -> list[Any]:
    portfolio = check_tables(tables, Currencies(None, None))
    return cases_of(portfolio.tables, range(portfolio.tables["debtors"].height), CREDITOR)


_BOOK = len(standard_book().rules)
_FACTS = "recorded facts → which rule fired for which fact"
_SAMPLES = {"zen-engine, decision tables": 500, "rule-engine": 500}
CONTENDERS = (
    Contender(COLUMNS, "tables → all: checked rows, rules, guard, windows, order, findings", _BOOK, ALL, _columns),
    Contender("dunning_rules, columns: checked tables", "the same without the check of the rows", _BOOK, ALL, _checked),
    Contender(RULES, "checked tables → facts, conclusions and proposals with urgency, amount and days", _BOOK, ALL, _rules),
    Contender(POLARS, "checked tables → which rule fired for which record; no urgency, no amounts", _BOOK, ALL, _polars),
    Contender("dunning_rules, Spark, local[2]", "nested case table in Parquet → recommendations, counted", _BOOK, ALL, on_spark),
    Contender(DURABLE, "validated cases → whole reports, with texts", _BOOK, 5_000, partial(_one_by_one, "durable")),
    Contender("dunning_rules, plain", "validated cases → whole reports, with texts", _BOOK, 5_000, partial(_one_by_one, "plain")),
    Contender("Python by hand", "validated cases → advice that stays, hours of calls; no guard, no texts", _BOOK, 5_000, _hand),
    *(Contender(name, _FACTS, _BOOK, _SAMPLES.get(name, 1_000), partial(_on_facts, name)) for name in ENGINES),
)
