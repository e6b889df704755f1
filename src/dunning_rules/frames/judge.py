"""The guard in columns: judges steps of one shape together, and again after each rewriting.

It finds what `guard.judge` finds for one step. There, the forms of a step are searched depth first, and a form that was looked at is not
looked at again. Here, all ways of rewriting are followed for the steps that take them; a step that comes back to a form on its own way has
no end, which is a veto in both. A veto anywhere makes the whole step one, so which way was followed first never matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from dunning_rules.frames.beside import STEP, Beside
from dunning_rules.frames.demands import Demand, Demands
from dunning_rules.frames.shapes import Shape
from dunning_rules.guard.judge import MAX_FORMS
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.language.columns import filled
from dunning_rules.rules.constraint import LawfulForm

ENDLESS = -1
"""Stands for the number of a constraint where rewriting did not end."""
STATE = ("amount", "on", "drops_claims")
"""What forms change of a step, beside its shape."""
_VETO = SEVERITY["veto"]
_MOST = 20 * MAX_FORMS
"""So many forms of the steps of one action are looked at, on all ways together; more means that rewriting does not end."""
LOCAL_TODAY = "debtor.local_today"


@dataclass(slots=True)
class Verdicts:
    """What was found so far.

    Attributes:
        severity: for each step, by its number.
        findings: the number of a constraint, and those of the steps that break it.
        final: steps by the shape that they end in, with what forms changed of them.
        explored: how many forms of the steps at hand were looked at.
    """

    severity: list[pl.DataFrame] = field(default_factory=list)
    findings: list[tuple[int, pl.Series]] = field(default_factory=list)
    final: list[tuple[Shape, pl.DataFrame]] = field(default_factory=list)
    explored: int = 0


class BatchJudge:
    """Judges batches of steps of one shape."""

    def __init__(self, demands: Demands, beside: Beside) -> None:
        """Take what is asked of shapes, and where that is read."""
        self._demands = demands
        self._beside = beside

    def judge(self, shape: Shape, steps: pl.DataFrame, found: Verdicts) -> None:
        """Judge steps that have the shape of their action.

        Args:
            shape: the shape.
            steps: one row each, with its number in `@step`.
            found: takes what is found.
        """
        found.explored = 0
        steps = _with_days_ahead(self._beside.added(steps, [LOCAL_TODAY]))
        severity, rewrites = self._explore(shape, steps, (), found)
        found.severity.append(pl.DataFrame([steps[STEP], severity.alias("severity")]))
        changes = rewrites & (severity < _VETO)
        if not changes.any():
            found.final.append((shape, steps.select(STEP, *STATE)))
            return
        found.final.append((shape, steps.select(STEP, *STATE).filter(~changes)))
        found.final.extend(self._final(shape, steps.filter(changes)))

    def _explore(
        self, shape: Shape, steps: pl.DataFrame, way: tuple[tuple[Shape, str], ...], found: Verdicts
    ) -> tuple[pl.Series, pl.Series]:
        """The gravest effect of any way in which steps may be rewritten, and whether they are rewritten at all."""
        found.explored += 1
        demands = self._demands.on(shape)
        if not demands or not steps.height:
            return _nothing(steps), _nowhere(steps)
        steps = self._read_by(demands, steps)
        broken = [(demand, column) for demand, column in zip(demands, _broken(demands, steps), strict=True) if column.any()]
        found.findings += [(demand.number, steps[STEP].filter(column)) for demand, column in broken]
        worst = severity = _gravest(broken, steps)
        rewrites = _nowhere(steps)
        # what is forbidden as it is need not be followed further
        for demand, column in [(demand, column & (severity < _VETO)) for demand, column in broken if demand.rewrites]:
            if not column.any():
                continue
            rewrites = rewrites | column
            after = self._rewritten(shape, demand, steps.filter(column), way, found)
            graver = _nothing(steps).scatter(column.arg_true(), after)
            worst = _greater(worst, graver)
        return worst, rewrites

    def _rewritten(
        self, shape: Shape, demand: Demand, steps: pl.DataFrame, way: tuple[tuple[Shape, str], ...], found: Verdicts
    ) -> pl.Series:
        depth = len(way)
        here = steps.with_columns(pl.struct(*STATE).alias(f"@way{depth}"))
        gone = (*way, (shape, f"@way{depth}"))
        changed_shape, changed = apply(shape, demand, here)
        unmended = self._still_broken(changed_shape, demand, changed)
        for before, column in gone:
            if before.values == changed_shape.values:
                unmended = unmended | changed.select(pl.struct(*STATE).eq_missing(pl.col(column))).to_series()
        if depth >= MAX_FORMS or found.explored >= _MOST:
            unmended = ~_nowhere(steps)
        if not unmended.any():
            return self._explore(changed_shape, changed, gone, found)[0]
        found.findings.append((ENDLESS, steps[STEP].filter(unmended)))
        severity, _ = self._explore(changed_shape, changed.filter(~unmended), gone, found)
        return filled(_VETO, pl.Int8(), steps.height).scatter((~unmended).arg_true(), severity)

    def _still_broken(self, shape: Shape, demand: Demand, steps: pl.DataFrame) -> pl.Series:
        """Steps that a form did not mend in what it was made for."""
        same = [each for each in self._demands.on(shape) if each.number == demand.number]
        return _broken(tuple(same), self._read_by(same, steps))[0] if same else _nowhere(steps)

    def _final(self, shape: Shape, steps: pl.DataFrame) -> Iterator[tuple[Shape, pl.DataFrame]]:
        """The forms at which no rewriting is left; the first that is broken in canonical order takes its turn."""
        demands = [each for each in self._demands.on(shape) if each.rewrites]
        steps = self._read_by(demands, steps)
        left = ~_nowhere(steps)
        for demand, column in zip(demands, _broken(demands, steps), strict=True):
            if (taken := left & column).any():
                yield from self._final(*apply(shape, demand, steps.filter(taken)))
                left = left & ~column
        if left.any():
            yield shape, steps.select(STEP, *STATE).filter(left)

    def _read_by(self, demands: Iterable[Demand], steps: pl.DataFrame) -> pl.DataFrame:
        return self._beside.added(steps, (name for each in demands for name in each.columns))


def apply(shape: Shape, demand: Demand, steps: pl.DataFrame) -> tuple[Shape, pl.DataFrame]:
    """The lawful form that a constraint makes of steps, as `guard.judge.apply` does of one."""
    form = demand.constraint.constraint.form
    assert isinstance(form, LawfulForm)  # noqa: S101 - a constraint that rewrites has one; this tells the type checker
    changes: list[pl.Expr] = []
    if demand.amount is not None:
        changes.append(demand.amount.alias("amount"))
    if demand.on is not None:
        changes.append(pl.max_horizontal(pl.col("on"), demand.on).alias("on"))
    if form.drops_claims:
        changes += [pl.lit(value=True).alias("drops_claims"), pl.lit(0, dtype=steps.schema["unproved_claims"]).alias("unproved_claims")]
    changed = steps.with_columns(changes) if changes else steps
    return shape.changed(form), _with_days_ahead(changed) if demand.on is not None else changed


def _with_days_ahead(steps: pl.DataFrame) -> pl.DataFrame:
    """With how many days ahead a step is to be taken, by the day at the debtor's place; 0 for now."""
    return steps.with_columns(pl.max_horizontal(pl.col("on") - pl.col(LOCAL_TODAY), 0).fill_null(0).alias("days_ahead"))


def _broken(demands: Sequence[Demand], steps: pl.DataFrame) -> list[pl.Series]:
    if not demands:
        return []
    # with the numbers of steps, so that a demand which all of them break gives a row for each
    return steps.select(STEP, *(each.broken.alias(f"@broken{number}") for number, each in enumerate(demands))).get_columns()[1:]


def _gravest(broken: Iterable[tuple[Demand, pl.Series]], steps: pl.DataFrame) -> pl.Series:
    """The gravest effect of what steps break."""
    worst = _nothing(steps)
    for demand, column in broken:
        worst = _greater(worst, column.cast(pl.Int8) * demand.severity)
    return worst


def _greater(one: pl.Series, other: pl.Series) -> pl.Series:
    return one.zip_with(one >= other, other)


def _nothing(steps: pl.DataFrame) -> pl.Series:
    return filled(0, pl.Int8(), steps.height)


def _nowhere(steps: pl.DataFrame) -> pl.Series:
    return filled(value=False, dtype=pl.Boolean(), height=steps.height)
