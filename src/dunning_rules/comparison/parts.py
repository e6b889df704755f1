"""What of a policy is another thing beside its rules: parameters, fields, actions, exclusions, constraints, weights, texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from dunning_rules.comparison.report import Part, PartChange
from dunning_rules.language.types import Literal
from dunning_rules.policy import Policy
from dunning_rules.rules.action import Action, Exclusion, static_values
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.digest import demand_of
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Rule
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import VOCABULARY, Field

_Words: TypeAlias = Mapping[str, str]
"""What a thing is, by attribute; under the empty name what needs none."""


def changed_parts(old: Policy, new: Policy) -> Iterator[PartChange]:
    """What is another thing, by what it is and its name; in words, before and now, as far as it differs.

    Args:
        old: the earlier policy.
        new: the later one; its language is that of the words.
    """
    sides = (old, new)
    yield from _changes("setting", *({name: _plain(*texts) for name, texts in side.settings.items()} for side in sides))
    yield from _changes("plugin", *({each.name: {"version": each.version} for each in side.combined.plugins} for side in sides))
    yield from _changes("parameter", *({each.name: _parameter(each) for each in side.book.parameters} for side in sides))
    yield from _changes("field", *({each.ref.key: _field(each) for each in _own_fields(side)} for side in sides))
    yield from _changes("action", *({each.id: _action(each) for each in side.book.actions} for side in sides))
    yield from _changes("exclusion", *({_pair(each): _exclusion(each) for each in side.book.exclusions} for side in sides))
    yield from _changes("constraint", *({each.id: _constraint(each) for each in side.book.constraints} for side in sides))
    yield from _changes("weight", *({each.id: _weight(each) for each in side.book.weights} for side in sides))
    yield from _changes("in force", *({each.id: _in_force(each) for each in side.book.rules} for side in sides), shared=True)
    yield from _changes("text", *(dict(_texts(side, new.lang)) for side in sides), shared=True)


def _changes(part: Part, old: Mapping[str, _Words], new: Mapping[str, _Words], *, shared: bool = False) -> Iterator[PartChange]:
    """What differs; with `shared`, of what both have only."""
    for name in sorted(old.keys() & new.keys() if shared else old.keys() | new.keys()):
        before, now = old.get(name), new.get(name)
        if before != now:
            yield PartChange(part, name, _shown(before, now), _shown(now, before))


def _shown(words: _Words | None, other: _Words | None) -> str:
    """What a thing is, as far as the other one is not."""
    if words is None:
        return ""
    found = [(name, text) for name, text in words.items() if other is None or other.get(name) != text]
    return ", ".join(f"{name} {text or '—'}".strip() for name, text in found)


def _plain(*texts: str) -> _Words:
    return {"": " ".join(texts)}


def _parameter(each: Parameter) -> _Words:
    return _plain("; ".join((_value(each, each.value), *(f"from {day}: {_value(each, value)}" for day, value in each.changes))))


def _value(each: Parameter, value: Literal) -> str:
    return f"{value} ({each.type})"


def _own_fields(policy: Policy) -> Iterable[Field]:
    """The fields that policies bring."""
    for scope in policy.book.vocabulary.scopes.values():
        yield from (each for name, each in scope.fields.items() if VOCABULARY.scopes[scope.scope_name].fields.get(name) is not each)


def _field(each: Field) -> _Words:
    built = {"source": each.source, "definition": None if each.definition is None else each.definition.key, "merge": each.merge}
    more = {"default": each.default, "known when past": each.known_when_past}
    return {"type": repr(each.ref.type), **{name: "" if value is None else str(value) for name, value in {**built, **more}.items()}}


def _action(each: Action) -> _Words:
    return {**{name: str(value) for name, value in static_values(each).items() if name != "action"}, "comes first": str(each.comes_first)}


def _pair(each: Exclusion) -> str:
    """The two actions, whichever of them stays."""
    return " / ".join(sorted((each.stays, each.yields)))


def _exclusion(each: Exclusion) -> _Words:
    return {"stays": each.stays, "unless": "" if each.unless is None else each.unless.key}


def _constraint(each: Constraint) -> _Words:
    found = {"name": each.name, "pack": each.pack, "effect": each.effect, "red line": str(each.red_line)}
    return {**found, "since": str(each.since or ""), "until": str(each.until or ""), "asks": " ".join(demand_of(each)[7:])}


def _weight(each: Weight) -> _Words:
    return {"factor": str(each.factor), "when": each.condition.key}


def _in_force(each: Rule) -> _Words:
    return {"since": str(each.since or ""), "until": str(each.until or "")}


def _texts(policy: Policy, lang: str) -> Iterator[tuple[str, _Words]]:
    book = policy.book
    yield from ((f"rule {each.id}", _plain(each.why.text(lang))) for each in book.rules)
    yield from ((f"action {each.id}", _plain(each.task.text(lang))) for each in book.actions)
    yield from ((f"constraint {each.id}", _plain(each.why.text(lang))) for each in book.constraints)
    yield from ((f"parameter {each.name}", _plain(each.label.text(lang))) for each in book.parameters)
