"""The 21 tips of the field text, one file each, and the book that they make."""

from __future__ import annotations

from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.catalogue import ACTIONS, EXCLUSIONS
from dunning_rules.tips import (
    tip_01_press_on,
    tip_03_choose_the_moment,
    tip_06_withholding,
    tip_07_no_business_before_payment,
    tip_10_interest,
    tip_13_call_at_the_right_moment,
    tip_15_know_the_figures,
    tip_16_signed_delivery_records,
    tip_17_grade_the_risk,
    tip_18_soft_or_hard,
    tip_20_courteous_and_exact,
)
from dunning_rules.tips.common import PARAMETERS
from dunning_rules.tips.not_yet import NOT_YET
from dunning_rules.tips.tip import Tip

_READY = (
    tip_01_press_on,
    tip_03_choose_the_moment,
    tip_06_withholding,
    tip_07_no_business_before_payment,
    tip_10_interest,
    tip_13_call_at_the_right_moment,
    tip_15_know_the_figures,
    tip_16_signed_delivery_records,
    tip_17_grade_the_risk,
    tip_18_soft_or_hard,
    tip_20_courteous_and_exact,
)
TIPS: tuple[Tip, ...] = tuple(sorted((*(module.TIP for module in _READY), *NOT_YET), key=lambda tip: tip.number))
"""All 21, by number; those that are not yet there have no rules."""


def standard_book() -> RuleBook:
    """The built-in rule book."""
    return RuleBook(
        rules=tuple(rule for tip in TIPS for rule in tip.rules),
        parameters=(*PARAMETERS, *(parameter for tip in TIPS for parameter in tip.parameters)),
        actions=ACTIONS,
        exclusions=EXCLUSIONS,
    )


__all__ = ["TIPS", "Tip", "standard_book"]
