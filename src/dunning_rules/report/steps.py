"""One recommendation as the page shows it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypeAlias

from dunning_rules.report.chain import links
from dunning_rules.report.kinds import kind_label
from dunning_rules.report.values import Values
from dunning_rules.report.words import say
from dunning_rules.result import Finding, Recommendation
from dunning_rules.why.because import Because

Data: TypeAlias = dict[str, Any]
"""What goes into the page as JSON."""

_ANY_TIME = "0000-00-00"
"""Sorts before each day."""


def row(step: Recommendation, values: Values, lang: str) -> Data:
    """What stands on its line of the worklist."""
    return {
        "task": step.task,
        "reason": step.reason,
        "invoice": step.invoice_id or "",
        "urgency": step.urgency,
        "amount": "" if step.amount is None else values.money(step.amount),
        "value": 0 if step.amount is None else float(step.amount),
        "when": _when(step, lang),
        "day": str(step.window.on if step.window is not None else step.on or step.deadline or _ANY_TIME),
        "verdict": step.verdict,
        "actor": step.actor,
        "how": " · ".join(kind_label(each, lang) for each in (step.actor, step.channel)),
    }


def detail(step: Recommendation, because: tuple[Because, ...], values: Values, lang: str) -> Data:
    """What unfolds below its line: rule, window, verdict and sources, and the facts that it rests on."""
    window = step.window
    hours = ""
    if window is not None:
        hours = f"{window.on} {window.start}–{window.end} ({window.zone or say('local', lang)})"
        hours += "" if window.holidays_known else f"; {say('no_holidays', lang)}"
    return {
        "rule": ", ".join((step.rule_id, *step.also)),
        "tip": "" if step.tip is None else say("tip", lang, tip=step.tip),
        "how": " · ".join(kind_label(each, lang) for each in (step.actor, step.channel, step.audience, step.tone)),
        "window": hours,
        "findings": [_finding(each, lang) for each in step.findings],
        "claims": [f"{each.text} ({say('attested' if each.attested else 'not_attested', lang)})" for each in step.claims],
        "before": "" if step.original is None else step.original.task,
        "because": [asdict(each) for each in links(because, values)],
    }


def _when(step: Recommendation, lang: str) -> list[str]:
    """When to do it; empty where it may be done now."""
    found = []
    if step.window is not None:
        found.append(f"{step.window.on} {step.window.start}–{step.window.end}")
    elif step.on is not None:
        found.append(say("on", lang, day=step.on))
    if step.deadline is not None:
        found.append(say("by", lang, day=step.deadline))
    if step.names_day is not None:
        found.append(say("names_day", lang, day=step.names_day))
    return found


def _finding(finding: Finding, lang: str) -> Data:
    return {
        "name": finding.name,
        "effect": say(finding.effect, lang),
        "reason": finding.reason,
        "source": f"{finding.source} ({finding.confidence})",
        "red_line": finding.red_line,
        "lawful_form": finding.lawful_form or "",
        "tasks": [f"{each.due_on}: {each.task}" for each in finding.tasks],
    }
