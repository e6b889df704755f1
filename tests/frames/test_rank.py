"""What steps are sorted by is exact, whatever the weights."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.frames.rank import LAST, STAKE, in_order, merged, stake
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


@st.composite
def parts(draw: st.DrawFn) -> list[pl.DataFrame]:
    """Recommendations of some parts, whose debtors are sorted by id, within a part and from part to part."""
    money = pl.Series([Decimal("-0.01"), Decimal(0), Decimal("9999999999999999999999.99"), None], dtype=pl.Decimal(38, 2))
    columns = {
        "is_held_back": pl.Series([True, False]),
        STAKE: draw(st.sampled_from([_wide(0, 5), _wide(0, 5, 2**120), pl.Series([b"\0", b"\1"])])),
        "urgency": pl.Series([10, 50]),
        "amount_at_risk": money.head(draw(st.integers(2, 4))),
        LAST: pl.Series([True, False]),
        "action": pl.Series(["A", "B"], dtype=pl.Enum(["A", "B"])),
        "record": pl.Series(["invoice/10", "invoice/9", "debtor/1"]),
        "rule_id": pl.Series(["r", "s", "t"], dtype=pl.Enum(["r", "s", "t"])),
    }
    found = []
    for part in range(draw(st.integers(1, 3))):
        debtors = pl.Series("@debtor", sorted(draw(st.lists(st.integers(0, 3), max_size=12))), dtype=pl.UInt32)
        rows = {
            name: draw(st.lists(st.integers(0, len(values) - 1), min_size=len(debtors), max_size=len(debtors)))
            for name, values in columns.items()
        }
        made = [values[pl.Series(rows[name], dtype=pl.UInt32)].alias(name) for name, values in columns.items()]
        ids = pl.Series("debtor_id", [f"{part}-{debtor}" for debtor in debtors], dtype=pl.String)
        found.append(pl.DataFrame([*made, debtors, ids]))
    return found


def _wide(*numbers: int) -> pl.Series:
    return pl.Series(numbers, dtype=pl.Int128)


def by_all_columns(steps: pl.DataFrame) -> pl.DataFrame:
    keys = ["is_held_back", STAKE, "urgency", "amount_at_risk", "debtor_id", LAST, "action", "record", "rule_id"]
    falls = [key in {STAKE, "urgency", "amount_at_risk"} for key in keys]
    return steps.sort(*keys, descending=falls, maintain_order=True)


@given(parts())
def test_the_order_is_that_of_all_columns(given_parts: list[pl.DataFrame]) -> None:
    given_parts = [part.sample(fraction=1, shuffle=True, seed=1).with_row_index("row") for part in given_parts]
    ordered = [part[in_order(part, part["@debtor"])] for part in given_parts]
    for part, found in zip(given_parts, ordered, strict=True):
        assert found.equals(by_all_columns(part))
    whole = by_all_columns(pl.concat(given_parts)).drop("@debtor")
    assert merged([*ordered]).equals(whole)
