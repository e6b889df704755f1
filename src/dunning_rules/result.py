"""What comes back: a report that explains itself. Plain frozen data; JSON out and in again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from dunning_rules.metadata import Metadata
from dunning_rules.rejects import Counts, Reject
from dunning_rules.report_json import read_report_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FactValue: TypeAlias = bool | int | str | None
"""A fact as JSON knows it: money and ratios as text so that no digit is lost, days as ISO text, a time as minutes; `None` = not known."""


Verdict: TypeAlias = Literal["permitted", "annotated", "rewritten", "needs_approval", "vetoed"]
"""What the compliance guard says of a recommendation, from mild to grave."""
HELD_BACK: frozenset[Verdict] = frozenset({"needs_approval", "vetoed"})


@dataclass(frozen=True, slots=True)
class Window:
    """When to do it, in the debtor's local time.

    Attributes:
        on: the day.
        start: not before, `HH:MM`.
        end: before, `HH:MM`.
        zone: the debtor's zone; `None` = not known, local time is meant all the same.
        holidays_known: whether public holidays of the debtor's country are known (else only weekdays count).
        start_utc: its first moment; `None` where no zone is known. Where the country has several zones, it is lawful in all of them.
        end_utc: the moment at which it ends.
    """

    on: date
    start: str
    end: str
    zone: str | None
    holidays_known: bool
    start_utc: datetime | None = None
    end_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with the day by which it has to be done."""

    task: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """What the compliance guard found in a recommendation.

    Attributes:
        constraint: id of the constraint.
        name: which of the guard's constraints it is, e.g. `Confidentiality`.
        effect: what followed.
        reason: why.
        source: the articles, or the house policy, that it rests on.
        confidence: how well the source was read, see `Constraint.confidence`.
        red_line: whether nobody can switch it off.
        lawful_form: what to do instead, where there is a lawful form.
        tasks: what has to be done by when, if the step is taken.
    """

    constraint: str
    name: str
    effect: Literal["annotate", "rewrite", "approve", "veto"]
    reason: str
    source: str
    confidence: str
    red_line: bool
    lawful_form: str | None = None
    tasks: tuple[DueTask, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginalStep:
    """What was advised before the guard rewrote it."""

    task: str
    channel: str
    audience: str
    place: str
    tone: str
    measure: str
    information: str
    amount: Decimal | None
    on: date | None
    claims: tuple[ReportedClaim, ...]


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A statement to the debtor: what is said, which attestation it needs, and whether it is attested or shown by the facts."""

    text: str
    needs: str | None
    attested: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An action that is advised, with its reason.

    Attributes:
        debtor_id: whom it concerns.
        invoice_id: the invoice that it is about, if it is about one.
        record: the record for which the rule fired, as `scope/id`.
        tip: number of the tip, if it is from one.
        rule_id: the rule.
        also: further rules that recommend the same.
        action: id of the action.
        task: the action as a short order.
        urgency: 0 to 100, comparable across debtors.
        amount: the money that it names, in `currency`.
        amount_at_risk: open amount of the invoice, else the overdue (or, where none is, open) amount of the debtor, in `currency`.
        expected_late_amount: what the debtor has overdue, and of the rest the share that it can be expected to pay late, in `currency`.
        currency: the reporting currency.
        actor: who does it.
        channel: by which way.
        audience: before whom.
        place: where.
        tone: how.
        measure: what it does to the debtor's rights.
        information: where the knowledge that it gathers comes from.
        stance: soft, neutral or hard.
        demands_payment: whether it asks for money.
        on: the day on which to do it; `None` = now.
        deadline: the last day for doing it.
        names_day: the day that it sets the debtor: a deadline, a new date.
        window: the local time for it, where there is one.
        claims: what it says to the debtor beyond the reason.
        reason: why, in the language of the report.
        facts: the facts behind the reason, by field of the vocabulary; those of the condition evaluate to true again.
        verdict: what the compliance guard says; `needs_approval` and `vetoed` are held back.
        findings: why, the gravest first.
        original: what was advised before the guard rewrote it; `None` where it did not.
        weights: the weights that move it on the worklist, by id, with their factors.
    """

    debtor_id: str
    invoice_id: str | None
    record: str
    tip: int | None
    rule_id: str
    also: tuple[str, ...]
    action: str
    task: str
    urgency: int
    amount: Decimal | None
    amount_at_risk: Decimal
    expected_late_amount: Decimal
    currency: str
    actor: str
    channel: str
    audience: str
    place: str
    tone: str
    measure: str
    information: str
    stance: str
    demands_payment: bool
    on: date | None
    deadline: date | None
    names_day: date | None
    window: Window | None
    claims: tuple[ReportedClaim, ...]
    reason: str
    facts: dict[str, FactValue]
    verdict: Verdict
    findings: tuple[Finding, ...]
    original: OriginalStep | None
    weights: dict[str, Decimal] = field(default_factory=dict)

    @property
    def is_held_back(self) -> bool:
        """Whether it may not be done, or not without an approval."""
        return self.verdict in HELD_BACK


@dataclass(frozen=True, slots=True)
class GaveWay:
    """A recommendation that gave way to another of the same debtor, and why."""

    recommendation: Recommendation
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A fact that rules concluded.

    Attributes:
        debtor_id: whom it concerns.
        record: the record, as `scope/id`.
        name: the field, e.g. `debtor.risk_class`.
        value: its value.
        text: the value as people say it.
        rules: the rules that concluded it.
        reason: why, by the first of them.
        facts: the facts behind the reason.
    """

    debtor_id: str
    record: str
    name: str
    value: FactValue
    text: str
    rules: tuple[str, ...]
    reason: str
    facts: dict[str, FactValue]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all debtors, in the reporting currency; credits are netted for each debtor."""

    currency: str
    debtors: int
    overdue_debtors: int
    open_invoices: int
    overdue_invoices: int
    open_amount: Decimal
    overdue_amount: Decimal


@dataclass(frozen=True, slots=True)
class Report:
    """The answer for one or many debtors.

    Attributes:
        as_of: the moment for which it was asked.
        totals: sums.
        recommendations: in the order of doing.
        gave_way: what was recommended and gave way.
        conclusions: what was concluded, by debtor and record.
        rejects: input rows that could not be used.
        rows: rows of the ledger read, accepted and rejected; `None` where the cases did not come from one.
        cases: cases asked about, answered and rejected.
        metadata: how it came about.
    """

    as_of: datetime
    totals: Totals
    recommendations: tuple[Recommendation, ...]
    gave_way: tuple[GaveWay, ...]
    conclusions: tuple[Conclusion, ...]
    rejects: tuple[Reject, ...]
    rows: Counts | None
    cases: Counts
    metadata: Metadata
    schema_version: int = field(default=1)

    def for_debtor(self, debtor_id: str) -> tuple[Recommendation, ...]:
        """The recommendations for one debtor."""
        return tuple(each for each in self.recommendations if each.debtor_id == debtor_id)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON text; the same report gives the same bytes."""
        return report_adapter().dump_json(self, indent=indent).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """A report from its JSON text.

        Raises:
            ReportError: the text is not a report.
        """
        return read_report_json(report_adapter(), text, what="a report", written_by="`Report.to_json` or `dunning-rules run --format json`")


@cache
def report_adapter() -> TypeAdapter[Report]:
    """Reads and writes reports; made when first needed."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - only when JSON is asked for

    return TypeAdapter(Report)
