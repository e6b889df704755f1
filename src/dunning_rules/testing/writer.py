"""What the makers of terms, aggregates and conditions share: the place at which they write, and each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dunning_rules.language import Condition, Param, Ref, Term, Type
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.stages import Stages

CHILD_SCOPES = ("event", "invoice", "visit")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term or condition is to stand.

    Attributes:
        scope: the scope of the records that it is asked of.
        stage: the stage of its rule: it reads only what earlier stages produce.
        depth: how many levels may still stand below it.
        asking: inside the `where` of an aggregate: the scope of the record that asks.
    """

    scope: str
    stage: int
    depth: int
    asking: str | None = None

    def scopes(self) -> tuple[str, ...]:
        """The scopes whose fields may be read here: its own, and its debtor's."""
        return ("debtor",) if self.scope == "debtor" else (self.scope, "debtor")

    def below(self) -> Place:
        """The place one level below."""
        return Place(self.scope, self.stage, self.depth - 1, self.asking)

    def inside(self, child: str) -> Place:
        """The place inside an aggregate over `child` that stands here."""
        return Place(child, self.stage, self.depth - 1, self.scope)


class MakeTerm(Protocol):
    """Makes a term of a type."""

    def __call__(self, writer: Writer, place: Place, kind: Type) -> Term:
        """A term for `place`."""


class MakeCondition(Protocol):
    """Makes a condition."""

    def __call__(self, writer: Writer, place: Place) -> Condition:
        """A condition for `place`."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the trees of one book.

    Attributes:
        choices: what decides.
        stages: what may be read where.
        parameters: the parameters of the book, by type.
        today: the day near which dates lie.
        make_term: makes a term; given here because terms, aggregates and conditions hold each other.
        make_condition: makes a condition; likewise.
    """

    choices: Choices
    stages: Stages
    parameters: Mapping[Type, tuple[Param, ...]]
    today: date
    make_term: MakeTerm
    make_condition: MakeCondition

    def term(self, place: Place, kind: Type) -> Term:
        """A term of a type."""
        return self.make_term(self, place, kind)

    def condition(self, place: Place) -> Condition:
        """A condition."""
        return self.make_condition(self, place)

    def refs(self, place: Place, kind: Type) -> list[Ref]:
        """The fields of a type that may be read at `place`; where there are some, at times only those that rules lead to."""
        stage = place.stage
        if self.choices.chance(50):
            chained = [ref for scope in place.scopes() for ref in self.stages.chained(scope, stage) if ref.type == kind]
            if chained:
                return chained
        return [ref for scope in place.scopes() for ref in self.stages.readable(scope, stage) if ref.type == kind]

    def kind(self, place: Place) -> Type:
        """The type of something that may be asked at `place`: mostly of the record itself, often of what rules lead to."""
        scope = "debtor" if self.choices.chance(30) else place.scope
        chained = self.stages.chained(scope, place.stage)
        return self.choices.one_of(chained if chained and self.choices.chance(60) else self.stages.readable(scope, place.stage)).type
