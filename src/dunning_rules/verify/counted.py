"""A space with so many records of each scope, of which aggregates are reckoned exactly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from itertools import pairwise

import z3

from dunning_rules.language import Aggregate, Kind
from dunning_rules.language.solver import NO, YES, Formula, Truth, both, choose, either, first_known, greater, lesser
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.interest import bear_interest
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import DEBTOR, World

CURRENCY = "EUR"
"""Of the cases that are made."""
MOST_AMOUNT = 10**13
"""Amounts of the cases that are made, in minor units: far above what people know."""
MOST_DAYS = 20_000
"""Days of the cases that are made lie so near to the day of asking."""


HANDY_AMOUNT = 100_00
HANDY_DAYS = 730
"""Where it fits, amounts are not less than this, and days lie not farther off."""
_IN_ORDER = frozenset({"event", "visit"})


class CountedSpace(Space):
    """The records are slots that may be filled.

    Attributes:
        slots: by scope, the records, each with whether it is there.
        handy: to be assumed for cases with amounts and days that are easy to read.
    """

    def __init__(self, world: World, sizes: Mapping[str, int]) -> None:
        """Prepare so many slots of each scope."""
        super().__init__(world)
        self.handy = z3.Bool("handy")
        self._amounts: list[Truth] = []
        self.slots: dict[str, list[tuple[Frame, Truth]]] = {}
        self._fix()
        for scope, size in sizes.items():
            self.slots[scope] = [self._slot(scope, number) for number in range(size)]
            for (one, there), (later, later_there) in pairwise(self.slots[scope]):
                self.assume(z3.Implies(later_there, there))
                if scope in _IN_ORDER:
                    days = [each.reader.term(world.vocabulary.scopes[scope].field("happened_on")).value for each in (one, later)]
                    self.assume(z3.Implies(later_there, days[0] <= days[1]))
        for invoice, _ in self.slots.get("invoice", ()):
            for truth in bear_interest(invoice, world.day.toordinal()):
                self.assume(truth)

    def prepare(self, frame: Frame) -> None:
        """Set fields of a record of its own."""

    def _fix(self) -> None:
        """What is the same in all cases that are made: one zone, one currency."""
        scope = self.world.vocabulary.scopes[DEBTOR]
        self.debtor.set("local_today", self.debtor.reader.term(scope.field("today")))
        self.debtor.set("id", self._name(DEBTOR))
        self._ask_all(self.debtor)

    def _ask_all(self, frame: Frame) -> None:
        """Ask for all that the models hold, so that whatever is found is a whole record; days at its place are our days."""
        days: dict[str, Formula] = {}
        for field in self.world.vocabulary.scopes[frame.scope].fields.values():
            if field.source is None or field.is_asked_by_guard:
                continue
            formula = frame.reader.term(field.ref)
            path, _, how = field.source.partition("@")
            if how in {"day", "local_day"}:
                other = days.setdefault(path, formula)
                self.assume(z3.And(other.known == formula.known, z3.Implies(formula.known, other.value == formula.value)))

    def _name(self, name: str) -> Formula:
        return Formula(z3.IntVal(self.world.names.code(name)), YES)

    def _slot(self, scope: str, number: int) -> tuple[Frame, Truth]:
        frame = Frame(self, scope, f"{scope}-{number + 1}", self.debtor)
        frame.set("id", self._name(frame.tag))
        for field in self.world.vocabulary.scopes[scope].fields.values():
            _, _, how = (field.source or "").partition("@")
            if how == "own":
                frame.set(field.ref.name, Formula(z3.IntVal(0), NO))
        self.prepare(frame)
        self._ask_all(frame)
        return frame, z3.Bool(f"{frame.tag} is there")

    def records(self, scope: str) -> list[tuple[Frame, Truth]]:
        """The slots of a scope."""
        return self.slots.get(scope, [])

    def first(self, scope: str) -> Frame:
        """The debtor's record, or the first slot of another scope."""
        return self.debtor if scope == DEBTOR else self.slots[scope][0][0]

    def met(self, frame: Frame, name: str) -> None:
        """Keep amounts and days within what people know, and the slots of events and visits in the order of their days."""
        super().met(frame, name)
        formula = frame.given[name]
        field = self.world.vocabulary.scopes[frame.scope].fields[name]
        kind = field.ref.type.kind
        if kind is Kind.MONEY:
            self._amounts.append(formula.value)
            self.assume(z3.And(formula.value <= MOST_AMOUNT, formula.value >= -MOST_AMOUNT))
            if field.source == "amount":
                self.assume(z3.Implies(self.handy, z3.Or(formula.value >= HANDY_AMOUNT, formula.value <= -HANDY_AMOUNT)))
        elif kind is Kind.DATE:
            today = self.world.day.toordinal()
            self.assume(z3.And(formula.value <= today + MOST_DAYS, formula.value >= today - MOST_DAYS))
            self.assume(z3.Implies(self.handy, z3.And(formula.value <= today + HANDY_DAYS, formula.value >= today - HANDY_DAYS)))
        elif name == "currency":
            self.assume(formula.value == self._name(CURRENCY).value)

    def differs(self, model: z3.ModelRef) -> Truth:
        """That one of the amounts is another than in `model`."""
        return z3.Or([each != model.eval(each, model_completion=True) for each in self._amounts])

    def aggregate(self, aggregate: Aggregate, home: Frame) -> Formula:
        """Reckoned over the slots."""
        if aggregate.scope == RECOMMENDATION:
            return _reckoned(aggregate, self._recommendations(aggregate))
        found: list[tuple[Truth, Formula]] = []
        for record, there in self.records(aggregate.scope):
            seen = record.seen_by(home)
            counts = both(there, self._linked(aggregate, record, home), seen.condition(aggregate.where))
            if not z3.is_false(counts):
                found.append((counts, Formula(YES, YES) if aggregate.value is None else seen.term(aggregate.value)))
        return _reckoned(aggregate, found)

    def _linked(self, aggregate: Aggregate, record: Frame, home: Frame) -> Truth:
        if aggregate.link is None:
            return YES
        link = record.reader.term(self.world.vocabulary.scopes[aggregate.scope].field(aggregate.link))
        own = home.reader.term(self.world.vocabulary.scopes[home.scope].field("id"))
        return both(link.known, link.value == own.value)

    def _recommendations(self, aggregate: Aggregate) -> list[tuple[Truth, Formula]]:
        made = self.recommended(aggregate.where)
        return [(truth, Formula(YES, YES) if aggregate.value is None else frame.reader.term(aggregate.value)) for _, frame, truth in made]


def _reckoned(aggregate: Aggregate, found: list[tuple[Truth, Formula]]) -> Formula:
    operation = aggregate.operation
    if operation == "exists":
        return Formula(either(*(counts for counts, _ in found)), YES)
    if operation == "count":
        return Formula(_sum([choose(counts, z3.IntVal(1), z3.IntVal(0)) for counts, _ in found]), YES)
    known = [Formula(value.value, both(counts, value.known)) for counts, value in found]
    if operation == "sum":
        return Formula(_sum([choose(each.known, each.value, z3.IntVal(0)) for each in known]), YES)
    if not known:
        nothing = NO if aggregate.type.kind is Kind.FLAG else z3.IntVal(0)
        return Formula(nothing, NO)
    if operation == "latest":
        return reduce(lambda last, each: first_known(each, last), known)
    return reduce(lesser if operation == "min" else greater, known)


def _sum(values: list[Truth]) -> Truth:
    return z3.Sum(values) if values else z3.IntVal(0)
