"""Which action gives way to which: declared beside the catalogue, decided when the book is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import product

from dunning_rules.errors import BookError, quote
from dunning_rules.language import Wording
from dunning_rules.language.record import Record
from dunning_rules.rules.action import HARD_OVER_SOFT, Action, Exclusion


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
    """All exclusions of a book, those between soft and hard actions included."""

    def __init__(self, actions: Iterable[Action], exclusions: Iterable[Exclusion]) -> None:
        """Join the declared pairs and the general rule of soft and hard, for each answer to the flags that turn a pair round.

        Raises:
            BookError: actions give way to each other in a circle.
        """
        listed = sorted(actions, key=lambda action: action.id)
        declared = tuple(exclusions)
        self._flags = tuple(dict.fromkeys(each.unless.name for each in declared if each.unless is not None))
        self._orders = {
            answers: _order(listed, [_turned(each, dict(zip(self._flags, answers, strict=True))) for each in declared])
            for answers in product((False, True), repeat=len(self._flags))
        }

    def for_debtor(self, debtor: Record) -> Ranking:
        """The precedence that holds for a debtor."""
        return self._orders[tuple(debtor[flag] is True for flag in self._flags)]


def _turned(exclusion: Exclusion, answers: Mapping[str, bool]) -> Exclusion:
    if exclusion.unless is None or not answers[exclusion.unless.name]:
        return exclusion
    return Exclusion(exclusion.yields, exclusion.stays, exclusion.why_turned or exclusion.why)


def _order(actions: list[Action], exclusions: list[Exclusion]) -> Ranking:
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
