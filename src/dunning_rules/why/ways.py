"""Which single facts, set otherwise, would bring a condition nearer to holding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from dunning_rules.engine.given import attribute_of
from dunning_rules.engine.workings import Override
from dunning_rules.language import Aggregate, Condition, Const, Kind, Outer, Ref, Term
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import All, Any, Compare, In, Known, Product, Sum
from dunning_rules.vocabulary import Field
from dunning_rules.why.goal import Goal, Wish, distance
from dunning_rules.why.looker import DEBTOR, Looker, Place

MAX_DEPTH = 24
MAX_CHILDREN = 4
"""Records of one aggregate that are tried."""
_FIXED = frozenset({"event.kind", "debtor.kind", "visit.kind"})
"""What a record is: another value would be another record."""


@dataclass(frozen=True, slots=True)
class Way:
    """One fact set otherwise.

    Attributes:
        derived: whether the fact is computed or concluded, so that its records would have to be others.
        far: how far the value lies from what it is.
        override: the fact.
        deep: how far from the rule it was found: the deeper, the less certain is it that it helps.
    """

    derived: bool
    far: int
    override: Override
    deep: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        """A place in an order that does not depend on the types of values."""
        each = self.override
        return self.derived, self.far, each.scope, each.id, each.name, str(each.value)


class Ways:
    """Finds ways at the records of one outcome."""

    def __init__(self, looker: Looker, today: int, digits: int, fixed: frozenset[tuple[str, str, str]]) -> None:
        """Prepare.

        Args:
            looker: looks at records.
            today: the day of `as_of`, as a day number.
            digits: decimals of the reporting currency.
            fixed: scope, id and field of facts that are set by hand already: what they are computed from no longer counts.
        """
        self._looker = looker
        self._today = today
        self._digits = digits
        self._fixed = fixed
        self._depth = 0
        self._path: list[tuple[int, str]] = []
        self._known: dict[tuple[int, str, Goal], tuple[Way, ...]] = {}

    def lack(self, condition: Condition, place: Place) -> int:
        """How many atoms are missing until `condition` holds, at the least."""
        if self._looker.holds(condition, place):
            return 0
        match condition:
            case All(conditions):
                return sum(self.lack(each, place) for each in conditions)
            case Any(conditions):
                return min((self.lack(each, place) for each in conditions), default=1)
            case Compare("eq" | "ne" as op, Ref() as ref, Const(bool() as wanted)):
                return self._lack_of_flag(ref, wanted is (op == "eq"), place)
        return 1

    def _lack_of_flag(self, ref: Ref, wanted: bool, place: Place) -> int:  # noqa: FBT001 - the value that is wanted
        home = self._looker.home(ref, place)
        key = (id(home.record), ref.key)
        if key in self._path or len(self._path) >= MAX_DEPTH:
            return 1
        self._path.append(key)
        found = 1
        match self._looker.definition(ref):
            case Holds(condition):
                found = self.lack(condition if wanted else ~condition, home)
            case None if wanted:
                found = min((self.lack(rule.when, home) for rule in self._looker.concluders(ref)), default=1)
        self._path.pop()
        return max(found, 1)

    def to(self, condition: Condition, place: Place) -> Iterator[Way]:
        """Facts that would bring `condition` nearer to holding for the record at `place`."""
        if self._looker.holds(condition, place) or self._depth >= MAX_DEPTH:
            return
        match condition:
            case All(conditions) | Any(conditions):
                for each in conditions:
                    yield from self.to(each, place)
            case Compare(op, left, right):
                one, other = self._looker.value(left, place), self._looker.value(right, place)
                if other is None:
                    yield from self.aim(right, Goal("known") if one is None else Goal(op, (one,)).mirrored, place)
                else:
                    yield from self.aim(left, Goal(op, (other,)), place)
                    yield from self.aim(left, Goal("known"), place)
                    if one is not None:
                        yield from self.aim(right, Goal(op, (one,)).mirrored, place)
            case In(term, values, negated):
                yield from self.aim(term, Goal("out" if negated else "in", values), place)
            case Known(term, known):
                yield from self.aim(term, Goal("known" if known else "missing"), place)

    def aim(self, term: Term, goal: Goal, place: Place) -> Iterator[Way]:
        """Facts that would bring `term` nearer to `goal`."""
        if self._depth >= MAX_DEPTH or goal.met_by(self._looker.value(term, place)):
            return
        self._depth += 1
        yield from self._aim(term, goal, place)
        self._depth -= 1

    def _aim(self, term: Term, goal: Goal, place: Place) -> Iterator[Way]:
        match term:
            case Ref() | Outer():
                ref = term.ref if isinstance(term, Outer) else term
                yield from self._of_field(ref, goal, self._looker.home(term, place))
            case Sum(terms):
                yield from self._of_sum(terms, goal, place)
            case Product(left, right):
                yield from self._of_product(left, right, goal, place)
            case Quotient(above, below, scale):
                yield from self._of_quotient(above, below, scale, goal, place)
            case Extreme(_, terms):
                for each in terms:
                    yield from self.aim(each, goal, place)
            case Coalesce(terms):
                for each in terms:
                    known = self._looker.value(each, place) is not None
                    yield from self.aim(each, goal, place)
                    if known:
                        return
            case Band():
                yield from self._of_band(term, goal, place)
            case When(condition, inner):
                if goal.wish == "missing":
                    yield from self.to(~condition, place)
                elif self._looker.holds(condition, place):
                    yield from self.aim(inner, goal, place)
                else:
                    yield from self.to(condition, place)
            case Holds(condition):
                yield from self.to(condition if goal.met_by(True) else ~condition, place)  # noqa: FBT003 - a fact value
            case Aggregate():
                yield from self._of_aggregate(term, goal, place)

    def _of_field(self, ref: Ref, goal: Goal, home: Place) -> Iterable[Way]:
        """The same wish for the same field is followed once."""
        key = (id(home.record), ref.key, goal)
        if key not in self._known:
            self._known[key] = ()  # what is asked again on the way leads nowhere new
            if home.record.source is not None and _may_change(self._looker.field(ref), home):
                self._known[key] = tuple(dict.fromkeys(self._new_of_field(ref, goal, home)))
        return self._known[key]

    def _new_of_field(self, ref: Ref, goal: Goal, home: Place) -> Iterator[Way]:
        is_given = self._looker.field(ref).source is not None
        if is_given or (home.scope, home.id, ref.name) in self._fixed:
            yield from self._set(ref, goal, home, derived=not is_given)
            return
        definition = self._looker.definition(ref)
        deeper = list(self.aim(definition, goal, home) if definition is not None else self._by_rules(ref, goal, home))
        yield from deeper
        summed_up = definition is not None and any(isinstance(node, Aggregate) for node in definition.walk())
        if summed_up or (not deeper and home.scope == DEBTOR):
            yield from self._set(ref, goal, home, derived=True)

    def _set(self, ref: Ref, goal: Goal, home: Place, *, derived: bool) -> Iterator[Way]:
        now = self._looker.value(ref, home)
        for value in goal.nearest(ref.type, now, self._today):
            if value != now and (value is not None or ref.may_miss):
                far = distance(ref.type, now, value, self._digits)
                yield Way(derived, far, Override(home.scope, home.id, ref.name, value), self._depth)

    def _by_rules(self, ref: Ref, goal: Goal, home: Place) -> Iterator[Way]:
        """By other rules firing, or by those that stand in the way not firing."""
        for rule in self._looker.concluders(ref):
            holds = self._looker.holds(rule.when, home)
            for conclusion in rule.conclusions:
                if conclusion.key == ref.key and goal.met_by(conclusion.read(home.record)) is not holds:
                    yield from self.to(~rule.when if holds else rule.when, home)

    def _of_sum(self, terms: tuple[Term, ...], goal: Goal, place: Place) -> Iterator[Way]:
        values = [self._looker.value(each, place) for each in terms]
        for number, each in enumerate(terms):
            rest = [value for at, value in enumerate(values) if at != number]
            if goal.wish in {"known", "missing"}:
                yield from self.aim(each, goal, place)
            elif values[number] is None:
                yield from self.aim(each, Goal("known"), place)
            elif all(value is not None for value in rest):
                others = sum(int(value) for value in rest if value is not None)
                yield from self.aim(each, Goal(goal.wish, (goal.number - others,)), place)

    def _of_product(self, left: Term, right: Term, goal: Goal, place: Place) -> Iterator[Way]:
        for one, other in ((left, right), (right, left)):
            factor = self._looker.value(other, place)
            if goal.wish in {"known", "missing"} or self._looker.value(one, place) is None:
                yield from self.aim(one, goal if goal.wish == "missing" else Goal("known"), place)
            elif factor is not None and int(factor) != 0:
                yield from self.aim(one, _divided(goal, int(factor)), place)

    def _of_quotient(self, above: Term, below: Term, scale: int, goal: Goal, place: Place) -> Iterator[Way]:
        divisor = self._looker.value(below, place)
        if goal.wish == "missing":
            yield from self.aim(above, goal, place)
            yield from self.aim(below, Goal("le", (0,)), place)
        elif divisor is None or int(divisor) <= 0:
            yield from self.aim(below, Goal("gt", (0,)), place)
        elif self._looker.value(above, place) is None:
            yield from self.aim(above, Goal("known"), place)
        else:
            low = -(-goal.number * int(divisor) // scale)
            above_it = -(-(goal.number + 1) * int(divisor) // scale)
            marks: dict[Wish, tuple[Wish, int]] = {"gt": ("ge", above_it), "le": ("lt", above_it)}
            wish, mark = marks.get(goal.wish, (goal.wish, low))
            yield from self.aim(above, Goal(wish, (mark,)), place)

    def _of_band(self, term: Band, goal: Goal, place: Place) -> Iterator[Way]:
        starts = [None, *(start for start, _ in term.steps)]
        gives = [term.below, *(value for _, value in term.steps)]
        now = self._looker.value(term.term, place)
        if now is None or goal.wish == "missing":
            yield from self.aim(term.term, Goal("missing" if goal.wish == "missing" else "known"), place)
            return
        for number, (start, value) in enumerate(zip(starts, gives, strict=True)):
            if goal.met_by(value):
                if start is not None and int(now) < start:
                    yield from self.aim(term.term, Goal("ge", (start,)), place)
                elif number + 1 < len(starts):
                    yield from self.aim(term.term, Goal("lt", (starts[number + 1] or 0,)), place)

    def _of_aggregate(self, aggregate: Aggregate, goal: Goal, place: Place) -> Iterator[Way]:
        counted = self._looker.chosen(aggregate, place)
        others = self._looker.passed_over(aggregate, place)
        more = goal.met_by(True) if aggregate.type.kind is Kind.FLAG else goal.rises or goal.falls  # noqa: FBT003 - a fact value
        fewer = not more or aggregate.type.kind is not Kind.FLAG
        if aggregate.operation == "count":
            more, fewer = goal.rises, goal.falls
        if more:
            others.sort(key=lambda each: (self.lack(aggregate.where, each), each.record.order))
            for child in islice(others, MAX_CHILDREN):
                yield from self.to(aggregate.where, child)
        if fewer:
            for child in counted[-MAX_CHILDREN:]:
                yield from self.to(~aggregate.where, child)
        if aggregate.value is not None and goal.wish not in {"known", "missing"}:
            now = self._looker.value(aggregate, place)
            for child in counted[-MAX_CHILDREN:]:
                aimed = goal
                if aggregate.operation == "sum":
                    own = self._looker.value(aggregate.value, child) or 0
                    aimed = Goal(goal.wish, (goal.number - int(now or 0) + int(own),))
                yield from self.aim(aggregate.value, aimed, child)


def _may_change(asked: Field, home: Place) -> bool:
    """Whether a fact is one that could be another in a record like this one."""
    if asked.source is None:
        return True
    if asked.source.startswith("as_of") or "@own" in asked.source or asked.ref.key in _FIXED:
        return False
    return home.scope == DEBTOR or attribute_of(asked, type(home.record.source)) is not None


def _divided(goal: Goal, factor: int) -> Goal:
    """The goal of one factor, where the other is `factor`."""
    mark = goal.number
    wish = goal.wish if factor > 0 else goal.mirrored.wish
    floor, ceiling = mark // factor, -(-mark // factor)
    return Goal(wish, (floor if wish in {"le", "gt"} else ceiling,))
