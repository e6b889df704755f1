"""Which credit of Tryton settled which receivable: by reconciliation, and before that by the invoice that it pays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from dunning_rules.io.erp.spread import spread
from dunning_rules.io.erp.tryton.headers import Headers
from dunning_rules.io.erp.tryton.line import Line


@dataclass(slots=True)
class _Group:
    charges: list[Line] = field(default_factory=list)
    credits: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Settlements:
    """What settled what, by the ids of the lines."""

    paid: dict[str, Decimal] = field(default_factory=dict)
    """What is paid of each receivable."""
    uses: dict[str, list[tuple[str, Decimal]]] = field(default_factory=dict)
    """Which receivables each credit settled, and how much of them."""


def settle(lines: Iterable[Line], headers: Headers) -> Settlements:
    """Find what settled what. Within one reconciliation, or one invoice, the first credit settles what fell due first.

    Args:
        lines: lines of receivable accounts.
        headers: the invoices.
    """
    groups: dict[tuple[str, str, str], _Group] = {}
    for line in lines:
        key = _key(line, headers)
        if key is not None:
            group = groups.setdefault((*key, line.currency), _Group())
            (group.charges if line.amount > 0 else group.credits).append(line)
    found = Settlements()
    for group in groups.values():
        charges, credits_ = (sorted(each, key=lambda line: line.order) for each in (group.charges, group.credits))
        for credit, charge, amount in spread([each.amount for each in charges], [-each.amount for each in credits_]):
            settled, settling = charges[charge], credits_[credit]
            found.paid[settled.id] = found.paid.get(settled.id, Decimal(0)) + amount
            found.paid[settling.id] = found.paid.get(settling.id, Decimal(0)) + amount
            found.uses.setdefault(settling.id, []).append((settled.id, amount))
    return found


def _key(line: Line, headers: Headers) -> tuple[str, str] | None:
    if line.reconciliation is not None:
        return ("reconciliation", line.reconciliation)
    header = headers.by_part.get(line.id) or headers.by_payment.get(line.id)
    return None if header is None else ("invoice", header.id)
