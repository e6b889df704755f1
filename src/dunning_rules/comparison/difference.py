"""Which fields and which advice are other ones under a later policy: found by what they are built of, and what that reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dunning_rules.engine.accrued import PREFIX as ACCRUED
from dunning_rules.engine.plan import PlannedRecommendation, PlannedRule
from dunning_rules.language import ALWAYS, Aggregate, Condition, Node, Ref
from dunning_rules.rules.action import STATIC_FIELDS
from dunning_rules.rules.digest import of_field
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.world import World
from dunning_rules.vocabulary import Field

_ADVICE = "advice "
_ALWAYS_ALIKE = frozenset({"id", "age_days"})
"""What a recommendation of the same rule and action for the same record has under every policy."""


class Difference:
    """Compares what a later policy reads with what an earlier one does.

    Two things are the same where they are built alike from things that are the same; so what is called the same has the same value in every
    case. What is built in another way may have it all the same.

    Attributes:
        fields: the keys of the fields of the later policy that are other ones.
    """

    def __init__(self, old: World, new: World, *, same_interest: bool) -> None:
        """Compare.

        Args:
            old: the earlier policy.
            new: the later one.
            same_interest: whether both reckon interest alike.
        """
        self._old = old
        self._new = new
        self._sides = (old, new)
        self._same_interest = same_interest
        self._advice: dict[str, Condition] = {}
        self._reads: dict[str, set[str]] = {}
        self._other: set[str] = set()
        self._open: set[str] = set()
        self._look()
        self._spread(self._other)
        self._spread(self._open)
        self.fields = frozenset(each for each in self._other if not each.startswith(_ADVICE))

    def is_other(self, *trees: Node) -> bool:
        """Whether one of the trees reads what is another thing under the later policy."""
        return bool(self.read_by(*trees))

    def read_by(self, *trees: Node) -> frozenset[str]:
        """What trees read that is another thing under the later policy: keys of fields, and `recommendation` for advice."""
        return frozenset(RECOMMENDATION if each.startswith(_ADVICE) else each for each in self._other & self._read_by(trees))

    def is_open(self, *trees: Node) -> bool:
        """Whether trees read interest that both reckon in ways of their own: of that, nothing can be proved."""
        return not self._open.isdisjoint(self._read_by(trees))

    def is_other_advice(self, aggregate: Aggregate) -> bool:
        """Whether an aggregate looks at advice that is another one under the later policy."""
        return _key_of(aggregate) in self._other

    def _look(self) -> None:
        """Look at all that the later policy has: what of it is built in another way, and what it reads."""
        self._advice[f"{_ADVICE}{ALWAYS.key}"] = ALWAYS
        for scope in self._new.vocabulary.scopes.values():
            for field in scope.fields.values():
                self._look_at(field)
        for planned in self._new.rules:
            self._read_by(_trees_of(planned))
        looked_at: set[str] = set()
        while len(looked_at) < len(self._advice):  # advice may be found that only other advice looks at
            for key in [each for each in self._advice if each not in looked_at]:
                looked_at.add(key)
                self._look_at_advice(key)

    def _look_at(self, field: Field) -> None:
        key = field.ref.key
        known = self._old.vocabulary.scopes[field.ref.scope].fields.get(field.ref.name)
        trees: list[Node] = [] if (term := self._new.definition(field.ref)) is None else [term]
        if known is None or _built(self._old, known) != _built(self._new, field):
            self._other.add(key)
        if (field.source or "").startswith(ACCRUED) and not self._same_interest:
            self._other.add(key)
            self._open.add(key)
        concluders = self._new.concluders_of(key)
        trees += [tree for planned in concluders for tree in _concluding(planned, key)]
        self._reads[key] = self._read_by(trees)
        if field.ref.scope == RECOMMENDATION and field.source is not None:
            self._look_at_brought(field)

    def _look_at_brought(self, field: Field) -> None:
        """What each recommendation brings along: its action's, or reckoned when it is made."""
        if field.ref.name in STATIC_FIELDS:
            old, new = ({each.effect.effect.action: each.effect.static[field.ref.name] for each in world.emitters} for world in self._sides)
            if any(old[action] != new[action] for action in old.keys() & new.keys()):
                self._other.add(field.ref.key)
        elif field.ref.name not in _ALWAYS_ALIKE:
            self._reads[field.ref.key].add(f"{_ADVICE}{ALWAYS.key}")

    def _look_at_advice(self, key: str) -> None:
        where = self._advice[key]
        if _given(self._old, where) != _given(self._new, where):
            self._other.add(key)
        trees = [tree for emitter, left in self._new.emitting(where) for tree in (emitter.planned.when, left, *_said(emitter.effect))]
        self._reads[key] = self._read_by(trees)

    def _read_by(self, trees: Iterable[Node]) -> set[str]:
        found: set[str] = set()
        for tree in trees:
            self._collect(tree, found, of_advice=False)
        return found

    def _collect(self, node: Node, found: set[str], *, of_advice: bool) -> None:
        """Take in what a tree reads; what advice brings along is compared with the advice."""
        if isinstance(node, Ref):
            if not (of_advice and _is_brought(self._new, node)):
                found.add(node.key)
            return
        if isinstance(node, Aggregate):
            of_advice = node.scope == RECOMMENDATION
            if node.link is not None:
                found.add(f"{node.scope}.{node.link}")
            if of_advice:
                self._advice.setdefault(_key_of(node), node.where)
                found.add(_key_of(node))
        for part in node.parts():
            self._collect(part, found, of_advice=of_advice)

    def _spread(self, found: set[str]) -> None:
        """What reads one of them is one of them."""
        grows = True
        while grows:
            more = {key for key, read in self._reads.items() if key not in found and not found.isdisjoint(read)}
            found |= more
            grows = bool(more)


def same_effects(one: PlannedRule, other: PlannedRule) -> bool:
    """Whether two rules are built alike in all that follows from them."""
    return _effects(one) == _effects(other)


def advice_text(effect: PlannedRecommendation) -> tuple[str, ...]:
    """All of a recommendation that decides a result."""
    terms = (f"{name}={term.key}" for name, term in sorted(effect.terms.items()))
    claims = (f"{claim.text.en} {claim.needs}" for claim in effect.effect.claims)
    shown = ("" if each is None else each.key for each in effect.shown)
    return (str(sorted(effect.static.items())), *terms, *claims, *shown)


def _effects(planned: PlannedRule) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    concluded = sorted((each.key, "" if each.value is None else each.value.key) for each in planned.conclusions)
    return sorted(map(advice_text, planned.recommendations)), concluded


def _is_brought(world: World, ref: Ref) -> bool:
    return ref.scope == RECOMMENDATION and world.field(ref).source is not None


def _key_of(aggregate: Aggregate) -> str:
    return f"{_ADVICE}{aggregate.where.key}"


def _built(world: World, field: Field) -> tuple[object, ...]:
    definition = world.definition(field.ref)
    rules = sorted((each.when.key, *(tree.key for tree in _values(each, field.ref.key))) for each in world.concluders_of(field.ref.key))
    return (*of_field(field)[:6], None if definition is None else definition.key, rules)


def _given(world: World, where: Condition) -> list[tuple[str, ...]]:
    return [
        (emitter.planned.when.key, left.key, str(sorted(emitter.effect.begins.items())), *advice_text(emitter.effect))
        for emitter, left in world.emitting(where)
    ]


def _values(planned: PlannedRule, key: str) -> Iterator[Node]:
    yield from (each.value for each in planned.conclusions if each.key == key and each.value is not None)


def _concluding(planned: PlannedRule, key: str) -> Iterator[Node]:
    yield planned.when
    yield from _values(planned, key)


def _said(effect: PlannedRecommendation) -> Iterator[Node]:
    yield from effect.terms.values()
    yield from (each for each in effect.shown if each is not None)


def _trees_of(planned: PlannedRule) -> Iterator[Node]:
    yield planned.when
    yield from (each.value for each in planned.conclusions if each.value is not None)
    for effect in planned.recommendations:
        yield from _said(effect)
