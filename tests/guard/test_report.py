"""From what the guard found to what people read."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.guard.report import finding_of_hours
from dunning_rules.guard.window import Timing
from dunning_rules.packs import builtin_packs
from dunning_rules.policy import Policy
from dunning_rules.result import DueTask, Report
from tests.cases import NOON, TODAY, a_case, an_invoice
from tests.guard.common import COURT, GERMAN, OVERDUE, an_act, book_of, found


def test_a_failing_constraint_is_reported_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_parts: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr("dunning_rules.guard.judge.may_hold", broken)
    policy = Policy(book_of(an_act(tone="firm")), engine="plain")
    case = a_case(OVERDUE, debtor=GERMAN)
    assert policy.evaluate(case, as_of=NOON).recommendations[0].verdict == "permitted"  # every constraint is asked in earnest
    ready = policy._made_ready(TODAY, "EUR")
    constraint = next(each for each in ready.assembler._guard._constraints if each.constraint.id == "base.firm-tone")
    object.__setattr__(constraint, "permits", broken)
    advice = policy.evaluate(case, as_of=NOON).recommendations[0]
    assert advice.verdict == "vetoed"
    finding = found(advice, "base.firm-tone")
    assert (finding.name, finding.effect, finding.red_line) == ("Fault", "veto", True)


def test_a_report_with_findings_survives_json() -> None:
    policy = Policy(book_of(an_act(**COURT | {"measure": "preservation"})), engine="plain")
    report = policy.evaluate(a_case(an_invoice(), debtor={"country": "CN"}), as_of=NOON)
    assert Report.from_json(report.to_json()) == report
    assert found(report.recommendations[0], "cn.preservation").tasks[1] == DueTask("sue or apply for arbitration", date(2026, 8, 14))


def test_texts_come_in_the_language_that_is_asked_for() -> None:
    policy = Policy(book_of(an_act(tone="threatening")), engine="plain", lang="zh")
    report = policy.evaluate(a_case(OVERDUE, debtor=GERMAN), as_of=NOON)
    assert found(report.recommendations[0], "base.threat").reason == "任何情况下不得威胁"


def test_every_report_says_when_the_sources_were_read() -> None:
    metadata = Policy().evaluate(a_case(OVERDUE), as_of=NOON).metadata
    assert metadata.packs_verified == {name: pack.last_verified.isoformat() for name, pack in sorted(builtin_packs().items())}
    assert metadata.notice.startswith("engineering defaults, not legal advice")


def test_hours_as_they_were_wished_add_no_finding() -> None:
    with pytest.raises(ValueError, match="as they were wished"):
        finding_of_hours(Timing(None), "en")
