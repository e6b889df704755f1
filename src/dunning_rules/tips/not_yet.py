"""The tips whose rules are still to be written; the catalogue lists them as such."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.tips.tip import Tip

_TITLES = {
    2: ("Be firm; end delay, denial, deflection, hiding", "坚定信心, 打消拖、赖、推、躲"),
    4: ("Do not leave because other customers are present", "有其他客人在场也不走开"),
    5: ("See through the eager stall", "识破缓兵之计"),
    8: ("Take the windfall and go", "意外收到大笔款, 见好就收"),
    9: ("Watch every anomaly", "关注一切异常情况"),
    11: ("Shelve the debt, cash for new goods", "暂搁欠款, 进货现款"),
    12: ("Use the momentum, press skilfully", "因势利导, 巧妙施压"),
    14: ("Check the excuse", "辨明借口的真相"),
    19: ("Act by the type of debtor", "分清欠款户类型采取不同行动"),
    21: ("Headquarters as the hard side", "集团总部当恶人, 分公司当好人"),
}
NOT_YET = tuple(Tip(number, Wording(en, zh), Wording("Not yet built.", "尚未实现。")) for number, (en, zh) in _TITLES.items())
