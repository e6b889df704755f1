"""Tip 9: watch every anomaly."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor

TIP = Tip(
    9,
    Wording("Watch every anomaly", "关注一切异常情况"),
    Wording(
        "Treat the customer as a king and guard against it as against a thief: a sign that it closes, sells or splits calls for measures at once.",
        "把客户当上帝敬, 也要当“贼”防。不干了、转让、散伙, 一有风吹草动, 马上采取措施, 杜绝呆账、死账。",
    ),
    rules=(
        Rule(
            "tip-09.anomaly",
            (debtor.open_amount > 0) & debtor.has_unsecured_anomaly,
            (
                Recommend("SECURE_CLAIM_NOW", urgency(40), deadline=debtor.today + 1, amount=debtor.open_amount),
                Recommend("RAISE_RISK", urgency(30), amount=debtor.open_amount),
            ),
            Wording(
                "“{debtor.anomaly}” was seen on {debtor.anomaly_on}, and {debtor.open_amount} is open without having been secured since",
                "{debtor.anomaly_on} 见异常“{debtor.anomaly}”, 未付 {debtor.open_amount} 此后未获担保",
            ),
            tip=9,
        ),
    ),
)
