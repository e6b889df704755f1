"""Every seeded fault is found, and nothing is found that is none."""

from __future__ import annotations

from collections import Counter

import pytest

from dunning_rules.rules.accepted import FINDING_KINDS
from dunning_rules.verify import check
from tests.verify.faults import alone, dead, masked, milder, together
from tests.verify.faults.base import Seeded

SEEDED = (*dead.SEEDED, *masked.SEEDED, *together.SEEDED, *alone.SEEDED, *milder.SEEDED)
LEAST = 60


@pytest.mark.parametrize("seeded", SEEDED, ids=lambda each: each.name)
def test_what_is_found_is_what_was_seeded(seeded: Seeded) -> None:
    report = check(seeded.make())
    found = {(each.kind, each.names) for each in report.findings}
    missed, alarms = sorted(seeded.expected - found), sorted(found - seeded.expected)
    print(f"{seeded.name}: {len(seeded.expected)} faults, {len(missed)} missed, {len(alarms)} false alarms")  # noqa: T201 - to be read
    assert (missed, alarms) == ([], [])


def test_there_are_faults_of_every_kind() -> None:
    kinds = Counter(kind for seeded in SEEDED for kind, _ in seeded.expected)
    print(f"{kinds.total()} seeded faults: {dict(kinds)}")  # noqa: T201 - to be read
    assert kinds.total() >= LEAST
    assert set(kinds) == set(FINDING_KINDS)
