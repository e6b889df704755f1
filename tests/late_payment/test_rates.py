"""The rates that are shipped, those that a user lays over them, and those that are missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from dunning_rules.errors import RateError
from dunning_rules.late_payment import Law, Rates, RateTable, interest, shipped_rates
from dunning_rules.late_payment.law import FixedSum, Regime, Tier
from dunning_rules.late_payment.sourced import Title
from dunning_rules.late_payment.table import RateRow

TITLE = Title(en="a rate", zh="利率")
SOURCED: dict[str, Any] = {"last_verified": date(2026, 7, 1), "verified": "secondary", "confidence": "high"}
DEBT: dict[str, Any] = {"principal": Decimal(10_000), "currency": "EUR"}


def row(start: str, end: str, rate: str) -> RateRow:
    return RateRow(valid_from=date.fromisoformat(start), valid_to=date.fromisoformat(end), rate=Decimal(rate))


def table(*rows: RateRow, name: str = "ecb-mro") -> RateTable:
    return RateTable(id=name, title=TITLE, source=("a user",), rows=rows, **SOURCED)


def law(**changed: Any) -> Law:  # noqa: ANN401 - terms have many types
    return Law(**({"regime": "eu", "title": TITLE, "source": "a law", "valid_from": date(2020, 1, 1), **SOURCED} | changed))


def test_each_regime_has_a_law_whose_reference_is_there() -> None:
    rates = shipped_rates()
    assert {each.regime for each in rates.law} == set(get_args(Regime))
    for each in rates.law:
        assert each.title.zh
        if each.reference is not None:
            assert rates.find_table(each.reference).title.zh


def test_tables_have_no_gap() -> None:
    for each in shipped_rates().table:
        for earlier, later in zip(each.rows, each.rows[1:], strict=False):
            assert later.valid_from.toordinal() == earlier.valid_to.toordinal() + 1, each.id


def test_half_year_rates_change_with_the_half_year() -> None:
    for name in ("ecb-mro", "de-base", "boe-reference"):
        for each in shipped_rates().find_table(name).rows[1:]:
            assert (each.valid_from.month, each.valid_from.day) in {(1, 1), (7, 1)}, name


def test_the_german_rate_moves_with_that_of_the_ecb() -> None:
    """BGB 247: by the same percentage points, so their difference is the same in each half-year."""
    rates = shipped_rates()
    days = [date(year, month, 1) for year in range(2014, 2026) for month in (1, 7)] + [date(2026, 1, 1)]
    found = [(rates.find_table("ecb-mro").on(day), rates.find_table("de-base").on(day)) for day in days]
    assert {ecb.rate - base.rate for ecb, base in found if ecb and base} == {Decimal("0.0088")}


def test_a_missing_rate_is_never_guessed() -> None:
    with pytest.raises(RateError, match="no value of the rate `ecb-mro` is known for 2026-07-01") as caught:
        interest(regime="eu", due_on=date(2026, 6, 1), paid_on=date(2026, 7, 1), **DEBT)
    assert "add it by a file of rates" in caught.value.help
    assert interest(regime="eu", due_on=date(2026, 6, 1), paid_on=date(2026, 6, 30), **DEBT).days_late == 29


def test_a_rate_that_is_not_needed_may_be_missing() -> None:
    paid = [(date(2026, 6, 30), Decimal(10_000))]
    found = interest(
        regime="eu", due_on=date(2026, 6, 1), paid_on=date(2026, 12, 1), payments=paid, allocation="principal-interest-costs", **DEBT
    )
    assert found.open_interest == found.interest > 0


def test_a_user_adds_a_rate() -> None:
    added = Rates(table=(table(row("2026-07-01", "2026-12-31", "0.02")),))
    found = interest(regime="eu", due_on=date(2026, 6, 29), paid_on=date(2026, 7, 1), rates=added, **DEBT)
    assert [str(each.rate) for each in found.periods] == ["0.1015", "0.10"]
    assert found.citations[1].source[-1] == "a user"
    assert len(found.citations[1].source) > 1


def test_a_users_rate_goes_before_the_shipped_one() -> None:
    base = table(row("2025-01-01", "2025-06-30", "0.03"), row("2025-07-01", "2025-12-31", "0.02"))
    over = table(row("2025-03-01", "2025-03-31", "0.05"), row("2025-06-01", "2025-07-31", "0.06"), row("2026-01-01", "2026-01-31", "0.07"))
    assert base.under(over).rows == (
        row("2025-01-01", "2025-02-28", "0.03"),
        row("2025-03-01", "2025-03-31", "0.05"),
        row("2025-04-01", "2025-05-31", "0.03"),
        row("2025-06-01", "2025-07-31", "0.06"),
        row("2025-08-01", "2025-12-31", "0.02"),
        row("2026-01-01", "2026-01-31", "0.07"),
    )
    assert base.under(base).rows == base.rows


def test_a_user_adds_a_law_with_its_table() -> None:
    swedish = law(member_state="SE", reference="se-reference", margin=Decimal("0.08"))
    added = Rates(table=(table(row("2026-01-01", "2026-12-31", "0.02"), name="se-reference"),), law=(swedish,))
    terms: dict[str, Any] = {"principal": Decimal(36_500), "currency": "SEK", "due_on": date(2026, 1, 1), "paid_on": date(2026, 1, 2)}
    assert str(interest(regime="eu", member_state="SE", rates=added, **terms).total) == "10.00"
    with pytest.raises(RateError, match="there is no reference rate `se-reference`"):
        interest(regime="eu", member_state="SE", rates=Rates(law=(swedish,)), **terms)


def test_a_users_law_replaces_its_namesake() -> None:
    added = Rates(law=(law(daily_rate=Decimal("0.001")),))
    found = interest(regime="eu", due_on=date(2026, 1, 1), paid_on=date(2026, 1, 3), rates=added, **DEBT)
    assert (str(found.total), found.compensation) == ("20.00", None)


def test_negative_rates_are_refused() -> None:
    added = Rates(table=(table(row("2026-07-01", "2026-12-31", "-0.09")),))
    with pytest.raises(RateError, match="the rate of `eu` on 2026-07-02 is negative"):
        interest(regime="eu", due_on=date(2026, 7, 1), paid_on=date(2026, 7, 3), rates=added, **DEBT)


def test_a_rate_may_be_nothing() -> None:
    added = Rates(table=(table(row("2026-07-01", "2026-12-31", "-0.08")),))
    found = interest(regime="eu", due_on=date(2026, 7, 1), paid_on=date(2026, 7, 3), rates=added, **DEBT)
    assert [str(each) for each in (found.interest, found.total)] == ["0.00", "40.00"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: row("2026-01-02", "2026-01-01", "0"), "`valid_to` is before `valid_from`"),
        (lambda: row("2026-01-02", "2026-01-03", "2.15"), "less than or equal to 1"),
        (lambda: table(row("2026-01-01", "2026-01-02", "0"), row("2026-01-02", "2026-01-03", "0")), "`rows` overlap"),
        (lambda: table(row("2026-01-03", "2026-01-04", "0"), row("2026-01-01", "2026-01-02", "0")), "`rows` overlap"),
        (table, "`rows` is empty"),
        (lambda: Rates(law=(law(), law())), "`eu` occurs twice"),
        (lambda: law(daily_rate=Decimal(0), reference="ecb-mro"), "there are a `daily_rate` and a `reference`"),
        (lambda: law(regime="gb", member_state="DE"), "only the regime `eu` has member states"),
        (lambda: law(daily_rate=Decimal("-0.1")), "the daily rate is negative"),
        (
            lambda: FixedSum(currency="EUR", source="a law", tiers=(Tier(from_amount=Decimal(1), amount=Decimal(40)),)),
            "no tier begins at 0",
        ),
    ],
)
def test_data_that_make_no_sense(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        make()
