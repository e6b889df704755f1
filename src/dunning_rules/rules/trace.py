"""What a step that was done leaves in the history of the debtor, beyond the contact itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from dunning_rules.errors import BookError, did_you_mean, quote
from dunning_rules.models.event import MeasureType, NoticeType

Change: TypeAlias = Literal["claim_secured", "debt_shelved", "collection_resumed"]
"""What becomes of the claim, by the kind of its event."""
_CHOICES = {"notice": NoticeType, "measure": MeasureType, "change": Change}
_HIGHEST = 99


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of the debtor once a step was done.

    That the debtor was contacted follows from the channel of the step and is not said here.

    Attributes:
        notice: the notice that went out; it takes the place of the contact.
        level: the dunning level that the notice carried.
        measure: the pressing measure that was taken.
        change: what became of the claim.
    """

    notice: NoticeType | None = None
    level: int | None = None
    measure: MeasureType | None = None
    change: Change | None = None

    def __post_init__(self) -> None:
        """Check that events can be made of it.

        Raises:
            BookError: there is no such notice, measure or change, or a level has no notice or is out of range.
        """
        for name, kind in _CHOICES.items():
            value, known = getattr(self, name), get_args(kind)
            if value is not None and value not in known:
                raise BookError(f"a step leaves {quote(value)}, which is no {name}", help=did_you_mean(str(value), known))
        if self.level is not None and (self.notice is None or not 0 <= self.level <= _HIGHEST):
            raise BookError(f"a step leaves the level {quote(self.level)}", help=f"give it with a notice, from 0 to {_HIGHEST}")


NOTHING = Trace()
"""Nothing beyond the contact."""
