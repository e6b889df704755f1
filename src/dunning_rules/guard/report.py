"""From what the guard found to what people read."""

from __future__ import annotations

from datetime import date, timedelta

from dunning_rules.guard.jurisdiction import Jurisdiction
from dunning_rules.guard.verdict import SEVERITY, VERDICTS, Fault, Found, Judged
from dunning_rules.guard.window import Timing
from dunning_rules.language import Wording
from dunning_rules.result import DueTask, Finding, Verdict

_IN_CONFLICT = Wording(
    "the case points to more than one law ({packs}): of each rule the stricter holds", "案件指向多个法域 ({packs}): 各项从严适用"
)
_HOUSE = "house policy"


def verdict_of(findings: tuple[Finding, ...], judged: Judged) -> Verdict:
    """The verdict of constraints, hours and jurisdiction together: the gravest."""
    return VERDICTS[max((judged.severity, *(SEVERITY[each.effect] for each in findings)))]


def findings_of(judged: Judged, timing: Timing, jurisdiction: Jurisdiction, today: date, lang: str) -> tuple[Finding, ...]:
    """All that was found, the gravest first."""
    found = [_of(each, today, lang) for each in judged.found]
    if timing.effect is not None:
        sources = "; ".join(dict.fromkeys(hours.source for hours in timing.hours)) or _HOUSE
        confidence = timing.hours[0].confidence if timing.hours else "house"
        why = " · ".join([timing.why.text(lang), *(hours.why.text(lang) for hours in timing.hours)])
        found.append(Finding("guard.hours", "ContactWindow", timing.effect, why, sources, confidence, red_line=False))
    if jurisdiction.in_conflict and (found or dict(judged.form.values)["channel"] != "internal"):
        why = _IN_CONFLICT.text(lang).format(packs=", ".join(jurisdiction.packs))
        found.append(Finding("guard.jurisdiction", "Jurisdiction", "annotate", why, _HOUSE, "house", red_line=False))
    return tuple(sorted(found, key=lambda each: (-SEVERITY[each.effect], each.constraint)))


def _of(found: Found, today: date, lang: str) -> Finding:
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
