"""The worklist beside the baselines on the public sample ledger, where it is beside the checkout."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dunning_rules.backtest import Shares, backtest
from dunning_rules.io import read_column_map, read_ledger
from dunning_rules.policy import Policy

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "data" / "receivables-2466.csv"
MAP = ROOT / "examples" / "maps" / "late-payment-histories.toml"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample ledger is not ours to ship, and is not beside this checkout")
@pytest.mark.parametrize("grace_days", [0, 14])
def test_no_baseline_has_more_late_money_at_its_head(grace_days: int) -> None:
    cases = read_ledger(SAMPLE, column_map=read_column_map(MAP)).cases
    moments = [datetime(2012, 4, 2, 23, 59, 59, tzinfo=UTC) + timedelta(weeks=8 * number) for number in range(11)]
    found = backtest(Policy(engine="plain"), cases, moments, grace_days=grace_days)
    worklist, *baselines = found.shares
    assert (worklist.order, found.left_out, found.rejects) == ("worklist", 0, ())
    for baseline in baselines:
        assert all(ours > theirs for ours, theirs in zip(figures(worklist), figures(baseline), strict=True)), baseline


def figures(each: Shares) -> list[float]:
    return [float(share or 0) for share in (each.top_10, each.top_20, each.top_10_by_days, each.top_20_by_days)]
