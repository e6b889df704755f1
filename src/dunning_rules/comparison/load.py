"""The workload: what there is to do by action and by channel, before and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from dunning_rules.comparison.measured import Given, Load
from dunning_rules.language.types import total
from dunning_rules.result import HELD_BACK

_Given: TypeAlias = Mapping[tuple[str, str, str], Given]


def loads_of(before: _Given, now: _Given, by: Literal["action", "channel"]) -> tuple[Load, ...]:
    """What there is to do, by name of the action or the channel.

    Args:
        before: what the earlier policy gives, by debtor, action and record.
        now: what the later one gives.
        by: what is counted.
    """
    names = sorted({getattr(each, by) for side in (before, now) for each in side.values()})
    return tuple(_load(name, before, now, by) for name in names)


def _load(name: str, before: _Given, now: _Given, by: str) -> Load:
    sides = ({key: each for key, each in side.items() if getattr(each, by) == name} for side in (before, now))
    old, new = sides
    open_old, open_new = ([each for each in side.values() if each.verdict not in HELD_BACK] for side in (old, new))
    return Load(
        name,
        len(open_old),
        len(open_new),
        len(new.keys() - old.keys()),
        len(old.keys() - new.keys()),
        len(old) - len(open_old),
        len(new) - len(open_new),
        len({each.debtor_id for each in open_old}),
        len({each.debtor_id for each in open_new}),
        at_risk(open_old),
        at_risk(open_new),
    )


def at_risk(given: Iterable[Given]) -> Decimal:
    """What recommendations are about, each debt once: what the debtor owes, else the sum of the invoices."""
    by_debtor: dict[str, dict[str, Decimal]] = {}
    for each in given:
        by_debtor.setdefault(each.debtor_id, {})[each.record] = each.amount_at_risk
    return total([_of_one(records) for _, records in sorted(by_debtor.items())])


def _of_one(records: Mapping[str, Decimal]) -> Decimal:
    whole = [amount for record, amount in records.items() if not record.startswith("invoice/")]
    return max(whole) if whole else total(records.values())
