"""A constraint of the compliance guard: what a recommendation has to fulfil, and what becomes of it where it does not.

A constraint can only take away: there is no effect that permits. What has to hold is asked in `permitted_when`, and a missing value
satisfies no condition, so an unknown fact never satisfies a permission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from dunning_rules.errors import BookError, LanguageError, did_you_mean, quote
from dunning_rules.language import Condition, Node, Ref, Term, Wording, as_condition
from dunning_rules.language.grammar import Known
from dunning_rules.language.reads import check_reads
from dunning_rules.language.types import DATE, MONEY
from dunning_rules.vocabulary.steps import Audience, Channel, Information, Measure, Place, Tone

ConstraintName: TypeAlias = Literal[
    "InsolvencyStay",
    "ClaimIntegrity",
    "LimitationStatus",
    "Truthfulness",
    "NoCoercion",
    "Confidentiality",
    "ContactWindow",
    "ContactFrequency",
    "ContactPlace",
    "LawfulInformation",
    "PossessionRight",
    "ChargeEntitlement",
    "SetOffEntitlement",
    "SupplyChange",
    "LegalProcess",
]
CONSTRAINT_NAMES: tuple[str, ...] = get_args(ConstraintName)

Effect: TypeAlias = Literal["annotate", "rewrite", "approve", "veto"]
"""What becomes of a recommendation that does not fulfil the constraint, from mild to grave."""

RECOMMENDATION = "recommendation"
EVERYWHERE = "*"
"""The pack of a constraint that holds under every law."""
CHANGEABLE: Mapping[str, object] = MappingProxyType(
    {"channel": Channel, "audience": Audience, "place": Place, "tone": Tone, "measure": Measure, "information": Information}
)
"""What a lawful form may change of an action, and to which values."""


@dataclass(frozen=True, slots=True)
class LawfulForm:
    """What a step becomes where it is not lawful as written.

    Attributes:
        id: its name.
        task: what to do instead, as a short order.
        changes: other values of channel, audience, place, tone, measure or information.
        drops_claims: statements that nothing vouches for are left out.
        amount: the money that may be asked for instead.
        on: not before this day.
    """

    id: str
    task: Wording
    changes: Mapping[str, str] = field(default_factory=dict)
    drops_claims: bool = False
    amount: Term | None = None
    on: Term | None = None

    def __post_init__(self) -> None:
        """Check what it changes.

        Raises:
            BookError: it changes something else, or nothing at all.
        """
        object.__setattr__(self, "changes", MappingProxyType(dict(self.changes)))
        for name, value in self.changes.items():
            if name not in CHANGEABLE:
                message = f"the lawful form {quote(self.id)} cannot change {quote(name)}"
                raise BookError(message, help=did_you_mean(name, CHANGEABLE))
            if value not in (known := get_args(CHANGEABLE[name])):
                message = f"the lawful form {quote(self.id)}: {quote(value)} is no {name}"
                raise BookError(message, help=did_you_mean(value, known))
        for term, kind in ((self.amount, MONEY), (self.on, DATE)):
            if term is not None and term.type != kind:
                message = f"the lawful form {quote(self.id)} needs {kind}, {quote(term.key)} is {term.type}"
                raise BookError(message, help="name another field")

    @property
    def is_another_step(self) -> bool:
        """Whether something else is done, or by another way: the order of the action does not say it any more."""
        return bool(self.changes.keys() - {"tone"})

    @property
    def is_another_manner(self) -> bool:
        """Whether the step stays, but is put in other words."""
        return not self.is_another_step and (bool(self.changes) or self.drops_claims or self.amount is not None)

    @property
    def changes_nothing(self) -> bool:
        """Whether what it makes could not be told from what was there."""
        return not self.changes and not self.drops_claims and self.amount is None and self.on is None


@dataclass(frozen=True, slots=True)
class DeadlineTask:
    """A task with a date that follows from a step, e.g. to sue within 30 days of a measure of preservation."""

    task: Wording
    days: int


@dataclass(frozen=True, slots=True, eq=False)
class Constraint:
    """One thing that the law, or the house, asks of a recommendation.

    Attributes:
        id: unique in a book.
        name: which of the fifteen constraints of the guard it belongs to.
        pack: the pack under whose law it stands; `*` = under every law.
        applies: which recommendations it looks at; may read only what is always known of a recommendation.
        permitted_when: what has to hold, else the effect follows.
        effect: what follows.
        why: the reason, for people.
        source: the articles that it rests on.
        confidence: how well the source was read: `V` in its text, `S` second-hand, `K` general knowledge; `H`, `M`, `L`; `house` = policy.
        form: the lawful form; needed for `rewrite`, shown as the way out for the others.
        red_line: nobody can switch it off, and what crosses it is never permitted.
        since: first day on which it holds; `None` = always did.
        until: last day on which it holds; `None` = still does.
        tasks: what has to be done by when, where the step is taken.
    """

    id: str
    name: ConstraintName
    pack: str
    applies: Condition
    permitted_when: Condition
    effect: Effect
    why: Wording
    source: str
    confidence: str = "house"
    form: LawfulForm | None = None
    red_line: bool = False
    since: date | None = None
    until: date | None = None
    tasks: tuple[DeadlineTask, ...] = ()

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            BookError: a name, an effect or a form that does not fit.
            LanguageError: it reads what it cannot.
        """
        where = f"constraint {quote(self.id)}"
        if self.name not in CONSTRAINT_NAMES:
            message = f"there is no constraint {quote(self.name)}"
            raise BookError(message, where=where, help=did_you_mean(self.name, CONSTRAINT_NAMES))
        if self.effect not in get_args(Effect):
            message = f"there is no effect {quote(self.effect)}"
            raise BookError(message, where=where, help=did_you_mean(self.effect, get_args(Effect)))
        self._take_flags(where)
        if self.effect == "rewrite" and (self.form is None or self.form.changes_nothing):
            message = "a rewrite needs a lawful form that changes something"
            raise BookError(message, where=where, help="give `form`, or choose `approve` or `veto`")
        if self.red_line:
            self._check_red_line(where)
        for node in self.applies.walk():
            if isinstance(node, Term) and (node.nullable or (isinstance(node, Ref) and node.scope != RECOMMENDATION)):
                message = f"`applies` reads {quote(node.key)}, which may be unknown"
                raise BookError(message, where=where, help="ask in `permitted_when` for what has to be known")
        for tree in self.reads():
            try:
                check_reads(tree, RECOMMENDATION)
            except LanguageError as error:
                raise LanguageError(error.message, where=where, help=error.help) from None

    def _take_flags(self, where: str) -> None:
        """A flag in the place of a condition means that it is true."""
        for part in ("applies", "permitted_when"):
            try:
                object.__setattr__(self, part, as_condition(getattr(self, part)))
            except LanguageError as error:
                raise LanguageError(error.message, where=f"{where}, `{part}`", help=error.help) from None

    def _check_red_line(self, where: str) -> None:
        if self.effect not in {"rewrite", "veto"}:
            message = f"a red line is never crossed, {quote(self.effect)} would let it be"
            raise BookError(message, where=where, help="choose `rewrite` or `veto`")
        for node in self.permitted_when.walk():
            if isinstance(node, Known) and not node.known:
                message = f"a red line is permitted where {quote(node.key)}"
                raise BookError(message, where=where, help="what is not known permits nothing: ask for what has to be known")

    def reads(self) -> tuple[Node, ...]:
        """The trees that decide."""
        form = () if self.form is None else tuple(term for term in (self.form.amount, self.form.on) if term is not None)
        return (self.applies, self.permitted_when, *form)

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
