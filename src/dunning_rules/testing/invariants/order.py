"""The same question has the same answer, in whatever order it is put, by whichever engine, and whoever else is asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from dunning_rules.errors import CaseError, quote
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.choices import Choices, SeededChoices
from dunning_rules.testing.invariants.broken import require
from dunning_rules.testing.invariants.changes import changed

_Item = TypeVar("_Item")


def check_order(policy: Policy, case: Case, *, as_of: datetime, seed: int = 0) -> None:
    """Asked again, and with its records in another order, a case gives the same report, byte for byte (what must always hold, 2).

    Args:
        policy: what is asked.
        case: about whom.
        as_of: the moment for which it is asked.
        seed: decides the other order.

    Raises:
        InvariantError: the reports differ.
    """
    first = policy.evaluate(case, as_of=as_of)
    _require_same(first, policy.evaluate(case, as_of=as_of), "the same question was asked twice")
    choices = SeededChoices(seed)
    shuffled = changed(case, {name: _shuffled(choices, getattr(case, name)) for name in ("invoices", "visits", "events")})
    _require_same(first, policy.evaluate(shuffled, as_of=as_of), "the records stand in another order")


def check_order_of_rules(
    book: RuleBook, case: Case, *, as_of: datetime, seed: int = 0, make: Callable[[RuleBook], Policy] = Policy
) -> None:
    """A book with its rules, parameters, actions and exclusions in another order gives the same report, byte for byte (2).

    Args:
        book: the rules.
        case: about whom.
        as_of: the moment for which it is asked.
        seed: decides the other order.
        make: what makes a policy of a book; give yours where it has an engine, a language or rates of its own.

    Raises:
        InvariantError: the reports differ.
    """
    choices = SeededChoices(seed)
    other = replace(
        book,
        rules=_shuffled(choices, book.rules),
        parameters=_shuffled(choices, book.parameters),
        actions=_shuffled(choices, book.actions),
        exclusions=_shuffled(choices, book.exclusions),
    )
    first, second = (make(each).evaluate(case, as_of=as_of) for each in (book, other))
    _require_same(first, second, "the parts of the book stand in another order")


def check_engines(policy: Policy, other: Policy, case: Case, *, as_of: datetime) -> None:
    """Two policies that differ in nothing but the engine give the same report, but for the name of the engine.

    Raises:
        InvariantError: the reports differ.
    """
    first, second = (_without_engine(each.evaluate(case, as_of=as_of)) for each in (policy, other))
    _require_same(first, second, f"the engines are `{policy.engine}` and `{other.engine}`")


def check_unrelated(policy: Policy, case: Case, other: Case, *, as_of: datetime) -> None:
    """Another debtor, asked about before or after, changes nothing for this one (what must always hold, 5).

    Args:
        policy: what is asked.
        case: about whom.
        other: a case of another debtor, in the same reporting currency.
        as_of: the moment for which it is asked.

    Raises:
        CaseError: both cases are of the same debtor, or the other one cannot be answered.
        InvariantError: something changed.
    """
    debtor_id = case.debtor.id
    if other.debtor.id == debtor_id:
        message = f"both cases are of debtor {quote(debtor_id)}"
        raise CaseError(message, help="give a case of another debtor")
    alone = _about(policy.evaluate(case, as_of=as_of), debtor_id)
    for both in ((case, other), (other, case)):
        together = policy.evaluate_all(both, as_of=as_of)
        if together.rejects:
            raise CaseError(together.rejects[0].reason, help=together.rejects[0].help)
        message = f"debtor {quote(other.debtor.id)} was added, and the advice for {quote(debtor_id)} is another"
        require(_about(together, debtor_id) == alone, message, together, "keep no state from one case to the next")


def _about(report: Report, debtor_id: str) -> tuple[object, ...]:
    return (
        report.for_debtor(debtor_id),
        [each for each in report.gave_way if each.recommendation.debtor_id == debtor_id],
        [each for each in report.conclusions if each.debtor_id == debtor_id],
    )


def _shuffled(choices: Choices, items: Sequence[_Item]) -> tuple[_Item, ...]:
    return tuple(choices.some(items, len(items), len(items)))


def _without_engine(report: Report) -> Report:
    return replace(report, metadata=replace(report.metadata, engine="plain", engine_note="", versions={}))


def _require_same(first: Report, second: Report, what_changed: str) -> None:
    one, two = first.to_json(), second.to_json()
    if one == two:
        return
    lines = zip(one.splitlines(), two.splitlines(), strict=False)
    line, was, is_now = next(((number, *pair) for number, pair in enumerate(lines, 1) if pair[0] != pair[1]), (0, "", ""))
    message = f"{what_changed}, and the report differs; line {line}: {was.strip()!r} became {is_now.strip()!r}"
    require(holds=False, message=message, report=second, mend="sort by a key that no two records share; iterate over no set")
