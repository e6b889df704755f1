"""The columns engine: runs a schedule over the facts of many debtors at once."""

from __future__ import annotations

import polars as pl

from dunning_rules.engine.columns.bounds import fits
from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Facts, Found
from dunning_rules.engine.columns.gather import gather
from dunning_rules.engine.columns.merge import RULES, Conclusions
from dunning_rules.engine.columns.parts import Computed, Concluded, Gathered, Lifted, Linked
from dunning_rules.engine.columns.propose import SCOPES, Proposer
from dunning_rules.engine.columns.schedule import Batch, Level, Schedule, make_schedule
from dunning_rules.engine.columns.steps import recommended
from dunning_rules.engine.plan import Plan, PlannedRule
from dunning_rules.language.columns import DEBTOR, ColumnReader
from dunning_rules.rules.strata import RECOMMENDATION

_FIRST = (DEBTOR, "event", "invoice", "visit")


class ColumnsEngine:
    """Runs a plan over frames. Has no state of its own, and may be shared by threads."""

    def __init__(self, plan: Plan) -> None:
        """Find the order in which everything is computed."""
        self._plan = plan
        self._schedule = make_schedule(plan)

    def run(self, facts: Facts) -> Found:
        """What the plan finds in the records of many debtors.

        Args:
            facts: their given fields.
        """
        number = pl.Int64 if fits(self._plan, facts) else pl.Int128
        return _Run(self._plan, self._schedule, facts, number).found()


class _Run:
    def __init__(self, plan: Plan, schedule: Schedule, facts: Facts, number: type[pl.DataType]) -> None:
        self._plan = plan
        self._schedule = schedule
        self._number = number
        self._frames: dict[str, pl.DataFrame] = {scope: _in_numbers(facts.frames[scope], number) for scope in _FIRST}
        self._proposer = Proposer(_actions(plan), number)
        self._proposals: list[pl.DataFrame] = []
        self._conclusions = {
            (scope, each.ref.name): Conclusions(each, number) for scope, fields in plan.concluded.items() for each in fields
        }

    def found(self) -> Found:
        for level in self._schedule.levels:
            self._frames[RECOMMENDATION] = self._recommendations()
            self._compute_all(level.batches)
            self._fire(level)
            for scope, names in level.done_with.items():
                self._frames[scope] = self._frames[scope].drop(names)
        self._frames[RECOMMENDATION] = self._recommendations()
        self._compute_all(self._schedule.last)
        proposals = self._all_proposals()
        height = proposals.height
        own = [each.with_default(height).alias(name) for (scope, name), each in self._conclusions.items() if scope == RECOMMENDATION]
        self._frames.pop(RECOMMENDATION)
        return Found(self._frames, proposals.with_columns(own), self._concluded())

    def _recommendations(self) -> pl.DataFrame:
        """What has been proposed below the open stratum, as records that rules look at."""
        return recommended(self._all_proposals(), self._plan, self._schedule.read_of_steps, self._frames, self._number)

    def _all_proposals(self) -> pl.DataFrame:
        return pl.concat([pl.DataFrame(schema=self._proposer.schema), *self._proposals])

    def _compute_all(self, batches: tuple[Batch, ...]) -> None:
        for batch in batches:
            frame = self._frames[batch.scope]
            self._frames[batch.scope] = frame.with_columns(self._columns(batch, frame))

    def _columns(self, batch: Batch, frame: pl.DataFrame) -> list[pl.Series] | list[pl.Expr]:
        first = next(iter(batch.parts.values()))
        reader = ColumnReader(batch.scope, self._number)
        match first:
            case Computed():
                return [reader.term(part.term).alias(name) for name, part in batch.parts.items() if isinstance(part, Computed)]
            case Lifted():
                parts = {name: part for name, part in batch.parts.items() if isinstance(part, Lifted)}
                debtors, number = self._frames[DEBTOR], frame[DEBTOR_NUMBER]
                return [debtors[part.name].gather(number).alias(name) for name, part in parts.items()]
            case Linked():
                return [self._linked(frame, part).alias(name) for name, part in batch.parts.items() if isinstance(part, Linked)]
            case Concluded():
                return [self._conclusions[batch.scope, name].with_default(frame.height).alias(name) for name in batch.parts]
        found = {name: part for name, part in batch.parts.items() if isinstance(part, Gathered)}
        return gather(found, self._frames, self._number)

    def _linked(self, frame: pl.DataFrame, part: Linked) -> pl.Series:
        home = self._frames[part.home]
        number = pl.int_range(pl.len(), dtype=pl.UInt32).alias(DEBTOR_NUMBER) if part.home == DEBTOR else pl.col(DEBTOR_NUMBER)
        named = home.select(number, pl.col("id").alias(part.link)).with_row_index("@row")
        asked = frame.select(DEBTOR_NUMBER, part.link).with_row_index("@asks").filter(pl.col(part.link).is_not_null())
        found = asked.join(named, on=[DEBTOR_NUMBER, part.link])
        return pl.repeat(None, frame.height, dtype=pl.UInt32, eager=True).scatter(found["@asks"], found["@row"])

    def _fire(self, level: Level) -> None:
        for scope, rules in level.rules.items():
            frame = self._frames[scope]
            reader = ColumnReader(scope, self._number)
            names = [f"?{rule.order}" for rule in rules]
            masks = frame.with_columns(reader.condition(rule.when).alias(name) for rule, name in zip(rules, names, strict=True)).select(
                names
            )
            for rule, name in zip(rules, names, strict=True):
                self._conclude(rule, frame, masks[name], reader)
                self._proposals.extend(self._proposer.rows(rule, frame, masks[name]))

    def _conclude(self, rule: PlannedRule, frame: pl.DataFrame, holds: pl.Series, reader: ColumnReader) -> None:
        if holds.any():
            for name, value in [(each.name, each.value) for each in rule.conclusions if each.value is not None]:
                values = frame.select(pl.when(pl.lit(holds)).then(reader.term(value)).alias(name)).to_series()
                self._conclusions[rule.rule.scope, name].found.append((rule.order, values))

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
            frame = self._frames[scope]
            rows = each.rows(frame.height)
            number = rows["subject"] if scope == DEBTOR else frame[DEBTOR_NUMBER].gather(rows["subject"])
            parts.append(
                rows.select(
                    number.alias(DEBTOR_NUMBER),
                    pl.lit(scope, dtype=SCOPES).alias("scope"),
                    "subject",
                    pl.lit(f"{scope}.{name}").alias("name"),
                    "rules",
                )
            )
        return pl.concat(parts)


def _actions(plan: Plan) -> list[str]:
    """The ids of all actions that rules of the plan propose, in order."""
    found = {each.effect.action for level in plan.strata for rules in level.values() for rule in rules for each in rule.recommendations}
    return sorted(found)


def _in_numbers(frame: pl.DataFrame, number: type[pl.DataType]) -> pl.DataFrame:
    return frame if number == pl.Int64 else frame.with_columns(pl.col(pl.Int64).cast(number))
