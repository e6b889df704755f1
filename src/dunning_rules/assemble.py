"""From what an engine found to what people read: recommendations, conclusions and sums of one case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dunning_rules.engine.plan import Plan, PlannedRule
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Concluded, Outcome, Proposal
from dunning_rules.errors import CaseError, quote
from dunning_rules.guard import Guard, Judged
from dunning_rules.guard.about import invoice_record
from dunning_rules.guard.hours import Allowed
from dunning_rules.guard.jurisdiction import Jurisdiction, countries_of, zones_of
from dunning_rules.guard.report import findings_of, verdict_of
from dunning_rules.guard.window import timing_of
from dunning_rules.language.format import Formatter
from dunning_rules.language.record import Record
from dunning_rules.language.types import in_units
from dunning_rules.models import Case
from dunning_rules.reasons import Reason, shown
from dunning_rules.resolve import invoice_of, settle
from dunning_rules.result import Conclusion, FactValue, GaveWay, OriginalStep, Recommendation, ReportedClaim, Totals
from dunning_rules.rules.action import Action
from dunning_rules.rules.book import RuleBook
from dunning_rules.schedule import wish_of


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is reported of one case."""

    recommendations: list[Recommendation]
    gave_way: list[GaveWay]
    conclusions: list[Conclusion]
    totals: Totals


@dataclass(frozen=True, slots=True)
class _Asked:
    """One case, the moment of asking, and what the guard needs to know of them."""

    case: Case
    as_of: datetime
    records: Records
    jurisdiction: Jurisdiction
    allowed: Allowed
    zones: tuple[str, ...]
    countries: tuple[str, ...]
    attested: frozenset[str]


class Assembler:
    """Words what was found, in one language and one currency."""

    def __init__(self, book: RuleBook, plan: Plan, guard: Guard, currency: str, formatter: Formatter) -> None:
        """Prepare."""
        self._book = book
        self._guard = guard
        self._currency = currency
        self._digits = plan.digits
        self._weights = plan.weights
        self._formatter = formatter
        self._lang = formatter.lang
        self._tasks = {action.id: action.task.text(formatter.lang) for action in book.actions}
        self._reasons: dict[int, Reason] = {}
        self._actions = {action.id: action for action in book.actions}

    def answer(self, outcome: Outcome, case: Case, as_of: datetime) -> Answer:
        """What is reported of one case; unsorted."""
        debtor = outcome.records.debtor
        settled = settle(outcome.proposals, self._book.precedence.for_debtor(debtor))
        asked = self._asked(case, as_of, outcome.records)
        return Answer(
            [self._recommendation(proposal, also, asked) for proposal, also in settled.stays],
            [
                GaveWay(self._recommendation(proposal, also, asked), to, why.text(self._lang))
                for proposal, also, to, why in settled.gave_way
            ],
            [self._conclusion(concluded, debtor) for concluded in outcome.conclusions if concluded.scope != "recommendation"],
            self._totals(debtor),
        )

    def _asked(self, case: Case, as_of: datetime, records: Records) -> _Asked:
        today = as_of.date()
        jurisdiction = self._guard.jurisdiction(case)
        attested = frozenset(
            each.kind
            for each in case.creditor.attestations
            if each.attested_on <= today and (each.valid_until is None or today <= each.valid_until)
        )
        allowed = self._guard.allowed(case, jurisdiction)
        return _Asked(case, as_of, records, jurisdiction, allowed, zones_of(case.debtor), countries_of(case.debtor), attested)

    def _recommendation(self, proposal: Proposal, also: tuple[str, ...], asked: _Asked) -> Recommendation:
        debtor, as_of, records = asked.case.debtor, asked.as_of, asked.records
        rule = proposal.rule.rule
        facts, reason = self._filled(proposal.rule, proposal.subject)
        action = self._actions[proposal.planned.effect.action]
        claims = self._claims(proposal, asked)
        judged = self._guard.judge(proposal, records, asked.jurisdiction, sum(not claim.attested for claim in claims))
        values, form = dict(judged.form.values), judged.form
        on = _day(form.on, debtor.id)
        wish = wish_of(proposal.record, proposal.start)
        timing = timing_of(wish, values["channel"], asked.allowed, as_of=as_of, on=on, zones=asked.zones, countries=asked.countries)
        findings = findings_of(judged, timing, asked.jurisdiction, as_of.date(), self._lang)
        return Recommendation(
            debtor_id=debtor.id,
            invoice_id=invoice_of(proposal),
            record=f"{rule.scope}/{proposal.subject['id']}",
            tip=rule.tip,
            rule_id=rule.id,
            also=also,
            action=action.id,
            task=self._task(action, judged),
            urgency=proposal.record["urgency"],
            amount=None if form.amount is None else self._money(form.amount),
            amount_at_risk=self._money(_at_risk(proposal, records)),
            expected_late_amount=self._money(max(records.debtor["expected_late_amount"], 0)),
            currency=self._currency,
            actor=action.actor,
            channel=values["channel"],
            audience=values["audience"],
            place=values["place"],
            tone=values["tone"],
            measure=values["measure"],
            information=values["information"],
            stance=action.stance,
            demands_payment=action.demands_payment,
            on=on,
            deadline=_day(proposal.deadline, debtor.id),
            names_day=_day(proposal.names_day, debtor.id),
            window=timing.window,
            claims=tuple(claim for claim in claims if claim.attested) if form.drops_claims else claims,
            reason=reason,
            facts=facts,
            verdict=verdict_of(findings, judged),
            findings=findings,
            original=self._original(proposal, action, claims, asked) if form.forms else None,
            weights={each.weight.id: each.weight.factor for each in self._weights if each.holds(proposal.record)},
        )

    def _task(self, action: Action, judged: Judged) -> str:
        """The lawful form that another step became; the action's own order where it stays, with what it has to mind."""
        if not judged.form.forms:
            return self._tasks[action.id]
        others = dict.fromkeys(form.task.text(self._lang) for form in judged.form.forms if form.is_another_step)
        minded = dict.fromkeys(form.task.text(self._lang) for form in judged.form.forms if form.is_another_manner)
        return _and([_and(others) or self._tasks[action.id], *(text for text in minded if text not in others)])

    def _original(self, proposal: Proposal, action: Action, claims: tuple[ReportedClaim, ...], asked: _Asked) -> OriginalStep:
        return OriginalStep(
            self._tasks[action.id],
            action.channel,
            action.audience,
            action.place,
            action.tone,
            action.measure,
            action.information,
            None if proposal.amount is None else self._money(proposal.amount),
            _day(proposal.on, asked.case.debtor.id),
            claims,
        )

    def _conclusion(self, concluded: Concluded, debtor: Record) -> Conclusion:
        facts, reason = self._filled(concluded.rules[0], concluded.subject)
        return Conclusion(
            debtor_id=debtor["id"],
            record=f"{concluded.scope}/{concluded.subject['id']}",
            name=concluded.key,
            value=shown(concluded.value, concluded.kind, self._digits),
            text=self._formatter.show(concluded.kind, concluded.value),
            rules=tuple(planned.rule.id for planned in concluded.rules),
            reason=reason,
            facts=facts,
        )

    def _filled(self, planned: PlannedRule, subject: Record) -> tuple[dict[str, FactValue], str]:
        reason = self._reasons.get(planned.order)
        if reason is None:
            reason = self._reasons[planned.order] = Reason(planned, self._formatter, self._digits)
        return reason.fill(subject)

    def _claims(self, proposal: Proposal, asked: _Asked) -> tuple[ReportedClaim, ...]:
        if not proposal.planned.claims:
            return ()
        return tuple(
            ReportedClaim(
                claim.text.text(self._lang),
                claim.needs,
                claim.needs in asked.attested if claim.needs is not None else shown is not None and shown(proposal.subject),
            )
            for claim, shown in proposal.planned.claims
        )

    def _totals(self, debtor: Record) -> Totals:
        return Totals(
            currency=self._currency,
            debtors=1,
            overdue_debtors=int(debtor["is_overdue"]),
            open_invoices=debtor["open_invoices"],
            overdue_invoices=debtor["overdue_invoices"],
            open_amount=self._money(debtor["open_amount"]),
            overdue_amount=self._money(debtor["overdue_amount"]),
        )

    def _money(self, minor: int) -> Decimal:
        return in_units(minor, self._digits)


def _day(number: int | None, debtor: str) -> date | None:
    """The day of a day number.

    Raises:
        CaseError: no calendar has it.
    """
    if number is None:
        return None
    if not 1 <= number <= date.max.toordinal():
        raise impossible_day(debtor)
    return date.fromordinal(number)


def impossible_day(debtor: str) -> CaseError:
    """Why a case cannot be answered of which a rule advises a day beyond the calendar."""
    message = "a rule advises a day that no calendar has"
    return CaseError(message, where=f"debtor {quote(debtor)}", help="look for a date of the case that is far off, such as 9999-12-31")


def _and(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _at_risk(proposal: Proposal, records: Records) -> int:
    about = invoice_record(proposal, records)
    if about is not None:
        return max(int(about["open_amount"]), 0)
    return max(int(records.debtor["overdue_amount"] or records.debtor["open_amount"]), 0)
