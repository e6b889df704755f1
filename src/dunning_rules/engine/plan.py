"""A plan: a rule book made ready for one set of parameter values, stratum by stratum. All engines run the same plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar, cast

from dunning_rules.language import Condition, Const, Kind, Node, Param, Term, Value
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.plain import ConditionReader, TermReader, read_condition, read_term
from dunning_rules.language.record import Record, children
from dunning_rules.rules.action import static_values
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import RECOMMENDATION, Constraint
from dunning_rules.rules.rule import Claim, Conclude, Recommend, Rule, leaves
from dunning_rules.rules.template import fields_of
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import Field, merger

_Tree = TypeVar("_Tree", Term, Condition)


@dataclass(frozen=True, slots=True, eq=False)
class FactReader:
    """How to read one fact that a reason shows."""

    name: str
    kind: Kind
    read: TermReader


@dataclass(frozen=True, slots=True, eq=False)
class PlannedConclusion:
    """What a rule concludes, ready to be read."""

    name: str
    key: str
    kind: Kind
    read: TermReader
    merge: Callable[[Value, Value], Value]


@dataclass(frozen=True, slots=True, eq=False)
class PlannedRecommendation:
    """What a rule recommends, ready to be read; each reader may be absent."""

    effect: Recommend
    static: Mapping[str, Value]
    urgency: TermReader
    on: TermReader | None
    start: TermReader | None
    deadline: TermReader | None
    names_day: TermReader | None
    amount: TermReader | None
    claims: tuple[tuple[Claim, ConditionReader | None], ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlannedRule:
    """One rule, ready to run; `order` is its place in the canonical order."""

    order: int
    rule: Rule
    when: Condition
    holds: ConditionReader
    conclusions: tuple[PlannedConclusion, ...]
    recommendations: tuple[PlannedRecommendation, ...]
    facts: tuple[FactReader, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlannedConstraint:
    """One constraint of the guard, ready to be asked of recommendations."""

    constraint: Constraint
    applies: Condition
    applies_to: ConditionReader
    permits: ConditionReader
    amount: TermReader | None
    on: TermReader | None


@dataclass(frozen=True, slots=True, eq=False)
class PlannedWeight:
    """One weight of the worklist, ready to be asked of recommendations."""

    weight: Weight
    holds: ConditionReader


Stratum: TypeAlias = Mapping[str, tuple[PlannedRule, ...]]
"""The rules that look at each scope, by scope."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A rule book for one set of parameter values and one number of decimals of the reporting currency.

    Attributes:
        strata: from the bottom; each holds, by scope, the rules that look at its records.
        given: the fields to be read from the models, by scope.
        computed: how each further field of a scope is computed or, where nothing concluded it, what it is.
        digits: decimals of the reporting currency.
        constraints: those of the guard that are in force, in canonical order.
        values: the value of each parameter, as a fact.
        weights: what moves recommendations on the worklist.
    """

    strata: tuple[Stratum, ...]
    given: Mapping[str, tuple[Field, ...]]
    computed: Mapping[str, Mapping[str, TermReader]]
    digits: int
    constraints: tuple[PlannedConstraint, ...]
    values: Mapping[str, Value]
    weights: tuple[PlannedWeight, ...] = ()


def make_plan(book: RuleBook, day: date, digits: int) -> Plan:
    """The plan of `book` for the parameter values and rules of `day`."""
    return _Planner(book, day, digits).plan()


class _Planner:
    def __init__(self, book: RuleBook, day: date, digits: int) -> None:
        self._book = book
        self._day = day
        self._digits = digits
        self._links: dict[str, dict[str, TermReader]] = {}
        self._values = {each.name: each.encoded(each.value_on(day), digits) for each in book.parameters}

    def plan(self) -> Plan:
        strata = self._book.strata
        given: dict[str, list[Field]] = {}
        computed: dict[str, dict[str, TermReader]] = {}
        for name in strata.fields:
            field = self._book.vocabulary.named(name)
            own = computed.setdefault(field.ref.scope, {})
            if field.source is not None:
                given.setdefault(field.ref.scope, []).append(field)
            elif field.definition is not None:
                definition = self._bind(field.definition)
                own[field.ref.name] = read_term(definition, field.ref.scope)
                self._link(definition)
            else:
                own[field.ref.name] = _always(field.default)
        levels: list[dict[str, list[PlannedRule]]] = [{} for _ in range(1 + max(strata.rules.values(), default=0))]
        for order, rule in enumerate(self._book.rules):
            if rule.in_force(self._day):
                levels[strata.rules[rule.id]].setdefault(rule.scope, []).append(self._rule(order, rule))
        constraints = tuple(self._constraint(each) for each in self._book.constraints if each.in_force(self._day))
        weights = tuple(self._weight(each) for each in self._book.weights)
        for home, links in self._links.items():
            computed.setdefault(home, {}).update(links)
        return Plan(
            tuple({scope: tuple(found) for scope, found in sorted(level.items())} for level in levels),
            {scope: tuple(fields) for scope, fields in given.items()},
            computed,
            self._digits,
            constraints,
            self._values,
            weights,
        )

    def _rule(self, order: int, rule: Rule) -> PlannedRule:
        when = self._bind(rule.condition)
        for tree in rule.reads():
            self._link(tree)
        shown = {leaf.key: leaf for leaf in leaves(when)}
        for name in fields_of(rule.why):
            shown.setdefault(name, self._book.vocabulary.named(name).ref)
        return PlannedRule(
            order,
            rule,
            when,
            read_condition(when, rule.scope),
            tuple(self._conclusion(effect, rule.scope) for effect in rule.then if isinstance(effect, Conclude)),
            tuple(self._recommendation(effect, rule.scope) for effect in rule.then if isinstance(effect, Recommend)),
            tuple(FactReader(key, leaf.type.kind, read_term(leaf, rule.scope)) for key, leaf in shown.items()),
        )

    def _conclusion(self, effect: Conclude, scope: str) -> PlannedConclusion:
        field = self._book.vocabulary.field(effect.field)
        read = read_term(self._bind(effect.value), scope)
        return PlannedConclusion(effect.field.name, effect.field.key, effect.field.type.kind, read, merger(field))

    def _recommendation(self, effect: Recommend, scope: str) -> PlannedRecommendation:
        on, start, deadline, names_day, amount = (
            None if getattr(effect, name) is None else read_term(self._bind(effect.term(name)), scope)
            for name in ("on", "start", "deadline", "names_day", "amount")
        )
        urgency = read_term(self._bind(effect.term("urgency")), scope)
        claims = tuple(
            (claim, None if claim.shown_by is None else read_condition(self._bind(claim.shown_by), scope)) for claim in effect.claims
        )
        return PlannedRecommendation(
            effect, static_values(self._book.action(effect.action)), urgency, on, start, deadline, names_day, amount, claims
        )

    def _constraint(self, constraint: Constraint) -> PlannedConstraint:
        for tree in constraint.reads():
            self._link(tree)
        applies, permitted = self._bind(constraint.applies), self._bind(constraint.permitted_when)
        form = constraint.form
        amount, on = (
            None if term is None else read_term(self._bind(term), RECOMMENDATION)
            for term in ((None, None) if form is None else (form.amount, form.on))
        )
        return PlannedConstraint(
            constraint, applies, read_condition(applies, RECOMMENDATION), read_condition(permitted, RECOMMENDATION), amount, on
        )

    def _weight(self, weight: Weight) -> PlannedWeight:
        self._link(weight.condition)
        return PlannedWeight(weight, read_condition(self._bind(weight.condition), RECOMMENDATION))

    def _link(self, tree: Node) -> None:
        for node in tree.walk():
            if isinstance(node, Aggregate) and node.link is not None:
                self._links.setdefault(node.home, {})[children(node.scope, node.link)] = _linked(node.scope, node.link)

    def _bind(self, tree: _Tree) -> _Tree:
        return bind(tree, self._values)


def bind(tree: _Tree, values: Mapping[str, Value]) -> _Tree:
    """`tree` with the value of each parameter in its place."""

    def change(node: Node) -> Node:
        return Const(values[node.name], node.type) if isinstance(node, Param) else node.map(change)

    return cast("_Tree", change(tree))


def _always(value: Value | None) -> TermReader:
    return lambda _record: value


def _linked(scope: str, link: str) -> TermReader:
    """The children of `scope` whose field `link` holds the record's id: looked up in an index that the debtor's record keeps."""
    index_name = f"%{scope}.{link}"
    all_children = children(scope)

    def read(record: Record) -> list[Record] | None:
        parent = record.parent if record.parent is not None else record
        index = parent.get(index_name)
        if index is None:
            index = parent[index_name] = {}
            for child in parent[all_children]:
                index.setdefault(child[link], []).append(child)
        found: list[Record] | None = index.get(record["id"])
        return found

    return read
