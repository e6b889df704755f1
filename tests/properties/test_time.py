"""What is dated after `as_of` is not known, and growing older never makes a debt milder."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.models import Case
from dunning_rules.testing import cases
from dunning_rules.testing.invariants import check_age, check_not_milder, known_at
from dunning_rules.testing.invariants.changes import changed
from dunning_rules.testing.pools import EDGES
from tests.properties.common import Asked, asked, many_asked, policy, steady

AHEAD = [timedelta(microseconds=1), timedelta(days=1), timedelta(days=400)]


def later(case: Case, asked: Asked, ahead: timedelta) -> Case:
    """The case in which every record is dated after the question."""
    tomorrow = asked.as_of.date() + timedelta(days=1)
    moment = (asked.as_of.astimezone(UTC) + ahead).astimezone(asked.as_of.tzinfo)  # later by every clock
    return changed(
        case,
        {
            "invoices": tuple(
                changed(each, {"id": f"later {each.id}"[-128:], "issued_on": tomorrow, "due_on": tomorrow + timedelta(days=30)})
                for each in case.invoices
            ),
            "visits": tuple(
                changed(
                    each,
                    {"id": f"later {each.id}"[-128:], "recorded_at": moment, "scheduled_for": moment, "started_at": None, "ended_at": None},
                )
                for each in case.visits
            ),
            "events": tuple(changed(each, {"id": f"later {each.id}"[-128:], "at": moment}) for each in case.events),
        },
    )


@steady(100)
@given(data=st.data(), asked=asked(debtor_id="d"), ahead=st.sampled_from(AHEAD))
def test_what_is_dated_later_changes_nothing(data: st.DataObject, asked: Asked, ahead: timedelta) -> None:
    more = later(data.draw(cases(as_of=asked.as_of, debtor_id="d")), asked, ahead)
    case = asked.case
    fuller = changed(case, {name: getattr(case, name) + getattr(more, name) for name in ("invoices", "visits", "events")})
    assert asked.report(fuller).to_json() == asked.report().to_json()


def test_without_what_is_dated_later_the_reports_on_many_are_the_same() -> None:
    fewer = 0
    for each in many_asked():
        known = known_at(each.case, each.as_of)
        fewer += known != each.case
        assert each.report(known).to_json() == each.report().to_json()
    assert fewer > 500


def check_never_milder(asked: Asked, days: int) -> None:
    check_age(policy(asked.rates), asked.case, as_of=asked.as_of, later=asked.as_of + timedelta(days=days))


@steady(100)
@given(asked=asked(), days=st.sampled_from(sorted(EDGES)))
def test_a_debt_that_grows_older_is_never_graded_milder_nor_pressed_less(asked: Asked, days: int) -> None:
    check_never_milder(asked, days)


def test_none_of_many_debts_that_grow_older_is_graded_milder_or_pressed_less() -> None:
    for number, each in enumerate(many_asked()):
        check_never_milder(each, EDGES[number % len(EDGES)])


def test_nor_on_any_of_the_days_on_the_way() -> None:
    """From each threshold to the next, not only from the first day to the last."""
    for each in many_asked()[::20]:
        known = known_at(each.case, each.as_of)
        reports = [each.report(known, each.as_of + timedelta(days=days)) for days in sorted(EDGES)]
        for before, after in pairwise(reports):
            check_not_milder(before, after)
