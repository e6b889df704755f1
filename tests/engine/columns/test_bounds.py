"""Facts that fit into 64 bits, and how that is remembered."""

from __future__ import annotations

import polars as pl
import pytest

from dunning_rules.engine.columns import bounds
from dunning_rules.engine.columns.bounds import Bounds
from dunning_rules.engine.columns.found import Facts
from dunning_rules.engine.plan import Plan
from dunning_rules.policy import Policy
from tests.differential.bulk import MOMENTS
from tests.differential.columns_agreement import facts_of


def _plan() -> Plan:
    return Policy(engine="plain")._made_ready(MOMENTS[0].date(), "EUR").plan


def _facts(plan: Plan, amount: int, days: int) -> Facts:
    """Facts of one debtor with one invoice of some size."""
    frames = {scope: frame.clear(1 if scope in {"debtor", "invoice"} else 0) for scope, frame in facts_of(plan, []).frames.items()}
    large = {"amount": amount, "due_on": days}
    owner = pl.lit(0, dtype=pl.UInt32).alias("@debtor")
    frames["invoice"] = frames["invoice"].with_columns(owner, *(pl.lit(size, dtype=pl.Int64).alias(name) for name, size in large.items()))
    return Facts(frames)


def test_what_fits_does_not_depend_on_what_was_asked_before() -> None:
    plan = _plan()
    asked = [(10**4, 10), (10**17, 10), (10**4, 10**17), (10**17, 10**17), (10**18 * 9, 10), (10**4, 10)]
    alone = [Bounds(plan).fit(_facts(plan, *each)) for each in asked]
    together = Bounds(plan)
    assert [together.fit(_facts(plan, *each)) for each in asked] == alone
    assert set(alone) == {True, False}


def test_smaller_facts_are_not_reckoned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = _plan()
    known = Bounds(plan)
    assert known.fit(_facts(plan, 10**6, 100))
    monkeypatch.delattr(bounds, "_Worst")
    assert known.fit(_facts(plan, 10**5, -100))
    with pytest.raises(NameError):
        known.fit(_facts(plan, 10**7, 100))
