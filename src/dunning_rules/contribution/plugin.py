"""A plugin: all that one policy gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from dunning_rules.errors import quote
from dunning_rules.language.types import Literal
from dunning_rules.late_payment import Rates
from dunning_rules.packs import Pack
from dunning_rules.result import Report
from dunning_rules.rules.accepted import Accepted
from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.digest import digest_of, of_action, of_constraint, of_exclusion, of_field, of_parameter, of_rule, of_weight
from dunning_rules.rules.override import Override
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Rule
from dunning_rules.rules.texts import Texts
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import Field

Observer: TypeAlias = Callable[[Report], object]
"""Looks at a report that is done. What it returns is not used; where it fails, the report says so and stays as it is."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Plugin:
    """What one policy gives, as values. Nothing of it is changed afterwards.

    Attributes:
        name: its name, unique among the policies of a run.
        version: of the package that it is from; empty where it is from none.
        fields: further fields of the vocabulary.
        parameters: further parameters.
        values: values of parameters that there are, by name.
        rules: further rules.
        actions: further actions.
        exclusions: pairs of actions that never stand together.
        constraints: further constraints of the compliance guard; they can forbid more, never permit more.
        packs: further packs of the guard.
        interest_rates: laws of interest and reference rates over those that are shipped.
        overrides: what is changed of rules that are there.
        texts: other texts, or further languages.
        weights: what moves recommendations on the worklist.
        accepted: findings of a check that are meant to be.
        observers: who looks at each report.
        hooks: names of the hooks that it implements.
    """

    name: str
    version: str = ""
    fields: tuple[Field, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    values: Mapping[str, Literal] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    actions: tuple[Action, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    packs: tuple[Pack, ...] = ()
    interest_rates: tuple[Rates, ...] = ()
    overrides: tuple[Override, ...] = ()
    texts: tuple[Texts, ...] = ()
    weights: tuple[Weight, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    observers: tuple[Observer, ...] = ()
    hooks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Take the values in a form that nobody changes."""
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    @property
    def title(self) -> str:
        """Name and version, as error messages have them."""
        return f"plugin {quote(self.name)} {self.version}".rstrip()

    @property
    def all_constraints(self) -> tuple[Constraint, ...]:
        """Its constraints, those of its packs included."""
        return (*self.constraints, *(each for pack in self.packs for each in pack.constraints))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that decides a result: 64 hexadecimal digits of SHA-256. What observers do decides none."""
        return digest_of(
            {
                "fields": sorted(map(of_field, self.fields)),
                "parameters": sorted(map(of_parameter, self.parameters)),
                "values": sorted([name, str(value)] for name, value in self.values.items()),
                "rules": sorted(map(of_rule, self.rules)),
                "actions": sorted(map(of_action, self.actions)),
                "exclusions": sorted(map(of_exclusion, self.exclusions)),
                "constraints": sorted(map(of_constraint, self.all_constraints)),
                "packs": sorted([pack.id, str(pack.extends), str(pack.countries), str(pack.hours)] for pack in self.packs),
                "interest_rates": [each.model_dump_json() for each in self.interest_rates],
                "overrides": sorted(each.keys() for each in self.overrides),
                "texts": sorted([each.lang, *(str(sorted(part.items())) for part in each.parts.values())] for each in self.texts),
                "weights": sorted(map(of_weight, self.weights)),
            }
        )

    def shown(self, report: Report) -> tuple[str, ...]:
        """Show a report to the observers; their faults, without what the fault says: that might tell of a person."""
        faults = []
        for observer in self.observers:
            try:
                observer(report)
            except Exception as error:  # noqa: BLE001 - whatever fails, the report is done
                faults.append(f"{self.title}: {type(error).__name__}")
        return tuple(faults)
