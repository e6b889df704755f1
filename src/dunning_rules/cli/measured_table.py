"""What a change of policy does to a portfolio, for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from rich.table import Table

from dunning_rules.cli.display import indented, text_of
from dunning_rules.language import Kind
from dunning_rules.language.format import MISSING, Formatter
from dunning_rules.models.base import minor_digits
from dunning_rules.vocabulary.choices import choice_label

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dunning_rules.comparison.measured import Altered, Concluded, Given, Load, Measured, Moved

_Row = TypeVar("_Row")
_LOADS = ("before", "now", "gained", "lost", "held back", "debtors", "at risk before", "at risk now")


def portfolio_parts(found: Measured, limit: int) -> Iterator[RenderableType]:
    """The parts of the table.

    Args:
        found: what was measured.
        limit: rows of each list; 0 shows all.
    """
    digits = minor_digits(found.currency) or 0 if found.debtors else 0
    formatter = Formatter("en", found.currency, digits, choice_label)

    def money(amount: Decimal) -> str:
        return formatter.show(Kind.MONEY, int(amount.scaleb(digits)))

    yield text_of(f"On {found.debtors} debtors, as of {found.as_of:%Y-%m-%d %H:%M} {found.as_of.tzname()}", "bold")
    share = f"{found.touched} of them get something else or in another way"
    yield text_of(f"{share}: they owe {money(found.open_amount_touched)} of {money(found.open_amount)}")
    gained, lost, altered, moved = (len(each) for each in (found.gained, found.lost, found.altered, found.moved))
    yield text_of(f"{gained} recommendations come, {lost} go, {altered} change; {moved} debtors change places on the worklist")
    yield from _loads("by action", found.actions, money)
    yield from _loads("workload by channel", found.channels if found.touched else (), money)
    yield from _listed("come", found.gained, limit, lambda each: _given(each, money))
    yield from _listed("go", found.lost, limit, lambda each: _given(each, money))
    yield from _listed("change", found.altered, limit, _altered)
    yield from _listed("change places", found.moved, limit, _moved)
    yield from _listed("are concluded to be something else", found.conclusions, limit, _concluded)


def _loads(title: str, loads: Sequence[Load], money: Callable[[Decimal], str]) -> Iterator[RenderableType]:
    if not loads:
        return
    yield text_of("")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline")
    for number, name in enumerate((title, *_LOADS)):
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    for each in loads:
        counts = (each.before, each.now, f"+{each.gained}", f"-{each.lost}", f"{each.held_back_before} → {each.held_back_now}")
        debtors = f"{each.debtors_before} → {each.debtors_now}"
        cells = (each.name, *counts, debtors, money(each.at_risk_before), money(each.at_risk_now))
        table.add_row(*(text_of(str(cell)) for cell in cells))
    yield table


def _listed(title: str, rows: Sequence[_Row], limit: int, line: Callable[[_Row], str]) -> Iterator[RenderableType]:
    if not rows:
        return
    yield text_of("")
    yield text_of(f"{title}: {len(rows)}", "bold")
    shown = rows[: limit or None]
    for each in shown:
        yield indented(f"  {line(each)}")
    if len(shown) < len(rows):
        yield text_of(f"  {len(rows) - len(shown)} more: `--limit 0` shows them all, `--format json` holds them")


def _given(each: Given, money: Callable[[Decimal], str]) -> str:
    verdict = "" if each.verdict == "permitted" else f", {each.verdict.replace('_', ' ')}"
    return f"{each.debtor_id} {each.record} {each.action} (urgency {each.urgency}, {money(each.amount_at_risk)}{verdict})"


def _altered(each: Altered) -> str:
    told = ", ".join(f"{name.replace('_', ' ')} {_value(each.before, name)} → {_value(each.now, name)}" for name in each.changed)
    return f"{each.now.debtor_id} {each.now.record} {each.now.action}: {told}"


def _value(given: Given, name: str) -> str:
    value = getattr(given, name)
    return MISSING if value is None else str(value)


def _moved(each: Moved) -> str:
    return f"{each.debtor_id}: {each.before or MISSING} → {each.now or MISSING}"


def _concluded(each: Concluded) -> str:
    return f"{each.debtor_id} {each.record} {each.name}: {each.before or MISSING} → {each.now or MISSING}"
