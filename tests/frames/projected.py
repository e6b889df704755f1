"""Facts read from tables, beside what the projector reads of each record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dunning_rules.engine.money import Money
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import tables_of
from dunning_rules.frames.given import Projection
from dunning_rules.frames.interest import Interest
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies
from tests.differential.columns_agreement import facts_of


def fact_differences(policy: Policy, cases: Iterable[Case], as_of: datetime) -> tuple[int, list[str]]:
    """How many facts were compared, and what differed."""
    groups: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda each: each.debtor.id):
        groups.setdefault(case.creditor.currency, []).append(case)
    compared, found = 0, []
    for currency, several in groups.items():
        creditor = several[0].creditor
        alike = [case.model_copy(update={"creditor": creditor}) for case in several]
        ready = policy._made_ready(as_of.date(), currency)
        wanted = facts_of(ready.plan, [ready.projector.records(case, as_of) for case in alike])
        portfolio = check_tables(tables_of(alike), Currencies(None, None))
        assert portfolio.rejects == ()
        money = Money(currency, policy._rates, as_of.date())
        interest = Interest(policy._accruals, money, creditor, as_of.date())
        facts = Projection(ready.plan, money, creditor, as_of, interest).facts(portfolio.tables)
        for scope, frame in wanted.frames.items():
            given = facts.frames[scope]
            if given.height != frame.height:
                found.append(f"{scope}: {given.height} rows, not {frame.height}")
                continue
            for name in frame.columns:
                compared += frame.height
                if name not in given.columns:
                    found.append(f"{scope}.{name} is missing")
                    continue
                for row, (one, other) in enumerate(zip(frame[name].to_list(), given[name].to_list(), strict=True)):
                    if one != other:
                        found.append(f"{scope}.{name} of {frame['id'][row]}: {one!r} by records, {other!r} by tables")
    return compared, found
