"""Why: what was recommended for a debtor, with the chain behind each down to the facts and, with the case, to its records; and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from dunning_rules.engine.run import Outcome
from dunning_rules.engine.workings import Workings
from dunning_rules.errors import ReportError, did_you_mean, quote
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Conclusion, FactValue, GaveWay, Recommendation, Report
from dunning_rules.why.because import Because
from dunning_rules.why.looker import Looker, Place
from dunning_rules.why.outline import Outline
from dunning_rules.why.tracer import Tracer
from dunning_rules.why.why_not import WhyNot, answer

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Explained:
    """One recommendation with everything behind it."""

    recommendation: Recommendation
    gave_way_to: str
    because: tuple[Because, ...]

    @property
    def outline(self) -> Outline:
        """As lines."""
        advice = self.recommendation
        about = f" [{advice.invoice_id}]" if advice.invoice_id else ""
        away = f" (gave way to {self.gave_way_to})" if self.gave_way_to else ""
        facts = tuple(each.outline for each in self.because)
        reason = Outline(f"{', '.join((advice.rule_id, *advice.also))}: {advice.reason}", facts)
        return Outline(f"{advice.action}{about}: {advice.task}{away}", (reason, *_guard(advice)))


def _guard(advice: Recommendation) -> tuple[Outline, ...]:
    """What the compliance guard says of it, with its sources."""
    if not advice.findings:
        return ()
    findings = []
    for each in advice.findings:
        below = [Outline(f"source: {each.source} ({each.confidence})")]
        if each.lawful_form is not None:
            below.append(Outline(f"lawful form: {each.lawful_form}"))
        below += [Outline(f"{task.due_on}: {task.task}") for task in each.tasks]
        findings.append(Outline(f"{each.constraint} ({each.name}, {each.effect}): {each.reason}", tuple(below)))
    original = (Outline(f"as the rules had it: {advice.original.task}"),) if advice.original is not None else ()
    return (Outline(f"guard: {advice.verdict}", (*findings, *original)),)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was recommended for a debtor, and why; `str` of it is a text for people.

    Attributes:
        debtor_id: the debtor.
        found: what was recommended, with what gave way.
        concluded: where nothing was recommended: what was concluded.
        why_not: where it was asked of a rule that did not fire, with the case: why.
    """

    debtor_id: str
    found: tuple[Explained, ...]
    concluded: tuple[Because, ...] = ()
    why_not: WhyNot | None = None

    @property
    def outline(self) -> Outline:
        """As lines."""
        if self.why_not is not None:
            return self.why_not.outline
        below = (*(each.outline for each in self.found), *(each.outline for each in self.concluded))
        return Outline(self.debtor_id if self.found else f"{self.debtor_id}: nothing to do", below)

    def __str__(self) -> str:
        """The explanation as an indented text."""
        return str(self.outline)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The explanation as JSON text."""
        return _adapter().dump_json(self, indent=indent).decode()


def explain(
    report: Report, debtor_id: str, rule_id: str | None = None, *, case: Case | None = None, policy: Policy | None = None
) -> Explanation:
    """Why the report recommends what it does for one debtor.

    With the case, the chain goes down to the records that the facts were read and computed from, and a rule that did not fire is answered
    too.

    Args:
        report: a report of `evaluate`, also one read back from JSON.
        debtor_id: the debtor.
        rule_id: only what this rule recommends or concludes; all where absent.
        case: the debtor with all of its records, as the report was asked about it.
        policy: with `case`: the policy that made the report; the built-in rules where absent.

    Raises:
        ReportError: the report says nothing of that debtor, or that rule does nothing for it; or `case` or `policy` is of another report.
        BookError: with `case`: there is no such rule.
    """
    own = [each for each in report.conclusions if each.debtor_id == debtor_id]
    advised: list[Recommendation | GaveWay] = [*report.for_debtor(debtor_id)]
    advised += [each for each in report.gave_way if each.recommendation.debtor_id == debtor_id]
    if not advised and not own and case is None:
        known = {*(each.debtor_id for each in report.recommendations), *(each.debtor_id for each in report.conclusions)}
        message = f"the report says nothing of debtor {quote(debtor_id)}"
        raise ReportError(message, help=did_you_mean(debtor_id, known))
    if rule_id is not None:
        advised = [each for each in advised if rule_id in _rules(each)]
        own = [each for each in own if rule_id in each.rules]
    behind: _FromReport | _FromCase = _FromReport(report, debtor_id)
    if case is not None:
        workings = _workings(report, debtor_id, case, policy)
        if rule_id is not None and not advised and not own:
            return Explanation(debtor_id, (), why_not=answer(workings, report, rule_id, None))
        behind = _FromCase(workings)
    elif rule_id is not None and not advised and not own:
        message = f"rule {quote(rule_id)} recommends nothing for debtor {quote(debtor_id)}"
        fired = {each.rule_id for each in report.for_debtor(debtor_id)}
        raise ReportError(message, help=did_you_mean(rule_id, fired))
    found = [
        Explained(each.recommendation, each.to, behind.recommended(each.recommendation))
        if isinstance(each, GaveWay)
        else Explained(each, "", behind.recommended(each))
        for each in advised
    ]
    explanation = Explanation(debtor_id, tuple(found), () if found else tuple(behind.concluded(each) for each in own))
    behind.release()
    return explanation


def why_not(case: Case, rule_id: str, *, as_of: datetime, record: str | None = None, policy: Policy | None = None) -> WhyNot:
    """Why a rule did not fire for a debtor, and the smallest change of facts by which it would.

    The change is searched over the facts of records, fewest first, then those that come with a record before those that are computed, then
    the nearest values. It is only given where the rule fires in a replay with it.

    Args:
        case: the debtor with all of its records.
        rule_id: the rule.
        as_of: the moment for which you ask.
        record: the record of which you ask, e.g. `invoice/R1`; the one that is nearest to it where absent.
        policy: the rules; the built-in ones where absent.

    Raises:
        AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
        BookError: there is no such rule.
        CaseError: `case` is not a `Case`, an amount cannot be converted, or the rule looks at no such record.
    """
    asked = policy or _standard("en")
    asked.book.rule(rule_id)
    return answer(asked.workings(case, as_of=as_of), asked.evaluate(case, as_of=as_of), rule_id, record)


class _FromReport:
    """What a report alone knows: the facts, and what rules concluded."""

    def __init__(self, report: Report, debtor_id: str) -> None:
        self._concluded = {(each.record, each.name): each for each in report.conclusions if each.debtor_id == debtor_id}

    def recommended(self, advice: Recommendation) -> tuple[Because, ...]:
        return self._because(advice.facts, advice.record)

    def concluded(self, each: Conclusion) -> Because:
        return Because(each.name, each.value, each.rules, each.reason, self._because(each.facts, each.record))

    def release(self) -> None:
        pass

    def _because(self, facts: Mapping[str, FactValue], record: str) -> tuple[Because, ...]:
        return tuple(self._of_fact(name, value, record) for name, value in facts.items())

    def _of_fact(self, name: str, value: FactValue, record: str) -> Because:
        scope = name.partition(".")[0]
        known = self._concluded.items()
        behind = next((each for (place, key), each in known if key == name and (place == record or scope == "debtor")), None)
        return Because(name, value) if behind is None else self.concluded(behind)


class _FromCase:
    """What the case knows besides: the records."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings
        self._looker = Looker(workings.book, workings.plan)
        self._outcome: Outcome = workings.run()
        self._rules = {each.rule.id: each for level in workings.plan.strata for rules in level.values() for each in rules}

    def recommended(self, advice: Recommendation) -> tuple[Because, ...]:
        return self._tracer().of_rule(self._rules[advice.rule_id], self._place(advice.record))

    def concluded(self, each: Conclusion) -> Because:
        return self._tracer().of_leaf(self._workings.book.vocabulary.named(each.name).ref, self._place(each.record))

    def release(self) -> None:
        self._outcome.records.release()

    def _tracer(self) -> Tracer:
        """A new one for each tree."""
        return Tracer(self._workings, self._looker, self._outcome)

    def _place(self, name: str) -> Place:
        scope, _, own = name.partition("/")
        return next(Place(scope, each) for each in self._outcome.records.by_scope[scope] if each["id"] == own)


def _rules(each: Recommendation | GaveWay) -> tuple[str, ...]:
    advice = each.recommendation if isinstance(each, GaveWay) else each
    return (advice.rule_id, *advice.also)


def _workings(report: Report, debtor_id: str, case: Case, policy: Policy | None) -> Workings:
    asked = policy or _standard(report.metadata.lang)
    workings = asked.workings(case, as_of=report.as_of)
    if case.debtor.id != debtor_id:
        message = f"the case is of debtor {quote(case.debtor.id)}, not {quote(debtor_id)}"
        raise ReportError(message, help="give the case of the debtor that you ask about")
    if asked.book.digest != report.metadata.book_digest or workings.formatter.currency != report.totals.currency:
        message = "the report was made by another policy"
        raise ReportError(message, help="give `policy=` the one that made it, with its parameters, currency and rates")
    return workings


@cache
def _standard(lang: str) -> Policy:
    return Policy(lang=lang)


@cache
def _adapter() -> TypeAdapter[Explanation]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - only when JSON is asked for

    return TypeAdapter(Explanation)
