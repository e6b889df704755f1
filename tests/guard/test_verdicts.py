"""What becomes of a step: for each constraint a case in which it speaks, and one in which it does not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.language import Term, Wording
from dunning_rules.models import ContactPreference, DunningBlock, Event, Invoice, Visit
from dunning_rules.rules.rule import Claim
from dunning_rules.vocabulary import debtor as debtor_fields
from tests.cases import NOON, TODAY, a_promise, a_visit, an_event, an_invoice
from tests.guard.common import COURT, GERMAN, INSIDE, LETTER, OVERDUE, found, judged, names

DEMAND = {"demands_payment": True}
FIRM = DEMAND | {"tone": "firm"}
BASIS = {"interest_basis": "contract"}
ALL = debtor_fields.open_amount
TWICE = ALL * 2
CHARGE = LETTER | {"measure": "charge_interest"}
RECORDED = an_invoice(limitation_on=date(2029, 1, 1))
NOT_DUE = an_invoice(due_on=date(2026, 8, 1))
NOT_DUE_TOO = an_invoice(id="2", due_on=date(2026, 8, 1))
HALF_DISPUTED = an_event("dispute_raised", invoice_id="1", amount=Decimal(50), currency="EUR")
OWNED = an_invoice(retention_of_title=True)
DISPUTED = (OVERDUE, an_event("dispute_raised", invoice_id="1"))
PETITION = (OVERDUE, an_event("insolvency_filed"))
STOP = (OVERDUE, an_event("cease_request"))
HARD_TIMES = (OVERDUE, an_event("hardship_confirmed"))
CALL = {"channel": "call", "reached": False, "at": NOON - timedelta(hours=2)}
THREE_CALLS = (OVERDUE, *(an_event("contact_attempt", id=f"c{number}", **CALL) for number in range(3)))
THREE_MESSAGES = (
    OVERDUE,
    *(an_event("contact_attempt", id=way, **CALL | {"channel": way.partition(" ")[0]}) for way in ("email 1", "message 1", "message 2")),
)
SEVEN_CALLS = (
    OVERDUE,
    *(an_event("contact_attempt", id=f"c{number}", **CALL | {"at": NOON - timedelta(days=number % 6 + 1)}) for number in range(7)),
)
UNCLEAR = (an_invoice(open_amount=Decimal(90)), an_event("payment", amount=Decimal(5), currency="EUR", invoice_id="1"))
TALKED = (OVERDUE, an_event("contact_attempt", **CALL | {"reached": True, "at": NOON - timedelta(days=3)}))
ENDED = {"ended_at": NOON - timedelta(hours=1), "recorded_at": NOON - timedelta(hours=1)}
VISITED = (OVERDUE, a_visit(started_at=NOON - timedelta(hours=3), **ENDED))
VISIT = {"channel": "visit", "place": "business_premises"}
WAYS = ("call", "message", "email", "visit")
BLOCKED = {"dunning_block": DunningBlock(reason="court", until=TODAY)}
DE = {"country": "DE", "kind": "company"}
CN = {"country": "CN", "timezone": "Asia/Shanghai", "kind": "company"}
US = {"country": "US", "timezone": "America/New_York", "kind": "company"}
GB = {"country": "GB", "kind": "company"}
PERSON = {"kind": "natural_person"}
NOWHERE: dict[str, Any] = {}
MADE_EVEN = (an_invoice(amount=Decimal(100), open_amount=Decimal(100)), an_invoice(id="2", amount=Decimal(-100)))

Row = tuple[str, dict[str, Any], tuple[Invoice | Visit | Event, ...], dict[str, Any], str]


def declined(way: Any) -> dict[str, Any]:  # noqa: ANN401 - one of the channels
    return {"contact_preference": ContactPreference(not_by=(way,))}


SPEAKS: list[Row] = [
    # constraint, sides of the action, records, debtor, verdict
    ("base.insolvency-demand", DEMAND, PETITION, DE, "vetoed"),
    ("base.insolvency-demand", INSIDE | {"measure": "secure"}, PETITION, DE, "vetoed"),
    ("base.insolvency-contact", {}, PETITION, DE, "needs_approval"),
    ("base.nothing-owed", DEMAND, MADE_EVEN, DE, "vetoed"),
    ("base.wholly-disputed", DEMAND, DISPUTED, DE, "vetoed"),
    ("base.disputed", DEMAND, (*DISPUTED, an_invoice(id="2")), DE, "rewritten"),
    ("base.over-claimed", DEMAND | {"amount": TWICE}, (OVERDUE,), DE, "rewritten"),
    ("base.more-than-due", FIRM | {"amount": ALL}, (OVERDUE, an_invoice(id="2", due_on=date(2026, 8, 1))), DE, "rewritten"),
    ("base.over-charged", CHARGE | {"amount": ALL}, (OVERDUE,), DE | BASIS, "rewritten"),
    ("base.not-due-charge", LETTER | {"measure": "charge_interest"}, (NOT_DUE,), DE | BASIS, "vetoed"),
    ("base.not-due-tone", FIRM, (NOT_DUE,), DE, "rewritten"),
    ("base.state-account", INSIDE | {"measure": "state_account"}, UNCLEAR, DE, "annotated"),
    ("base.time-barred-suit", COURT, (an_invoice(limitation_on=TODAY),), DE, "vetoed"),
    ("base.time-barred-demand", DEMAND, (an_invoice(limitation_on=TODAY),), DE, "annotated"),
    ("base.time-barred-tone", FIRM, (an_invoice(limitation_on=TODAY),), DE, "rewritten"),
    ("base.limitation-near", COURT, (an_invoice(limitation_on=TODAY + timedelta(days=90)),), DE, "needs_approval"),
    ("base.limitation-near", COURT, (OVERDUE,), DE, "needs_approval"),
    ("base.threat", {"tone": "threatening"}, (OVERDUE,), DE, "vetoed"),
    ("base.firm-tone", FIRM, HARD_TIMES, DE, "rewritten"),
    ("base.third-parties", VISIT | {"audience": "third_parties"}, (OVERDUE,), DE, "rewritten"),
    ("base.asked-to-stop", {}, STOP, DE, "vetoed"),
    ("base.asked-to-stop-writing", LETTER, STOP, DE, "needs_approval"),
    ("base.residence", VISIT | {"place": "residence"}, (OVERDUE,), DE, "rewritten"),
    ("base.too-often", {}, THREE_CALLS, DE, "rewritten"),
    ("base.too-many-messages", {"channel": "email"}, THREE_MESSAGES, DE, "rewritten"),
    ("base.visited-today", VISIT, (*VISITED, a_visit(id="w", started_at=NOON - timedelta(hours=2), **ENDED)), DE, "rewritten"),
    ("base.informant", INSIDE | {"information": "informant"}, (OVERDUE,), DE, "rewritten"),
    ("base.file-on-person", INSIDE | {"measure": "grade"}, (OVERDUE,), DE | PERSON, "annotated"),
    ("base.no-title", VISIT | {"measure": "take_goods"}, (OVERDUE,), DE, "vetoed"),
    ("base.agreed-return", VISIT | {"measure": "take_goods"}, (OWNED,), DE, "needs_approval"),
    ("base.return-approved", VISIT | {"measure": "return_of_goods"}, (OWNED,), DE, "needs_approval"),
    ("base.no-basis", LETTER | {"measure": "announce_interest"}, (OVERDUE,), DE, "vetoed"),
    ("base.itemise", LETTER | {"measure": "charge_interest"}, (OVERDUE,), DE | BASIS, "annotated"),
    *((f"base.declined-{way}", VISIT | {"channel": way}, (OVERDUE,), DE | declined(way), "rewritten") for way in WAYS),
    ("base.dunning-block", DEMAND, (OVERDUE,), DE | BLOCKED, "vetoed"),
    ("base.promise-open", COURT, (RECORDED, a_promise(100, TODAY + timedelta(days=3))), DE, "needs_approval"),
    ("base.suit-on-dispute", COURT, DISPUTED, DE, "needs_approval"),
    ("base.standing", COURT | {"actor": "headquarters"}, (RECORDED,), DE, "needs_approval"),
    ("base.set-off", INSIDE | {"measure": "set_off"}, (OVERDUE,), DE, "needs_approval"),
    ("base.withheld-benefit", INSIDE | {"measure": "withhold"}, (OVERDUE,), DE, "needs_approval"),
    ("base.supply", INSIDE | {"measure": "change_supply"}, (OVERDUE,), DE, "annotated"),
    ("base.supply-in-insolvency", INSIDE | {"measure": "change_supply"}, PETITION, DE, "needs_approval"),
    ("base.counsel", COURT, (RECORDED,), DE, "needs_approval"),
    ("base.security", INSIDE | {"measure": "secure"}, (OVERDUE,), DE, "annotated"),
    ("eu.third-parties-person", VISIT | {"audience": "third_parties"}, (OVERDUE,), DE | PERSON, "vetoed"),
    ("eu.statutory-interest", LETTER | {"measure": "announce_interest"}, (OVERDUE,), DE | BASIS, "annotated"),
    ("eu.account-preservation", COURT | {"measure": "preservation"}, (RECORDED,), DE, "needs_approval"),
    ("de.limitation", COURT, (OVERDUE,), DE, "needs_approval"),
    ("fr.limitation", COURT, (OVERDUE,), {"country": "FR"}, "needs_approval"),
    ("gb.harassment", VISIT | FIRM | {"audience": "third_parties"}, (OVERDUE,), GB, "vetoed"),
    ("gb.demand-does-not-restart", COURT, (OVERDUE,), GB, "needs_approval"),
    ("gb.locked-rate", LETTER | {"measure": "announce_interest"}, (OVERDUE,), GB | BASIS, "annotated"),
    ("gb.freezing-injunction", COURT | {"measure": "preservation"}, (RECORDED,), GB, "needs_approval"),
    ("cn.interest-notice", LETTER | {"measure": "charge_interest"}, (OVERDUE,), CN | BASIS, "vetoed"),
    ("cn.excessive-interest", LETTER | {"measure": "announce_interest"}, (OVERDUE,), CN | BASIS, "annotated"),
    ("cn.preservation", COURT | {"measure": "preservation"}, (RECORDED,), CN, "needs_approval"),
    ("cn.assignment", COURT | {"actor": "headquarters"}, (RECORDED,), CN, "needs_approval"),
    ("cn.limitation", COURT, (OVERDUE,), CN, "needs_approval"),
    ("cn.one-visit-a-day", VISIT, VISITED, CN | PERSON, "rewritten"),
    ("us.week-of-calls", {}, SEVEN_CALLS, US | PERSON, "rewritten"),
    ("us.rest-after-talk", {}, TALKED, US | PERSON, "rewritten"),
    ("us.third-parties-person", VISIT | {"audience": "third_parties"}, (OVERDUE,), US | PERSON, "vetoed"),
    ("us.contract-interest", LETTER | {"measure": "charge_interest"}, (OVERDUE,), US | {"interest_basis": "statute"}, "needs_approval"),
    ("us.limitation", COURT, (OVERDUE,), US, "needs_approval"),
    ("us.attachment", COURT | {"measure": "preservation"}, (RECORDED,), US, "needs_approval"),
    ("us.another-name", {"actor": "headquarters"}, (OVERDUE,), US | PERSON, "needs_approval"),
    ("us.california", DEMAND, (OVERDUE,), US | PERSON, "annotated"),
    ("strict.residence", VISIT | {"place": "residence"}, (OVERDUE,), NOWHERE, "vetoed"),
    ("strict.third-parties", VISIT | {"audience": "third_parties"}, (OVERDUE,), NOWHERE, "vetoed"),
    ("strict.self-help", VISIT | {"measure": "take_goods"}, (OWNED,), NOWHERE, "vetoed"),
    ("strict.informant", INSIDE | {"information": "informant"}, (OVERDUE,), NOWHERE, "vetoed"),
    ("strict.week-of-calls", {}, SEVEN_CALLS, NOWHERE, "rewritten"),
    ("strict.rest-after-talk", {}, TALKED, NOWHERE, "rewritten"),
    ("strict.interest-law-unknown", LETTER | {"measure": "charge_interest"}, (OVERDUE,), BASIS, "vetoed"),
    ("strict.written-first", LETTER | {"measure": "announce_interest"}, (OVERDUE,), BASIS, "needs_approval"),
    ("strict.supply", INSIDE | {"measure": "change_supply"}, (OVERDUE,), NOWHERE, "needs_approval"),
    ("strict.limitation-unknown", FIRM, (OVERDUE,), NOWHERE, "rewritten"),
    ("strict.set-off", INSIDE | {"measure": "set_off"}, (OVERDUE,), NOWHERE, "needs_approval"),
    ("strict.legal-process", COURT, (RECORDED,), NOWHERE, "needs_approval"),
    ("strict.one-visit-a-day", VISIT, VISITED, NOWHERE, "rewritten"),
    ("strict.another-name", {"actor": "headquarters"}, (OVERDUE,), NOWHERE, "needs_approval"),
    ("strict.may-be-consumer", DEMAND, (OVERDUE,), NOWHERE, "annotated"),
    ("strict.cease-writing", LETTER | DEMAND, STOP, NOWHERE, "vetoed"),
]  # fmt: skip


@pytest.mark.parametrize(("constraint", "sides", "records", "debtor", "verdict"), SPEAKS)
def test_a_constraint_speaks(
    constraint: str, sides: dict[str, Any], records: tuple[Invoice | Visit | Event, ...], debtor: dict[str, Any], verdict: str
) -> None:
    advice = judged(
        *records, sides={name: side for name, side in sides.items() if name != "amount"}, debtor=debtor, amount=sides.get("amount")
    )
    assert constraint in names(advice)
    assert advice.verdict == verdict
    finding = found(advice, constraint)
    assert finding.source
    assert finding.reason
    assert advice.verdict == "vetoed" or advice.original is not None or advice.verdict != "rewritten"


def test_every_constraint_has_its_case() -> None:
    from dunning_rules.packs import builtin_constraints  # noqa: PLC0415 - only here

    tested = {row[0] for row in SPEAKS} | {"base.unproved-claim"}
    assert tested == {each.id for each in builtin_constraints()}


@pytest.mark.parametrize(
    ("constraint", "sides", "records", "debtor"),
    [
        ("base.insolvency-demand", DEMAND, (OVERDUE,), DE),
        ("base.insolvency-demand", DEMAND, (*PETITION, an_event("insolvency_ended")), DE),
        ("base.insolvency-demand", INSIDE | {"measure": "grade"}, PETITION, DE),
        ("base.nothing-owed", {}, MADE_EVEN, DE),
        ("base.disputed", DEMAND, (OVERDUE,), DE),
        ("base.disputed", {}, DISPUTED, DE),
        ("base.not-due-tone", DEMAND, (NOT_DUE,), DE),
        ("base.limitation-near", COURT, (an_invoice(limitation_on=TODAY + timedelta(days=91)),), DE),
        ("base.firm-tone", FIRM, (OVERDUE,), DE),
        ("base.too-often", LETTER, THREE_CALLS, DE),
        ("base.too-often", {}, THREE_CALLS[:-1], DE),
        ("base.too-many-messages", {"channel": "message"}, THREE_MESSAGES[:-1], DE),
        ("base.too-many-messages", {}, THREE_MESSAGES, DE),
        ("base.no-title", VISIT | {"measure": "take_goods"}, (OWNED,), DE),
        ("base.no-basis", LETTER | {"measure": "announce_interest"}, (OVERDUE,), DE | BASIS),
        ("base.visited-today", VISIT, VISITED, DE),
        ("base.file-on-person", INSIDE | {"measure": "grade"}, (OVERDUE,), DE),
        ("cn.one-visit-a-day", VISIT, VISITED, CN),
        ("cn.one-visit-a-day", VISIT, (OVERDUE, a_visit(started_at=NOON - timedelta(hours=1), recorded_at=NOON)), CN | PERSON),
        ("us.week-of-calls", {}, SEVEN_CALLS, US),
        ("us.week-of-calls", {}, SEVEN_CALLS[:-1], US | PERSON),
        ("us.contract-interest", LETTER | {"measure": "charge_interest"}, (OVERDUE,), US | BASIS),
        ("strict.limitation-unknown", FIRM, (RECORDED,), NOWHERE),
        ("strict.rest-after-talk", {}, (OVERDUE,), NOWHERE),
        ("de.limitation", COURT, (RECORDED,), DE),
        ("cn.preservation", COURT, (RECORDED,), CN),
    ],
)
def test_and_does_not(constraint: str, sides: dict[str, Any], records: tuple[Invoice | Visit | Event, ...], debtor: dict[str, Any]) -> None:
    assert constraint not in names(judged(*records, sides=sides, debtor=debtor))


def test_what_is_lawful_as_it_is_is_permitted() -> None:
    advice = judged(RECORDED, sides=DEMAND)
    assert (advice.verdict, advice.findings, advice.original) == ("permitted", (), None)
    assert advice.task == "as the rules have it"


def test_a_rewritten_step_keeps_its_original() -> None:
    advice = judged(OVERDUE, sides=VISIT | {"audience": "third_parties", "demands_payment": True}, amount=debtor_fields.overdue_amount)
    assert advice.verdict == "rewritten"
    assert advice.audience == "authorised_payer"
    assert advice.task == "state it privately to the person who may pay; ask for a meeting to reconcile the account"
    assert advice.original is not None
    assert (advice.original.audience, advice.original.task) == ("third_parties", "as the rules have it")
    assert advice.original.amount == advice.amount == Decimal(100)


def test_only_the_undisputed_part_is_asked_for() -> None:
    advice = judged(*DISPUTED, an_invoice(id="2", amount=Decimal(30)), sides=DEMAND, amount=debtor_fields.overdue_amount)
    assert advice.amount == Decimal(30)
    assert advice.task == "as the rules have it; ask for the undisputed part only, and settle the dispute"
    assert advice.original is not None
    assert advice.original.amount == Decimal(130)


@pytest.mark.parametrize(
    ("records", "sides", "amount", "asked"),
    [
        ((OVERDUE,), DEMAND, TWICE, 100),
        ((OVERDUE,), DEMAND, ALL, 100),
        ((OVERDUE,), LETTER | {"measure": "announce_interest"}, TWICE, 100),
        ((OVERDUE, an_invoice(id="2", amount=Decimal(30), due_on=date(2026, 8, 1))), DEMAND, ALL, 130),
        ((OVERDUE, an_invoice(id="2", amount=Decimal(30), due_on=date(2026, 8, 1))), FIRM, ALL, 100),
        ((*DISPUTED, an_invoice(id="2", amount=Decimal(30))), DEMAND, TWICE, 30),
        ((OVERDUE, an_invoice(id="2", amount=Decimal(-90))), DEMAND, TWICE, 10),
        ((NOT_DUE, an_invoice(id="2", amount=Decimal(30)), an_event("dispute_raised", invoice_id="1")), DEMAND, ALL, 30),
    ],
)
def test_no_more_is_asked_for_than_is_owed(records: tuple[Invoice | Event, ...], sides: dict[str, Any], amount: Term, asked: int) -> None:
    advice = judged(*records, sides=sides, debtor=DE | BASIS, amount=amount)
    assert advice.amount == Decimal(asked)
    assert advice.verdict in {"permitted", "annotated", "rewritten"}


@pytest.mark.parametrize(
    ("records", "verdict"),
    [
        ((NOT_DUE,), "permitted"),
        ((NOT_DUE, an_event("dispute_raised", invoice_id="1")), "vetoed"),
        ((NOT_DUE, an_event("dispute_raised", invoice_id="1", amount=Decimal(40), currency="EUR")), "rewritten"),
    ],
)
def test_what_is_disputed_is_not_asked_for_before_its_day_either(records: tuple[Invoice | Event, ...], verdict: str) -> None:
    advice = judged(*records, sides=DEMAND, amount=ALL)
    assert (advice.verdict, advice.amount) == (verdict, Decimal(60 if verdict == "rewritten" else 100))


@pytest.mark.parametrize(
    ("records", "debtor", "charged"),
    [
        ((OVERDUE,), {"interest_basis": "contract", "interest_rate": Decimal("0.365")}, "4.40"),
        ((OVERDUE, NOT_DUE_TOO), {"interest_basis": "contract", "interest_rate": Decimal("0.365")}, "4.40"),
        ((OVERDUE, HALF_DISPUTED), {"interest_basis": "contract", "interest_rate": Decimal("0.365")}, "2.20"),
        ((OVERDUE,), {"interest_basis": "contract"}, None),
        ((OVERDUE,), {"interest_basis": "statute", "interest_rate": Decimal("0.365")}, None),
    ],
)
def test_no_more_interest_is_charged_than_the_contract_gives(
    records: tuple[Invoice | Event, ...], debtor: dict[str, Any], charged: str | None
) -> None:
    advice = judged(*records, sides=CHARGE, debtor=DE | debtor, amount=ALL)
    assert (advice.verdict, advice.amount) == ("rewritten", None if charged is None else Decimal(charged))
    assert found(advice, "base.over-charged").lawful_form == "charge what contract or statute gives, by a computation, and no more"


def test_a_firm_step_is_put_neutrally() -> None:
    advice = judged(*HARD_TIMES, sides=FIRM)
    assert (advice.tone, advice.task) == ("neutral", "as the rules have it; speak neutrally, and offer a way to pay")


def test_a_call_too_many_waits_until_the_next_lawful_day() -> None:
    advice = judged(*THREE_CALLS, debtor=DE)
    assert advice.on == TODAY + timedelta(days=1)
    assert advice.window is not None
    assert advice.window.on == TODAY + timedelta(days=1)
    assert advice.task == "as the rules have it"


def test_after_a_conversation_there_are_seven_days_of_rest() -> None:
    advice = judged(*TALKED, debtor=US | PERSON)
    assert advice.on == TODAY - timedelta(days=3) + timedelta(days=8)


@pytest.mark.parametrize("attested", [True, False])
def test_a_statement_that_nobody_vouches_for_is_left_out(attested: bool) -> None:  # noqa: FBT001 - a column
    claims = (
        Claim(Wording("our bank presses us", "银行催款"), needs="bank_pressure"),
        Claim(Wording("the invoice is overdue", "已逾期"), shown_by=debtor_fields.is_overdue == True),  # noqa: E712 - a condition
    )
    vouched = {"kind": "bank_pressure", "statement": "yes", "attested_by": "cfo", "attested_on": date(2026, 7, 1)}
    advice = judged(claims=claims, creditor={"attestations": [vouched]} if attested else None)
    texts = ["our bank presses us", "the invoice is overdue"]
    if attested:
        assert (advice.verdict, [each.text for each in advice.claims]) == ("permitted", texts)
        return
    assert (advice.verdict, [each.text for each in advice.claims]) == ("rewritten", texts[1:])
    assert found(advice, "base.unproved-claim").red_line
    assert advice.original is not None
    assert [each.text for each in advice.original.claims] == texts


def test_deadlines_come_with_a_step_in_court() -> None:
    advice = judged(RECORDED, sides=COURT | {"measure": "preservation"}, debtor=CN)
    tasks = found(advice, "cn.preservation").tasks
    assert [(each.task, each.due_on) for each in tasks] == [
        ("the court's ruling is due", TODAY + timedelta(days=2)),
        ("sue or apply for arbitration", TODAY + timedelta(days=30)),
    ]


def test_the_gravest_finding_comes_first() -> None:
    advice = judged(*PETITION, sides=FIRM, debtor=DE | PERSON)
    assert advice.findings[0].effect == "veto"
    effects = ["veto", "approve", "rewrite", "annotate"]
    assert [each.effect for each in advice.findings] == sorted((each.effect for each in advice.findings), key=effects.index)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_that_the_debtor_declined_becomes_a_letter(way: str) -> None:
    sides = {"channel": way, "place": "business_premises" if way == "visit" else "remote"}
    assert judged(sides=sides).channel == way
    advice = judged(sides=sides, debtor=GERMAN | declined(way))
    assert (advice.verdict, advice.channel, advice.place, advice.task) == ("rewritten", "letter", "remote", "write a letter instead")
    assert advice.original is not None
    assert advice.original.channel == way


def test_a_dunning_block_stops_only_what_demands_or_takes() -> None:
    assert judged(debtor=GERMAN | BLOCKED).verdict == "permitted"
    assert judged(sides=COURT, debtor=GERMAN | BLOCKED).verdict == "vetoed"
