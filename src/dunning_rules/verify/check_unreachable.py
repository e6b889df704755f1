"""UNREACHABLE: a value of a concluded field that a rule asks for, and that no record ever has."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language import Condition, Const, Kind, Node, Ref, Value
from dunning_rules.language.grammar import Compare, In
from dunning_rules.language.solver import Truth, both, constant, either
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import DEBTOR, World
from dunning_rules.vocabulary import Field


def check_unreachable(inquiry: Inquiry) -> None:
    """Find values that are read and never concluded."""
    world = inquiry.world
    blamed = {name for finding in inquiry.findings if finding.kind in {"DEAD", "MASKED"} for name in finding.names}
    for field, value in sorted(_asked(world), key=lambda pair: (pair[0].ref.key, str(pair[1]))):
        if value == field.default:
            continue
        concluding = [each.rule.id for each in world.concluders(field.ref) if _may_give(each, field, value)]
        if concluding and blamed.issuperset(concluding):
            continue  # that is told of the rules already
        _check(inquiry, field, value)


def _may_give(planned: PlannedRule, field: Field, value: Value) -> bool:
    given = (each.value for each in planned.conclusions if each.key == field.ref.key)
    return any(not isinstance(each, Const) or each.value == value for each in given)


def _check(inquiry: Inquiry, field: Field, value: Value) -> None:
    name = field.ref.key

    def ask(space: Space) -> Truth:
        records = [(space.debtor, None)] if field.ref.scope == DEBTOR else space.records(field.ref.scope)
        found: list[Truth] = []
        for record, there in records:
            formula = record.reader.term(field.ref)
            same = formula.value == constant(value, field.ref.type, space.world.names)
            found.append(both(formula.known, same, *([there] if there is not None else [])))
        return either(*found)

    def has_it(found: Replay) -> bool:
        return any(key == name and has == value for (key, _), (has, _) in found.concluded.items())

    verdict = inquiry.decide(ask, has_it)
    if verdict == "impossible":
        message = f"{quote(name)} is never {quote(value)}, and a rule asks for it"
        mend = "conclude it somewhere, or ask for another value"
        inquiry.add("UNREACHABLE", [name, f"{name}={value}"], message, mend, certainty="proved")
    elif verdict == "undecided":
        inquiry.unknown([name, f"{name}={value}"], f"whether {quote(name)} is ever {quote(value)}")


def _asked(world: World) -> set[tuple[Field, Value]]:
    """Concluded fields with the values that conditions ask for."""
    found: dict[tuple[str, str], tuple[Field, Value]] = {}
    for tree in _trees(world):
        for node in tree.walk():
            for ref, value in _values(node):
                field = world.vocabulary.named(ref.key)
                if field.merge is not None and ref.scope != RECOMMENDATION:
                    found[ref.key, str(value)] = field, value
    return set(found.values())


def _values(node: Node) -> Iterator[tuple[Ref, Value]]:
    match node:
        case Compare("eq", Ref() as ref, Const(value, kind)) if kind.kind in {Kind.CHOICE, Kind.FLAG}:
            yield ref, value if isinstance(value, bool) else str(value)
        case In(Ref() as ref, values, False) if ref.type.kind is Kind.CHOICE and len(values) == 1:
            yield ref, values[0]
        case In(Ref() as ref, values, False) if ref.type.kind is Kind.CHOICE and not ref.type.ordered:
            yield from ((ref, value) for value in values)


def _trees(world: World) -> Iterator[Condition | Node]:
    for planned in world.rules:
        yield planned.when
    for definitions in world.plan.definitions.values():
        yield from definitions.values()
