"""Whole reports about random debtors, with random actions and a random policy beside: no harm is permitted, and nothing becomes milder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.contribution import Plugin
from dunning_rules.guard.verdict import VERDICTS
from dunning_rules.language import ALWAYS, Wording, as_term
from dunning_rules.language.types import MINUTE
from dunning_rules.models import Case, Event, Invoice
from dunning_rules.policy import Policy
from dunning_rules.rules.action import Action
from dunning_rules.rules.constraint import CHANGEABLE, CONSTRAINT_NAMES, Constraint, LawfulForm
from dunning_rules.rules.rule import Rule
from dunning_rules.vocabulary import debtor, recommendation
from dunning_rules.vocabulary.steps import Audience, Channel, Information, Measure, Place, Tone
from tests.cases import TEXT, a_book, a_case, a_rule, advise, an_event, an_invoice
from tests.red_lines.harm import harm

ZONES = {
    "Asia/Shanghai": "CN",
    "Europe/Berlin": "DE",
    "Europe/Paris": "FR",
    "Europe/London": "GB",
    "America/New_York": "US",
    "Pacific/Honolulu": "US",
    "Pacific/Kiritimati": "KI",
    "Pacific/Pago_Pago": "AS",
    "Asia/Riyadh": "SA",
    "Asia/Kathmandu": "NP",
    "Asia/Beirut": "LB",
    "Australia/Lord_Howe": "AU",
}
ASKERS = (UTC, ZoneInfo("Asia/Shanghai"), timezone(-timedelta(hours=10)))
CHANGES_OF_CLOCKS = tuple(
    datetime(2026, month, day, hour, 30, tzinfo=UTC) for month, day, hour in ((3, 8, 6), (3, 29, 0), (4, 4, 14), (10, 25, 0), (11, 1, 5))
)
SIDES = {"channel": Channel, "audience": Audience, "place": Place, "tone": Tone, "measure": Measure, "information": Information}
CALM = {"audience": "authorised_payer", "place": "remote", "tone": "neutral", "measure": "none", "information": "none"}
AMOUNTS = (None, debtor.open_amount, debtor.open_amount * 5, debtor.overdue_amount)


@pytest.mark.parametrize("seed", range(3))
def test_no_harm_is_permitted_and_a_policy_makes_nothing_milder(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret
    seen = set()
    for _ in range(8):
        actions = tuple(_action(random, number) for number in range(4))
        book = a_book(*(_rule(random, each) for each in actions), actions=actions)
        alone, beside = Policy(book, engine="plain"), Policy(book, engine="plain", plugins=[_policy(random)])
        for _ in range(10):
            as_of = _moment(random)
            case = _case(random, as_of)
            before, after = (
                {each.action: each for each in policy.evaluate(case, as_of=as_of).recommendations} for policy in (alone, beside)
            )
            for name, step in before.items():
                seen.add(step.verdict)
                for each in (step, after[name]):
                    assert not harm(each, case, as_of, ZONES[str(case.debtor.timezone)]), (each, case)
                assert VERDICTS.index(after[name].verdict) >= VERDICTS.index(step.verdict), (step, after[name])
    assert seen == set(VERDICTS)


def _action(random: Random, number: int) -> Action:
    sides: dict[str, Any] = {name: random.choice(get_args(kind)) for name, kind in SIDES.items()}
    sides |= {name: side for name, side in CALM.items() if random.random() < 0.8}
    demands = random.random() < 0.5
    if sides["channel"] == "internal":
        sides["audience"], demands = "own_people", False
    return Action(f"ACT_{'ABCD'[number]}", Wording("as the rules have it", "原措施"), "collector", demands_payment=demands, **sides)


def _rule(random: Random, action: Action) -> Rule:
    on = random.choice((None, None, debtor.today + 1, debtor.today - 2, debtor.today + 40))
    start = random.choice((None, None, 0, 15 * 60 + 30, 19 * 60))
    wished = None if start is None else as_term(start, MINUTE)
    return a_rule(action.id.lower(), debtor.today.is_known(), advise(action.id, on=on, start=wished, amount=random.choice(AMOUNTS)))


def _policy(random: Random) -> Plugin:
    """A policy whose constraints rewrite as they like."""
    return Plugin(name="ours", constraints=tuple(_constraint(random, number) for number in range(random.randrange(4))))


def _constraint(random: Random, number: int) -> Constraint:
    changes = {name: random.choice(get_args(kind)) for name, kind in SIDES.items() if name in CHANGEABLE and random.random() < 0.3}
    form = LawfulForm(f"F{number}", TEXT, changes or {"tone": "warm"}, amount=random.choice(AMOUNTS[1:]), on=debtor.today + 3)
    name = random.choice(sorted(CHANGEABLE))
    side = getattr(recommendation, name)
    return Constraint(
        f"ours.{number}",
        random.choice(CONSTRAINT_NAMES),  # type: ignore[arg-type]
        "*",
        random.choice((ALWAYS, side == random.choice(get_args(SIDES[name])))),
        random.choice((ALWAYS, side != random.choice(get_args(SIDES[name])), recommendation.amount <= debtor.open_amount)),
        random.choice(("annotate", "rewrite", "rewrite", "approve")),
        TEXT,
        "house policy",
        form=form,
    )


def _moment(random: Random) -> datetime:
    if random.random() < 0.3:
        return random.choice(CHANGES_OF_CLOCKS)
    return datetime(2026, random.randrange(1, 13), random.randrange(1, 29), random.randrange(24), 7, tzinfo=random.choice(ASKERS))


def _case(random: Random, as_of: datetime) -> Case:
    zone = random.choice(sorted(ZONES))
    own = {
        "timezone": zone,
        "country": random.choice((None, ZONES[zone], ZONES[zone], random.choice(sorted(ZONES.values())))),
        "governing_law": random.choice((None, None, random.choice(sorted(ZONES.values())))),
        "kind": random.choice(("company", "natural_person", "public_body", "unknown")),
        "interest_basis": random.choice((None, "contract", "statute")),
        "interest_rate": random.choice((None, Decimal(0), Decimal("0.05"), Decimal(1))),
    }
    return a_case(*_invoices(random, as_of), *_events(random, as_of), debtor=own)


def _invoices(random: Random, as_of: datetime) -> list[Invoice]:
    found = []
    for number in range(random.randrange(4)):
        issued_on = as_of.date() - timedelta(days=random.choice((0, 10, 100, 2000)))
        due_on = issued_on + timedelta(days=random.choice((0, 30, 99)))
        found.append(an_invoice(id=str(number), amount=Decimal(random.choice((-50, 1, 100, 1000))), issued_on=issued_on, due_on=due_on))
    return found


def _events(random: Random, as_of: datetime) -> list[Event]:
    found = [
        an_event(
            "contact_attempt",
            id=f"c{number}",
            at=as_of - timedelta(hours=random.choice((0, 1, 2, 5, 11, 30))),
            channel=random.choice(("call", "call", "message", "email")),
            reached=False,
        )
        for number in range(random.choice((0, 0, 3, 6)))
    ]
    if random.random() < 0.3:
        part = {"amount": Decimal(30), "currency": "EUR"} if random.random() < 0.5 else {}
        found.append(an_event("dispute_raised", invoice_id="0", at=as_of, **part))
    return found
