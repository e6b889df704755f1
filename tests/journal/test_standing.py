"""What is open and what is held, after decisions about the same steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import dunning_rules as dr
from dunning_rules.journal import Journal, Standing
from tests.journal.conftest import AS_OF, case_of, place_of, policy, report_of

REPORT = report_of("D1")
GRADE = place_of(REPORT, "APPLY_CLASS_TREATMENT")


def on_day(journal: Journal, days: int, repeat_after_days: int = 7) -> Standing:
    as_of = AS_OF + timedelta(days=days)
    report = policy().evaluate(case_of(), as_of=as_of)
    return journal.standing(report, repeat_after_days=repeat_after_days)


def is_open(standing: Standing) -> bool:
    held = {each.recommendation.action for each in standing.held}
    shown = {each.action for each in standing.open}
    assert ("APPLY_CLASS_TREATMENT" in held) is not ("APPLY_CLASS_TREATMENT" in shown)
    return "APPLY_CLASS_TREATMENT" in shown


def decide(journal: Journal, decision: str, until: date | None = None) -> None:
    journal.decide(f"{journal.record(REPORT)}.{GRADE}", decision=decision, by="kim", at=AS_OF, until=until, reason="because")


def test_without_a_decision_all_is_open(journal: Journal) -> None:
    journal.record(REPORT)
    assert journal.standing(REPORT) == Standing(REPORT.recommendations, ())


def test_what_was_snoozed_comes_back_on_its_day(journal: Journal) -> None:
    decide(journal, "snoozed", AS_OF.date() + timedelta(days=3))
    assert [is_open(on_day(journal, day)) for day in range(5)] == [False, False, False, True, True]


def test_what_was_overridden_stays_so_and_says_why(journal: Journal) -> None:
    decide(journal, "overridden")
    standing = on_day(journal, 30)
    (held,) = standing.held
    assert (held.recommendation.action, held.decision.decision, held.decision.reason, held.until) == (
        "APPLY_CLASS_TREATMENT",
        "overridden",
        "because",
        None,
    )


def test_an_override_for_a_time_ends(journal: Journal) -> None:
    decide(journal, "overridden", AS_OF.date() + timedelta(days=2))
    assert [is_open(on_day(journal, day)) for day in (1, 2)] == [False, True]


def test_what_was_done_comes_back_when_the_rules_still_advise_it(journal: Journal) -> None:
    decide(journal, "done")
    assert [is_open(on_day(journal, day)) for day in (0, 6, 7)] == [False, False, True]
    assert is_open(on_day(journal, 0, repeat_after_days=0))


def test_what_set_the_debtor_a_day_rests_until_that_day_has_passed(journal: Journal) -> None:
    day = AS_OF.date() + timedelta(days=20)
    steps = tuple(replace(each, names_day=day) if each.action == "APPLY_CLASS_TREATMENT" else each for each in REPORT.recommendations)
    journal.decide(f"{journal.record(replace(REPORT, recommendations=steps))}.{GRADE}", decision="done", by="kim", at=AS_OF)
    assert [is_open(on_day(journal, days)) for days in (7, 20, 21)] == [False, False, True]
    assert is_open(on_day(journal, 7, repeat_after_days=0))


def test_the_last_decision_counts_whatever_the_run(journal: Journal) -> None:
    decide(journal, "overridden")
    later = policy().evaluate(case_of(), as_of=AS_OF + timedelta(days=1))
    run = journal.record(later)
    journal.decide(f"{run}.{place_of(later, 'APPLY_CLASS_TREATMENT')}", decision="reopened", by="lee", at=later.as_of)
    assert not is_open(on_day(journal, 0))
    assert is_open(on_day(journal, 1))


def test_what_is_shown_is_the_report_with_what_is_open(journal: Journal) -> None:
    decide(journal, "overridden")
    shown = journal.standing(REPORT).shown(REPORT)
    assert isinstance(shown, dr.Report)
    assert [each for each in REPORT.recommendations if each.action != "APPLY_CLASS_TREATMENT"] == list(shown.recommendations)
    assert shown.totals == REPORT.totals
