"""What happened, day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from dunning_rules import Case
from dunning_rules.io.demo_portfolio import demo_portfolio
from dunning_rules.models.event import Event
from dunning_rules.report.kinds import kind_label
from dunning_rules.report.timeline import timeline
from tests.report.portfolios import AS_OF


@pytest.fixture
def case() -> Case:
    return next(each for each in demo_portfolio() if each.visits and each.events)


def test_every_record_that_is_known_has_its_entry(case: Case) -> None:
    records = [*(each for each in case.invoices if each.issued_on <= AS_OF.date())]
    known = len(records) + sum(each.recorded_at <= AS_OF for each in case.visits) + sum(each.at <= AS_OF for each in case.events)
    assert len(timeline(case, AS_OF, "en")) == known > 0


def test_the_latest_first(case: Case) -> None:
    days = [each.on for each in timeline(case, AS_OF, "en")]
    assert days == sorted(days, reverse=True)


def test_what_is_recorded_later_is_not_known(case: Case) -> None:
    before = min([*(each.at for each in case.events), *(each.recorded_at for each in case.visits)]) - timedelta(days=1)
    assert {each.kind for each in timeline(case, before, "en")} <= {"due"}


def test_every_kind_of_event_has_a_chinese_name() -> None:
    kinds = [each.model_fields["kind"].default for each in get_args(get_args(Event)[0])]
    assert len(kinds) > 20
    assert not [kind for kind in kinds if kind_label(kind, "zh").isascii()]
