"""Tip 17: grade the risk, and treat each account by its class."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import DAYS, RATIO, Condition, Term, Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor, invoice

COLLECTIBLE_FROM = Parameter("collectible_from", DAYS, 1, 1, 3650, "house", Wording("collectible from", "催收款起始逾期天数"))
DOUBTFUL_FROM = Parameter("doubtful_from", DAYS, 91, 2, 3650, "house", Wording("doubtful from", "准呆账起始逾期天数"))
DOUBTFUL_WITH_SIGN_FROM = Parameter(
    "doubtful_with_sign_from",
    DAYS,
    31,
    1,
    3650,
    "house",
    Wording("doubtful with a broken promise or a dispute from", "有落空承诺或争议时准呆账起始"),
)
BAD_FROM = Parameter("bad_from", DAYS, 181, 3, 3650, "house", Wording("bad from", "呆账起始逾期天数"))
DEAD_FROM = Parameter("dead_from", DAYS, 366, 4, 3650, "house", Wording("dead from", "死账起始逾期天数"))
CLASS_SHARE = Parameter(
    "class_share",
    RATIO,
    Decimal("0.1"),
    Decimal("0.0001"),
    Decimal(1),
    "house",
    Wording("a class counts from this share of the open balance", "等级计入的余额占比"),
)

_CLASSES = ("collectible", "doubtful", "bad", "dead")
_SHARE_TEXTS = {
    "collectible": ("past due", "逾期"),
    "doubtful": ("doubtful or worse", "准呆账或更差"),
    "bad": ("bad or worse", "呆账或更差"),
    "dead": ("dead", "死账"),
}


def _class(name: str, grade: str, condition: Condition | Term, en: str, zh: str) -> Rule:
    return Rule(
        f"tip-17.class-{name}", invoice.is_open & condition, (Conclude.that(invoice.collection_class, grade),), Wording(en, zh), tip=17
    )


def _risk(grade: str) -> Rule:
    share = debtor.field(f"share_{grade}")
    en, zh = _SHARE_TEXTS[grade]
    return Rule(
        f"tip-17.risk-{grade}",
        share >= CLASS_SHARE.term,
        (Conclude.that(debtor.risk_class, grade),),
        Wording(
            f"{{{share.key}}} of the {{debtor.gross_open_amount}} open is {en}; the oldest is {{debtor.max_days_past_due}} past due",
            f"未付 {{debtor.gross_open_amount}} 中 {{{share.key}}} 属{zh}; 最长逾期 {{debtor.max_days_past_due}}",
        ),
        tip=17,
    )


def _treatment(name: str, grades: tuple[str, ...], base: int, en: str, zh: str) -> Rule:
    return Rule(
        f"tip-17.treat-{name}",
        debtor.is_overdue & debtor.risk_class.is_in(grades),
        (Recommend("APPLY_CLASS_TREATMENT", urgency(base), amount=debtor.overdue_amount),),
        Wording(
            f"{{debtor.overdue_amount}} is overdue, the oldest for {{debtor.max_days_past_due}}; the debtor is graded “{{debtor.risk_class}}”: {en}",
            f"逾期 {{debtor.overdue_amount}}, 最长 {{debtor.max_days_past_due}}; 等级“{{debtor.risk_class}}”: {zh}",
        ),
        tip=17,
    )


_has_sign = invoice.has_broken_promise | invoice.has_open_dispute

TIP = Tip(
    17,
    Wording("Grade the risk", "做好欠款的风险等级评估"),
    Wording(
        "By the time planned for payment and its likelihood, receivables are not yet due, collectible, doubtful, bad or dead; each class has its own"
        " method and force.",
        "按预定回收时间及可能性, 分为未收款、催收款、准呆账、呆账、死账, 对不同类型采取不同方法与力度。",
    ),
    rules=(
        _class(
            "collectible",
            "collectible",
            invoice.days_past_due >= COLLECTIBLE_FROM.term,
            "{invoice.open_amount} is {invoice.days_past_due} past due",
            "{invoice.open_amount} 逾期 {invoice.days_past_due}",
        ),
        _class(
            "doubtful",
            "doubtful",
            invoice.days_past_due >= DOUBTFUL_FROM.term,
            "{invoice.open_amount} is {invoice.days_past_due} past due",
            "{invoice.open_amount} 逾期 {invoice.days_past_due}",
        ),
        _class(
            "doubtful-by-sign",
            "doubtful",
            (invoice.days_past_due >= DOUBTFUL_WITH_SIGN_FROM.term) & _has_sign,
            "{invoice.open_amount} is {invoice.days_past_due} past due, with a broken promise or an open dispute",
            "{invoice.open_amount} 逾期 {invoice.days_past_due}, 且有落空承诺或未决争议",
        ),
        _class(
            "bad",
            "bad",
            invoice.days_past_due >= BAD_FROM.term,
            "{invoice.open_amount} is {invoice.days_past_due} past due",
            "{invoice.open_amount} 逾期 {invoice.days_past_due}",
        ),
        _class(
            "bad-by-closure",
            "bad",
            debtor.is_closing & (invoice.secured.is_missing() | ~invoice.secured),
            "the debtor closes or transfers its business (sign of {debtor.closing_on}), and {invoice.open_amount} is not secured",
            "对方歇业或转让 (迹象见于 {debtor.closing_on}), {invoice.open_amount} 未获担保",
        ),
        _class(
            "dead",
            "dead",
            invoice.days_past_due >= DEAD_FROM.term,
            "{invoice.open_amount} is {invoice.days_past_due} past due",
            "{invoice.open_amount} 逾期 {invoice.days_past_due}",
        ),
        _class(
            "dead-by-insolvency",
            "dead",
            debtor.is_insolvent,
            "a petition for insolvency was filed on {debtor.insolvency_on}; {invoice.open_amount} is open",
            "{debtor.insolvency_on} 已申请破产; {invoice.open_amount} 未付",
        ),
        _class(
            "dead-by-limitation",
            "dead",
            invoice.is_time_barred,
            "{invoice.open_amount} has been time-barred since {invoice.limitation_on}",
            "{invoice.open_amount} 自 {invoice.limitation_on} 起已过时效",
        ),
        *(_risk(grade) for grade in _CLASSES),
        _treatment("reminder", ("not_due",), 5, "a friendly reminder is enough", "友好提醒即可"),
        _treatment("demand", ("collectible",), 10, "demand it regularly", "定期催收"),
        _treatment("senior-attention", ("doubtful",), 15, "a senior person takes it over", "由主管亲自跟进"),
        _treatment("legal-review", ("bad",), 20, "have it reviewed by counsel", "交法务评估"),
        _treatment("write-off-review", ("dead",), 20, "decide on provision and write-off; the claim stays", "研究计提与核销, 债权仍在"),
    ),
    parameters=(COLLECTIBLE_FROM, DOUBTFUL_FROM, DOUBTFUL_WITH_SIGN_FROM, BAD_FROM, DEAD_FROM, CLASS_SHARE),
)
