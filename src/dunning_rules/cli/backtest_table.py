"""A backtest as tables, and as CSV."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from rich.table import Table

from dunning_rules.cli.display import text_of
from dunning_rules.cli.words import say
from dunning_rules.language import Kind
from dunning_rules.language.format import MISSING, Formatter
from dunning_rules.models.base import minor_digits
from dunning_rules.vocabulary.choices import choice_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dunning_rules.backtest import Backtest, Shares

_COLUMNS = ("order", "top_10", "top_20", "top_10_by_days", "top_20_by_days")
_ORDERS = {"worklist": "worklist", "oldest first": "oldest_first", "largest first": "largest_first", "random": "random"}


def backtest_table(found: Backtest, lang: str) -> Iterator[RenderableType]:
    """The result for people."""
    digits = minor_digits(found.currency) or 0
    formatter = Formatter(lang, found.currency, digits, choice_label)

    def money(amount: Decimal) -> str:
        return formatter.show(Kind.MONEY, int(amount.scaleb(digits)))

    yield text_of(say("replayed", lang, first=found.first, last=found.last, days=found.days, debtors=found.debtors), "bold")
    yield text_of(say("late_money", lang, late=money(found.late_amount), open=money(found.open_amount)))
    if found.left_out:
        yield text_of(say("left_out", lang, count=found.left_out), "yellow")
    yield text_of("")
    table = _table(*(say(name, lang) for name in _COLUMNS))
    best = max((each.top_10 or Decimal(0) for each in found.shares), default=Decimal(0))
    for each in found.shares:
        style = "green" if each.top_10 == best else ""
        table.add_row(text_of(say(_ORDERS[each.order], lang), style), *(text_of(_percent(share)) for share in _shares(each)))
    yield table
    yield text_of("")
    payers = found.payer_type
    yield text_of(
        say(
            "slow_payers",
            lang,
            precision=_percent(payers.precision),
            recall=_percent(payers.recall),
            told=payers.slow_and_late + payers.slow_in_time + payers.prompt_and_late + payers.prompt_in_time,
            unknown=payers.unknown,
        )
    )
    yield text_of("")
    table = _table(say("risk_class", lang), say("items", lang), say("average_days_late", lang))
    for one in found.classes:
        days = MISSING if one.average_days_late is None else f"{one.average_days_late}"
        table.add_row(text_of(choice_label(one.risk_class, lang)), text_of(f"{one.items}"), text_of(days))
    yield table


def backtest_csv(found: Backtest) -> bytes:
    """The orders as CSV, one line each."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows((each.order, *_shares(each)) for each in found.shares)
    return file.getvalue().encode()


def _shares(each: Shares) -> tuple[Decimal | None, ...]:
    return each.top_10, each.top_20, each.top_10_by_days, each.top_20_by_days


def _percent(share: Decimal | None) -> str:
    return MISSING if share is None else f"{share * 100:.1f} %"


def _table(*names: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline")
    for number, name in enumerate(names):
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    return table
