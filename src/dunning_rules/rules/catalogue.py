"""The built-in actions of the 21 tips, and what excludes what."""

from __future__ import annotations

from dataclasses import replace

from dunning_rules.language import Wording
from dunning_rules.rules.action import Action, Actor, Audience, Channel, Exclusion, Place, Stance, Tone


def _call(name: str, en: str, zh: str, tone: Tone = "neutral", *, demands: bool = True) -> Action:
    return Action(name, Wording(en, zh), "collector", "call", "authorised_payer", "remote", tone, demands_payment=demands)


def _visit(name: str, en: str, zh: str, tone: Tone = "neutral", stance: Stance = "neutral", *, demands: bool = True) -> Action:
    return Action(name, Wording(en, zh), "collector", "visit", "authorised_payer", "business_premises", tone, stance, demands)


def _letter(name: str, en: str, zh: str, tone: Tone = "neutral", stance: Stance = "neutral", *, demands: bool = True) -> Action:
    return Action(name, Wording(en, zh), "credit_manager", "letter", "authorised_payer", "remote", tone, stance, demands)


def _inside(name: str, en: str, zh: str, actor: Actor = "credit_manager", stance: Stance = "neutral") -> Action:
    return Action(name, Wording(en, zh), actor, "internal", "own_people", "own_office", stance=stance)


def _other(
    name: str, task: Wording, actor: Actor, *, channel: Channel, audience: Audience, place: Place, stance: Stance = "neutral"
) -> Action:
    return Action(name, task, actor, channel, audience, place, "firm" if stance == "hard" else "neutral", stance)


ACTIONS: tuple[Action, ...] = (
    _call("CONTACT_NOW", "contact the payer and ask for payment", "立即联系付款人催收"),
    _visit("VISIT_ON_TIME", "be there before the agreed time", "提前到达, 准时收款"),
    _call("CONFIRM_AMOUNT_AND_REMIND", "confirm the amount by phone and name the day on which we come", "电话确认金额, 告知准时上门日期"),
    _visit("ARRIVE_BEFORE_DUE", "be there before the payment falls due", "到期前上门守候"),
    _visit("COLLECT_IMMEDIATELY", "collect within 24 hours, while the money is there", "24小时内上门收款", "firm"),
    _inside("MONITOR_FUNDS", "watch for funds", "留意对方资金动向", "collector"),
    _inside("DEFER_NEW_BUSINESS", "no new business until the overdue balance is settled", "欠款未清, 暂不谈新业务", "sales"),
    _letter("SEND_INTEREST_NOTICE", "announce interest in writing, with a deadline", "书面通知将计收利息并定期限"),
    _letter("CHARGE_INTEREST", "charge the interest that has accrued", "计收已产生的利息", "firm"),
    _call("CALL_AT_SELL_THROUGH", "call now: the last delivery is nearly sold", "货已售出大半, 立即致电催款"),
    replace(_inside("PREPARE_STATEMENT", "prepare a statement of account first", "先理清账目, 备好对账单", "collector"), comes_first=True),
    _other(
        "GET_SIGNED_ACKNOWLEDGEMENT",
        Wording("have goods, total and payment date signed for", "请对方签认货品、金额与付款日"),
        "sales",
        channel="visit",
        audience="authorised_payer",
        place="business_premises",
    ),
    _inside("APPLY_CLASS_TREATMENT", "treat the account by its class", "按账款等级处理"),
    _other(
        "HELP_COLLECT_DOWNSTREAM",
        Wording("help it to collect from its own customers", "协助其向下游客户收款"),
        "sales",
        channel="visit",
        audience="debtor",
        place="business_premises",
        stance="soft",
    ),
    _other(
        "OFFER_PROMOTION_SUPPORT",
        Wording("offer a promotion to move its stock", "提供促销支持, 帮助动销"),
        "sales",
        channel="visit",
        audience="debtor",
        place="business_premises",
        stance="soft",
    ),
    _other(
        "RECLAIM_GOODS",
        Wording("take the goods back under our title", "凭所有权收回货物"),
        "legal",
        channel="visit",
        audience="debtor",
        place="business_premises",
        stance="hard",
    ),
    _other(
        "START_LITIGATION",
        Wording("prepare the suit", "准备起诉"),
        "legal",
        channel="court",
        audience="court",
        place="court",
        stance="hard",
    ),
    _other(
        "THANK_AND_DOCUMENT",
        Wording("thank everyone involved; receipt, signature, ledger", "致谢经办人, 开具收据并入账"),
        "collector",
        channel="visit",
        audience="debtor",
        place="business_premises",
    ),
    _call("PROTEST_SHORTFALL", "protest against the shortfall the same day", "当日对少付提出异议", "firm"),
    _call("GRANT_SHORT_GRACE", "grant a short grace with a new written date", "宽限数日, 书面约定新日期", demands=False),
)

EXCLUSIONS: tuple[Exclusion, ...] = (
    Exclusion(
        "DEFER_NEW_BUSINESS",
        "OFFER_PROMOTION_SUPPORT",
        Wording("a promotion is new business, which waits for the money", "促销亦属新业务, 须待收款之后"),
    ),
    Exclusion(
        "GRANT_SHORT_GRACE",
        "PROTEST_SHORTFALL",
        Wording("who truly cannot pay is given a new date instead of a quarrel", "确实没钱者放其一马, 另约日期"),
    ),
)
