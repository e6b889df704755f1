"""A schedule made ready for one way of keeping numbers: what is asked of frames is built once, not for each part of a portfolio."""

from __future__ import annotations

import polars as pl

from dunning_rules.engine.columns.fire import Firing
from dunning_rules.engine.columns.gather import Gatherer
from dunning_rules.engine.columns.merge import Merging
from dunning_rules.engine.columns.parts import Computed, Gathered
from dunning_rules.engine.columns.propose import SCOPES, schema_of
from dunning_rules.engine.columns.schedule import Batch, Level, Schedule
from dunning_rules.engine.plan import Plan
from dunning_rules.language.columns import ColumnReader


class Ready:
    """A schedule made ready; may be shared by threads.

    Attributes:
        number: how numbers are kept.
        schema: the columns of proposals.
        merging: of the fields that rules conclude.
        computed: the fields of batches that are computed from others of their frames.
        gathered: the aggregates of batches.
        firing: the rules of each stratum, by scope.
    """

    def __init__(self, plan: Plan, schedule: Schedule, number: type[pl.DataType]) -> None:
        """Build what is asked of frames."""
        self.number = number
        self.schema = schema_of(_actions(plan), number)
        self.merging = {(scope, each.ref.name): Merging(each, number) for scope, fields in plan.concluded.items() for each in fields}
        readers = {scope: ColumnReader(scope, number) for scope in SCOPES.categories}
        self.computed: dict[Batch, list[pl.Expr]] = {}
        self.gathered: dict[Batch, Gatherer] = {}
        for batch in (batch for level in (*schedule.levels, schedule.last) for batch in level.batches):
            computed = {name: part for name, part in batch.parts.items() if isinstance(part, Computed)}
            if computed:
                self.computed[batch] = [readers[batch.scope].term(part.term).alias(name) for name, part in computed.items()]
            aggregates = {name: part for name, part in batch.parts.items() if isinstance(part, Gathered)}
            if aggregates:
                self.gathered[batch] = Gatherer(aggregates, readers)
        self.firing: dict[Level, dict[str, Firing]] = {
            level: {scope: Firing(rules, readers[scope], self.merging, self.schema) for scope, rules in level.rules.items()}
            for level in schedule.levels
        }


def _actions(plan: Plan) -> list[str]:
    """The ids of all actions that rules of the plan propose, in order."""
    found = {each.effect.action for level in plan.strata for rules in level.values() for rule in rules for each in rule.recommendations}
    return sorted(found)
