"""Evaluates a portfolio: part by part, with several parts at a time where there are cores for it; the answer is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

import polars as pl

from dunning_rules.assemble import impossible_day
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.run import ColumnsEngine
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan
from dunning_rules.frames.beside import STEP
from dunning_rules.frames.check import Portfolio
from dunning_rules.frames.decide import Decider
from dunning_rules.frames.given import Projection, known_records
from dunning_rules.frames.interest import Interest
from dunning_rules.frames.laid_out import Layout, in_units
from dunning_rules.frames.parts import PART, without
from dunning_rules.frames.rank import LAST, STAKE, in_order, merged
from dunning_rules.frames.refuse import refused
from dunning_rules.frames.side_by_side import WORKERS, of_each_part
from dunning_rules.guard import Guard
from dunning_rules.models import Creditor
from dunning_rules.rejects import Reject, reject_of
from dunning_rules.result import Totals
from dunning_rules.rules.book import RuleBook


@dataclass(frozen=True, slots=True)
class Setting:
    """What a portfolio is evaluated by.

    Attributes:
        book: the rules.
        plan: the same, made ready for the day.
        guard: judges.
        money: converts amounts.
        accruals: laws and rates of interest.
        creditor: who is owed.
        as_of: the moment of asking.
        lang: the language of the texts of findings.
    """

    book: RuleBook
    plan: Plan
    guard: Guard
    money: Money
    accruals: Accruals
    creditor: Creditor
    as_of: datetime
    lang: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What is found for one part of a portfolio.

    Attributes:
        stays: recommendations in the order of doing, with their debtors' numbers and what sorts them.
        gave_way: likewise, what gave way.
        conclusions: in the order of reports.
        findings: of the steps.
        rejects: debtors that could not be answered.
        sums: totals of the part.
        debtors: how many were asked about.
    """

    stays: pl.DataFrame
    gave_way: pl.DataFrame
    conclusions: pl.DataFrame
    findings: pl.DataFrame
    rejects: tuple[Reject, ...]
    sums: Totals
    debtors: int


class Evaluator:
    """Evaluates parts of portfolios in one setting; may be shared by threads."""

    def __init__(self, setting: Setting) -> None:
        """Prepare what all parts share."""
        self._setting = setting
        today = setting.as_of.date()
        interest = Interest(setting.accruals, setting.money, setting.creditor, today)
        self._projection = Projection(setting.plan, setting.money, setting.creditor, setting.as_of, interest)
        self._engine = ColumnsEngine(setting.plan)
        self._decider = Decider(setting.book, setting.plan, setting.guard, setting.creditor, setting.as_of)
        self._layout = Layout(setting.book, setting.plan, setting.money.reporting, setting.lang, today.toordinal())

    def evaluate(self, tables: Mapping[str, pl.DataFrame]) -> Evaluated:
        """What is found for one part.

        Args:
            tables: checked tables whose debtors are numbered from 0.
        """
        setting = self._setting
        total = tables["debtors"].height
        known = known_records(tables, setting.as_of)
        errors = refused(tables["debtors"], known, setting.plan, setting.money, setting.creditor)
        rejects = [reject_of(str(tables["debtors"]["id"][number]), error) for number, error in sorted(errors.items())]
        if errors:
            tables = without(tables, {*errors})
            known = known_records(tables, setting.as_of)
        people = tables["debtors"]
        found = self._engine.run(self._projection.facts(tables, known))
        del tables, known  # nothing reads them any more, and several parts are in memory at a time
        conclusions = self._layout.conclusions(found, people)
        decided = self._decider.decide(found, people)
        debtors = found.frames["debtor"]
        del found
        laid = self._layout.recommendations(decided)
        findings = self._layout.findings(decided, laid)
        if decided.impossible:
            names = [str(people["id"][number]) for number in decided.impossible]
            rejects += [reject_of(name, impossible_day(name)) for name in names]
            laid, conclusions, findings = (each.filter(~pl.col("debtor_id").is_in(names)) for each in (laid, conclusions, findings))
            debtors = debtors.filter(~pl.col("id").is_in(names))
        del decided
        sums = _sums(debtors, setting.money)
        order = in_order(laid, laid[DEBTOR_NUMBER])
        stays = laid["gave_way_to"].is_null().gather(order)
        return Evaluated(
            laid.select(pl.all().exclude(STEP, "gave_way_to").gather(order.filter(stays))),
            laid.select(pl.all().exclude(STEP).gather(order.filter(~stays))),
            conclusions,
            findings,
            tuple(sorted(rejects, key=lambda each: each.value)),
            sums,
            total,
        )

    def all_parts(
        self, portfolio: Portfolio, *, size: int = PART, workers: int = WORKERS, on_progress: Callable[[int], None] | None = None
    ) -> list[Evaluated]:
        """What is found for all parts of a portfolio, in their order.

        Args:
            portfolio: checked tables.
            size: debtors of one part at most.
            workers: parts that are evaluated at a time.
            on_progress: called with the number of debtors done.
        """
        done, lock = 0, Lock()

        def one(tables: Mapping[str, pl.DataFrame]) -> Evaluated:
            nonlocal done
            found = self.evaluate(tables)
            with lock:
                done += found.debtors
                if on_progress is not None:
                    on_progress(done)
            return found

        return of_each_part(portfolio.tables, one, size=size, workers=workers)


def joined(parts: list[Evaluated]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The recommendations of all parts in the order of doing, and those that gave way; the list of parts is emptied."""
    stays, gave_way = joined_with_keys(parts)
    return stays.drop(STAKE, LAST), gave_way.drop(STAKE, LAST)


def joined_with_keys(parts: list[Evaluated]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same, with the columns that they are sorted by."""
    stays, gave_way = [part.stays for part in parts], [part.gave_way for part in parts]
    parts.clear()
    return merged(stays), merged(gave_way)


def _sums(debtors: pl.DataFrame, money: Money) -> Totals:
    row: dict[str, Any] = debtors.select(
        pl.col("is_overdue").sum(),
        pl.col("open_invoices").sum(),
        pl.col("overdue_invoices").sum(),
        in_units(pl.col("open_amount").cast(pl.Int128).sum(), money.digits).alias("open_amount"),
        in_units(pl.col("overdue_amount").cast(pl.Int128).sum(), money.digits).alias("overdue_amount"),
    ).row(0, named=True)
    return Totals(
        currency=money.reporting,
        debtors=debtors.height,
        overdue_debtors=int(row["is_overdue"]),
        open_invoices=int(row["open_invoices"]),
        overdue_invoices=int(row["overdue_invoices"]),
        open_amount=row["open_amount"],
        overdue_amount=row["overdue_amount"],
    )
