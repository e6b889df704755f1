"""Whole rule books: parameters, actions, exclusions and rules in several strata, valid by construction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from dunning_rules.language import COUNT, DAYS, MINUTE, MONEY, RATIO, SCORE, Param, Type, Wording
from dunning_rules.language.types import Literal
from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.catalogue import ACTIONS
from dunning_rules.rules.parameter import Parameter
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.make_conditions import make_condition
from dunning_rules.testing.make_rules import make_rule
from dunning_rules.testing.make_terms import make_term
from dunning_rules.testing.stages import Stages, concluded_fields, known_values
from dunning_rules.testing.wide_vocabulary import WIDE
from dunning_rules.testing.writer import Writer
from dunning_rules.tips.common import PARAMETERS

_TEXT = Wording("by chance", "随机")
_VALUES: Mapping[str, tuple[Type, tuple[Literal, ...]]] = {
    "any_amount": (MONEY, (Decimal(100), Decimal(0), Decimal("0.01"), Decimal("9999.99"), Decimal(10_000), Decimal(200_000))),
    "other_amount": (MONEY, (Decimal(250), Decimal(1), Decimal(500), Decimal(1000), Decimal(5000))),
    "any_count": (COUNT, (1, 0, 2, 3, 5)),
    "any_days": (DAYS, (30, 0, 1, 7, 14, 90, 180, 365)),
    "any_ratio": (RATIO, (Decimal("0.5"), Decimal(0), Decimal("0.1"), Decimal("0.8"), Decimal(1))),
    "any_minute": (MINUTE, (930, 0, 720, 1080)),
    "any_score": (SCORE, (50, 0, 10, 90, 100)),
}
_HARD_FIRST = ("hard", "neutral", "soft")


def make_book(choices: Choices, day: date, max_rules: int) -> RuleBook:
    """A book of at most `max_rules` rules, whose constants lie near what is known on `day`."""
    parameters = _parameters(choices, day)
    actions = tuple(choices.some(ACTIONS, 2, 5))
    last = choices.whole(0, 4)
    when = {action.id: choices.whole(0, last) for action in actions}
    # what is concluded on a recommendation follows after the first one
    first = {"recommendation": min(when.values()) + 1}
    fields = {ref.key: choices.whole(first.get(ref.scope, 0), last + 1) for ref in choices.some(concluded_fields(), 0, 8)}
    stages = Stages(fields, when, known_values(actions))
    by_type: dict[Type, tuple[Param, ...]] = {}
    for parameter in parameters:
        by_type[parameter.type] = (*by_type.get(parameter.type, ()), parameter.term)
    writer = Writer(choices, stages, by_type, day, make_term, make_condition)
    wanted = (*when, *fields)
    rules = tuple(make_rule(writer, number, choices.one_of(wanted)) for number in range(choices.whole(1, max_rules)))
    return RuleBook(rules, parameters, actions, _exclusions(choices, actions), WIDE)


def _parameters(choices: Choices, day: date) -> tuple[Parameter, ...]:
    """The parameters that the vocabulary needs, some with another value, and one or two of each type."""
    found = [replace(each, value=each.low) if choices.chance(10) else each for each in PARAMETERS]
    for name, (kind, values) in _VALUES.items():
        changes = ((day + timedelta(days=choices.one_of((0, 1, -1))), choices.one_of(values)),) if choices.chance(20) else ()
        low, high = (Decimal(0), Decimal(1_000_000)) if kind in {MONEY, RATIO} else (0, 1_000_000)
        found.append(Parameter(name, kind, choices.one_of(values), low, high, "house", _TEXT, changes))
    return tuple(found)


def _exclusions(choices: Choices, actions: tuple[Action, ...]) -> tuple[Exclusion, ...]:
    """Up to two pairs; no soft action stays against a hard one, so no circle can arise with the general rule."""
    ordered = sorted(actions, key=lambda action: _HARD_FIRST.index(action.stance))
    pairs = [(one.id, other.id) for place, one in enumerate(ordered) for other in ordered[place + 1 :]]
    return tuple(Exclusion(stays, yields, _TEXT) for stays, yields in choices.some(pairs, 0, 2))
