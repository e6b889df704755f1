"""The columns engine: runs a schedule over the facts of many debtors at once."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dunning_rules.engine.columns.bounds import Bounds
from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Facts, Found
from dunning_rules.engine.columns.merge import RULES, Conclusions
from dunning_rules.engine.columns.parts import Concluded, Lifted, Linked
from dunning_rules.engine.columns.propose import SCOPES
from dunning_rules.engine.columns.ready import Ready
from dunning_rules.engine.columns.schedule import Batch, Level, Schedule, make_schedule
from dunning_rules.engine.columns.steps import recommended
from dunning_rules.engine.plan import Plan
from dunning_rules.language.columns import DEBTOR, filled
from dunning_rules.rules.strata import RECOMMENDATION

_FIRST = (DEBTOR, "event", "invoice", "visit")


class ColumnsEngine:
    """Runs a plan over frames. May be shared by threads."""

    def __init__(self, plan: Plan) -> None:
        """Find the order in which everything is computed."""
        self._plan = plan
        self._schedule = make_schedule(plan)
        self._bounds = Bounds(plan)
        self._ready: dict[type[pl.DataType], Ready] = {}

    def run(self, facts: Facts) -> Found:
        """What the plan finds in the records of many debtors.

        Args:
            facts: their given fields.
        """
        number = pl.Int64 if self._bounds.fit(facts) else pl.Int128
        ready = self._ready.get(number)
        if ready is None:
            # two threads may make it at a time: either will do
            ready = self._ready[number] = Ready(self._plan, self._schedule, number)
        return _Run(self._plan, self._schedule, ready, facts).found()


class _Run:
    def __init__(self, plan: Plan, schedule: Schedule, ready: Ready, facts: Facts) -> None:
        self._plan = plan
        self._schedule = schedule
        self._ready = ready
        self._frames = {scope: _as_sorted(scope, _in_numbers(facts.frames[scope], ready.number)) for scope in _FIRST}
        self._proposals = [pl.DataFrame(schema=ready.schema)]
        self._conclusions = {name: Conclusions(merging) for name, merging in ready.merging.items()}

    def found(self) -> Found:
        for level in self._schedule.levels:
            self._compute_all(level)
            self._fire(level)
            for scope, names in level.done_with.items():
                frame = self._frames[scope]
                self._frames[scope] = frame[[name for name in frame.columns if name not in names]]
        self._compute_all(self._schedule.last)
        self._frames.pop(RECOMMENDATION, None)
        proposals = pl.concat(self._proposals, rechunk=True)  # rows of a frame in many pieces are slow to find
        own = [each.column(proposals.height).alias(name) for (scope, name), each in self._conclusions.items() if scope == RECOMMENDATION]
        return Found(self._frames, proposals.hstack(own), self._concluded())

    def _compute_all(self, level: Level) -> None:
        if level.reads_steps:
            # what has been proposed below the stratum, as records that rules look at
            steps = pl.concat(self._proposals, rechunk=True)
            self._frames[RECOMMENDATION] = recommended(steps, self._plan, self._schedule.read_of_steps, self._frames, self._ready.number)
        for batch in level.batches:
            frame = self._frames[batch.scope]
            if batch in self._ready.computed:
                self._frames[batch.scope] = frame.with_columns(self._ready.computed[batch])
            else:
                self._frames[batch.scope] = frame.hstack(list(self._columns(batch, frame)))

    def _columns(self, batch: Batch, frame: pl.DataFrame) -> Iterable[pl.Series]:
        if batch in self._ready.gathered:
            yield from self._ready.gathered[batch].columns(self._frames)
        for name, part in batch.parts.items():
            match part:
                case Lifted(column):
                    yield self._frames[DEBTOR][column][frame[DEBTOR_NUMBER]].alias(name)
                case Linked():
                    yield self._linked(frame, part).alias(name)
                case Concluded():
                    yield self._conclusions[batch.scope, name].column(frame.height).alias(name)

    def _linked(self, frame: pl.DataFrame, part: Linked) -> pl.Series:
        home = self._frames[part.home]
        number = pl.int_range(pl.len(), dtype=pl.UInt32).alias(DEBTOR_NUMBER) if part.home == DEBTOR else pl.col(DEBTOR_NUMBER)
        named = home.select(number, pl.col("id").alias(part.link)).with_row_index("@row")
        asked = frame.select(DEBTOR_NUMBER, part.link).with_row_index("@asks").filter(pl.col(part.link).is_not_null())
        found = asked.join(named, on=[DEBTOR_NUMBER, part.link])
        return filled(None, pl.UInt32(), frame.height).scatter(found["@asks"], found["@row"])

    def _fire(self, level: Level) -> None:
        for scope, firing in self._ready.firing[level].items():
            self._proposals.extend(firing.fire(self._frames[scope], self._conclusions))

    def _concluded(self) -> pl.DataFrame:
        schema: dict[str, pl.DataType] = {
            DEBTOR_NUMBER: pl.UInt32(),
            "scope": SCOPES,
            "subject": pl.UInt32(),
            "name": pl.String(),
            "rules": RULES,
        }
        parts = [pl.DataFrame(schema=schema)]
        for (scope, name), each in self._conclusions.items():
            if scope == RECOMMENDATION:
                continue
            rows = each.rows(self._frames[scope].height)
            subject, height = rows["subject"], rows.height
            number = subject if scope == DEBTOR else self._frames[scope][DEBTOR_NUMBER][subject]
            parts.append(
                pl.DataFrame([
                    number.alias(DEBTOR_NUMBER),
                    filled(scope, SCOPES, height).alias("scope"),
                    subject,
                    filled(f"{scope}.{name}", pl.String(), height).alias("name"),
                    rows["rules"],
                ])
            )  # fmt: skip
        return pl.concat(parts)


def _in_numbers(frame: pl.DataFrame, number: type[pl.DataType]) -> pl.DataFrame:
    return frame if number == pl.Int64 else frame.with_columns(pl.col(pl.Int64).cast(number))


def _as_sorted(scope: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame of children with the mark that it is sorted by debtor, which lets groups be found without a search."""
    if scope == DEBTOR:
        return frame
    return frame.clone().replace_column(frame.get_column_index(DEBTOR_NUMBER), frame[DEBTOR_NUMBER].set_sorted())
