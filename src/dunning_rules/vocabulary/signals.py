"""Signs from the debtor's business: closing, insolvency, anomalies, goods on its shelves."""

from __future__ import annotations

from dunning_rules.language import Param, Wording, exists, highest, latest
from dunning_rules.language.types import DAYS
from dunning_rules.vocabulary.behaviour import debtor
from dunning_rules.vocabulary.events import event

_secured_on = highest(event, event.happened_on, event.kind == "claim_secured")
debtor.computed("secured_on", Wording("day on which the claim was secured", "债权担保日"), _secured_on)
_closing = event.signal.is_in(("closing", "shop_transfer"))
debtor.computed(
    "closing_on",
    Wording("day of the last sign of closing or transfer", "最近歇业或转让迹象之日"),
    highest(event, event.happened_on, _closing),
)
debtor.computed(
    "is_closing",
    Wording("closing or being transferred, unsecured", "歇业或转让且未担保"),
    debtor.closing_on.is_known() & (debtor.secured_on.is_missing() | (debtor.secured_on < debtor.closing_on)),
)
debtor.computed(
    "anomaly_on",
    Wording("day of the last anomaly", "最近异常之日"),
    highest(event, event.happened_on, event.kind == "anomaly", within=Param("anomaly_days", DAYS)),
)
debtor.computed(
    "anomaly", Wording("last anomaly", "最近异常"), latest(event, event.signal, event.kind == "anomaly", within=Param("anomaly_days", DAYS))
)
debtor.computed(
    "has_unsecured_anomaly",
    Wording("anomaly, claim not secured since", "有异常且此后未担保"),
    debtor.anomaly_on.is_known() & (debtor.secured_on.is_missing() | (debtor.secured_on < debtor.anomaly_on)),
)
_filed_on = highest(event, event.happened_on, event.kind == "insolvency_filed")
debtor.computed("insolvency_on", Wording("day of the petition for insolvency", "破产申请日"), _filed_on)
_ended_on = highest(event, event.happened_on, event.kind == "insolvency_ended")
debtor.computed("insolvency_ended_on", Wording("end of the insolvency", "破产程序结束日"), _ended_on)
debtor.computed(
    "is_insolvent",
    Wording("petition for insolvency filed", "已申请破产"),
    debtor.insolvency_on.is_known() & (debtor.insolvency_ended_on.is_missing() | (debtor.insolvency_ended_on < debtor.insolvency_on)),
)
debtor.computed(
    "competitor_offers",
    Wording("a competitor offers to supply it", "竞争对手有意供货"),
    exists(event, event.kind == "competitor_offer", within=Param("offer_days", DAYS)),
)
debtor.computed(
    "conceals_assets", Wording("concealment of assets recorded", "有转移隐匿财产记录"), exists(event, event.kind == "assets_concealed")
)

__all__ = ["debtor", "event"]
