"""Fingerprints: everything of a book or a plugin that decides a result, in one canonical form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from dunning_rules.language import Node
from dunning_rules.rules.action import Action, Exclusion, static_values
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import Field


def digest_of(parts: object) -> str:
    """64 hexadecimal digits of SHA-256 over lists, dictionaries and texts."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def of_rule(rule: Rule) -> list[str]:
    """What decides when a rule fires, what follows, and what it says."""
    return [
        *(rule.id, str(rule.tip), str(rule.since), str(rule.until), rule.why.en),
        *(_shown(effect) for effect in rule.then),
        *_keys(rule.reads()),
    ]


def of_parameter(parameter: Parameter) -> list[str]:
    """A parameter with its values."""
    return [parameter.name, str(parameter.type), str(parameter.value), str(parameter.changes)]


def of_action(action: Action) -> list[str]:
    """An action with its attributes."""
    return [*(str(value) for value in static_values(action).values()), str(action.comes_first)]


def of_exclusion(exclusion: Exclusion) -> list[str]:
    """A pair of actions, and what turns it round."""
    return [exclusion.stays, exclusion.yields, exclusion.unless.key if exclusion.unless is not None else ""]


def of_constraint(constraint: Constraint) -> list[str]:
    """A constraint of the guard with its lawful form."""
    return [*demand_of(constraint), constraint.why.en]


def demand_of(constraint: Constraint) -> list[str]:
    """What a constraint asks and what follows, whatever it says to people."""
    form = constraint.form
    return [
        *(constraint.id, constraint.name, constraint.pack, constraint.effect),
        *(str(constraint.red_line), str(constraint.since), str(constraint.until)),
        *_keys(constraint.reads()),
        *([] if form is None else [form.id, str(sorted(form.changes.items())), str(form.drops_claims)]),
    ]


def of_weight(weight: Weight) -> list[str]:
    """A weight of the worklist."""
    return [weight.id, str(weight.factor), weight.condition.key]


def of_field(field: Field) -> list[str]:
    """Where the value of a field comes from."""
    return [
        *(field.ref.key, repr(field.ref.type), str(field.source), str(field.known_when_past)),
        *(str(field.merge), str(field.default), *_keys([field.definition])),
    ]


def _shown(effect: Conclude | Recommend) -> str:
    if isinstance(effect, Conclude):
        return effect.field.key
    filled = [name for name in ("on", "start", "deadline", "names_day", "amount") if getattr(effect, name) is not None]
    return f"{effect.action} {filled} {[(claim.needs, claim.text.en) for claim in effect.claims]}"


def _keys(trees: Iterable[Node | None]) -> list[str]:
    return [tree.key for tree in trees if tree is not None]
