"""The parameters of the built-in book: what companies find, and how far they may go."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from dunning_rules.errors import ParameterError
from dunning_rules.language.types import Kind
from dunning_rules.rules import Parameter
from dunning_rules.tips import standard_book

PARAMETERS = {each.name: each for each in standard_book().parameters}

# name, type, least value, value, greatest value: policies rely on them, so a change is a decision
TABLE = """
advance_days days 1 3 30
anomaly_days days 1 90 730
bad_from days 3 181 3650
broken_promises_bad_faith count 1 2 50
business_days days 1 30 365
cadence_bad days 1 7 365
cadence_collectible days 1 14 365
cadence_dead days 1 7 365
cadence_doubtful days 1 7 365
call_from minute 0 930 1439
call_until minute 1 1080 1440
class_share ratio 0.0001 0.1 1
close_visit_days days 0 0 7
collectible_from days 1 1 3650
days_to_sell days 1 30 3650
dead_from days 4 366 3650
doubtful_from days 2 91 3650
doubtful_with_sign_from days 1 31 3650
early_arrival count 0 30 240
evasion_fresh_days days 1 30 365
evasions_bad_faith count 1 3 50
evasions_uncooperative count 1 2 50
excuse_check_days days 1 30 365
excuse_days days 1 90 730
excuses_repeated count 1 2 20
firm_evasions count 1 2 50
funds_fresh_days days 1 30 365
funds_ratio ratio 0 0.5 1
grace_days days 1 7 60
growth_periods count 1 2 2
interest_deadline_days days 1 10 90
interest_notice_days days 0 15 365
large_amount money 1 10000 100000000000
leverage_high_purchase ratio 0.01 0.4 1
leverage_high_rebate ratio 0.01 0.25 1
leverage_medium_purchase ratio 0.01 0.2 1
leverage_medium_rebate ratio 0.01 0.1 1
met_days days 0 7 90
offer_days days 1 90 730
preservation_days days 1 2 30
pressing_limit count 1 2 20
prompt_share ratio 0 0.8 1
protest_days days 0 3 30
rank_cut ratio 0.01 0.5 1
reconciled_days days 1 30 365
sell_through_quiet_days days 0 3 60
shelf_review_days days 7 90 730
slow_count count 1 3 100
slow_stock_days days 1 30 365
slow_stock_share ratio 0 0.5 1
small_balance money 0 0 1000000
sold_share ratio 0 0.8 1
stall_days days 0 1 14
suit_after_preservation_days days 1 30 90
thanks_days days 0 3 30
visit_cost_weight count 0 1 100
windfall_ratio ratio 1 1.5 100
windfall_share ratio 0.01 0.5 1
"""
ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
STEPS = {Kind.RATIO: Decimal("0.0001"), Kind.MONEY: Decimal("0.01")}


def test_the_table_is_complete() -> None:
    assert sorted(ROWS) == sorted(PARAMETERS)


@pytest.mark.parametrize("name", ROWS)
def test_values_and_ranges(name: str) -> None:
    parameter = PARAMETERS[name]
    assert [str(parameter.type), str(parameter.low), str(parameter.value), str(parameter.high)] == ROWS[name]


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda each: each.name)
def test_a_range_ends_where_it_says(parameter: Parameter) -> None:
    step = STEPS.get(parameter.type.kind, 1)
    for end, beyond in ((parameter.low, -step), (parameter.high, step)):
        assert not isinstance(end, str)
        assert parameter.set_to(end).value == end
        with pytest.raises(ParameterError, match="out of range"):
            parameter.set_to(end + beyond)  # type: ignore[operator] # no parameter is a date


def test_the_field_text_gives_only_two_of_the_numbers() -> None:
    assert sorted(name for name, each in PARAMETERS.items() if each.source == "seed") == ["call_from", "sold_share"]


@pytest.mark.parametrize(
    "rising",
    [
        ("collectible_from", "doubtful_from", "bad_from", "dead_from"),
        ("doubtful_with_sign_from", "doubtful_from"),
        ("leverage_medium_purchase", "leverage_high_purchase"),
        ("leverage_medium_rebate", "leverage_high_rebate"),
        ("evasions_uncooperative", "evasions_bad_faith"),
        ("call_from", "call_until"),
    ],
)
def test_grades_follow_each_other(rising: tuple[str, ...]) -> None:
    values = [PARAMETERS[name].value for name in rising]
    assert all(one < other for one, other in pairwise(values))  # type: ignore[operator] # of one type
