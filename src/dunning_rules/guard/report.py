"""From what the guard found to what people read."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dunning_rules.guard.jurisdiction import Jurisdiction
from dunning_rules.guard.verdict import SEVERITY, VERDICTS, Fault, Found, Judged
from dunning_rules.guard.window import Timing
from dunning_rules.language import Wording
from dunning_rules.packs import ContactHours
from dunning_rules.result import DueTask, Finding, Verdict
from dunning_rules.rules.constraint import Effect

_IN_CONFLICT = Wording(
    "the case points to more than one law ({packs}): of each rule the stricter holds", "案件指向多个法域 ({packs}): 各项从严适用"
)
_HOUSE = "house policy"


def verdict_of(findings: tuple[Finding, ...], judged: Judged) -> Verdict:
    """The verdict of constraints, hours and jurisdiction together: the gravest."""
    return VERDICTS[max([judged.severity, *[SEVERITY[each.effect] for each in findings]])]


def findings_of(judged: Judged, timing: Timing, jurisdiction: Jurisdiction, today: date, lang: str) -> tuple[Finding, ...]:
    """All that was found, the gravest first."""
    if not judged.found and timing.effect is None and not jurisdiction.in_conflict:
        return ()
    found = [finding_of(each, today, lang) for each in judged.found]
    if timing.effect is not None:
        found.append(finding_of_hours(timing, lang))
    if jurisdiction.in_conflict and (found or dict(judged.form.values)["channel"] != "internal"):
        found.append(finding_of_conflict(jurisdiction, lang))
    return tuple(sorted(found, key=lambda each: (-SEVERITY[each.effect], each.constraint)))


def finding_of_hours(timing: Timing, lang: str) -> Finding:
    """What the hours of a step, which are not as they were wished, add to what was found.

    Raises:
        ValueError: they add nothing.
    """
    if timing.effect is None:
        message = "the hours are as they were wished"
        raise ValueError(message)
    return _of_hours(timing.effect, timing.why, timing.hours, lang)


def finding_of_conflict(jurisdiction: Jurisdiction, lang: str) -> Finding:
    """What it adds that a case points to more than one law."""
    why = _IN_CONFLICT.text(lang).format(packs=", ".join(jurisdiction.packs))
    return Finding("guard.jurisdiction", "Jurisdiction", "annotate", why, _HOUSE, "house", red_line=False)


@lru_cache(maxsize=1024)
def _of_hours(effect: Effect, why: Wording, hours: tuple[ContactHours, ...], lang: str) -> Finding:
    sources = "; ".join(dict.fromkeys(each.source for each in hours)) or _HOUSE
    confidence = hours[0].confidence if hours else "house"
    text = " · ".join([why.text(lang), *(each.why.text(lang) for each in hours)])
    return Finding("guard.hours", "ContactWindow", effect, text, sources, confidence, red_line=False)


@lru_cache(maxsize=1024)
def finding_of(found: Found, today: date, lang: str) -> Finding:
    """What people read of a constraint that is not fulfilled."""
    if isinstance(found, Fault):
        return Finding(found.constraint, "Fault", "veto", found.why.text(lang), _HOUSE, "house", red_line=True)
    constraint = found.constraint
    form = constraint.form
    return Finding(
        constraint.id,
        constraint.name,
        constraint.effect,
        constraint.why.text(lang),
        constraint.source,
        constraint.confidence,
        constraint.red_line,
        None if form is None else form.task.text(lang),
        tuple(DueTask(task.task.text(lang), today + timedelta(days=task.days)) for task in constraint.tasks),
    )
