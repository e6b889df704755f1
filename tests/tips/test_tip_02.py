"""Tip 2: two evasions in 90 days call for a firm demand; what it may claim depends on who we are."""

from __future__ import annotations

import pytest

from tests.cases import TODAY, claims_of
from tests.tips.advice import OVERDUE, Records, fired, happened, report_on

TWICE = (happened("evasion", 3, form="hid"), happened("evasion", 90, form="denied"))


@pytest.mark.parametrize(
    ("records", "creditor", "rules"),
    [
        ((OVERDUE, *TWICE), {}, {"tip-02.evasions"}),
        ((OVERDUE, *TWICE), {"size": "medium"}, {"tip-02.evasions"}),
        ((OVERDUE, *TWICE), {"size": "large"}, {"tip-02.evasions-large-creditor"}),
        ((OVERDUE, TWICE[0]), {}, set()),
        ((OVERDUE, TWICE[0], happened("evasion", 91, form="denied")), {}, set()),
        (TWICE, {}, set()),
    ],
)
def test_who_evades_us_twice_is_met_firmly(records: Records, creditor: dict[str, str], rules: set[str]) -> None:
    found = fired(report_on(*records, creditor=creditor), "tip-02")
    assert set(found) == rules
    assert all(actions == {"SEND_FIRM_DEMAND"} for actions in found.values())


def test_only_what_is_attested_may_be_claimed() -> None:
    vouched = {"statement": "so decided", "attested_by": "cfo", "attested_on": TODAY}
    creditor = {"size": "large", "attestations": ({"kind": "recovery_budget", **vouched},)}
    (demand,) = (each for each in report_on(OVERDUE, *TWICE, creditor=creditor).recommendations if each.action == "SEND_FIRM_DEMAND")
    assert {claim.needs: claim.attested for claim in claims_of(demand)} == {"approved_next_step": False, "recovery_budget": True}
    assert [claim.needs for claim in demand.claims] == ["recovery_budget"]
