"""All records of one case as formulas, with what holds of them: what one question to the solver is asked about.

There are two kinds of spaces. In a *free* one, aggregates are variables that stand in certain relations: what is refuted there holds of no
case, however many records it has. In a *counted* one, there are so many records of each scope, and aggregates are reckoned from them: what
is found there is a case.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar, cast

import z3

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language import Aggregate, Condition
from dunning_rules.language.grammar import Const
from dunning_rules.language.solver import NO, YES, Formula, Truth, both, either
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.about import set_about
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.world import DEBTOR, Emitter, World

_Found = TypeVar("_Found")


class Space(ABC):
    """The records of one case.

    Attributes:
        world: what stands behind them.
        debtor: the debtor's record.
        assumed: what holds of the variables, so far.
    """

    def __init__(self, world: World) -> None:
        """Begin with the debtor."""
        self.world = world
        self.assumed: list[Truth] = []
        self._fresh = 0
        self._kept: dict[str, object] = {}
        self._related: set[tuple[str, int]] = set()
        self.debtor = Frame(self, DEBTOR, DEBTOR)
        self.debtor.set("today", Formula(z3.IntVal(world.day.toordinal()), YES))

    @abstractmethod
    def aggregate(self, aggregate: Aggregate, home: Frame) -> Formula:
        """The formula of an aggregate of a record."""

    @abstractmethod
    def records(self, scope: str) -> list[tuple[Frame, Truth]]:
        """The records of a scope that are looked at one by one, each with whether it is there."""

    def fresh(self, hint: str) -> Truth:
        """A new whole number, of which nothing is known."""
        self._fresh += 1
        return z3.Int(f"{hint}:{self._fresh}")

    def assume(self, truth: Truth) -> None:
        """Take in what holds."""
        if not z3.is_true(truth):
            self.assumed.append(truth)

    def met(self, frame: Frame, name: str) -> None:
        """A given field was asked for, for the first time: take in what holds of it."""
        for relation in self.world.relations(frame.scope):
            key = (frame.tag, relation.number)
            if name in relation.reads and key not in self._related:
                self._related.add(key)
                self.assume(frame.reader.condition(relation.condition))

    def fires_for(self, planned: PlannedRule, frame: Frame) -> Truth:
        """Whether a rule fires for a record."""
        return frame.reader.condition(planned.when)

    def looked_at(self, planned: PlannedRule) -> list[tuple[Frame, Truth]]:
        """The records of a rule that are looked at one by one, each with whether the rule fires for it."""
        scope = planned.rule.scope
        if scope == RECOMMENDATION:
            return [(frame, made) for _, frame, made in self.recommended(planned.when)]
        records = [(self.debtor, YES)] if scope == DEBTOR else self.records(scope)
        return [(record, both(there, self.fires_for(planned, record))) for record, there in records]

    def fires(self, planned: PlannedRule) -> Truth:
        """Whether a rule fires for one of the records that are looked at."""
        return self.once(f"fires {planned.rule.id}", lambda: either(*(fires for _, fires in self.looked_at(planned))))

    def recommended(self, where: Condition) -> list[tuple[Emitter, Frame, Truth]]:
        """The recommendations that rules make and of which `where` holds, each with whether it is made."""
        return self.once(f"recommended {self.world.names.key(where)}", lambda: self._recommended(where))

    def _recommended(self, where: Condition) -> list[tuple[Emitter, Frame, Truth]]:
        found: list[tuple[Emitter, Frame, Truth]] = []
        for emitter, left in self.world.emitting(where):
            for record, fires in self.occasions(emitter.planned):
                frame = self.recommendation(emitter, record)
                found.append((emitter, frame, both(fires, frame.reader.condition(left))))
        return found

    def occasions(self, planned: PlannedRule, *, among: bool = False) -> list[tuple[Frame, Truth]]:  # noqa: ARG002 - see `FreeSpace`
        """The records for which a rule may fire, so that none is left out, each with whether it does."""
        return self.looked_at(planned)

    def once(self, key: str, find: Callable[[], _Found]) -> _Found:
        """What `find` finds, found once."""
        if key not in self._kept:
            self._kept[key] = find()
        return cast("_Found", self._kept[key])

    def recommendation(self, emitter: Emitter, record: Frame) -> Frame:
        """The record of a recommendation that a rule makes for a record."""
        frame = Frame(self, RECOMMENDATION, f"{emitter.planned.rule.id}/{emitter.effect.effect.action}/{record.tag}", self.debtor)
        scope = self.world.vocabulary.scopes[RECOMMENDATION]
        for name, value in emitter.effect.begins.items():
            frame.set(name, self.debtor.reader.term(Const(value, scope.field(name).type)))
        if emitter.planned.rule.tip is None:
            frame.set("tip", Formula(z3.IntVal(0), NO))
        set_about(frame, emitter.effect, record)
        frame.set("urgency", clamped(record.reader.term(emitter.effect.terms["urgency"])))
        return frame


def clamped(urgency: Formula) -> Formula:
    """An urgency within its bounds."""
    value = urgency.value
    return Formula(z3.If(value < 0, z3.IntVal(0), z3.If(value > 100, z3.IntVal(100), value)), YES)  # noqa: PLR2004 - as the engines do
