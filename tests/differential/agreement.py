"""Whether two engines find the same in a case, down to each proposal and conclusion, and report the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import pytest

from dunning_rules.engine.durable_host import is_available
from dunning_rules.engine.run import Outcome, Proposal
from dunning_rules.language.record import Record
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook

needs_durable = pytest.mark.skipif(not is_available(), reason="durable-rules cannot be imported here")


@dataclass(slots=True)
class Tally:
    """What was compared.

    Attributes:
        books: rule books.
        cases: cases; one that is evaluated under a book counts once.
        found: proposals and conclusions of the plain engine.
        fired: rules that fired at least once, over all books.
        mismatches: what differed.
    """

    books: int = 0
    cases: int = 0
    found: int = 0
    fired: int = 0
    mismatches: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __str__(self) -> str:
        """The figures, and what differed."""
        counts = (
            f"{self.books} books, {self.cases} cases, {self.found} findings, {self.fired} rules fired, {len(self.mismatches)} mismatches"
        )
        return "\n".join((counts, *self.mismatches[:20]))


def compare(
    book: RuleBook, cases: Iterable[Case], as_of: datetime, rates: tuple[ExchangeRate, ...] = (), other: RuleBook | None = None
) -> Tally:
    """Evaluate the cases under `book` with both engines; with durable under `other` where that is given."""
    plain = Policy(book, engine="plain", rates=rates)
    durable = Policy(book if other is None else other, engine="durable", rates=rates)
    tally = Tally(books=1)
    fired: set[str] = set()
    for number, case in enumerate(cases):
        one, answer = _answered(plain, case, as_of)
        two, other_answer = _answered(durable, case, as_of)
        fired |= {rule for found in one for rule in found[0]}
        tally.cases += 1
        tally.found += len(one)
        if one != two:
            difference = next((pair for pair in zip((*one, None), (*two, None), strict=False) if pair[0] != pair[1]), None)
            tally.mismatches += (f"book {book.digest[:8]}, case {number}: {difference}",)
        elif answer != other_answer:
            tally.mismatches += (f"book {book.digest[:8]}, case {number}: the same is found, but not reported",)
    tally.fired = len(fired)
    return tally


def reported(policy: Policy, case: Case, as_of: datetime) -> Report:
    """The report, without what says which engine ran."""
    report = policy.evaluate(case, as_of=as_of)
    metadata = report.metadata
    return replace(report, metadata=replace(metadata, engine="plain", engine_note="", versions={}))


def _answered(policy: Policy, case: Case, as_of: datetime) -> tuple[list[Any], Any]:
    ready = policy._made_ready(as_of.date(), policy._reporting(case))
    outcome = ready.engine.run(ready.projector.records(case, as_of))
    answer = ready.assembler.answer(outcome, case, as_of)
    found = _plain_data(outcome)
    outcome.records.release()
    return found, answer


def _plain_data(outcome: Outcome) -> list[Any]:
    """Every proposal and conclusion of an outcome in its order: first the rules behind it, then its values with their types."""
    concluded: dict[int, list[tuple[str, str]]] = {}
    found: list[Any] = []
    for each in outcome.conclusions:
        found.append(([rule.rule.id for rule in each.rules], each.key, each.scope, each.subject["id"], repr(each.value)))
        concluded.setdefault(id(each.subject), []).append((each.key, repr(each.value)))
    return [*(_proposal(each, concluded.get(id(each.record), [])) for each in outcome.proposals), *found]


def _proposal(proposal: Proposal, concluded: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - data of any form, only to be compared
    values = {field.name: getattr(proposal, field.name) for field in fields(proposal)}
    numbers = {name: value for name, value in values.items() if not isinstance(value, Record) and isinstance(value, int | None)}
    own = [proposal.record[name] for name in ("id", "action", "urgency", "order")]
    return [proposal.rule.rule.id], proposal.subject["id"], own, numbers, concluded
