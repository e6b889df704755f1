"""The order in which the columns of a plan are computed: stratum by stratum, in batches of what does not wait for each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.parts import (
    Computed,
    Concluded,
    Gathered,
    Lifted,
    Linked,
    Name,
    Part,
    aggregates_in,
    gathered,
    leaf_needs,
    needs_of,
)
from dunning_rules.engine.columns.trees import all_trees, guard_trees, read_in
from dunning_rules.engine.plan import Plan, PlannedRule
from dunning_rules.language import Ref
from dunning_rules.language.columns import DEBTOR, OF_DEBTOR
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.vocabulary import Field

_Depth: TypeAlias = tuple[int, int]
"""How many rounds of aggregates have to be there, and how many steps after them."""
_BASE = 0, 0


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Columns of one frame that are computed together, all in the same way.

    Attributes:
        scope: the frame.
        parts: how each comes about, by column.
    """

    scope: str
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One stratum.

    Attributes:
        batches: what its rules need.
        rules: the rules, by scope.
        done_with: by scope the helpers that nothing reads any more after it.
        reads_steps: whether anything in it looks at what has been recommended.
    """

    batches: tuple[Batch, ...]
    rules: Mapping[str, tuple[PlannedRule, ...]]
    done_with: Mapping[str, tuple[str, ...]]
    reads_steps: bool


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """A plan for frames. Immutable.

    Attributes:
        levels: from the bottom.
        last: likewise what is left to be computed after all rules: fields that reports, constraints and weights read.
        read_of_steps: the given fields of recommendations that something reads before the guard is asked.
    """

    levels: tuple[Level, ...]
    last: Level
    read_of_steps: tuple[Ref, ...]


def make_schedule(plan: Plan) -> Schedule:
    """The schedule of a plan."""
    return _Scheduler(plan).schedule()


class _Scheduler:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._given = {(scope, each.ref.name) for scope, fields in plan.given.items() for each in fields}
        self._concluded: dict[Name, Field] = {(scope, each.ref.name): each for scope, fields in plan.concluded.items() for each in fields}
        self._aggregates = aggregates_in(*all_trees(plan))
        self._done: set[Name] = set()
        self._depth: dict[Name, _Depth] = {}
        self._parts: dict[Name, Part] = {}
        self._read: set[Name] = set()
        self._level = 0
        self._last_use: dict[Name, int] = {}

    def schedule(self) -> Schedule:
        strata = self._plan.strata
        wanted = [read_in(stratum) for stratum in strata]
        left = list(self._left())
        wanted[0] += self._early(name for names in (*wanted[1:], left) for name in names)
        levels = []
        for stratum, names in zip((*strata, {}), (*wanted, left), strict=True):
            batches = self._batches(names)
            levels.append(Level(batches, stratum, {}, RECOMMENDATION in stratum or any(_looks_at_steps(batch) for batch in batches)))
            self._level += 1
        *levels, last = (replace(level, done_with=self._done_with(number)) for number, level in enumerate(levels))
        steps = tuple(each.ref for each in self._plan.given.get(RECOMMENDATION, ()) if (RECOMMENDATION, each.ref.name) in self._read)
        return Schedule(tuple(levels), last, steps)

    def _early(self, names: Iterable[Name]) -> list[Name]:
        """What is asked of debtors in later strata and does not wait for rules: with the first stratum it takes fewer batches."""
        found: dict[Name, bool] = {}
        for name in names:
            self._waits(name, found)
        return [name for name, waits in found.items() if name[0] == DEBTOR and not waits]

    def _waits(self, name: Name, known: dict[Name, bool]) -> bool:
        """Whether something has to be concluded or recommended first, for a column and all that it needs."""
        if name not in known:
            scope = name[0]
            if scope == RECOMMENDATION or name in self._concluded:
                known[name] = True
            elif self._is_given(name):
                known[name] = False
            else:
                part = self._part(name)
                asks_steps = isinstance(part, Gathered) and part.aggregate.scope == RECOMMENDATION
                known[name] = any([asks_steps, *(self._waits(each, known) for each in needs_of(part, scope))])
        return known[name]

    def _is_given(self, name: Name) -> bool:
        return name in self._given or name[1] in {DEBTOR_NUMBER, "id"}

    def _done_with(self, level: int) -> Mapping[str, tuple[str, ...]]:
        """What was read beside children for the last time in a stratum: it is most of what a portfolio takes of memory."""
        found: dict[str, list[str]] = {}
        for (scope, name), last in sorted(self._last_use.items()):
            if last == level and scope not in {DEBTOR, RECOMMENDATION} and name.startswith((OF_DEBTOR, "#", "@")) and name != DEBTOR_NUMBER:
                found.setdefault(scope, []).append(name)
        return {scope: tuple(names) for scope, names in found.items()}

    def _left(self) -> Iterable[Name]:
        """All fields but those of recommendations, and what constraints and weights read of the debtor."""
        for scope, definitions in self._plan.definitions.items():
            yield from ((scope, name) for name in definitions if scope != RECOMMENDATION)
        yield from (name for name in self._concluded if name[0] != RECOMMENDATION)
        for tree in guard_trees(self._plan):
            yield from (
                (DEBTOR, column.removeprefix(OF_DEBTOR)) for _, column in leaf_needs(tree, RECOMMENDATION) if column.startswith(OF_DEBTOR)
            )

    def _batches(self, wanted: Iterable[Name]) -> tuple[Batch, ...]:
        self._depth.clear()
        self._parts.clear()
        for name in wanted:
            self._visit(name)
        placed = sorted(self._parts, key=lambda name: (self._depth[name], name[0], type(self._parts[name]).__name__, name[1]))
        batches = []
        for (_, scope, _), names in groupby(placed, key=lambda name: (self._depth[name], name[0], type(self._parts[name]).__name__)):
            batches.append(Batch(scope, {name[1]: self._parts[name] for name in names}))
        # the frame of recommendations grows from stratum to stratum: its columns are computed anew in each
        self._done.update(name for name in self._parts if name[0] != RECOMMENDATION)
        return tuple(batches)

    def _visit(self, name: Name) -> _Depth:
        self._last_use[name] = self._level
        if name in self._depth:
            return self._depth[name]
        if name in self._done or self._is_given(name):
            self._read.add(name)
            return _BASE
        part = self._part(name)
        needs = needs_of(part, name[0])
        rounds, steps = max((self._visit(each) for each in needs), default=_BASE)
        # aggregates take longest: they wait until all else is there, so that most of them are computed together
        self._depth[name] = (rounds + 1, 0) if isinstance(part, Gathered) else (rounds, steps + 1)
        self._parts[name] = part
        return self._depth[name]

    def _part(self, name: Name) -> Part:
        scope, column = name
        if scope != DEBTOR and column.startswith(OF_DEBTOR):
            return Lifted(column.removeprefix(OF_DEBTOR))
        if column.startswith("@"):
            link, _, home = column[1:].partition(">")
            return Linked(home, link)
        if name in self._aggregates:
            return gathered(self._aggregates[name])
        if name in self._concluded:
            return Concluded(self._concluded[name])
        return Computed(self._plan.definitions[scope][column])


def _looks_at_steps(batch: Batch) -> bool:
    scopes = {part.aggregate.scope for part in batch.parts.values() if isinstance(part, Gathered)}
    return RECOMMENDATION in {batch.scope, *scopes}
