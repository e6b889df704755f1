"""The built-in actions of the 21 tips, and what excludes what."""

from __future__ import annotations

from dataclasses import replace

from dunning_rules.language import Wording
from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.trace import NOTHING, Trace
from dunning_rules.vocabulary import debtor
from dunning_rules.vocabulary.steps import Actor, Audience, Channel, Information, Measure, Place, Stance, Tone


def _call(name: str, en: str, zh: str, tone: Tone = "neutral", *, demands: bool = True) -> Action:
    return Action(name, Wording(en, zh), "collector", "call", "authorised_payer", "remote", tone, demands_payment=demands)


def _visit(name: str, en: str, zh: str, tone: Tone = "neutral", stance: Stance = "neutral", *, demands: bool = True) -> Action:
    return Action(name, Wording(en, zh), "collector", "visit", "authorised_payer", "business_premises", tone, stance, demands)


def _letter(name: str, en: str, zh: str, tone: Tone = "neutral", *, leaves: Trace, measure: Measure = "none") -> Action:
    task = Wording(en, zh)
    letter = Action(name, task, "credit_manager", "letter", "authorised_payer", "remote", tone, demands_payment=True, measure=measure)
    return replace(letter, leaves=leaves)


def _inside(
    name: str,
    en: str,
    zh: str,
    actor: Actor = "credit_manager",
    stance: Stance = "neutral",
    *,
    measure: Measure = "none",
    information: Information = "none",
    leaves: Trace = NOTHING,
) -> Action:
    task = Wording(en, zh)
    inside = Action(name, task, actor, "internal", "own_people", "own_office", stance=stance, measure=measure, information=information)
    return replace(inside, leaves=leaves)


def _other(
    name: str,
    task: Wording,
    actor: Actor,
    *,
    channel: Channel,
    audience: Audience,
    place: Place,
    stance: Stance = "neutral",
    measure: Measure = "none",
    leaves: Trace = NOTHING,
) -> Action:
    tone: Tone = "firm" if stance == "hard" else "neutral"
    return Action(name, task, actor, channel, audience, place, tone, stance, measure=measure, leaves=leaves)


ACTIONS: tuple[Action, ...] = (
    _call("CONTACT_NOW", "contact the payer and ask for payment", "立即联系付款人催收"),
    _visit("VISIT_ON_TIME", "be there before the agreed time", "提前到达, 准时收款"),
    _call("CONFIRM_AMOUNT_AND_REMIND", "confirm the amount by phone and name the day on which we come", "电话确认金额, 告知准时上门日期"),
    _visit("ARRIVE_BEFORE_DUE", "be there before the payment falls due", "到期前上门守候"),
    _visit("COLLECT_IMMEDIATELY", "collect within 24 hours, while the money is there", "24小时内上门收款", "firm"),
    _inside("MONITOR_FUNDS", "watch for funds", "留意对方资金动向", "collector", measure="watch", information="informant"),
    _inside(
        "DEFER_NEW_BUSINESS",
        "no new business until the overdue balance is settled",
        "欠款未清, 暂不谈新业务",
        "sales",
        measure="change_supply",
    ),
    _letter(
        "SEND_INTEREST_NOTICE",
        "announce interest in writing, with a deadline",
        "书面通知将计收利息并定期限",
        measure="announce_interest",
        leaves=Trace(notice="interest_notice"),
    ),
    _letter(
        "CHARGE_INTEREST",
        "charge the interest that has accrued",
        "计收已产生的利息",
        "firm",
        measure="charge_interest",
        leaves=Trace(notice="demand"),
    ),
    _call("CALL_AT_SELL_THROUGH", "call now: the last delivery is nearly sold", "货已售出大半, 立即致电催款"),
    replace(
        _inside(
            "PREPARE_STATEMENT", "prepare a statement of account first", "先理清账目, 备好对账单", "collector", measure="state_account"
        ),
        comes_first=True,
    ),
    _other(
        "GET_SIGNED_ACKNOWLEDGEMENT",
        Wording("have goods, total and payment date signed for", "请对方签认货品、金额与付款日"),
        "sales",
        channel="visit",
        audience="authorised_payer",
        place="business_premises",
    ),
    _inside("APPLY_CLASS_TREATMENT", "treat the account by its class", "按账款等级处理", measure="grade", information="own_records"),
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
        measure="take_goods",
        leaves=Trace(measure="goods_reclaimed"),
    ),
    _other(
        "START_LITIGATION",
        Wording("prepare the suit", "准备起诉"),
        "legal",
        channel="court",
        audience="court",
        place="court",
        stance="hard",
        measure="legal_process",
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
    _letter(
        "SEND_FIRM_DEMAND",
        "demand payment firmly, naming the approved next step",
        "强硬催告, 说明已批准的下一步",
        "firm",
        leaves=Trace(notice="demand"),
    ),
    _visit("STATE_PURPOSE_AND_WAIT", "say why you have come, and wait", "说明来意, 在旁等候"),
    _visit("INSIST_ON_PAYMENT_TODAY", "insist on payment today", "坚持今天拿到欠款", "firm"),
    _inside(
        "PREPARE_DISPUTE_RESPONSE",
        "prepare for a quarrel: collect the evidence",
        "预备应对扯皮, 收集证据",
        "legal",
        measure="state_account",
    ),
    _call("ACKNOWLEDGE_HARDSHIP", "acknowledge the hardship and state our own position", "体谅困难, 说明我方处境", "warm", demands=False),
    _other(
        "OFFER_INSTALMENT_PLAN",
        Wording("offer a plan of instalments", "提出分期付款方案"),
        "credit_manager",
        channel="letter",
        audience="authorised_payer",
        place="remote",
        stance="soft",
    ),
    _visit("CLOSE_VISIT", "close the visit: receipt, thanks, leave", "开收据、致谢、即刻离开", "warm", demands=False),
    _inside(
        "SECURE_CLAIM_NOW",
        "secure the claim within 24 hours: reconcile, acknowledge, security, freeze credit",
        "24小时内保全债权: 对账、确认、担保、停赊",
        measure="secure",
        leaves=Trace(change="claim_secured"),
    ),
    _inside(
        "RAISE_RISK", "raise the risk grade and watch the account", "提高风险等级, 密切关注", measure="grade", information="own_records"
    ),
    _inside(
        "CASH_ONLY_SUPPLY",
        "supply for cash only; leave the old debt until the review",
        "一律现款进货, 旧欠暂搁待复核",
        "sales",
        measure="change_supply",
        leaves=Trace(measure="cash_only", change="debt_shelved"),
    ),
    replace(_call("RESUME_COLLECTION", "collect the shelved debt now", "恢复催收暂搁欠款"), leaves=Trace(change="collection_resumed")),
    _inside(
        "RESTRICT_NEW_PRODUCTS",
        "new products only for dealers without overdue debt",
        "无欠款者方可经营新品种",
        "sales",
        measure="change_supply",
        leaves=Trace(measure="restricted_products"),
    ),
    _inside(
        "OFFSET_ONSITE_DISCOUNT",
        "withhold the on-site discount against the debt",
        "扣下现场折扣抵欠",
        "sales",
        measure="withhold",
        leaves=Trace(measure="offset_discount"),
    ),
    _inside("SET_OFF_FINAL_SHIPMENT", "set off what we hold against the debt", "扣款抵销部分欠款", "legal", "hard", measure="set_off"),
    _other(
        "APPLY_ASSET_PRESERVATION",
        Wording("apply to the court to preserve assets", "申请诉前财产保全"),
        "legal",
        channel="court",
        audience="court",
        place="court",
        stance="hard",
        measure="preservation",
        leaves=Trace(measure="preservation"),
    ),
    replace(_visit("VERIFY_EXCUSE_ON_SITE", "check the excuse on site", "上门核实借口", demands=False), information="on_site"),
    Action(
        "REQUEST_AT_PREMISES",
        Wording("ask for payment at the premises, before others", "在办公场所当众要求还款"),
        "collector",
        "visit",
        "third_parties",
        "business_premises",
        "firm",
        demands_payment=True,
    ),
    _other(
        "EXPLAIN_AND_COMMEND",
        Wording("explain reasons and basis, commend the debtor", "说明结款原因依据, 予以鼓励"),
        "sales",
        channel="call",
        audience="authorised_payer",
        place="remote",
        stance="soft",
    ),
    _inside(
        "LIST_AS_GOOD_CREDIT",
        "list among the dealers of good credit",
        "列入信誉好的代理商",
        stance="soft",
        measure="grade",
        information="own_records",
    ),
    replace(_call("REACH_DECISION_MAKER", "find the person who may pay", "找准有付款权的人", demands=False), comes_first=True),
    _other(
        "ESCALATE_TO_HEADQUARTERS",
        Wording("headquarters takes the claim over and goes to court", "由集团总部接手并起诉"),
        "headquarters",
        channel="court",
        audience="court",
        place="court",
        stance="hard",
        measure="legal_process",
        leaves=Trace(measure="suit_filed"),
    ),
    _inside(
        "BRANCH_MEDIATES", "the branch mediates, so that supply can go on", "分公司出面协调, 以便日后合作", "sales", measure="change_supply"
    ),
)

_UNFORTUNATE = Wording("who met with misfortune is helped, not sued", "确有天灾人祸者, 予以体谅而非武收")

EXCLUSIONS: tuple[Exclusion, ...] = (
    Exclusion(
        "DEFER_NEW_BUSINESS",
        "OFFER_PROMOTION_SUPPORT",
        Wording("a promotion is new business, which waits for the money", "促销亦属新业务, 须待收款之后"),
    ),
    Exclusion(
        "DEFER_NEW_BUSINESS",
        "CASH_ONLY_SUPPLY",
        Wording("the debt is not shelved by decision, so new business waits", "欠款未决定暂搁, 新业务须待收款"),
        unless=debtor.is_shelved,
        why_turned=Wording("the debt is shelved by decision, so supply goes on for cash", "欠款已决定暂搁, 现款供货"),
    ),
    Exclusion(
        "GRANT_SHORT_GRACE",
        "PROTEST_SHORTFALL",
        Wording("who truly cannot pay is given a new date instead of a quarrel", "确实没钱者放其一马, 另约日期"),
    ),
    Exclusion(
        "CLOSE_VISIT",
        "INSIST_ON_PAYMENT_TODAY",
        Wording("enough was paid: leave before it is regretted", "已收不少, 见好就收"),
    ),
    Exclusion(
        "SET_OFF_FINAL_SHIPMENT",
        "CASH_ONLY_SUPPLY",
        Wording("the last shipment was the last: nothing more is supplied", "已是最后一批货, 不再供货"),
    ),
    Exclusion(
        "RESUME_COLLECTION",
        "CASH_ONLY_SUPPLY",
        Wording("the shelved debt is collected now", "暂搁欠款现已恢复催收"),
    ),
    Exclusion(
        "REACH_DECISION_MAKER",
        "REQUEST_AT_PREMISES",
        Wording("asked before others, those who may not pay only warn the one who may", "向做不了主的人提出, 只会打草惊蛇"),
    ),
    *(Exclusion("OFFER_INSTALMENT_PLAN", hard, _UNFORTUNATE) for hard in ("START_LITIGATION", "RECLAIM_GOODS", "ESCALATE_TO_HEADQUARTERS")),
)
