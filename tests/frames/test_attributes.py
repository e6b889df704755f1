"""Attributes in columns: as they are read of one record, whichever way they were given."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import polars as pl
import pytest

from dunning_rules.engine.attributes import attribute_reader
from dunning_rules.engine.money import Money
from dunning_rules.errors import CaseError
from dunning_rules.frames.amounts import Units, times
from dunning_rules.frames.attributes import attribute_column, unreadable
from dunning_rules.frames.tables import NUMBER
from dunning_rules.language import COUNT, DATE, FLAG, MINUTE, MONEY, NAME, RATIO, Ref, Type, Wording, choice
from dunning_rules.vocabulary import Field
from tests.cases import TODAY

_VALUES = ("5", "0.25", "true", "2026-07-15", "15:30", "north", "", None)
_UNITS = Units(Money("EUR", (), TODAY), pl.Series(["EUR"] * len(_VALUES)))


def field(kind: Type, *, may_miss: bool = True) -> Field:
    return Field(Ref("invoice", "x", kind, may_miss), Wording("x", "x"), source="attributes.x")


def one_by_one(kind: Type, *, may_miss: bool) -> list[object]:
    """What is read of each record; `CaseError` where that fails."""
    read = attribute_reader("x", kind, may_miss=may_miss)
    found: list[object] = []
    for value in _VALUES:
        try:
            found.append(read(SimpleNamespace(id="1", attributes={} if value is None else {"x": value})))
        except CaseError:
            found.append(CaseError)
    return found


@pytest.mark.parametrize("kind", [COUNT, MONEY, RATIO, FLAG, DATE, MINUTE, NAME, choice("north", "south")])
@pytest.mark.parametrize("as_json", [True, False])
def test_as_of_one_record(kind: Type, *, as_json: bool) -> None:
    json = [None if value is None else f'{{"x": "{value}", "y": 1}}' for value in _VALUES]
    table = pl.DataFrame({"attributes": json} if as_json else {"attributes.x": _VALUES, "attributes": [None] * len(_VALUES)})
    table = table.with_columns(pl.col("attributes").cast(pl.String))
    wanted = one_by_one(kind, may_miss=True)
    assert unreadable("x", field(kind), table).to_list() == [each is CaseError for each in wanted]
    units = {MONEY: 100, RATIO: 10_000}.get(kind)
    facts = [None if each is None or each is CaseError else each for each in wanted]
    if units is not None:
        facts = [None if each is None else int(each * units) for each in facts]  # type: ignore[operator] # amounts and shares
    if kind == DATE:
        facts = [None if each is None else each.toordinal() for each in facts]  # type: ignore[attr-defined] # days
    assert attribute_column("x", field(kind), table, _UNITS).to_list() == facts


def test_a_flag_that_is_never_missing_is_false() -> None:
    table = pl.DataFrame({"attributes": pl.Series([None, '{"x": true}'], dtype=pl.String)})
    assert attribute_column("x", field(FLAG, may_miss=False), table, _UNITS).to_list() == [False, True]
    nothing = pl.DataFrame({"id": ["1"]})
    assert attribute_column("x", field(NAME), nothing, _UNITS).to_list() == [None]
    whole = pl.DataFrame({"attributes.x": [3]})
    assert attribute_column("x", field(COUNT), whole, _UNITS).to_list() == [3]


@pytest.mark.parametrize("factor", ["100", "0.92", "-1.5", "0.123456789012345678"])
def test_amounts_are_rounded_half_away_from_zero(factor: str) -> None:
    amounts = [Decimal("0.005"), Decimal("-0.005"), Decimal(7), None, Decimal("999999999999.99")]
    exact = [None if each is None else each * Decimal(factor) for each in amounts]
    rounded = [None if each is None else int(each.to_integral_value("ROUND_HALF_UP")) for each in exact]
    assert times(pl.Series(amounts, dtype=NUMBER), Decimal(factor)).to_list() == rounded
