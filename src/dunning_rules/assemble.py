"""From what an engine found to what people read: recommendations, conclusions and sums of one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Concluded, Outcome, Proposal
from dunning_rules.language.format import Formatter
from dunning_rules.language.record import Record
from dunning_rules.language.types import in_units
from dunning_rules.models import Case
from dunning_rules.reasons import Reason, shown
from dunning_rules.resolve import invoice_of, settle
from dunning_rules.result import Conclusion, FactValue, GaveWay, Recommendation, ReportedClaim, Totals
from dunning_rules.rules.book import RuleBook
from dunning_rules.schedule import window_for


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is reported of one case."""

    recommendations: list[Recommendation]
    gave_way: list[GaveWay]
    conclusions: list[Conclusion]
    totals: Totals


class Assembler:
    """Words what was found, in one language and one currency."""

    def __init__(self, book: RuleBook, currency: str, digits: int, formatter: Formatter) -> None:
        """Prepare."""
        self._book = book
        self._currency = currency
        self._digits = digits
        self._formatter = formatter
        self._lang = formatter.lang
        self._tasks = {action.id: action.task.text(formatter.lang) for action in book.actions}
        self._reasons: dict[int, Reason] = {}
        self._actions = {action.id: action for action in book.actions}

    def answer(self, outcome: Outcome, case: Case, as_of: datetime) -> Answer:
        """What is reported of one case; unsorted."""
        debtor = outcome.records.debtor
        settled = settle(outcome.proposals, self._book.precedence.for_debtor(debtor))
        return Answer(
            [self._recommendation(proposal, also, outcome.records, case, as_of) for proposal, also in settled.stays],
            [
                GaveWay(self._recommendation(proposal, also, outcome.records, case, as_of), to, why.text(self._lang))
                for proposal, also, to, why in settled.gave_way
            ],
            [self._conclusion(concluded, debtor) for concluded in outcome.conclusions if concluded.scope != "recommendation"],
            self._totals(debtor),
        )

    def _recommendation(self, proposal: Proposal, also: tuple[str, ...], records: Records, case: Case, as_of: datetime) -> Recommendation:
        rule = proposal.rule.rule
        facts, reason = self._filled(proposal.rule, proposal.subject)
        action = self._actions[proposal.planned.effect.action]
        on = None if proposal.on is None else date.fromordinal(proposal.on)
        wish = proposal.record if proposal.start is None else {**proposal.record, "window_start": proposal.start}
        window = window_for(wish, as_of, on, case.debtor.timezone, case.debtor.country) if "window_start" in wish else None
        return Recommendation(
            debtor_id=case.debtor.id,
            invoice_id=invoice_of(proposal),
            record=f"{rule.scope}/{proposal.subject['id']}",
            tip=rule.tip,
            rule_id=rule.id,
            also=also,
            action=action.id,
            task=self._tasks[action.id],
            urgency=proposal.record["urgency"],
            amount=None if proposal.amount is None else self._money(proposal.amount),
            amount_at_risk=self._money(_at_risk(proposal, records)),
            expected_late_amount=self._money(max(records.debtor["expected_late_amount"], 0)),
            currency=self._currency,
            actor=action.actor,
            channel=action.channel,
            audience=action.audience,
            place=action.place,
            tone=action.tone,
            stance=action.stance,
            demands_payment=action.demands_payment,
            on=on,
            deadline=None if proposal.deadline is None else date.fromordinal(proposal.deadline),
            names_day=None if proposal.names_day is None else date.fromordinal(proposal.names_day),
            window=window,
            claims=self._claims(proposal, case, as_of.date()),
            reason=reason,
            facts=facts,
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

    def _claims(self, proposal: Proposal, case: Case, today: date) -> tuple[ReportedClaim, ...]:
        attested = {
            each.kind
            for each in case.creditor.attestations
            if each.attested_on <= today and (each.valid_until is None or today <= each.valid_until)
        }
        return tuple(
            ReportedClaim(claim.text.text(self._lang), claim.needs, claim.needs is None or claim.needs in attested)
            for claim in proposal.planned.effect.claims
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


def _at_risk(proposal: Proposal, records: Records) -> int:
    named = invoice_of(proposal)
    about = next((each for each in records.by_scope["invoice"] if each["id"] == named), None) if named is not None else None
    if about is not None:
        return max(int(about["open_amount"]), 0)
    return max(int(records.debtor["overdue_amount"] or records.debtor["open_amount"]), 0)
