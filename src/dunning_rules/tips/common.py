"""Parameters that the vocabulary and several tips share, and how urgency is counted."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import DAYS, MONEY, Term, Wording, band, coalesce
from dunning_rules.rules.parameter import Parameter
from dunning_rules.vocabulary import debtor, invoice

PARAMETERS = (
    Parameter(
        "small_balance", MONEY, Decimal(0), Decimal(0), Decimal(1_000_000), "house", Wording("balance too small to dun", "免催小额余额")
    ),
    Parameter(
        "large_amount", MONEY, Decimal(10_000), Decimal(1), Decimal(10) ** 11, "house", Wording("mark of a large debt", "大额欠款标准")
    ),
    Parameter("excuse_days", DAYS, 90, 1, 730, "house", Wording("an excuse counts for", "借口有效期")),
    Parameter("funds_fresh_days", DAYS, 30, 1, 365, "house", Wording("funds seen count for", "资金消息有效期")),
    Parameter("business_days", DAYS, 30, 1, 365, "house", Wording("new business raised counts for", "新业务请求有效期")),
    Parameter("anomaly_days", DAYS, 90, 1, 730, "house", Wording("an anomaly counts for", "异常迹象有效期")),
    Parameter("offer_days", DAYS, 90, 1, 730, "house", Wording("a competitor's offer counts for", "竞争对手供货意向有效期")),
    Parameter("met_days", DAYS, 7, 0, 90, "house", Wording("whom we met counts for", "所见之人有效期")),
    Parameter("days_to_sell", DAYS, 30, 1, 3650, "house", Wording("usual time to sell a delivery", "通常售罄天数")),
)

_SIZE_POINTS = (
    (Decimal(0), 0),
    (Decimal("0.005"), 4),
    (Decimal("0.01"), 8),
    (Decimal("0.05"), 12),
    (Decimal("0.1"), 16),
    (Decimal("0.25"), 20),
    (Decimal("0.5"), 25),
    (Decimal(1), 30),
)
_AGE_POINTS = ((0, 0), (1, 5), (8, 8), (15, 11), (31, 15), (61, 20), (91, 25), (181, 28), (366, 30))


def urgency(base: int) -> Term:
    """`base`, plus up to 30 points for the overdue amount against a large debt and up to 30 for the days past due of the oldest invoice."""
    size = coalesce(band(debtor.overdue_size, _SIZE_POINTS), 0)
    return size + band(debtor.max_days_past_due, _AGE_POINTS) + base


def invoice_urgency(base: int) -> Term:
    """`base`, plus the points of one invoice: up to 30 for its open amount and up to 30 for its days past due."""
    return coalesce(band(invoice.amount_share, _SIZE_POINTS), 0) + band(invoice.days_past_due, _AGE_POINTS) + base
