"""A portfolio in columns is answered as its debtors are one by one: order, verdicts, windows, findings, conclusions and texts."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from dunning_rules.plugins import read_plugin
from dunning_rules.policy import Policy
from dunning_rules.testing import sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from tests.differential.bulk import CURRENCIES, MOMENTS
from tests.frames.whole import alike, assert_same, both

POLICIES = Path(__file__).parents[2] / "policies"


@pytest.mark.parametrize("shard", range(8))
def test_the_standard_book(shard: int) -> None:
    as_of, currencies = MOMENTS[shard], CURRENCIES[shard]
    rates = make_rates(SeededChoices(shard), currencies, as_of)
    cases = alike(sample_cases(3000 + shard, 60, as_of=as_of, currencies=currencies))
    assert_same(*both(Policy(engine="plain", rates=rates), cases, as_of))


@pytest.mark.parametrize("name", ["standard_dunning", "fmcg_dealer", "eu_late_payment"])
def test_the_policies_of_the_folder(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(POLICIES / name.replace("_", "-") / "src"))
    plugin = read_plugin(import_module(f"{name}.policy"), name.replace("_", "-"))
    cases = alike(sample_cases(77, 60, as_of=MOMENTS[0], currencies=("EUR",)))
    try:
        assert_same(*both(Policy(engine="plain", plugins=[plugin]), cases, MOMENTS[0]))
    finally:
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]
