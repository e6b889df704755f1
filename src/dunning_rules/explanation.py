"""Why: the rules that fired for a debtor, with the chain of conclusions behind each down to the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dunning_rules.errors import ReportError, did_you_mean, quote
from dunning_rules.language.format import MISSING
from dunning_rules.result import Conclusion, FactValue, Recommendation, Report


@dataclass(frozen=True, slots=True)
class Because:
    """One fact of a reason and, where rules concluded it, what stands behind it."""

    name: str
    value: FactValue
    rules: tuple[str, ...] = ()
    reason: str = ""
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One recommendation with everything behind it."""

    recommendation: Recommendation
    gave_way_to: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was recommended for a debtor, and why; `str` of it is a text for people."""

    debtor_id: str
    found: tuple[Explained, ...]

    def __str__(self) -> str:
        """The explanation as an indented text."""
        lines = [self.debtor_id] if self.found else [f"{self.debtor_id}: nothing to do"]
        for each in self.found:
            advice = each.recommendation
            about = f" [{advice.invoice_id}]" if advice.invoice_id else ""
            away = f" (gave way to {each.gave_way_to})" if each.gave_way_to else ""
            lines += [f"  {advice.action}{about}: {advice.task}{away}", f"    {', '.join((advice.rule_id, *advice.also))}: {advice.reason}"]
            for because in each.because:
                lines += _lines(because, 6)
        return "\n".join(lines)


def explain(report: Report, debtor_id: str, rule_id: str | None = None) -> Explanation:
    """Why the report recommends what it does for one debtor.

    Args:
        report: a report of `evaluate`, also one read back from JSON.
        debtor_id: the debtor.
        rule_id: only what this rule recommends; all where absent.

    Raises:
        ReportError: the report says nothing of that debtor, or that rule recommends nothing for it.
    """
    own = [each for each in report.conclusions if each.debtor_id == debtor_id]
    concluded = {(each.record, each.name): each for each in own}
    found = [Explained(each, "", _because(each.facts, each.record, concluded)) for each in report.for_debtor(debtor_id)]
    found += [
        Explained(each.recommendation, each.to, _because(each.recommendation.facts, each.recommendation.record, concluded))
        for each in report.gave_way
        if each.recommendation.debtor_id == debtor_id
    ]
    if not found and not own:
        known = {*(each.debtor_id for each in report.recommendations), *(each.debtor_id for each in report.conclusions)}
        message = f"the report says nothing of debtor {quote(debtor_id)}"
        raise ReportError(message, help=did_you_mean(debtor_id, known))
    if rule_id is not None:
        fired = {rule for each in found for rule in (each.recommendation.rule_id, *each.recommendation.also)}
        found = [each for each in found if rule_id in {each.recommendation.rule_id, *each.recommendation.also}]
        if not found:
            message = f"rule {quote(rule_id)} recommends nothing for debtor {quote(debtor_id)}"
            raise ReportError(message, help=did_you_mean(rule_id, fired))
    return Explanation(debtor_id, tuple(found))


def _because(facts: Mapping[str, FactValue], record: str, concluded: dict[tuple[str, str], Conclusion]) -> tuple[Because, ...]:
    return tuple(_of_fact(name, value, record, concluded) for name, value in facts.items())


def _of_fact(name: str, value: FactValue, record: str, concluded: dict[tuple[str, str], Conclusion]) -> Because:
    scope = name.partition(".")[0]
    behind = next((each for (place, key), each in concluded.items() if key == name and (place == record or scope == "debtor")), None)
    if behind is None:
        return Because(name, value)
    return Because(name, value, behind.rules, behind.reason, _because(behind.facts, behind.record, concluded))


def _lines(because: Because, indent: int) -> list[str]:
    space = " " * indent
    shown = MISSING if because.value is None else because.value
    lines = [f"{space}{because.name} = {shown}"]
    if because.rules:
        lines.append(f"{space}  {', '.join(because.rules)}: {because.reason}")
        for each in because.because:
            lines += _lines(each, indent + 4)
    return lines
