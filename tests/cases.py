"""Small cases, rules and books for tests: one debtor, and what the test is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.choose import EngineName, make_engine
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.engine.run import Outcome
from dunning_rules.language import ALWAYS, Condition, Ref, Term, Wording, as_term
from dunning_rules.language.types import SCORE
from dunning_rules.models import EVENT_ADAPTER, Case, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.policy import Policy
from dunning_rules.result import FactValue, Recommendation, Report, ReportedClaim
from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Effect, Recommend, Rule
from dunning_rules.tips.common import PARAMETERS
from dunning_rules.vocabulary import VOCABULARY, Vocabulary

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 7, 15)
"""A Wednesday."""
NOON = datetime(2026, 7, 15, 12, tzinfo=BERLIN)
TEXT = Wording("because", "因为")


def at(day: date, hour: int = 10, minute: int = 0, zone: ZoneInfo = BERLIN) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def an_invoice(**changes: Any) -> Invoice:  # noqa: ANN401 - fields of the model
    """An invoice over 100 euros, due on the first of June 2026."""
    record: dict[str, Any] = {
        "id": "1",
        "debtor_id": "d",
        "amount": Decimal(100),
        "currency": "EUR",
        "issued_on": date(2026, 5, 1),
        "due_on": date(2026, 6, 1),
    }
    return Invoice(**record | changes)


def an_event(kind: str, **changes: Any) -> Event:  # noqa: ANN401 - fields of the model
    """An event of the first of July 2026; its id is its kind."""
    record = {"kind": kind, "id": kind, "debtor_id": "d", "at": at(date(2026, 7, 1))}
    return EVENT_ADAPTER.validate_python(record | changes)


def a_payment(amount: int | str, **changes: Any) -> Event:  # noqa: ANN401 - fields of the model
    """A payment in euros."""
    return an_event("payment", **{"amount": Decimal(amount), "currency": "EUR"} | changes)


def a_promise(amount: int | str, due_on: date, **changes: Any) -> Event:  # noqa: ANN401 - fields of the model
    """A promise to pay in euros."""
    return an_event("promise", **{"amount": Decimal(amount), "currency": "EUR", "due_on": due_on} | changes)


def a_visit(**changes: Any) -> Visit:  # noqa: ANN401 - fields of the model
    """A visit that began on the first of July 2026 at ten and was recorded two hours later."""
    day = date(2026, 7, 1)
    record: dict[str, Any] = {"id": "v", "debtor_id": "d", "recorded_at": at(day, 12), "started_at": at(day, 10)}
    return Visit(**record | changes)


def a_case(*records: Invoice | Visit | Event, debtor: Mapping[str, Any] | None = None, creditor: Mapping[str, Any] | None = None) -> Case:
    """The case of the debtor `d` with its records; the creditor reports in euros."""
    return Case(
        creditor=Creditor(**{"id": "us", "currency": "EUR"} | dict(creditor or {})),
        debtor=Debtor(**{"id": "d"} | dict(debtor or {})),
        invoices=tuple(each for each in records if isinstance(each, Invoice)),
        visits=tuple(each for each in records if isinstance(each, Visit)),
        events=tuple(each for each in records if not isinstance(each, Invoice | Visit)),
    )


def an_action(name: str, **changes: Any) -> Action:  # noqa: ANN401 - fields of an action
    """An action of a collector by phone."""
    audience = "own_people" if changes.get("channel") == "internal" else "debtor"
    sides = {"actor": "collector", "channel": "call", "audience": audience, "place": "remote"}
    return Action(name, TEXT, **sides | changes)


ACT = an_action("ACT")


def advise(action: str = "ACT", urgency: int = 50, **changes: Any) -> Recommend:  # noqa: ANN401 - fields of a recommendation
    """The advice to act."""
    return Recommend(action, as_term(urgency, SCORE), **changes)


def a_rule(name: str, when: Condition | Term, *then: Effect, **changes: Any) -> Rule:  # noqa: ANN401 - fields of a rule
    """A rule that advises to act, or has the given effects."""
    return Rule(name, when, then or (advise(),), **{"why": TEXT} | changes)


def a_book(
    *rules: Rule,
    actions: tuple[Action, ...] = (ACT,),
    exclusions: tuple[Exclusion, ...] = (),
    parameters: tuple[Parameter, ...] = (),
    vocabulary: Vocabulary = VOCABULARY,
) -> RuleBook:
    """A book of these rules, with the parameters that the vocabulary needs."""
    return RuleBook(rules, (*PARAMETERS, *parameters), actions, exclusions, vocabulary)


def asked(book: RuleBook, case: Case, as_of: datetime = NOON, **options: Any) -> Report:  # noqa: ANN401 - options of a policy
    """What the book says about the case; the plain engine, unless told otherwise."""
    return Policy(book, **{"engine": "plain"} | options).evaluate(case, as_of=as_of)


def fired(when: Condition | Term, case: Case, as_of: datetime = NOON, **options: Any) -> list[str]:  # noqa: ANN401 - as above
    """The records for which a rule with this condition fires."""
    return [each.record for each in asked(a_book(a_rule("asked", when)), case, as_of, **options).recommendations]


def value_of(field: Ref, case: Case, as_of: datetime = NOON, *, where: Condition = ALWAYS, **options: Any) -> FactValue:  # noqa: ANN401 - as above
    """The value of a field of the only record of its scope, as a report shows it; `None` where it is missing."""
    values = values_of(field, case, as_of, where=where, **options)
    assert len(values) == 1, f"{len(values)} records"
    return next(iter(values.values()))


def values_of(field: Ref, case: Case, as_of: datetime = NOON, *, where: Condition = ALWAYS, **options: Any) -> dict[str, FactValue]:  # noqa: ANN401 - as above
    """The value of a field by the id of its record."""
    found = asked(a_book(a_rule("asked", where & (field.is_known() | field.is_missing()))), case, as_of, **options).recommendations
    return {each.record.partition("/")[2]: each.facts[field.key] for each in found}


def claims_of(advice: Recommendation) -> tuple[ReportedClaim, ...]:
    """What the rules would have said to the debtor, whether or not the guard left a part of it out."""
    return advice.claims if advice.original is None else advice.original.claims


def outcome_of(book: RuleBook, case: Case, as_of: datetime = NOON, engine: EngineName = "plain") -> Outcome:
    """What an engine finds in the case, before conflicts are settled."""
    money = Money(case.creditor.currency, (), as_of.date())
    plan = make_plan(book, as_of.date(), money.digits)
    return make_engine(engine, plan).run(Projector(plan, money, Accruals()).records(case, as_of))
