"""Looks at one record as the rules do, and at what a field is computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from dunning_rules.engine.plan import Plan, PlannedRule, bind
from dunning_rules.language import Aggregate, Condition, Node, Outer, Ref, Term, Value
from dunning_rules.language.arithmetic import Coalesce, Holds, When
from dunning_rules.language.grammar import All, Any
from dunning_rules.language.plain import ConditionReader, TermReader, read_chosen, read_condition, read_term
from dunning_rules.language.record import Record, children
from dunning_rules.rules.book import RuleBook
from dunning_rules.vocabulary import Field

DEBTOR = "debtor"
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A record, and the one that asks about it where an aggregate looks at it."""

    scope: str
    record: Record
    asking: Record | None = None

    @property
    def id(self) -> str:
        """The id of the record."""
        return str(self.record["id"])

    @property
    def name(self) -> str:
        """The record as reports name it, e.g. `invoice/R1`."""
        return f"{self.scope}/{self.id}"


class Looker:
    """Reads trees of one plan at places; keeps the readers."""

    def __init__(self, book: RuleBook, plan: Plan) -> None:
        """Nothing is read yet."""
        self.book = book
        self._plan = plan
        self._definitions: dict[str, Term | None] = {}
        self._terms: dict[tuple[Term, str], TermReader] = {}
        self._conditions: dict[tuple[Condition, str], ConditionReader] = {}
        self._rules: dict[str, list[PlannedRule]] = {}
        for rule in sorted((each for level in plan.strata for rules in level.values() for each in rules), key=lambda each: each.order):
            for conclusion in rule.conclusions:
                self._rules.setdefault(conclusion.key, []).append(rule)

    def field(self, ref: Ref) -> Field:
        """The definition of a field."""
        return self.book.vocabulary.field(ref)

    def definition(self, ref: Ref) -> Term | None:
        """What a computed field is computed from, with the values of parameters in their places."""
        if ref.key not in self._definitions:
            found = self.field(ref).definition
            self._definitions[ref.key] = None if found is None else bind(found, self._plan.values)
        return self._definitions[ref.key]

    def concluders(self, ref: Ref) -> list[PlannedRule]:
        """The rules in force that conclude a field, in canonical order."""
        return self._rules.get(ref.key, [])

    def value(self, term: Term, place: Place) -> Value | None:
        """The value of `term`; `None` where it is missing."""
        key = (term, place.scope)
        if key not in self._terms:
            self._terms[key] = read_term(term, place.scope)
        found: Value | None = _asked(self._terms[key], place)
        return found

    def holds(self, condition: Condition, place: Place) -> bool:
        """Whether `condition` holds."""
        key = (condition, place.scope)
        if key not in self._conditions:
            self._conditions[key] = read_condition(condition, place.scope)
        return _asked(self._conditions[key], place)

    def home(self, leaf: Ref | Aggregate | Outer, place: Place) -> Place:
        """The record that a leaf reads: this one, its debtor's, or the one that asks."""
        if isinstance(leaf, Outer):
            return Place(leaf.ref.scope, place.asking) if place.asking is not None else place
        scope = leaf.scope if isinstance(leaf, Ref) else leaf.home
        return place if scope == place.scope else Place(DEBTOR, place.record.parent)

    def chosen(self, aggregate: Aggregate, place: Place) -> list[Place]:
        """The children that an aggregate counts."""
        home = self.home(aggregate, place)
        return [Place(aggregate.scope, child, home.record) for child in read_chosen(aggregate)(home.record)]

    def passed_over(self, aggregate: Aggregate, place: Place) -> list[Place]:
        """The children at which an aggregate looks and that it does not count."""
        home = self.home(aggregate, place)
        counted = {id(each.record) for each in self.chosen(aggregate, place)}
        through_parent = aggregate.link is None and home.record.parent is not None
        holder = home.record.parent if through_parent else home.record
        found = holder[children(aggregate.scope, aggregate.link)] or ()
        return [Place(aggregate.scope, child, home.record) for child in found if id(child) not in counted]

    def reads(self, tree: Node, place: Place) -> Iterator[Ref | Aggregate | Outer]:
        """The leaves that make `tree` what it is here: not the side of an `or` that does not hold, nor what a fallback has no need of."""
        match tree:
            case Ref() | Aggregate() | Outer():
                yield tree
            case Any(conditions):
                true = [each for each in conditions if self.holds(each, place)]
                for each in true or conditions:
                    yield from self.reads(each, place)
            case All(conditions):
                false = [each for each in conditions if not self.holds(each, place)]
                for each in false or conditions:
                    yield from self.reads(each, place)
            case Holds(condition):
                yield from self.reads(condition, place)
            case When(condition, term):
                yield from self.reads(condition, place)
                if self.holds(condition, place):
                    yield from self.reads(term, place)
            case Coalesce(terms):
                for term in terms:
                    yield from self.reads(term, place)
                    if self.value(term, place) is not None:
                        return
            case _:
                for part in tree.parts():
                    yield from self.reads(part, place)


def _asked(read: Callable[[Record], _Found], place: Place) -> _Found:
    """What `read` gives; meanwhile the record knows who asks."""
    before = place.record.asking
    place.record.asking = place.asking
    found = read(place.record)
    place.record.asking = before
    return found
