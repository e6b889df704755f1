"""Cases in which a rule fires, and near misses: cases that differ from one of them in one thing, and in which it does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from dunning_rules.errors import InvariantError, quote
from dunning_rules.models import Case
from dunning_rules.models.base import Record
from dunning_rules.policy import Policy
from dunning_rules.testing import pools
from dunning_rules.testing.golden.probe import Probe
from dunning_rules.testing.invariants.changes import changed
from dunning_rules.testing.samples import sample_cases
from dunning_rules.vocabulary import Field

TRIES = 3_000
"""So many random cases are tried."""
_TABLES = ("invoices", "visits", "events")
_PLACES = ("debtor", "creditor", *_TABLES)
_DAYS = (-1, 1, -30, 30, -365, 365)


def cases_firing(
    policy: Policy, rule_id: str, *, as_of: datetime = pools.AS_OF, fields: tuple[Field, ...] = (), tries: int = TRIES
) -> st.SearchStrategy[Case]:
    """Hypothesis: cases in which a rule of `policy` fires.

    Args:
        policy: the rules.
        rule_id: the rule.
        as_of: the moment for which the cases are asked.
        fields: those of a policy, whose attributes the cases are to have.
        tries: so many random cases are tried for each.

    Raises:
        BookError: there is no such rule.
        InvariantError: (when drawn) no such case was found.
    """
    policy.book.rule(rule_id)
    probe = Probe(policy.book, "plain")

    def search(seed: int) -> Case:
        found = next((case for case in sample_cases(seed, tries, as_of=as_of, fields=fields) if _fires(probe, case, as_of, rule_id)), None)
        if found is None:
            message = f"in {tries} random cases the rule {quote(rule_id)} did not fire"
            raise InvariantError(message, help="is its condition possible? For a rare one write a golden case")
        return found

    return st.integers(0, 10_000).map(search)


def first_firing(
    policy: Policy, rules: Collection[str], *, as_of: datetime = pools.AS_OF, fields: tuple[Field, ...] = (), tries: int = TRIES
) -> dict[str, Case]:
    """For each of `rules` the first random case in which it fires; those that fire in none are not in it."""
    probe = Probe(policy.book, "plain")
    found: dict[str, Case] = {}
    for case in sample_cases(1, tries, as_of=as_of, fields=fields):
        if len(found) == len(set(rules)):
            break
        for name in {each.rule for each in probe.fired(case, as_of)}.intersection(rules).difference(found):
            found[name] = case
    return found


def near_miss(policy: Policy, case: Case, rule_id: str, *, as_of: datetime = pools.AS_OF) -> Case | None:
    """A case that differs from `case` in one thing, and in which the rule does not fire; `None` where none was found.

    A record is left out, something that is known is not, a day is another, a number is 0, a yes is a no.
    """
    probe = Probe(policy.book, "plain")
    return next((other for other in _variations(case) if not _fires(probe, other, as_of, rule_id)), None)


def _fires(probe: Probe, case: Case, as_of: datetime, rule_id: str) -> bool:
    return any(each.rule == rule_id for each in probe.fired(case, as_of))


def _variations(case: Case) -> Iterator[Case]:
    for table in _TABLES:
        records = getattr(case, table)
        for number in range(len(records)):
            yield from _changed(case, table, (*records[:number], *records[number + 1 :]))
    for place in _PLACES:
        found = getattr(case, place)
        if isinstance(found, Record):
            for other in _others(found):
                yield from _changed(case, place, other)
        else:
            for number, record in enumerate(found):
                for other in _others(record):
                    yield from _changed(case, place, (*found[:number], other, *found[number + 1 :]))


def _changed(case: Case, place: str, value: object) -> Iterator[Case]:
    try:
        yield changed(case, {place: value})
    except ValidationError:
        return


def _others(record: Record) -> Iterator[Record]:
    for name, field in type(record).model_fields.items():
        now = getattr(record, name)
        values: list[Any] = [] if field.is_required() else [field.get_default(call_default_factory=True)]
        if isinstance(now, date):
            values += [now + timedelta(days=days) for days in _DAYS]
        elif isinstance(now, dict):
            values += [{key: value for key, value in now.items() if key != left_out} for left_out in now]
        for value in values:
            if value != now:
                try:
                    yield changed(record, {name: value})
                except (ValidationError, OverflowError):
                    continue
