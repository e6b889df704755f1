"""Made cases hold nothing that does not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rules import Accepted
from dunning_rules.testing.samples import sample_cases
from dunning_rules.verify import CheckReport, check
from dunning_rules.verify.build import moment_of
from dunning_rules.verify.replay import replay
from dunning_rules.verify.shrink import smallest
from dunning_rules.vocabulary import debtor, event, invoice
from tests.cases import a_case, an_invoice
from tests.verify.faults.base import WORDS, advise, book, rule

AS_OF = moment_of(date(2026, 1, 15))


def is_larger(cases: tuple[Case, ...]) -> bool:
    return cases[1].invoices[0].amount > cases[0].invoices[0].amount if cases[0].invoices and cases[1].invoices else False


def test_what_shows_it_stays_and_all_else_goes() -> None:
    case = next(each for each in sample_cases(3, 50, as_of=AS_OF) if len(each.invoices) > 1 and len(each.events) > 1)

    def holds(cases: tuple[Case, ...]) -> bool:
        return bool(cases[0].events)

    (found,) = smallest((case,), holds)
    assert (len(found.events), found.invoices, found.visits) == (1, (), ())
    assert found.debtor.contacts == ()
    assert found.events[0] in case.events or found.events[0].id == case.events[0].id
    assert found.debtor.id == case.debtor.id


def test_the_same_is_left_out_of_both() -> None:
    one = a_case(an_invoice(id="a", amount=Decimal(100), open_amount=Decimal(100)), an_invoice(id="b"))
    other = a_case(an_invoice(id="a", amount=Decimal(300), open_amount=Decimal(300)), an_invoice(id="b"))
    found = smallest((one, other), is_larger)
    assert [[each.id for each in case.invoices] for case in found] == [["a"], ["a"]]
    assert [case.invoices[0].amount for case in found] == [100, 300]


def test_so_many_smaller_cases_are_tried_and_no_more() -> None:
    case = next(each for each in sample_cases(3, 50, as_of=AS_OF) if len(each.events) > 1)
    tried: list[tuple[Case, ...]] = []

    def holds(cases: tuple[Case, ...]) -> bool:
        tried.append(cases)
        return False

    assert smallest((case,), holds, tries=3) == (case,)
    assert len(tried) == 3
    assert smallest((case,), holds, tries=0) == (case,)
    assert len(tried) == 3


_BOOK = (
    rule("two.late", debtor.is_overdue & (debtor.overdue_invoices >= 2), advise("SEND_FIRM_DEMAND", 20)),
    rule("two.large", debtor.is_overdue & debtor.is_large, advise("SEND_FIRM_DEMAND", 30)),
    rule("two.promised", invoice.is_overdue & (invoice.days_past_due > 30), advise("PREPARE_STATEMENT", 20)),
    rule("two.owed", invoice.is_open & (debtor.broken_promises >= 1), advise("PREPARE_STATEMENT", 30)),
    rule("dead", event.happened_on > debtor.today, advise("VERIFY_EXCUSE_ON_SITE")),
)


@cache
def policy() -> Policy:
    return book(_BOOK, accepted=(Accepted("DEAD", WORDS, ("dead",)),))()


@cache
def report() -> CheckReport:
    return check(policy())


def parts(case: Case) -> list[Case]:
    """The case without one of its records."""
    return [
        case.model_copy(update={name: tuple(each for each in getattr(case, name) if each is not gone)})
        for name in ("invoices", "visits", "events")
        for gone in getattr(case, name)
    ]


def test_no_record_of_a_shown_case_can_be_left_out() -> None:
    found = report().of("OVERLAP")
    assert {each.names for each in found} == {("two.large", "two.late"), ("two.owed", "two.promised")}
    for each in found:
        assert each.example is not None
        case = each.example.case
        assert replay(policy(), case, AS_OF).fire_together(*each.names)
        for smaller in parts(case):
            assert not replay(policy(), smaller, AS_OF).fire_together(*each.names)


def test_what_the_answer_alone_does_not_tell_stays_as_it_is() -> None:
    found = replay(policy(), next(iter(sample_cases(3, 1, as_of=AS_OF))), AS_OF)
    assert found.smallest() is found


@pytest.mark.parametrize("count", [1, 2])
def test_what_only_the_plain_engine_shows_is_not_taken(count: int) -> None:
    """What is shown in the end was borne out by the policy's own engine."""
    answers: list[object] = []

    def shows(_: object) -> bool:
        answers.append(None)
        return len(answers) <= count

    confirm: Callable[[object], bool] = shows
    case = a_case(an_invoice(id="a"), an_invoice(id="b"))
    found = replace(replay(policy(), case, AS_OF), shows=confirm)
    assert found.smallest() is found
    assert len(answers) > count
