"""Which action gives way to which: declared beside the catalogue, decided when the book is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from dunning_rules.errors import BookError, quote
from dunning_rules.language import Wording
from dunning_rules.rules.action import HARD_OVER_SOFT, Action, Exclusion


class Precedence:
    """All exclusions of a book, those between soft and hard actions included.

    Attributes:
        order: the ids of all actions, each after those to which it gives way.
        yields_to: id of an action -> the ids to which it gives way, each with the reason.
    """

    def __init__(self, actions: Iterable[Action], exclusions: Iterable[Exclusion]) -> None:
        """Join the declared pairs and the general rule of soft and hard.

        Raises:
            BookError: actions give way to each other in a circle.
        """
        listed = sorted(actions, key=lambda action: action.id)
        declared = {(each.stays, each.yields): each.why for each in exclusions}
        hard = [action.id for action in listed if action.stance == "hard"]
        soft = [action.id for action in listed if action.stance == "soft"]
        general = {(one, other): HARD_OVER_SOFT for one in hard for other in soft if (other, one) not in declared}
        pairs = {**general, **declared}
        self.yields_to: Mapping[str, Mapping[str, Wording]] = {
            action.id: {stays: why for (stays, yields), why in sorted(pairs.items()) if yields == action.id} for action in listed
        }
        try:
            self.order = tuple(TopologicalSorter({name: list(others) for name, others in self.yields_to.items()}).static_order())
        except CycleError as error:
            message = f"actions give way to each other in a circle: {', '.join(quote(name) for name in error.args[1])}"
            raise BookError(message, help="declare for each pair which of the two stays, so that no circle is left") from None
