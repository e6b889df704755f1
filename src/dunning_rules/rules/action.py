"""Actions that may be advised, and which of them may never stand together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from dunning_rules.errors import BookError, did_you_mean, quote
from dunning_rules.language import FLAG, Ref, Value, Wording
from dunning_rules.rules.trace import NOTHING, Trace
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS, Actor, Audience, Channel, Information, Measure, Place, Stance, Tone

STATIC_FIELDS = (
    "action",
    "actor",
    "channel",
    "audience",
    "place",
    "tone",
    "stance",
    "is_contact",
    "demands_payment",
    "measure",
    "information",
)
"""What any recommendation of an action has, as fields of the scope `recommendation`."""
_CHOICES = {
    "actor": Actor,
    "channel": Channel,
    "audience": Audience,
    "place": Place,
    "tone": Tone,
    "stance": Stance,
    "measure": Measure,
    "information": Information,
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the creditor's people may be advised to do.

    Attributes:
        id: upper case, unique in a book.
        task: what to do, as a short order.
        actor: who does it.
        channel: by which way it reaches the debtor; `internal` = it does not.
        audience: before whom.
        place: where.
        tone: how.
        stance: whether it belongs to the soft or the hard way of collecting.
        demands_payment: whether it asks the debtor for money.
        comes_first: whether it is done before the other actions for the same debtor.
        measure: what it does to the debtor's rights.
        information: where the knowledge that it gathers comes from.
        leaves: what is known of the debtor once it was done. It decides no answer; a journal makes events of it.
    """

    id: str
    task: Wording
    actor: Actor
    channel: Channel
    audience: Audience
    place: Place
    tone: Tone = "neutral"
    stance: Stance = "neutral"
    demands_payment: bool = False
    comes_first: bool = False
    measure: Measure = "none"
    information: Information = "none"
    leaves: Trace = NOTHING

    def __post_init__(self) -> None:
        """Check that the guard knows what it is, and that it does not contradict itself.

        Raises:
            BookError: an attribute is of another value than those that the guard knows, or it is internal, and yet is done before others or
                asks for money.
        """
        for name, kind in _CHOICES.items():
            value, known = getattr(self, name), get_args(kind)
            if value not in known:
                message = f"the action {quote(self.id)}: {quote(value)} is no {name}"
                raise BookError(message, help=did_you_mean(str(value), known))
        if not isinstance(self.demands_payment, bool):
            message = f"the action {quote(self.id)} does not say whether it demands payment: {quote(self.demands_payment)}"
            raise BookError(message, help="give `True` or `False`")
        if self.channel == "internal" and (self.audience != "own_people" or self.demands_payment):
            message = f"the action {quote(self.id)} is internal, but reaches others"
            raise BookError(message, help="give the channel by which it reaches them, or the audience `own_people` and no demand")

    @property
    def is_contact(self) -> bool:
        """Whether it reaches the debtor by call, message, letter or visit."""
        return self.channel in CONTACT_CHANNELS


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two actions that never stand together for one debtor: `stays` stays, `yields` gives way.

    Attributes:
        stays: id of the action that stays.
        yields: id of the action that gives way.
        why: the reason, for people.
        unless: a flag of the debtor; where it is true, the pair is turned round.
        why_turned: the reason then.
    """

    stays: str
    yields: str
    why: Wording
    unless: Ref | None = None
    why_turned: Wording | None = None

    def __post_init__(self) -> None:
        """Check that it is decided which of the two stays.

        Raises:
            BookError: `unless` is no flag of the debtor, or it has no reason of its own.
        """
        pair = f"{quote(self.stays)} over {quote(self.yields)}"
        if (self.unless is None) is not (self.why_turned is None):
            message = f"{pair}: `unless` and `why_turned` go together"
            raise BookError(message, help="give both, or neither")
        if self.unless is not None and (self.unless.scope, self.unless.type) != ("debtor", FLAG):
            message = f"{pair}: {quote(self.unless.key)} is not a flag of the debtor"
            raise BookError(message, help="turn a pair round by a flag of the debtor")

    def turned(self) -> Exclusion:
        """The pair the other way round; itself where nothing turns it."""
        return self if self.why_turned is None else Exclusion(self.yields, self.stays, self.why_turned)


HARD_OVER_SOFT = Wording(
    en="soft and hard measures are not mixed for one debtor; the hard one stays", zh="对同一欠款户不混用文武两手, 以武收为准"
)
"""Why any soft action gives way to any hard one, unless an exclusion of the pair says otherwise."""


def static_values(action: Action) -> dict[str, Value]:
    """What any recommendation of `action` has, by field of the scope `recommendation`."""
    values: dict[str, Value] = {name: getattr(action, name) for name in STATIC_FIELDS if name != "action"}
    return {"action": action.id, **values}
