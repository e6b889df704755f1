"""From what rules find to what is advised, for one part of a portfolio: settle, judge, choose the hours, and rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast, get_args

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Found
from dunning_rules.engine.plan import Plan, PlannedRule
from dunning_rules.frames.about import about_steps
from dunning_rules.frames.beside import STEP, Beside
from dunning_rules.frames.demands import Demands
from dunning_rules.frames.judge import Judge, Verdicts
from dunning_rules.frames.places import Places, places_of
from dunning_rules.frames.rank import stake
from dunning_rules.frames.settle import give_way, merged
from dunning_rules.frames.shapes import SHAPE, Shape, Shapes, shape_of
from dunning_rules.frames.targets import with_targets
from dunning_rules.frames.timing import TIMING, Clock
from dunning_rules.guard import Guard
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.language import Condition
from dunning_rules.language.columns import ColumnReader, column_of, filled, leaves_of
from dunning_rules.language.fold import fold, inline
from dunning_rules.models import Creditor
from dunning_rules.rules.action import static_values
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import CHANGEABLE
from dunning_rules.rules.strata import RECOMMENDATION

_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Decided:
    """What is advised for one part of a portfolio.

    Attributes:
        steps: one row each, those that gave way included; unsorted.
        findings: `@step`, and the number of the constraint (`judge.ENDLESS` for a rewriting without end); one may come more than once.
        shapes: by number: what the column `shape` of a step stands for.
        clock: what the column of its timing stands for.
        places: of the debtors.
        impossible: the numbers of debtors for whom a rule advises a day that no calendar has; their steps are among `steps`.
    """

    steps: pl.DataFrame
    findings: pl.DataFrame
    shapes: tuple[Shape, ...]
    clock: Clock
    places: Places
    impossible: tuple[int, ...]


class Decider:
    """Decides for one plan and moment; what it remembers changes nothing but the time that it takes."""

    def __init__(self, book: RuleBook, plan: Plan, guard: Guard, creditor: Creditor, as_of: datetime) -> None:
        """Prepare.

        Args:
            book: the rules.
            plan: the same, made ready for the day.
            guard: knows whose law applies.
            creditor: who asks.
            as_of: the moment of asking.
        """
        self._book = book
        self._plan = plan
        self._guard = guard
        self._creditor = creditor
        self._clock = Clock(as_of)
        self._rules: dict[int, PlannedRule] = {rule.order: rule for level in plan.strata for found in level.values() for rule in found}
        today = as_of.date()
        self._attested = frozenset(
            each.kind
            for each in creditor.attestations
            if each.attested_on <= today and (each.valid_until is None or today <= each.valid_until)
        )
        self._demands: dict[type[pl.DataType], Demands] = {}
        self._statics = {each.id: static_values(each) for each in book.actions}

    def decide(self, found: Found, debtors: pl.DataFrame) -> Decided:
        """What is advised.

        Args:
            found: what the rules found.
            debtors: the table of the debtors, a row each in the order of their numbers.
        """
        number = type(found.proposals.schema["urgency"])
        places = places_of(debtors, self._guard, self._creditor)
        steps = merged(with_targets(found, {order: rule.rule.id for order, rule in self._rules.items()}))
        steps = steps.with_columns(give_way(steps, found.frames["debtor"], self._book.precedence)).with_row_index(STEP)
        steps = steps.with_columns(
            self._unproved(steps, number),
            places.of_debtor[steps[DEBTOR_NUMBER]].alias("@place"),
            *about_steps(steps, found.frames),
            drops_claims=pl.lit(value=False),
        )
        shapes, of_actions = self._shapes(steps)
        steps = steps.hstack([of_actions])
        beside = Beside(steps, found.frames["debtor"], self._rules, number)
        verdicts = Judge(self._demands_of(number), beside, places).judge(steps.select(STEP, DEBTOR_NUMBER, SHAPE), shapes)
        steps = _with_forms(steps, verdicts, shapes)
        steps, impossible = _possible(steps)
        steps = steps.with_columns(self._clock.decide(steps, places.places))
        findings = _findings(verdicts.findings)
        steps = self._ranked(self._with_severity(steps, findings, places), found.frames["debtor"], debtors, beside)
        return Decided(steps, findings, tuple(shapes.known), self._clock, places, impossible)

    def _unproved(self, steps: pl.DataFrame, number: type[pl.DataType]) -> pl.Series:
        """How many statements of each step nothing vouches for."""
        count = filled(0, pl.UInt32(), steps.height)
        pairs = steps["rule"].cast(pl.UInt32) * 256 + steps["effect"]
        for pair in pairs.unique().sort():
            rule, effect = divmod(pair, 256)
            claims = self._rules[rule].recommendations[effect].effect.claims
            if not claims:
                continue
            rows = (pairs == pair).arg_true()
            shown = steps["shown"][rows]
            vouched = [
                pl.lit(claim.needs in self._attested) if claim.needs is not None else pl.lit(shown).list.get(place)
                for place, claim in enumerate(claims)
            ]
            missing = pl.sum_horizontal((~each).cast(pl.UInt32) for each in vouched).alias("missing")
            count = count.scatter(rows, pl.DataFrame([rows]).with_columns(missing)["missing"])
        return count.cast(number).alias("unproved_claims")

    def _demands_of(self, number: type[pl.DataType]) -> Demands:
        if number not in self._demands:
            self._demands[number] = Demands(self._plan, self._statics, number)
        return self._demands[number]

    def _shapes(self, steps: pl.DataFrame) -> tuple[Shapes, pl.Series]:
        """The shapes that the actions of steps give them, and for each step the number of its own."""
        actions: pl.Series = steps["action"].unique()
        shapes = Shapes(shape_of(action, self._statics[action]) for action in actions.cast(pl.String))
        numbers = filled(0, pl.UInt32(), len(self._statics)).alias(SHAPE)
        numbers = numbers.scatter(actions.to_physical(), pl.arange(len(actions), dtype=pl.UInt32, eager=True))
        return shapes, numbers[steps["action"].to_physical()]

    def _with_severity(self, steps: pl.DataFrame, findings: pl.DataFrame, places: Places) -> pl.DataFrame:
        """With what hours and a conflict of laws add to the verdict."""
        of_hours = self._clock.severity[steps[TIMING]]
        in_conflict = pl.Series([each.jurisdiction.in_conflict for each in places.places], dtype=pl.Boolean)[steps["@place"]]
        broken = filled(value=False, dtype=pl.Boolean(), height=steps.height).scatter(findings[STEP], True)  # noqa: FBT003 - the value of the cells
        conflict = in_conflict & (broken | (of_hours > 0) | (steps["channel"] != "internal"))
        gravest = pl.select(
            pl.max_horizontal(pl.lit(steps["severity"]), pl.lit(of_hours), pl.lit(conflict).cast(pl.Int8) * SEVERITY["annotate"])
        ).to_series()
        return steps.with_columns(gravest.alias("severity"), conflict.alias("in_conflict"))

    def _ranked(self, steps: pl.DataFrame, frame: pl.DataFrame, debtors: pl.DataFrame, beside: Beside) -> pl.DataFrame:
        expected = pl.select(pl.max_horizontal(pl.lit(frame["expected_late_amount"]), 0)).to_series()[steps[DEBTOR_NUMBER]]
        steps = steps.with_columns(
            expected.alias("expected_late_amount"),
            debtors["id"][steps[DEBTOR_NUMBER]].alias("debtor_id"),
            (pl.col("severity") >= SEVERITY["approve"]).alias("is_held_back"),
        )
        weights = [(each.weight, self._holds(each.when, steps, beside)) for each in self._plan.weights]
        ids = [pl.when(pl.lit(holds)).then(pl.lit(weight.id)) for weight, holds in weights]
        named = pl.concat_list(ids).list.drop_nulls() if ids else pl.lit([], dtype=pl.List(pl.String))
        return steps.with_columns(stake(steps, weights), named.alias("weights"))

    def _holds(self, when: Condition, steps: pl.DataFrame, beside: Beside) -> pl.Series:
        """The steps for which a condition on what was advised holds: asked action by action, with what each has fast."""
        found = filled(value=False, dtype=pl.Boolean(), height=steps.height)
        reader = ColumnReader(RECOMMENDATION, type(steps.schema["urgency"]))
        inlined = cast("Condition", inline(when, RECOMMENDATION, self._plan.definitions.get(RECOMMENDATION, {})))
        for action in steps["action"].unique(maintain_order=True).cast(pl.String):
            rows = (steps["action"].cast(pl.String) == action).arg_true()
            left = fold(inlined, RECOMMENDATION, self._statics[action])
            read = [column_of(leaf, RECOMMENDATION) for leaf in leaves_of(left)]
            chosen = beside.added(steps[rows], read)
            holds = chosen.with_columns(reader.condition(left).alias("@holds"))["@holds"]
            found = found.scatter(rows, holds)
        return found


def _with_forms(steps: pl.DataFrame, verdicts: Verdicts, shapes: Shapes) -> pl.DataFrame:
    """Steps as they are after all rewriting, in place of what their rules advised, which is kept as `original_…`."""
    severity = verdicts.severity(steps.height)
    names = ("amount", "on", "drops_claims", SHAPE)
    columns = [steps[name].alias(f"original_{name}") for name in ("amount", "on")]
    final = {name: steps[name] for name in names}
    if verdicts.ends:
        ends = pl.concat(verdicts.ends)
        # what is forbidden in any form stays as it was advised
        ends = ends.filter(severity[ends[STEP]] < SEVERITY["veto"])
        final = {name: column.clone().scatter(ends[STEP], ends[name]) for name, column in final.items()}
    made = [
        pl.Series(name, [dict(shape.values)[name] for shape in shapes.known], dtype=pl.Enum(get_args(kinds)))[final[SHAPE]]
        for name, kinds in CHANGEABLE.items()
    ]
    return steps.with_columns(*columns, *final.values(), *made, severity)


def _findings(found: Sequence[tuple[int, pl.Series]]) -> pl.DataFrame:
    """Each constraint that a step breaks; more than once where it was found on several ways."""
    steps = [pl.Series(STEP, [], dtype=pl.UInt32), *(steps for _, steps in found)]
    constraints = [filled(number, pl.Int32(), len(steps)).alias("constraint") for number, steps in found]
    return pl.DataFrame([pl.concat(steps), pl.concat([pl.Series("constraint", [], dtype=pl.Int32), *constraints])])


def _possible(steps: pl.DataFrame) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Steps without days that no calendar has, and the debtors of those that had one."""
    days = ("on", "deadline", "names_day")
    is_bad = pl.any_horizontal((~pl.col(name).is_between(1, _LAST_DAY)).fill_null(value=False) for name in days)
    bad = steps.filter(is_bad)
    if not bad.height:
        return steps, ()
    kept = steps.with_columns(pl.when(pl.col(name).is_between(1, _LAST_DAY)).then(pl.col(name)).alias(name) for name in days)
    return kept, tuple(bad[DEBTOR_NUMBER].unique().sort())
