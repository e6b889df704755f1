"""The guard asked about a single step: an action of any attributes, for any debtor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dunning_rules.frames.convert import tables_of
from dunning_rules.models import Case, Event, Invoice, Visit
from dunning_rules.packs import Pack
from dunning_rules.policy import Policy
from dunning_rules.result import Finding, Recommendation
from dunning_rules.rules.action import Action
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.rule import Claim, Recommend
from dunning_rules.vocabulary import debtor
from tests.cases import NOON, a_book, a_case, a_rule, advise, an_invoice

OVERDUE = an_invoice()
GERMAN = {"country": "DE", "timezone": "Europe/Berlin", "kind": "company"}
LETTER = {"channel": "letter", "audience": "authorised_payer", "place": "remote"}
COURT = {"channel": "court", "audience": "court", "place": "court", "measure": "legal_process", "tone": "neutral"}
_SIDES = ("verdict", "channel", "audience", "place", "tone", "measure", "information", "amount", "on", "urgency")
INSIDE = {"channel": "internal", "audience": "own_people", "place": "own_office"}


def an_act(**sides: Any) -> Action:  # noqa: ANN401 - fields of an action
    """A neutral call to the person who may pay, or what `sides` make of it."""
    from dunning_rules.language import Wording  # noqa: PLC0415 - only for the text

    parts = {"actor": "collector", "channel": "call", "audience": "authorised_payer", "place": "remote"}
    return Action("ACT", Wording("as the rules have it", "原措施"), **parts | sides)


def book_of(action: Action, constraints: Iterable[Constraint] = (), **advice: Any) -> RuleBook:  # noqa: ANN401 - fields of a recommendation
    """A book that always recommends `action`."""
    from dataclasses import replace  # noqa: PLC0415 - only here

    effect: Recommend = advise(**advice)
    return replace(a_book(a_rule("r", debtor.today.is_known(), effect), actions=(action,)), constraints=tuple(constraints))


def judged(
    *records: Invoice | Visit | Event,
    sides: dict[str, Any] | None = None,
    debtor: dict[str, Any] | None = None,
    creditor: dict[str, Any] | None = None,
    constraints: Iterable[Constraint] = (),
    packs: Iterable[Pack] = (),
    claims: tuple[Claim, ...] = (),
    as_of: datetime = NOON,
    in_columns: bool = True,
    **advice: Any,  # noqa: ANN401 - fields of a recommendation
) -> Recommendation:
    """What becomes of one step for a debtor with one overdue invoice, or with `records`."""
    case = a_case(*(records or (OVERDUE,)), debtor=GERMAN if debtor is None else debtor, creditor=creditor)
    return judge_case(case, an_act(**sides or {}), constraints, packs, claims, as_of, in_columns=in_columns, **advice)


def judge_case(  # noqa: PLR0917 - as above
    case: Case,
    action: Action,
    constraints: Iterable[Constraint] = (),
    packs: Iterable[Pack] = (),
    claims: tuple[Claim, ...] = (),
    as_of: datetime = NOON,
    *,
    in_columns: bool = True,
    **advice: Any,  # noqa: ANN401 - as above
) -> Recommendation:
    """What becomes of `action` in a case."""
    policy = Policy(book_of(action, constraints, claims=claims, **advice), engine="plain", packs=packs)
    found = policy.evaluate(case, as_of=as_of).recommendations[0]
    if in_columns:
        assert _in_columns(policy, case, as_of) == _told(found)
    return found


def _told(advice: Recommendation) -> tuple[Any, ...]:
    """What the guard makes of a step."""
    window = advice.window
    hours = None if window is None else (window.on, window.start, window.end, window.zone, window.start_utc, window.end_utc)
    return (
        tuple(getattr(advice, name) for name in _SIDES),
        hours,
        sorted((each.constraint, each.effect, each.reason) for each in advice.findings),
    )


def _in_columns(policy: Policy, case: Case, as_of: datetime) -> tuple[Any, ...]:
    """The same, of a portfolio of one debtor."""
    frames = policy.evaluate_frames(tables_of([case]), as_of=as_of, creditor=case.creditor)
    row = frames.recommendations.row(0, named=True)
    names = ("window_on", "window_start", "window_end", "window_zone", "window_start_utc", "window_end_utc")
    hours = None if row["window_on"] is None else tuple(row[name] for name in names)
    return tuple(row[name] for name in _SIDES), hours, sorted(frames.findings.select("constraint", "effect", "reason").iter_rows())


def found(advice: Recommendation, constraint: str) -> Finding:
    """The finding of one constraint."""
    return next(each for each in advice.findings if each.constraint == constraint)


def names(advice: Recommendation) -> set[str]:
    """The ids of all constraints that were not fulfilled."""
    return {each.constraint for each in advice.findings}


def days_before(number: int) -> datetime:
    """A moment of the day so many days before the day of the question."""
    return datetime.combine(date.fromordinal(NOON.toordinal() - number), NOON.timetz())
