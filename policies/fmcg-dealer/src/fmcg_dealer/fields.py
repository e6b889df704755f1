"""What a distributor records of its dealers beyond the models: grade, terms of rebates, sell-through."""

from __future__ import annotations

from dunning_rules.language import FLAG, RATIO, Wording, choice
from dunning_rules.plugins import extend
from dunning_rules.vocabulary import debtor

ours = extend("debtor")

grade = ours.attribute("dealer_grade", choice("A", "B", "C"), Wording("dealer grade", "经销商等级"))
rebate_needs_payment = ours.attribute(
    "rebate_needs_payment", FLAG, Wording("the contract pays rebates only to dealers without arrears", "合同约定无逾期方可兑付返利")
)
stock_left = ours.attribute("stock_left", RATIO, Wording("share of the last delivery still in stock", "最近进货库存比例"))
wants_restock = ours.computed(
    "fmcg_wants_restock", Wording("asks for a restock while overdue", "逾期仍请求补货"), debtor.is_overdue & debtor.has_open_order
)
