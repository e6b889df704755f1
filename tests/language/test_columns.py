"""The columns reader: atoms on missing values, and the names of columns. That it agrees with the plain reader: `tests/engine/columns`."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import pytest

from dunning_rules.language import Const, Param, band, coalesce, exists, greatest, holds, least, outer, ratio, when
from dunning_rules.language.columns import ColumnReader, column_of, dtype_of, leaves_of
from dunning_rules.language.grammar import All, Any, Condition, In
from dunning_rules.language.types import COUNT, FLAG, MONEY, NAME, choice
from dunning_rules.vocabulary import debtor, event, invoice

_FRAME = pl.DataFrame(
    {"days_past_due": [None, -1, 40], "debtor.finances": pl.Series([None, "weak", "strong"], dtype=dtype_of(debtor.finances.type))}
)
_READ = ColumnReader("invoice")
_FINANCES = debtor.finances.type
_WEAK = debtor.finances == "weak"


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (invoice.days_past_due > 0, [False, False, True]),
        (~(invoice.days_past_due > 0), [False, True, False]),
        (invoice.days_past_due != 40, [False, True, False]),
        (invoice.days_past_due.is_missing(), [True, False, False]),
        (invoice.days_past_due.is_known(), [False, True, True]),
        (_WEAK, [False, True, False]),
        (~_WEAK, [False, False, True]),
        (debtor.finances >= "adequate", [False, True, False]),
        (~debtor.finances.is_in(("weak", "adequate")), [False, False, True]),
        (In(Const("weak", _FINANCES), ("weak", "adequate"), negated=False), [True, True, True]),
        (In(Const("weak", _FINANCES), ("weak", "adequate"), negated=True), [False, False, False]),
        (All(()), [True, True, True]),
        (Any(()), [False, False, False]),
        (_WEAK | (invoice.days_past_due > 0), [False, True, True]),
    ],
)
def test_a_missing_value_satisfies_no_atom(condition: Condition, found: list[bool]) -> None:
    assert _FRAME.with_columns(_READ.condition(condition).alias("@"))["@"].to_list() == found


@pytest.mark.parametrize(
    ("term", "found"),
    [
        (greatest(invoice.days_past_due, 0), [0, 0, 40]),
        (least(invoice.days_past_due, 0), [0, -1, 0]),
        (coalesce(invoice.days_past_due, 7), [7, -1, 40]),
        (band(invoice.days_past_due, ((0, 5), (30, 9)), below=1), [None, 1, 9]),
        (when(_WEAK, invoice.days_past_due), [None, -1, None]),
        (holds(_WEAK), [False, True, False]),
        (ratio(invoice.days_past_due, invoice.days_past_due), [None, None, 10_000]),
        (invoice.days_past_due - 1, [None, -2, 39]),
        (invoice.days_past_due * 3, [None, -3, 120]),
    ],
)
def test_terms_are_missing_where_a_part_is(term: object, found: list[object]) -> None:
    assert _FRAME.with_columns(_READ.term(term).alias("@"))["@"].to_list() == found  # type: ignore[arg-type] # terms of all kinds


def test_choices_are_compared_by_their_names_in_extremes() -> None:
    frame = pl.DataFrame({"finances": pl.Series(["weak", None], dtype=dtype_of(debtor.finances.type))})
    least_of = ColumnReader("debtor").term(least(debtor.finances, "strong"))
    assert frame.select(least_of.alias("@"))["@"].to_list() == ["strong", "strong"]


def test_names_of_columns() -> None:
    asked = exists(event, event.kind == "payment")
    assert column_of(invoice.amount, "invoice") == "amount"
    assert column_of(debtor.kind, "invoice") == "debtor.kind"
    assert column_of(outer(invoice.id), "event") == "outer.id"
    assert column_of(asked, "debtor").startswith("#")  # type: ignore[arg-type] # it is an aggregate
    assert column_of(asked, "invoice").startswith("debtor.#")  # type: ignore[arg-type] # as above
    assert [column_of(leaf, "invoice") for leaf in leaves_of((invoice.amount > 0) & debtor.blocked)] == ["amount", "debtor.blocked"]


def test_types_of_columns() -> None:
    assert dtype_of(FLAG) == pl.Boolean
    assert dtype_of(NAME) == pl.String
    assert dtype_of(MONEY) == pl.Int64
    assert dtype_of(COUNT, pl.Int128) == pl.Int128
    assert dtype_of(choice("a", "b")) == pl.Enum(["a", "b"])


@dataclass(frozen=True, eq=False, slots=True)
class _Odd(Condition):
    """A condition that no reader knows."""

    name: str


def test_what_is_no_part_of_a_plan_cannot_be_read() -> None:
    with pytest.raises(NotImplementedError):
        _READ.term(Param("large_amount", MONEY))
    with pytest.raises(NotImplementedError):
        _READ.condition(_Odd("odd"))
    assert _FRAME.select(_READ.term(Const("weak", debtor.finances.type)))["literal"].to_list() == ["weak"]
