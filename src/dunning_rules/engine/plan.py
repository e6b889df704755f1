"""A plan: a rule book made ready for one set of parameter values, stratum by stratum. All engines run the same plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
    """What a rule concludes, ready to be read; `value` is the tree behind `read`."""

    name: str
    key: str
    kind: Kind
    read: TermReader
    merge: Callable[[Value, Value], Value]
    value: Term | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PlannedRecommendation:
    """What a rule recommends, ready to be read; each reader may be absent.

    `terms` holds the trees behind the readers, by name (`urgency`, `on`, …), and `shown` those behind the claims, in their order;
    `begins` is what the record of each such recommendation has from the beginning, and `id_begins` how its id begins.
    """

    effect: Recommend
    static: Mapping[str, Value]
    urgency: TermReader
    on: TermReader | None
    start: TermReader | None
    deadline: TermReader | None
    names_day: TermReader | None
    amount: TermReader | None
    claims: tuple[tuple[Claim, ConditionReader | None], ...]
    terms: Mapping[str, Term] = field(default_factory=dict)
    shown: tuple[Condition | None, ...] = ()
    begins: Mapping[str, Value] = field(default_factory=dict)
    id_begins: str = ""


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
    """One constraint of the guard, ready to be asked of recommendations.

    `permitted`, `form_amount` and `form_on` are the trees behind `permits`, `amount` and `on`.
    """

    constraint: Constraint
    applies: Condition
    applies_to: ConditionReader
    permits: ConditionReader
    amount: TermReader | None
    on: TermReader | None
    permitted: Condition
    form_amount: Term | None = None
    form_on: Term | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PlannedWeight:
    """One weight of the worklist, ready to be asked of recommendations; `when` is the tree behind `holds`."""

    weight: Weight
    holds: ConditionReader
    when: Condition


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
        definitions: the tree behind each computed field, by scope and name.
        concluded: the fields that rules conclude, by scope.
    """

    strata: tuple[Stratum, ...]
    given: Mapping[str, tuple[Field, ...]]
    computed: Mapping[str, Mapping[str, TermReader]]
    digits: int
    constraints: tuple[PlannedConstraint, ...]
    values: Mapping[str, Value]
    weights: tuple[PlannedWeight, ...] = ()
    definitions: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    concluded: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)


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
        concluded: dict[str, list[Field]] = {}
        computed: dict[str, dict[str, TermReader]] = {}
        definitions: dict[str, dict[str, Term]] = {}
        for name in strata.fields:
            found = self._book.vocabulary.named(name)
            own = computed.setdefault(found.ref.scope, {})
            if found.source is not None:
                given.setdefault(found.ref.scope, []).append(found)
            elif found.definition is not None:
                definition = self._bind(found.definition)
                definitions.setdefault(found.ref.scope, {})[found.ref.name] = definition
                own[found.ref.name] = read_term(definition, found.ref.scope)
                self._link(definition)
            else:
                concluded.setdefault(found.ref.scope, []).append(found)
                own[found.ref.name] = _always(found.default)
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
            definitions,
            {scope: tuple(fields) for scope, fields in concluded.items()},
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
            tuple(self._recommendation(effect, rule) for effect in rule.then if isinstance(effect, Recommend)),
            tuple(FactReader(key, leaf.type.kind, read_term(leaf, rule.scope)) for key, leaf in shown.items()),
        )

    def _conclusion(self, effect: Conclude, scope: str) -> PlannedConclusion:
        merge = merger(self._book.vocabulary.field(effect.field))
        value = self._bind(effect.value)
        return PlannedConclusion(effect.field.name, effect.field.key, effect.field.type.kind, read_term(value, scope), merge, value)

    def _recommendation(self, effect: Recommend, rule: Rule) -> PlannedRecommendation:
        scope = rule.scope
        names = ("urgency", "on", "start", "deadline", "names_day", "amount")
        terms = {name: self._bind(effect.term(name)) for name in names if getattr(effect, name) is not None}
        urgency = read_term(terms["urgency"], scope)
        on, start, deadline, names_day, amount = (read_term(terms[name], scope) if name in terms else None for name in names[1:])
        shown = tuple(None if claim.shown_by is None else self._bind(claim.shown_by) for claim in effect.claims)
        claims = tuple(
            (claim, None if tree is None else read_condition(tree, scope)) for claim, tree in zip(effect.claims, shown, strict=True)
        )
        static = static_values(self._book.action(effect.action))
        begins = {**static, "age_days": 0} | ({} if rule.tip is None else {"tip": rule.tip})
        id_begins = f"{rule.id}/{effect.action}/"
        return PlannedRecommendation(
            effect, static, urgency, on, start, deadline, names_day, amount, claims, terms, shown, begins, id_begins
        )

    def _constraint(self, constraint: Constraint) -> PlannedConstraint:
        for tree in constraint.reads():
            self._link(tree)
        applies, permitted = self._bind(constraint.applies), self._bind(constraint.permitted_when)
        form = constraint.form
        amount, on = (None if term is None else self._bind(term) for term in ((None, None) if form is None else (form.amount, form.on)))
        return PlannedConstraint(
            constraint,
            applies,
            read_condition(applies, RECOMMENDATION),
            read_condition(permitted, RECOMMENDATION),
            None if amount is None else read_term(amount, RECOMMENDATION),
            None if on is None else read_term(on, RECOMMENDATION),
            permitted,
            amount,
            on,
        )

    def _weight(self, weight: Weight) -> PlannedWeight:
        self._link(weight.condition)
        when = self._bind(weight.condition)
        return PlannedWeight(weight, read_condition(when, RECOMMENDATION), when)

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
