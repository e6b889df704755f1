"""Steps of any attributes for debtors of any facts, made directly, and an oracle of the red lines that knows nothing of the guard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from types import SimpleNamespace
from typing import Any, cast, get_args

from dunning_rules.engine.plan import Plan, PlannedRecommendation, make_plan
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Proposal
from dunning_rules.guard.verdict import VERDICTS, Judged
from dunning_rules.language.record import Record
from dunning_rules.packs import builtin_constraints
from dunning_rules.rules.action import STATIC_FIELDS
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS, Actor, Audience, Channel, Information, Measure, Place, Stance, Tone
from tests.cases import TODAY, a_book

SIDES: dict[str, tuple[str, ...]] = {
    name: get_args(kind)
    for name, kind in (
        ("actor", Actor),
        ("channel", Channel),
        ("audience", Audience),
        ("place", Place),
        ("tone", Tone),
        ("stance", Stance),
        ("measure", Measure),
        ("information", Information),
    )
}
DAY = TODAY.toordinal()
OUTSIDE = frozenset({"third_parties"})
COLLECTING = frozenset(
    {
        "withhold",
        "set_off",
        "announce_interest",
        "charge_interest",
        "return_of_goods",
        "take_goods",
        "preservation",
        "legal_process",
        "secure",
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step for a debtor, with how many of its statements nothing vouches for."""

    proposal: Proposal
    records: Records
    unproved: int


def guard_plan() -> Plan:
    """The plan of a book of nothing but the built-in constraints."""
    return make_plan(a_book().guarded_by(builtin_constraints()), TODAY, 2)


def make_steps(seed: int, number: int, plan: Plan) -> Iterator[Step]:
    """Steps of 3,000 actions for 3,000 debtors, in any combination."""
    random = Random(seed)  # noqa: S311 - nothing secret
    actions = [_action(random, each) for each in range(3000)]
    debtors = [_records(random, plan) for _ in range(3000)]
    for _ in range(number):
        planned, records = random.choice(actions), random.choice(debtors)
        record = Record(
            {**planned.static, "id": "r", "urgency": random.randrange(101), "age_days": 0},
            fields=plan.computed.get("recommendation", {}),
            parent=records.debtor,
        )
        subject = random.choice(records.by_scope["invoice"]) if random.random() < 0.5 else records.debtor
        scope = "debtor" if subject is records.debtor else "invoice"
        rule = cast("Any", SimpleNamespace(rule=SimpleNamespace(scope=scope)))
        on = random.choice((None, DAY, DAY + random.randrange(30), DAY - 3))
        amount = random.choice((None, random.randrange(1, 100_000)))
        yield Step(Proposal(rule, planned, subject, record, on, None, None, None, amount), records, random.choice((0, 0, 1, 2)))


def _action(random: Random, number: int) -> PlannedRecommendation:
    sides = {name: random.choice(values) for name, values in SIDES.items()}
    static: dict[str, Any] = {**sides, "is_contact": sides["channel"] in CONTACT_CHANNELS, "demands_payment": random.random() < 0.5}
    static["action"] = f"ACT_{number}"
    assert set(static) == set(STATIC_FIELDS)
    effect = SimpleNamespace(action=static["action"])
    unread = cast("Any", None)
    return PlannedRecommendation(cast("Any", effect), static, unread, None, None, None, None, None, ())


def _records(random: Random, plan: Plan) -> Records:
    """A debtor of which anything may be, or be unknown."""

    def flag(share: float) -> bool:
        return random.random() < share

    invoices = [_invoice(random, number) for number in range(random.randrange(1, 3))]
    overdue = sum(each["open_amount"] for each in invoices if each["is_overdue"])
    disputed = sum(each["open_amount"] - each["undisputed_amount"] for each in invoices if each["is_overdue"])
    kind = random.choice(("company", "public_body", "natural_person", "unknown"))
    limits = [each["limitation_on"] for each in invoices if each["is_overdue"]]
    debtor = Record(
        {
            "id": "d",
            "today": DAY,
            "local_today": DAY,
            "kind": kind,
            "is_surely_no_consumer": kind in {"company", "public_body"},
            "is_insolvent": flag(0.2),
            "open_amount": sum(each["open_amount"] for each in invoices) - random.choice((0, 0, 5_000)),
            "overdue_amount": overdue,
            "disputed_overdue": disputed,
            "disputed_not_due": sum(each["open_amount"] - each["undisputed_amount"] for each in invoices if not each["is_overdue"]),
            "undisputed_overdue": max(overdue - disputed, 0),
            "title_amount": sum(
                each["open_amount"] for each in invoices if each["is_overdue"] and (each["retention_of_title"] or each["lien"])
            ),
            "is_overdue": overdue > 0,
            "invoices_of_unknown_limitation": limits.count(None),
            "next_limitation_on": min((each for each in limits if each is not None), default=None),
            "asked_to_stop": flag(0.2),
            "is_blocked": flag(0.1),
            "has_open_promise": flag(0.2),
            **{f"declined_{way}": flag(0.1) for way in ("call", "message", "email", "visit")},
            "in_hardship": flag(0.2),
            "does_not_add_up": flag(0.2),
            "calls_today": random.randrange(6),
            "messages_today": random.randrange(6),
            "calls_in_week": random.randrange(12),
            "visits_today": random.randrange(3),
            "visit_is_under_way": flag(0.2),
            "talked_on": random.choice((None, DAY, DAY - random.randrange(20))),
            "interest_basis": random.choice((None, "contract", "statute")),
            "interest_notice_on": random.choice((None, DAY - 20)),
        },
        fields=plan.computed["debtor"],
    )
    for each in invoices:
        each.parent = debtor
    return Records(debtor, {"debtor": [debtor], "invoice": invoices})


def _invoice(random: Random, number: int) -> Record:
    open_amount = random.choice((0, 1, 10_000, random.randrange(50_000)))
    disputed = random.choice((0, 0, 0, open_amount, random.randrange(open_amount + 1)))
    return Record(
        {
            "id": f"i{number}",
            "invoice_id": None,
            "open_amount": open_amount,
            "undisputed_amount": open_amount - disputed,
            "is_overdue": random.random() < 0.6,
            "retention_of_title": random.choice((None, False, True)),
            "lien": random.choice((None, False, True)),
            "accrued_interest": random.choice((None, 0, open_amount // 10)),
            "limitation_on": random.choice((None, DAY - 5, DAY, DAY + 60, DAY + 400)),
        }
    )


def crossed(step: Step, judged: Judged) -> list[str]:
    """The red lines that a step crosses as it may be done now: nothing where it is held back."""
    if VERDICTS[judged.severity] in {"needs_approval", "vetoed"}:
        return []
    form = dict(judged.form.values)
    debtor, static = step.records.debtor, step.proposal.planned.static
    demands = static["demands_payment"]
    subject = step.proposal.subject
    about = [subject] if subject is not debtor else step.records.by_scope["invoice"]
    owed = sum(each["open_amount"] for each in about)
    asked, charges = judged.form.amount or 0, form["measure"] == "charge_interest"
    interest = sum(each["accrued_interest"] or 0 for each in about if each["is_overdue"])
    found = {
        "a statement that nothing shows": step.unproved > 0 and not judged.form.drops_claims,
        "a false demand": demands and (owed <= 0 or debtor["open_amount"] <= 0),
        "more than is owed": demands and not charges and asked > max(owed, 0),
        "more interest than is owed": charges and asked > interest,
        "a threat": form["tone"] == "threatening",
        "disclosure to third parties": form["audience"] in OUTSIDE,
        "a visit at home": form["place"] == "residence",
        "an informant": form["information"] == "informant",
        "goods taken without right": form["measure"] == "take_goods",
        "collecting through a stay": debtor["is_insolvent"]
        and (demands or form["measure"] in COLLECTING or form["channel"] in CONTACT_CHANNELS),
        "contact after it was forbidden": debtor["asked_to_stop"] and form["channel"] in CONTACT_CHANNELS,
        "harassment": (
            (form["channel"] in {"call", "message", "visit"} and debtor["calls_today"] >= 3)
            or (form["channel"] in {"message", "email"} and debtor["messages_today"] >= 3)
        )
        and (judged.form.on or DAY) <= DAY,
    }
    return [name for name, is_so in found.items() if is_so]


def sides_of(step: Step) -> dict[str, Any]:
    """The attributes of a step, to be shown where it fails."""
    return dict(step.proposal.planned.static)


def with_more(plan: Plan, *more: Any) -> Plan:  # noqa: ANN401 - planned constraints
    """The plan with further constraints."""
    return replace(plan, constraints=(*plan.constraints, *more))
