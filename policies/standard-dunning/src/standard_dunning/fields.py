"""What the procedure asks of a debtor: its own settings, the level that it has reached, and the age of what may be dunned."""

from __future__ import annotations

from dunning_rules.language import COUNT, DAYS, FLAG, Param, Wording, coalesce, exists, greatest, highest
from dunning_rules.plugins import extend
from dunning_rules.vocabulary import debtor, event, invoice

ours = extend("debtor")

no_dunning = ours.attribute("no_dunning", FLAG, Wording("left out of dunning", "不参与催款"))
highest_level = ours.attribute("highest_dunning_level", COUNT, Wording("its highest dunning level", "该户最高催款等级"))
own_grace = ours.attribute("dunning_grace_days", DAYS, Wording("its own grace days", "该户宽限天数"))

grace = ours.computed("std_grace", Wording("grace days", "宽限天数"), coalesce(own_grace, Param("std_grace_days", DAYS)))
age = ours.computed(
    "std_days",
    Wording("days past due of what may be dunned", "可催款项逾期天数"),
    highest(invoice, invoice.days_past_due, invoice.is_overdue & ~invoice.is_held),
)
_levelled = (event.kind == "notice_sent") & event.level.is_known() & (event.happened_on >= debtor.oldest_due_on)
level = ours.computed(
    "std_level", Wording("dunning level reached", "已达催款等级"), coalesce(greatest(highest(event, event.level, _levelled), 0), 0)
)
reached_on = ours.computed(
    "std_last_notice_on", Wording("day of the last dunning notice", "最近催款函日期"), highest(event, event.happened_on, _levelled)
)
has_notice = ours.computed("std_has_notice", Wording("has been dunned", "已发催款函"), exists(event, _levelled))
