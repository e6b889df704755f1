"""Which action gives way to which: declared beside the catalogue, decided when the book is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import product

from dunning_rules.errors import BookError, quote
from dunning_rules.language import Wording
from dunning_rules.rules.action import HARD_OVER_SOFT, Action, Exclusion

MOST_FLAGS = 6
"""Flags that may turn pairs round."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The precedence that holds for a debtor.

    Attributes:
        order: the ids of all actions, each after those to which it gives way.
        yields_to: id of an action -> the ids to which it gives way, each with the reason.
    """

    order: tuple[str, ...]
    yields_to: Mapping[str, Mapping[str, Wording]]


class Precedence:
    """All exclusions of a book, those between soft and hard actions included.

    Attributes:
        flags: the flags of the debtor that turn pairs round.
        rankings: the precedence for each answer to them.
    """

    def __init__(self, actions: Iterable[Action], exclusions: Iterable[Exclusion]) -> None:
        """Join the declared pairs and the general rule of soft and hard, for each answer to the flags that turn a pair round.

        Raises:
            BookError: actions give way to each other in a circle, so that it is not declared which of them stays; or too many flags.
        """
        listed = sorted(actions, key=lambda action: action.id)
        declared = tuple(exclusions)
        self.flags = tuple(sorted({each.unless.name for each in declared if each.unless is not None}))
        if len(self.flags) > MOST_FLAGS:
            message = f"pairs of actions are turned round by {len(self.flags)} flags"
            raise BookError(message, help=f"use at most {MOST_FLAGS} flags: each doubles the rankings")
        self.rankings: dict[tuple[bool, ...], Ranking] = {}
        for answers in product((False, True), repeat=len(self.flags)):
            true = {flag for flag, answer in zip(self.flags, answers, strict=True) if answer}
            pairs = [each.turned() if each.unless is not None and each.unless.name in true else each for each in declared]
            self.rankings[answers] = _rank(listed, pairs)

    def for_debtor(self, debtor: Mapping[str, object]) -> Ranking:
        """The precedence that holds for a debtor; a flag that is missing turns nothing."""
        return self.rankings[tuple(debtor[flag] is True for flag in self.flags)]


def _rank(actions: list[Action], exclusions: list[Exclusion]) -> Ranking:
    declared = {(each.stays, each.yields): each.why for each in exclusions}
    hard = [action.id for action in actions if action.stance == "hard"]
    soft = [action.id for action in actions if action.stance == "soft"]
    general = {(one, other): HARD_OVER_SOFT for one in hard for other in soft if (other, one) not in declared}
    pairs = sorted({**general, **declared}.items(), key=lambda pair: pair[0])
    yields_to = {action.id: {stays: why for (stays, yields), why in pairs if yields == action.id} for action in actions}
    try:
        order = TopologicalSorter({name: list(others) for name, others in yields_to.items()}).static_order()
        return Ranking(tuple(order), yields_to)
    except CycleError as error:
        message = f"actions give way to each other in a circle: {', '.join(quote(name) for name in error.args[1])}"
        raise BookError(message, help="declare for each pair which of the two stays, so that no circle is left") from None
