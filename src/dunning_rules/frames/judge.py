"""The guard in columns: judges all steps together, and again after each rewriting.

It finds what `guard.judge` finds for one step. There, the forms of a step are searched depth first, and a form that was looked at is not
looked at again. Here, all ways of rewriting are followed a form further at a time, for all steps at once; a step that comes back to a form
on its own way has no end, which is a veto in both. A veto anywhere makes the whole step one, so which way was followed first never matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.beside import STEP, Beside
from dunning_rules.frames.demands import Demand, Demands
from dunning_rules.frames.places import Places
from dunning_rules.frames.shapes import SHAPE, Shapes
from dunning_rules.frames.sieve import Sieve
from dunning_rules.frames.ways import BEFORE, CANONICAL, LOOK, STATE, VIA, Ways, apart, nowhere
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.language.columns import filled
from dunning_rules.rules.constraint import LawfulForm

ENDLESS = -1
"""Stands for the number of a constraint where rewriting did not end."""
LOCAL_TODAY = "debtor.local_today"
_VETO = SEVERITY["veto"]
_CARRIED = (STEP, DEBTOR_NUMBER, SHAPE, *STATE, "unproved_claims", LOCAL_TODAY)
_Broken = Sequence[tuple[Demand, pl.Series]]


@dataclass(slots=True)
class Verdicts:
    """What was found so far.

    Attributes:
        findings: the number of a constraint, and those of the steps that break it.
        broken: steps by the severity of what they break.
        ends: steps that were rewritten and need no more, with their shape and what else forms changed of them.
    """

    findings: list[tuple[int, pl.Series]] = field(default_factory=list)
    broken: dict[int, list[pl.Series]] = field(default_factory=dict)
    ends: list[pl.DataFrame] = field(default_factory=list)

    def add(self, number: int, severity: int, steps: pl.Series) -> None:
        """Take what steps break."""
        self.findings.append((number, steps))
        self.broken.setdefault(severity, []).append(steps)

    def severity(self, height: int) -> pl.Series:
        """How grave the gravest is that each step breaks on any way.

        Args:
            height: how many steps there are.
        """
        found = filled(0, pl.Int8(), height).alias("severity")
        for severity, steps in sorted(self.broken.items()):
            found = found.scatter(pl.concat(steps), severity)  # the gravest is written last
        return found


class Judge:
    """Judges the steps of one part of a portfolio."""

    def __init__(self, demands: Demands, beside: Beside, places: Places) -> None:
        """Take what is asked of shapes, and where that is read."""
        self._demands = demands
        self._beside = beside
        self._sieve = Sieve(beside, places)

    def judge(self, steps: pl.DataFrame, shapes: Shapes) -> Verdicts:
        """Judge steps.

        Args:
            steps: one row each, with its number, that of its debtor, and that of its shape.
            shapes: what the latter stand for; takes the shapes that forms make.
        """
        found = Verdicts()
        ways = Ways()
        forms = self._beside.added(steps, _CARRIED).with_columns(
            pl.lit(value=True).alias(CANONICAL), pl.lit(None, dtype=pl.Int32).alias(VIA), pl.lit(None, dtype=pl.UInt32).alias(BEFORE)
        )
        while forms.height:
            forms = self._made_of(forms, ways, shapes, found)
        return found

    def _made_of(self, forms: pl.DataFrame, ways: Ways, shapes: Shapes, found: Verdicts) -> pl.DataFrame:
        """What becomes of forms that break what has a lawful form; takes what is found of them."""
        forms = forms.with_columns(days_ahead())
        sifted = self._sieve.sifted(forms, [self._demands.on(shape) for shape in shapes.known])
        left = sifted.left.hstack([shapes.looks[sifted.left[SHAPE]].alias(LOOK)])
        broken: _Broken = self._sieve.broken(sifted)
        is_new = ~nowhere(left)
        if len(ways):
            endless = ways.without_end(left, broken)
            if endless.any():
                found.add(ENDLESS, _VETO, left[STEP].filter(endless))
                is_new = ~endless
                broken = [(demand, goes_on) for demand, column in broken if (goes_on := column & is_new).any()]
        for demand, column in broken:
            found.add(demand.number, demand.severity, left[STEP].filter(column))
        # what is forbidden as it is need not be followed further
        is_new = reduce(lambda mask, each: mask & ~each[1], [each for each in broken if each[0].severity >= _VETO], is_new)
        if len(ways) > 1:
            is_new = is_new.scatter(is_new.arg_true(), apart(left.filter(is_new)))
        canonical = left[CANONICAL] & is_new
        made = []
        for demand, column in broken:
            if demand.rewrites and (takes := column & is_new).any():
                made.append(self._rewritten(demand, left, takes, canonical, shapes))
                canonical = canonical & ~takes
        if len(ways):
            found.ends += [
                each.select(STEP, SHAPE, *STATE) for each in (forms.filter(~sifted.is_left & forms[CANONICAL]), left.filter(canonical))
            ]
        ways.add(left)
        if not made:
            return left.clear()
        return pl.concat(made).sort(CANONICAL, descending=True, maintain_order=True)

    def _rewritten(self, demand: Demand, forms: pl.DataFrame, takes: pl.Series, canonical: pl.Series, shapes: Shapes) -> pl.DataFrame:
        """The lawful form that a constraint makes of the forms that break it, as `guard.judge.apply` does of one."""
        form = demand.constraint.constraint.form
        assert isinstance(form, LawfulForm)  # noqa: S101 - a constraint that rewrites has one; this tells the type checker
        rows = takes.arg_true()
        before = self._beside.added(forms[rows], demand.read_by_form)
        after = {name: before[name] for name in _CARRIED} | {SHAPE: shapes.changed(before[SHAPE], demand.number, form)}
        if demand.amount is not None:
            after["amount"] = before.with_columns(demand.amount.alias("amount"))["amount"]
        if demand.on is not None:
            after["on"] = before.with_columns(pl.max_horizontal(pl.col("on"), demand.on).alias("on"))["on"]
        if form.drops_claims:
            for name, value in (("drops_claims", True), ("unproved_claims", 0)):
                after[name] = filled(value, after[name].dtype, len(rows)).alias(name)
        via = filled(demand.number, pl.Int32(), len(rows)).alias(VIA)
        return pl.DataFrame([*after.values(), canonical[rows].alias(CANONICAL), via, rows.alias(BEFORE)])


def days_ahead() -> pl.Expr:
    """How many days ahead a step is to be taken, by the day at the debtor's place; 0 for now."""
    return pl.max_horizontal(pl.col("on") - pl.col(LOCAL_TODAY), 0).fill_null(0).alias("days_ahead")
