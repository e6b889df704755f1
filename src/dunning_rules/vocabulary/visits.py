"""What follows from a visit: whether it was planned, evasive, or brought less than expected."""

from __future__ import annotations

from dunning_rules.language import Wording, coalesce
from dunning_rules.vocabulary.given import debtor, visit

_today = debtor.today

visit.computed("happened_on", Wording("day", "日期"), coalesce(visit.started_on, visit.scheduled_on))
visit.computed("age_days", Wording("days ago", "距今天数"), _today - visit.happened_on)
visit.computed("scheduled_in_days", Wording("days until the appointment", "距约定天数"), visit.scheduled_on - _today)
visit.computed("is_planned", Wording("planned", "已约定"), visit.started_on.is_missing() & (visit.scheduled_on >= _today))
visit.computed("is_under_way", Wording("under way", "正在进行"), (visit.started_on == _today) & visit.ended_on.is_missing())
visit.computed("is_today", Wording("today", "今天"), (visit.is_planned & (visit.scheduled_on == _today)) | visit.is_under_way)
visit.computed("took_place", Wording("took place", "已上门"), visit.started_on.is_known())
visit.computed(
    "is_evasion",
    Wording("evasive visit", "上门遭回避"),
    visit.took_place & (visit.outcome_stalled | visit.outcome_deflected | visit.outcome_denied | visit.outcome_hid),
)
visit.computed(
    "paid_short",
    Wording("collected less than expected", "实收少于预期"),
    (visit.collected_amount > 0) & (visit.collected_amount < visit.expected_amount),
)
visit.computed("shortfall", Wording("shortfall", "差额"), visit.expected_amount - visit.collected_amount)

__all__ = ["visit"]
