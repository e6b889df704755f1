"""Tip 12: use the momentum, press skilfully."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import COUNT, DAYS, RATIO, Wording, coalesce, greatest, least, when
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips.common import urgency
from dunning_rules.tips.tip import Tip
from dunning_rules.vocabulary import debtor


def _share(name: str, value: str, en: str, zh: str) -> Parameter:
    return Parameter(name, RATIO, Decimal(value), Decimal("0.01"), Decimal(1), "house", Wording(en, zh))


HIGH_PURCHASE = _share("leverage_high_purchase", "0.4", "share of its purchases that gives high leverage", "高筹码的进货占比")
HIGH_REBATE = _share("leverage_high_rebate", "0.25", "rebates against overdue that give high leverage", "高筹码的折扣占比")
MEDIUM_PURCHASE = _share("leverage_medium_purchase", "0.2", "share of its purchases that gives medium leverage", "中筹码的进货占比")
MEDIUM_REBATE = _share("leverage_medium_rebate", "0.1", "rebates against overdue that give medium leverage", "中筹码的折扣占比")
RANK_CUT = _share("rank_cut", "0.5", "rank from which on a debtor is worth keeping", "值得保留的排名线")
PRESSING_LIMIT = Parameter(
    "pressing_limit",
    COUNT,
    2,
    1,
    20,
    "house",
    Wording("pressing measures in 30 days that wear tolerance thin", "30天内使承受力变弱的施压次数"),
)
PRESERVATION_DAYS = Parameter(
    "preservation_days", DAYS, 2, 1, 30, "house", Wording("days within which assets are to be preserved", "申请保全时限")
)
SUIT_DAYS = Parameter(
    "suit_after_preservation_days", DAYS, 30, 1, 90, "house", Wording("suit must follow the preservation within", "保全后起诉时限")
)

_rank = greatest(debtor.margin_rank, debtor.volume_rank)
_cut = coalesce(debtor.margin_rank_cut, RANK_CUT.term)
_undeclared = debtor.declared_worth_keeping.is_missing()
_thin = Conclude.that(debtor.pressure_tolerance, "thin")
_high = Conclude.that(debtor.leverage, "high")
_medium = Conclude.that(debtor.leverage, "medium")
_keep = Conclude.that(debtor.worth_keeping, "yes")
_drop = Conclude.that(debtor.worth_keeping, "no")
_apply_by = debtor.today + PRESERVATION_DAYS.term
_held = when(debtor.rebate_accrued.is_known(), least(debtor.rebate_accrued, debtor.overdue_amount))

TIP = Tip(
    12,
    Wording("Use the momentum, press skilfully", "因势利导, 巧妙施压"),
    Wording(
        "Who depends on our goods pays to get the new ones, or sets its discount off. Judge first how much the debtor can bear. With a dealer that is"
        " no longer worth it, wait until its last delivery is paid, then set off and preserve its assets at once.",
        "对方倚重我方产品时, 无欠款者方可经营新品种, 或以现场折扣抵欠。施压须估计其承受限度。已不值得珍惜者, 待最后一次货款交清, 再扣款并申请诉前保全。",
    ),
    rules=(
        Rule(
            "tip-12.leverage-high-purchases",
            debtor.purchase_share >= HIGH_PURCHASE.term,
            (_high,),
            Wording("{debtor.purchase_share} of its purchases are ours", "我方占其进货 {debtor.purchase_share}"),
            tip=12,
        ),
        Rule(
            "tip-12.leverage-high-rebates",
            debtor.rebate_share >= HIGH_REBATE.term,
            (_high,),
            Wording("we hold rebates of {debtor.rebate_share} of the overdue amount", "我方压有逾期额 {debtor.rebate_share} 的折扣"),
            tip=12,
        ),
        Rule(
            "tip-12.leverage-medium-purchases",
            debtor.purchase_share >= MEDIUM_PURCHASE.term,
            (_medium,),
            Wording("{debtor.purchase_share} of its purchases are ours", "我方占其进货 {debtor.purchase_share}"),
            tip=12,
        ),
        Rule(
            "tip-12.leverage-medium-rebates",
            debtor.rebate_share >= MEDIUM_REBATE.term,
            (_medium,),
            Wording("we hold rebates of {debtor.rebate_share} of the overdue amount", "我方压有逾期额 {debtor.rebate_share} 的折扣"),
            tip=12,
        ),
        Rule(
            "tip-12.thin-without-leverage",
            debtor.leverage != "high",
            (_thin,),
            Wording("our leverage is only “{debtor.leverage}”", "我方筹码仅“{debtor.leverage}”"),
            tip=12,
        ),
        Rule(
            "tip-12.thin-by-competitor",
            debtor.competitor_offers,
            (_thin,),
            Wording("a competitor offers to supply the dealer", "有竞争对手愿意供货"),
            tip=12,
        ),
        Rule(
            "tip-12.thin-by-pressure",
            debtor.pressing_measures >= PRESSING_LIMIT.term,
            (_thin,),
            Wording("pressing measures within 30 days: {debtor.pressing_measures}", "30天内已施压 {debtor.pressing_measures} 次"),
            tip=12,
        ),
        Rule(
            "tip-12.keep-declared",
            debtor.declared_worth_keeping,
            (_keep,),
            Wording("our people declare the debtor worth keeping", "我方认定值得保留"),
            tip=12,
        ),
        Rule(
            "tip-12.drop-declared",
            ~debtor.declared_worth_keeping,
            (_drop,),
            Wording("our people declare the debtor not worth keeping", "我方认定不值得保留"),
            tip=12,
        ),
        Rule(
            "tip-12.keep-by-rank",
            _undeclared & (_rank >= _cut) & ~debtor.bad_faith,
            (_keep,),
            Wording(
                "it ranks {debtor.margin_rank} by margin and {debtor.volume_rank} by volume",
                "毛利排名 {debtor.margin_rank}, 销量排名 {debtor.volume_rank}",
            ),
            tip=12,
        ),
        Rule(
            "tip-12.drop-by-rank",
            _undeclared & (_rank < _cut),
            (_drop,),
            Wording(
                "it ranks only {debtor.margin_rank} by margin and {debtor.volume_rank} by volume",
                "毛利排名仅 {debtor.margin_rank}, 销量排名仅 {debtor.volume_rank}",
            ),
            tip=12,
        ),
        Rule("tip-12.drop-by-bad-faith", _undeclared & debtor.bad_faith, (_drop,), Wording("it acts in bad faith", "居心不良"), tip=12),
        Rule(
            "tip-12a.press",
            debtor.is_overdue & (debtor.leverage == "high") & (debtor.pressure_tolerance == "ample"),
            (
                Recommend("RESTRICT_NEW_PRODUCTS", urgency(15), amount=debtor.overdue_amount),
                Recommend("OFFSET_ONSITE_DISCOUNT", urgency(15), amount=debtor.onsite_discount),
            ),
            Wording(
                "our leverage is high and the debtor can bear pressure; {debtor.overdue_amount} is overdue",
                "我方筹码高, 对方尚能承受; 逾期 {debtor.overdue_amount}",
            ),
            tip=12,
        ),
        Rule(
            "tip-12b.last-shipment",
            debtor.is_overdue
            & (debtor.worth_keeping == "no")
            & debtor.final_shipment_paid
            & ~debtor.final_shipment_open
            & ~debtor.is_insolvent,
            (
                Recommend("SET_OFF_FINAL_SHIPMENT", urgency(34), deadline=_apply_by, amount=_held),
                Recommend("APPLY_ASSET_PRESERVATION", urgency(35), deadline=_apply_by, amount=debtor.overdue_amount),
                Recommend("START_LITIGATION", urgency(33), deadline=_apply_by + SUIT_DAYS.term, amount=debtor.overdue_amount),
            ),
            Wording(
                "the debtor is not worth keeping and has paid its last shipment; {debtor.overdue_amount} is overdue, and assets may move: set off,"
                " apply for preservation at once, and sue before the preservation lapses",
                "对方已不值得珍惜, 最后一批货款已交清; 逾期 {debtor.overdue_amount}, 须防转移财产: 抵扣、即刻申请诉前保全, 并在保全失效前起诉",
            ),
            tip=12,
        ),
    ),
    parameters=(HIGH_PURCHASE, HIGH_REBATE, MEDIUM_PURCHASE, MEDIUM_REBATE, RANK_CUT, PRESSING_LIMIT, PRESERVATION_DAYS, SUIT_DAYS),
)
