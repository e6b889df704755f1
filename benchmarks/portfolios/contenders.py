"""What is measured over a portfolio: each prepares what it needs, and then answers so many debtors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from benchmarks.hand.evaluate import evaluate as by_hand
from benchmarks.portfolios.data import AS_OF, CREDITOR
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.columns.run import ColumnsEngine
from dunning_rules.engine.money import Money
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import cases_of
from dunning_rules.frames.given import Projection
from dunning_rules.frames.interest import Interest
from dunning_rules.frames.parts import parts_of
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies

Tables = dict[str, pl.DataFrame]
Answer = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Contender:
    """One of them.

    Attributes:
        name: what the table calls it.
        gives: what comes of it.
        most: how many debtors it is asked about at most; slow ones are measured on a sample.
        prepare: takes the tables, and gives what is timed; it tells how many recommendations it found.
    """

    name: str
    gives: str
    most: int
    prepare: Callable[[Tables], Answer]


def _columns(tables: Tables) -> Answer:
    policy = Policy()
    return lambda: policy.evaluate_frames(tables, as_of=AS_OF, creditor=CREDITOR).recommendations.height


def _checked(tables: Tables) -> Answer:
    policy, portfolio = Policy(), check_tables(tables, Currencies(None, None))
    return lambda: policy.evaluate_portfolio(portfolio, as_of=AS_OF, creditor=CREDITOR).recommendations.height


def _rules(tables: Tables) -> Answer:
    policy, portfolio = Policy(), check_tables(tables, Currencies(None, None))
    plan = policy.workings(cases_of(portfolio.tables, [0], CREDITOR)[0], as_of=AS_OF).plan
    money = Money(CREDITOR.currency, (), AS_OF.date())
    projection = Projection(plan, money, CREDITOR, AS_OF, Interest(Accruals(), money, CREDITOR, AS_OF.date()))
    engine = ColumnsEngine(plan)
    return lambda: sum(engine.run(projection.facts(part)).proposals.height for part in parts_of(portfolio.tables))


def _one_by_one(engine: str) -> Callable[[Tables], Answer]:
    def prepare(tables: Tables) -> Answer:
        cases = _cases(tables)
        policy = Policy(engine=engine)
        policy.evaluate(cases[0], as_of=AS_OF)
        return lambda: sum(len(policy.evaluate(case, as_of=AS_OF).recommendations) for case in cases)

    return prepare


def _hand(tables: Tables) -> Answer:
    cases = _cases(tables)
    return lambda: sum(len(by_hand(case, AS_OF)) for case in cases)


def _cases(tables: Tables) -> list[Any]:
    portfolio = check_tables(tables, Currencies(None, None))
    return cases_of(portfolio.tables, range(portfolio.tables["debtors"].height), CREDITOR)


_SAMPLE = 5_000
_ALL = 100_000_000
CONTENDERS = (
    Contender("dunning_rules, columns", "tables → all: checked rows, rules, guard, windows, order, findings", _ALL, _columns),
    Contender("dunning_rules, columns: checked tables", "the same without the check of the rows", _ALL, _checked),
    Contender("dunning_rules, columns: rules alone", "checked tables → facts, conclusions and proposals of all 21 tips", _ALL, _rules),
    Contender("dunning_rules, durable", "validated cases → whole reports, with texts", _SAMPLE, _one_by_one("durable")),
    Contender("dunning_rules, plain", "validated cases → whole reports, with texts", _SAMPLE, _one_by_one("plain")),
    Contender("Python by hand", "validated cases → advice of the rules in `hand/` (no guard, no texts)", _SAMPLE, _hand),
)
