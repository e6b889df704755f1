"""What the check finds in the built-in book and is meant to be, with the reasons."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.rules.accepted import Accepted, FindingKind


def _meant(finding: FindingKind, names: tuple[str, ...], en: str, zh: str) -> Accepted:
    return Accepted(finding, Wording(en, zh), names)


ACCEPTED: tuple[Accepted, ...] = (
    _meant(
        "OVERLAP",
        ("tip-01.*", "tip-14.no-excuse-left"),
        "one contact is made for several reasons: the most urgent one is told first, the others stand beside it",
        "一次联系可有多个理由: 先述最紧急者, 其余并列",
    ),
    _meant(
        "OVERLAP",
        ("tip-03.prompt-payer", "tip-03.slow-payer"),
        "whoever has settled enough invoices counts as slow until most of them were in time: prompt stands before slow",
        "结清发票足够多者先视为不爽快, 多数如期后改视为爽快: 以爽快为准",
    ),
    _meant(
        "OVERLAP",
        ("tip-03c.*",),
        "money may be seen in more than one way; it is collected once",
        "资金可由多种途径得知; 只收一次",
    ),
    _meant(
        "OVERLAP",
        ("tip-07.*",),
        "new business may be asked for in writing and in a visit; it is put off once",
        "新业务可书面或上门提出; 只答复一次暂不谈",
    ),
    _meant(
        "OVERLAP",
        ("tip-08.*", "tip-19c.payer-found"),
        "a visit that is done is closed once, whatever ended it",
        "上门结束只需告辞一次, 不论缘由",
    ),
    _meant(
        "OVERLAP",
        ("tip-11b.*",),
        "either reason is enough to collect a shelved debt again",
        "任一理由均足以恢复催收暂搁欠款",
    ),
    _meant(
        "OVERLAP",
        ("tip-12.leverage-*",),
        "who reaches the mark of high leverage has passed that of medium leverage: the higher one stays",
        "达到高筹码标准者已过中筹码标准: 以高者为准",
    ),
    _meant(
        "OVERLAP",
        ("tip-12b.last-shipment", "tip-18b.sue"),
        "both ways end in court; the suit is prepared once",
        "两条途径均至诉讼; 只准备一次",
    ),
    _meant(
        "OVERLAP",
        ("tip-15.*",),
        "one statement of account answers both: the figures are put right and agreed",
        "一份对账单同时解决两者: 理清并确认账目",
    ),
    _meant(
        "OVERLAP",
        ("tip-17.class-*",),
        "an invoice runs through the classes as it ages, and signs may put it into a graver one: the gravest class stays",
        "发票随账龄逐级升级, 迹象可使其更重: 以最重等级为准",
    ),
    _meant(
        "OVERLAP",
        ("tip-17.risk-*",),
        "each share counts what is in its class or a graver one: the gravest class stays",
        "各占比计入该级及更重等级: 以最重等级为准",
    ),
    _meant(
        "OVERLAP",
        ("tip-18.hard-*", "tip-18.soft-by-default"),
        "soft is the default for whoever is overdue; a reason for the hard way stands before it",
        "逾期者默认文收; 有武收理由者以武收为准",
    ),
    _meant(
        "CONTRADICTION",
        ("tip-03c.*", "tip-08.*", "tip-19c.payer-found"),
        "the visit that is under way is closed courteously; that money has come in is a reason for another one, within 24 hours",
        "正在进行的上门礼貌告辞; 资金到账是24小时内再次上门的理由",
    ),
    _meant(
        "CONTRADICTION",
        ("tip-12a.press", "tip-12b.last-shipment"),
        "they are two sums: the discount of the next order is withheld, what is held of the last shipment is set off",
        "二者为不同款项: 扣下次订货折扣, 抵销末次货款",
    ),
    _meant(
        "NON_MONOTONE",
        ("debtor.risk_class",),
        "a class counts by its share of the open balance: more new debt makes the old part a smaller share",
        "等级按占未付余额的比例计: 新欠增多则旧欠占比变小",
    ),
    _meant(
        "RED_LINE",
        ("tip-03d.nothing-known", "tip-18b.reclaim", "tip-19a.reputation"),
        "the field text says so; the guard always turns it into the lawful form: monitoring by lawful sources, an agreed return of goods,"
        " a talk in private",
        "原文如此; 合规约束始终改写为合法形式: 合法渠道监测、协商退货、私下沟通",
    ),
)
