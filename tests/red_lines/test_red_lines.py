"""200,000 steps of any attributes, for debtors of any facts: none that may be done crosses a red line, as it is or rewritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from dunning_rules.guard import Guard, Judged
from dunning_rules.guard.jurisdiction import Jurisdiction
from dunning_rules.guard.verdict import VERDICTS
from dunning_rules.packs import builtin_packs, lineage
from tests.red_lines.steps import Step, crossed, guard_plan, make_steps, sides_of

NUMBER = 25_000
"""Of each of the eight packs."""
PACKS = builtin_packs()
PLAN = guard_plan()


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_no_step_that_may_be_done_crosses_a_red_line(pack: str) -> None:
    guard = Guard(PLAN, PACKS, {})
    law = Jurisdiction(tuple(sorted({"base", *lineage(pack, PACKS)})), in_conflict=False)
    verdicts, lines = Counter[str](), Counter[str]()
    for step in make_steps(sorted(PACKS).index(pack), NUMBER, PLAN):
        judged = guard.judge(step.proposal, step.records, law, step.unproved)
        verdicts[VERDICTS[judged.severity]] += 1
        lines.update(crossed(step, _unguarded(step, judged)))
        over = crossed(step, judged)
        assert not over, f"{over} by {sides_of(step)}, which became {judged.form}"
    assert set(verdicts) == set(VERDICTS)  # the guard does not just forbid everything
    assert len(lines) == 12  # every red line would have been crossed without it
    assert min(lines.values()) > NUMBER / 1000


def _unguarded(step: Step, judged: Judged) -> Judged:
    """The verdict of no guard at all: the step as it was."""
    record = step.proposal.record
    form = replace(
        judged.form, values=tuple((name, record[name]) for name, _ in judged.form.values), on=step.proposal.on, drops_claims=False
    )
    return replace(judged, severity=0, form=form)
