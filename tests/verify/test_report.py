"""What a check gives back."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

import dunning_rules as dr
from dunning_rules.errors import ExtraError, ReportError
from dunning_rules.rules import Accepted
from dunning_rules.verify import CheckReport, check
from tests.verify.faults import alone, together
from tests.verify.faults.base import WORDS, book, days

SEEDED = {each.name: each for each in (*alone.SEEDED, *together.SEEDED)}


@cache
def contradicting() -> CheckReport:
    return check(SEEDED["rules that contradict each other"].make())


def test_the_report_survives_json() -> None:
    report = contradicting()
    assert CheckReport.from_json(report.to_json()) == report
    assert CheckReport.from_json(report.to_json(indent=None)) == report


@pytest.mark.parametrize("text", ["{}", "no JSON", '{"digest": 1}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ReportError, match="this is not a report of a check"):
        CheckReport.from_json(text)


def test_findings_by_kind() -> None:
    report = contradicting()
    assert not report.ok
    assert {each.kind for each in report.of("CONTRADICTION")} == {"CONTRADICTION"}
    assert report.of("DEAD") == ()
    assert report.findings[0].page == "docs/findings/CONTRADICTION.md"


def test_every_case_shows_what_it_is_shown_for() -> None:
    """Asked again, by itself, the case gives what it is said to give."""
    policy = SEEDED["rules that contradict each other"].make()
    for each in contradicting().of("CONTRADICTION"):
        example = each.example
        assert example is not None
        assert {line.split(" ")[0] for line in example.fired} >= set(each.names)
        report = policy.evaluate(example.case, as_of=example.as_of)
        assert {advice.action for advice in report.recommendations} == set(example.recommended)
        assert {gone.recommendation.action for gone in report.gave_way} == set(example.gave_way)


def test_what_is_accepted_is_no_failure_and_is_told() -> None:
    policy = SEEDED["rules that overlap"].make()
    accepted = replace(policy.book, accepted=(*policy.book.accepted, Accepted("OVERLAP", WORDS, ("over.*",))))
    report = check(dr.Policy(accepted, engine="plain"))
    assert report.ok
    assert {each.kind for each in report.accepted} == {"OVERLAP", "UNUSED"}
    assert {each.accepted for each in report.accepted} == {WORDS.en}


def test_the_policy_of_a_rule_is_named() -> None:
    assert {each.plugin for each in contradicting().findings} == {""}


def test_a_policy_is_checked_on_a_day_of_each_period() -> None:
    parameter = replace(days("own_days", 5), changes=((date(2026, 6, 1), 9),))
    report = check(book((), parameters=(parameter,))())
    assert report.days == (date(2026, 5, 31), date(2026, 6, 1))
    assert [each.names for each in report.findings] == [("own_days",)]


def test_the_same_policy_gives_the_same_bytes_whatever_the_order_of_hashes() -> None:
    code = (
        "from tests.verify.faults import together\nfrom dunning_rules.verify import check\n"
        "print(check(together.SEEDED[1].make()).to_json())"
    )
    texts = {
        subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1
    assert CheckReport.from_json(texts.pop()).findings


def test_without_z3_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(ExtraError, match="the check of policies needs `z3`") as raised:
        check(dr.Policy())
    assert "dunning-rules[verify]" in raised.value.help


def test_to_import_the_library_needs_no_solver() -> None:
    code = "import sys, dunning_rules; dunning_rules.Policy; dunning_rules.check; print('z3' in sys.modules)"
    found = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
