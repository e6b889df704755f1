"""The main job with a memory: what was done before is known, and what is shown is recorded."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from dunning_rules.cli.deliver import deliver
from dunning_rules.cli.overview import overview_of
from dunning_rules.cli.streams import printable
from dunning_rules.journal import Held, Journal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.cli.job import Job
    from dunning_rules.cli.wishes import Delivery, Memory

_SHOWN = 8
_LEAST_DIGITS = 4


def answer_from_memory(job: Job, memory: Memory, delivery: Delivery) -> None:
    """Answer with what the journal knows, record what is open, show it, and say what is held.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    ledger = job.read()
    with Journal.open(memory.journal) as journal:
        answered = job.answer(ledger, journal.remembered_all(ledger.cases, as_of=job.as_of))
        standing = journal.standing(answered.report, repeat_after_days=memory.repeat_after)
        report = standing.shown(answered.report)
        run_id = journal.record(report, book=job.book)
        short = short_ids(each.id for each in journal.runs())[run_id]
    try:
        deliver(replace(answered, report=report, overview=overview_of(report)), delivery)
    finally:
        sys.stdout.flush()
        sys.stderr.write(f"recorded as run {run_id}: `dunning-rules journal decide done {short}.NUMBER --by … --at …`\n")
        _tell_held(standing.held)


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """For each id, as much of its beginning as tells it apart."""
    listed = sorted(set(ids))
    found = {}
    for place, each in enumerate(listed):
        near = listed[max(place - 1, 0) : place] + listed[place + 1 : place + 2]
        digits = next(n for n in range(_LEAST_DIGITS, len(each) + 1) if not any(other.startswith(each[:n]) for other in near))
        found[each] = each[:digits]
    return found


def _tell_held(held: tuple[Held, ...]) -> None:
    """Say how many are held for which decision, and name those that were overridden, with who said why."""
    if not held:
        return
    kinds = [each.decision.decision for each in held]
    counts = ", ".join(f"{kind} {kinds.count(kind)}" for kind in ("done", "snoozed", "overridden") if kind in kinds)
    lines = [f"not shown, by decision: {counts}"]
    overridden = [each for each in held if each.decision.decision == "overridden"]
    for each in overridden[:_SHOWN]:
        until = "" if each.until is None else f" until {each.until}"
        step, said = each.recommendation, each.decision
        lines.append(f"  {step.debtor_id} {step.action}: overridden by {said.by}{until}: {said.reason}")
    if len(overridden) > _SHOWN:
        lines.append(f"  … and {len(overridden) - _SHOWN} more; `dunning-rules journal list` shows them")
    sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))
