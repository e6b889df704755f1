"""The 21 tips of the field text, one file each, and the book that they make."""

from __future__ import annotations

from functools import cache

from dunning_rules.packs import builtin_constraints
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.catalogue import ACTIONS, EXCLUSIONS
from dunning_rules.tips import (
    tip_01_press_on,
    tip_02_be_firm,
    tip_03_choose_the_moment,
    tip_04_stay_and_wait,
    tip_05_the_eager_stall,
    tip_06_withholding,
    tip_07_no_business_before_payment,
    tip_08_take_the_windfall,
    tip_09_watch_every_anomaly,
    tip_10_interest,
    tip_11_shelve_the_debt,
    tip_12_use_the_momentum,
    tip_13_call_at_the_right_moment,
    tip_14_check_the_excuse,
    tip_15_know_the_figures,
    tip_16_signed_delivery_records,
    tip_17_grade_the_risk,
    tip_18_soft_or_hard,
    tip_19_act_by_the_type,
    tip_20_courteous_and_exact,
    tip_21_headquarters,
)
from dunning_rules.tips.accepted import ACCEPTED
from dunning_rules.tips.common import PARAMETERS
from dunning_rules.tips.tip import Tip

TIPS: tuple[Tip, ...] = (
    tip_01_press_on.TIP,
    tip_02_be_firm.TIP,
    tip_03_choose_the_moment.TIP,
    tip_04_stay_and_wait.TIP,
    tip_05_the_eager_stall.TIP,
    tip_06_withholding.TIP,
    tip_07_no_business_before_payment.TIP,
    tip_08_take_the_windfall.TIP,
    tip_09_watch_every_anomaly.TIP,
    tip_10_interest.TIP,
    tip_11_shelve_the_debt.TIP,
    tip_12_use_the_momentum.TIP,
    tip_13_call_at_the_right_moment.TIP,
    tip_14_check_the_excuse.TIP,
    tip_15_know_the_figures.TIP,
    tip_16_signed_delivery_records.TIP,
    tip_17_grade_the_risk.TIP,
    tip_18_soft_or_hard.TIP,
    tip_19_act_by_the_type.TIP,
    tip_20_courteous_and_exact.TIP,
    tip_21_headquarters.TIP,
)
"""All 21, by number."""


@cache
def standard_book() -> RuleBook:
    """The built-in rule book; it is immutable, so there is one."""
    return RuleBook(
        rules=tuple(rule for tip in TIPS for rule in tip.rules),
        parameters=(*PARAMETERS, *(parameter for tip in TIPS for parameter in tip.parameters)),
        actions=ACTIONS,
        exclusions=EXCLUSIONS,
        constraints=builtin_constraints(),
        accepted=ACCEPTED,
    )


__all__ = ["TIPS", "Tip", "standard_book"]
