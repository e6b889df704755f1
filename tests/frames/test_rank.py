"""What steps are sorted by is exact, whatever the weights."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from dunning_rules.frames.rank import STAKE, stake
from dunning_rules.language import Wording
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import debtor

_STEPS = pl.DataFrame({"expected_late_amount": [1000, 999, 2**53, 0], "urgency": [50, 51, 100, 0]})


def weight(factor: str, number: int = 0) -> Weight:
    return Weight(f"w{number}", debtor.blocked, Decimal(factor), Wording("w", "w"))


def order(weights: list[tuple[str, list[bool]]]) -> list[int]:
    """The rows, the greatest stake first."""
    given = [(weight(factor, number), pl.Series(holds)) for number, (factor, holds) in enumerate(weights)]
    found = _STEPS.with_columns(stake(_STEPS, given)).with_row_index()
    return found.sort(STAKE, descending=True, maintain_order=True)["index"].to_list()


def by_hand(weights: list[tuple[str, list[bool]]]) -> list[int]:
    stakes = []
    for row, (expected, urgency) in enumerate(_STEPS.iter_rows()):
        value = Decimal(expected) * (50 + urgency)
        for factor, holds in weights:
            value = value * Decimal(factor) if holds[row] else value
        stakes.append(value)
    return sorted(range(len(stakes)), key=lambda row: -stakes[row])


def test_without_weights_and_with_them() -> None:
    for weights in ([], [("1.5", [True, False, False, True])], [("0.5", [False, False, True, False]), ("10", [False, True, False, False])]):
        assert order(weights) == by_hand(weights)


def test_weights_of_many_decimals() -> None:
    many = [("1.00000000000000000000001", [False, True, False, False]), ("1.0000000000000000000000000001", [True, False, False, False])]
    assert stake(_STEPS, [(weight(factor), pl.Series(holds)) for factor, holds in many]).dtype == pl.Binary
    assert order(many) == by_hand(many)
