"""Tip 5: the eager stall."""

from __future__ import annotations

from dunning_rules.language import DAYS, Condition, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, visit

STALL_DAYS = Parameter("stall_days", DAYS, 1, 0, 14, "house", Wording("a stall is fresh for", "缓兵之计的应对时限"))

_stalled = (visit.age_days <= STALL_DAYS.term) & (visit.outcome_returned_without_money | visit.outcome_flattered_without_payment)
_owes = debtor.is_overdue
_has_some = debtor.funds_seen.is_known() | (visit.collected_amount > 0)
_nothing_seen = debtor.funds_seen.is_missing() & (visit.collected_amount.is_missing() | (visit.collected_amount == 0))
_grave = debtor.is_large | (debtor.risk_class >= "doubtful")


def _insist(name: str, condition: Condition, en: str, zh: str) -> Rule:
    return Rule(
        f"tip-05.{name}",
        _stalled & _owes & condition,
        (Recommend("INSIST_ON_PAYMENT_TODAY", urgency(35), deadline=debtor.today, amount=debtor.overdue_amount),),
        Wording(
            f"the debtor was eager on {{visit.happened_on}} and came back without money; {{debtor.overdue_amount}} is overdue: {en}",
            f"{{visit.happened_on}} 对方表现积极却两手空空; 逾期 {{debtor.overdue_amount}}: {zh}",
        ),
        tip=5,
    )


TIP = Tip(
    5,
    Wording("The eager stall", "识破缓兵之计"),
    Wording(
        "Flattery, a walk to fetch the money, empty hands and apologies: it plays for time. Insist on today, with a measure that has substance.",
        "百般讨好、假意去取钱、两手空空、连声抱歉, 是缓兵之计。强调今天一定得拿到欠款, 采取实质性措施。",
    ),
    rules=(
        _insist("part-payment", _has_some, "take a part payment now", "当场先收一部分"),
        _insist(
            "acknowledgement",
            _nothing_seen & debtor.has_unsigned,
            "have the debt acknowledged in writing, with a date",
            "书面确认欠款并写明日期",
        ),
        _insist("security", _nothing_seen & ~debtor.has_unsigned & _grave, "ask for security or a guarantor", "要求提供担保或保证人"),
        _insist(
            "transfer",
            _nothing_seen & ~debtor.has_unsigned & ~debtor.is_large & (debtor.risk_class < "doubtful"),
            "have a transfer made before your eyes, dated today",
            "当面办理转账, 注明当日",
        ),
    ),
    parameters=(STALL_DAYS,),
)
