"""All that the page shows, before it is markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from dunning_rules.language.types import total
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.report.accounts import Account, accounts
from dunning_rules.report.aging import Aged, aged, bucket_of
from dunning_rules.report.chain import advised, concluded
from dunning_rules.report.steps import Data, detail, row
from dunning_rules.report.timeline import timeline
from dunning_rules.report.values import Values
from dunning_rules.report.words import say
from dunning_rules.result import Report

_Found = TypeVar("_Found")

RISK = "debtor.risk_class"
APPROACH = "debtor.approach"


@dataclass(frozen=True, slots=True)
class Content:
    """What the page shows.

    Attributes:
        rows: the lines of the worklist, in the order of doing.
        debtors: who they are about, with the sums of each.
        details: for each debtor: what its own page and what unfolds below its lines show.
        aged: the sums of the buckets.
        credits: credit notes and unallocated cash of all debtors, as people write it.
        counts: how many debtors there are of each risk class and approach.
    """

    rows: list[Data]
    debtors: list[Data]
    details: list[Data]
    aged: tuple[Aged, ...]
    credits: str
    counts: Mapping[str, Mapping[str, int]]


def content(report: Report, cases: Iterable[Case], policy: Policy, values: Values) -> Content:
    """Gather it.

    Args:
        report: the report.
        cases: what it was asked about.
        policy: what made it.
        values: shows amounts and facts.
    """
    known = tuple(accounts(report, cases, policy))
    lang = report.metadata.lang
    parts = _parts(report)
    empty = replace(report, recommendations=(), gave_way=(), conclusions=())
    places = {each.case.debtor.id: place for place, each in enumerate(known)}
    grades = {key: policy.book.vocabulary.named(key).ref.type.choices for key in (RISK, APPROACH)}
    counts = {key: dict.fromkeys(choices, 0) for key, choices in grades.items()}
    debtors, details = [], []
    for each in known:
        part = parts.get(each.case.debtor.id, empty)
        values_of = {found.name: str(found.value) for found in part.conclusions}
        of = {RISK: values_of.get(RISK, grades[RISK][0]), APPROACH: values_of.get(APPROACH, "")}
        for key, value in of.items():
            if value:
                counts[key][value] += 1
        debtors.append(_debtor(each, of, values))
        details.append(_details(each, part, report, values))
    seen: dict[str, int] = {}
    rows = []
    for number, step in enumerate(report.recommendations, 1):
        nth = seen[step.debtor_id] = seen.get(step.debtor_id, -1) + 1
        rows.append({"number": number, "debtor": places[step.debtor_id], "nth": nth, **row(step, values, lang)})
    items = [(item.days_past_due, item.open_amount) for each in known for item in each.items if item.is_open]
    credited = total(each.credit_amount for each in known)
    return Content(rows, debtors, details, aged(items), values.money(credited), counts)


def _parts(report: Report) -> dict[str, Report]:
    """The report, cut into one for each debtor."""
    steps = _grouped(report.recommendations, lambda each: each.debtor_id)
    away = _grouped(report.gave_way, lambda each: each.recommendation.debtor_id)
    conclusions = _grouped(report.conclusions, lambda each: each.debtor_id)
    return {
        debtor: replace(
            report,
            recommendations=tuple(steps.get(debtor, ())),
            gave_way=tuple(away.get(debtor, ())),
            conclusions=tuple(conclusions.get(debtor, ())),
        )
        for debtor in {**steps, **away, **conclusions}
    }


def _grouped(found: Iterable[_Found], debtor_of: Callable[[_Found], str]) -> dict[str, list[_Found]]:
    groups: dict[str, list[_Found]] = {}
    for each in found:
        groups.setdefault(debtor_of(each), []).append(each)
    return groups


def _debtor(account: Account, of: Mapping[str, str], values: Values) -> Data:
    debtor = account.case.debtor
    return {
        "id": debtor.id,
        "name": debtor.name or debtor.id,
        "country": debtor.country or "",
        "open": values.money(account.open_amount),
        "overdue": values.money(account.overdue_amount),
        "days": account.days_past_due,
        "bucket": bucket_of(account.days_past_due).key,
        "risk": of[RISK],
        "approach": of[APPROACH],
    }


def _details(account: Account, part: Report, report: Report, values: Values) -> Data:
    lang = report.metadata.lang
    case = account.case
    steps = advised(part, case.debtor.id)
    return {
        "steps": [detail(each.recommendation, each.because, values, lang) for each in steps],
        "gave_way": [
            {"task": each.recommendation.task, "why": say("gave_way_to", lang, to=each.to, why=each.why)} for each in part.gave_way
        ],
        "items": [
            {
                "id": item.id,
                "issued": str(item.issued_on),
                "due": str(item.due_on),
                "amount": values.money(item.amount),
                "open": values.money(item.open_amount),
                "days": item.days_past_due if item.is_open else "",
            }
            for item in account.items
        ],
        "timeline": [
            {"on": str(each.on), "kind": each.kind, "title": each.title, "detail": each.detail, "ahead": each.is_ahead}
            for each in timeline(case, report.as_of, lang)
        ],
        "chain": [asdict(each) for each in concluded(part, case.debtor.id, values)],
    }
