"""Debtors who are left alone, values that nobody reaches, and what nobody reads."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import COUNT, DAYS, FLAG, MONEY, Ref, choice, holds
from dunning_rules.language.arithmetic import coalesce
from dunning_rules.rules import Accepted, Rule
from dunning_rules.rules.parameter import Parameter
from dunning_rules.vocabulary import Field, debtor, invoice
from tests.verify.faults.base import WORDS, Seeded, action, advise, book, conclude, days, fault, field_of, money, rule

_GAP = fault("GAP", "is_overdue")


def _gap(name: str, *rules: Rule, parameters: tuple[Parameter, ...] = (), accepted: tuple[Accepted, ...] = ()) -> Seeded:
    return Seeded(f"a gap: {name}", book(rules, catch_all=False, parameters=parameters, accepted=accepted), frozenset({_GAP}))


def _no_gap(name: str, *rules: Rule, accepted: tuple[Accepted, ...] = ()) -> Seeded:
    return Seeded(f"no gap: {name}", book(rules, catch_all=False, accepted=accepted), frozenset())


_LEAST = money("own_least", 25)
_asked = rule("gap.any", debtor.is_overdue & ~debtor.is_blocked, advise("CONTACT_NOW"))
_BLOCKED = Accepted("GAP", WORDS, when=debtor.is_blocked)

_class = field_of("debtor", "own_class", choice("gold", "silver", "lead"))
_flag = field_of("debtor", "own_flag", FLAG)
_shade = field_of("invoice", "own_shade", choice("pale", "dark", "black", ordered=True))
_UNREACHED = (
    rule("un.gold", debtor.is_large, conclude(_class.ref, "gold")),
    rule("un.silver", debtor.is_overdue & ~debtor.is_large, conclude(_class.ref, "silver")),
    rule("un.reads-lead", (_class.ref == "lead") | ((_class.ref == "gold") & debtor.is_overdue), advise("RAISE_RISK")),
    rule("un.reads-flag", _flag.ref | (debtor.broken_promises >= 3), advise("PREPARE_DISPUTE_RESPONSE")),
    rule("un.pale", invoice.is_overdue, conclude(_shade.ref, "pale")),
    rule("un.black", invoice.is_overdue & (invoice.days_past_due > 90), conclude(_shade.ref, "black")),
    rule("un.reads-dark", (_shade.ref == "dark") | (_shade.ref == "black"), advise("APPLY_CLASS_TREATMENT")),
    rule("un.cooperation", (debtor.cooperation == "uncooperative") | debtor.conceals_assets, advise("SECURE_CLAIM_NOW")),
)
_given = Field(Ref("debtor", "own_code", COUNT, True), WORDS, source="debtor.attributes.code")  # noqa: FBT003 - it may miss
_defined = Field(
    Ref("debtor", "own_sum", MONEY, False),  # noqa: FBT003 - it is always known
    WORDS,
    definition=debtor.open_amount + coalesce(debtor.rebate_accrued, 0),
)
_chained = Field(Ref("debtor", "own_much", FLAG, False), WORDS, definition=holds(Ref("debtor", "own_sum", MONEY, False) > 0))  # noqa: FBT003 - as above
_used = Field(Ref("debtor", "own_rank", COUNT, True), WORDS, source="debtor.attributes.rank")  # noqa: FBT003 - it may miss
_lost = field_of("debtor", "own_lost", DAYS)
_NEVER_READ, _ONLY_THERE = days("own_never", 3), days("own_only_there", 3)
_behind = Field(Ref("debtor", "own_behind", FLAG, False), WORDS, definition=holds(debtor.max_days_past_due > _ONLY_THERE.term))  # noqa: FBT003 - as above
_SPARE = action("OWN_SPARE", "CONTACT_NOW")
_UNUSED = (rule("unused.reads", (_used.ref > 1) & debtor.is_overdue & debtor.margin_rank.is_known(), advise("RAISE_RISK")),)

SEEDED = (
    _gap("only the old ones", rule("gap.old", debtor.is_overdue & (debtor.max_days_past_due >= 30), advise("CONTACT_NOW"))),
    _gap("only the large ones", rule("gap.large", debtor.is_overdue & debtor.is_large, advise("CONTACT_NOW"))),
    _gap("only whose kind is known", rule("gap.kind", debtor.is_overdue & debtor.is_surely_no_consumer, advise("CONTACT_NOW"))),
    _gap(
        "a day between two rules",
        rule("gap.before", debtor.is_overdue & (debtor.max_days_past_due < 30), advise("CONTACT_NOW")),
        rule("gap.after", debtor.is_overdue & (debtor.max_days_past_due > 30), advise("SEND_FIRM_DEMAND")),
    ),
    _gap(
        "what is missing satisfies neither",
        rule("gap.high", debtor.is_overdue & (debtor.margin_rank >= Decimal("0.5")), advise("CONTACT_NOW")),
        rule("gap.low", debtor.is_overdue & (debtor.margin_rank < Decimal("0.5")), advise("CONTACT_NOW")),
    ),
    _gap("all invoices are held", rule("gap.free", invoice.is_overdue & ~invoice.is_held, advise("CONFIRM_AMOUNT_AND_REMIND"))),
    _gap(
        "a parameter that leaves some out",
        rule("gap.least", debtor.is_overdue & (debtor.overdue_amount >= _LEAST.term), advise("CONTACT_NOW")),
        parameters=(_LEAST,),
    ),
    _gap("whom a block ends today", _asked, accepted=(Accepted("GAP", WORDS, when=debtor.blocked_until < debtor.today),)),
    _no_gap("whom a block protects", _asked, accepted=(_BLOCKED,)),
    _no_gap("each invoice has its own rule", rule("gap.each", invoice.is_overdue, advise("CONFIRM_AMOUNT_AND_REMIND"))),
    _no_gap(
        "two rules that meet",
        rule("gap.below", debtor.is_overdue & (debtor.max_days_past_due < 30), advise("CONTACT_NOW")),
        rule("gap.above", debtor.is_overdue & (debtor.max_days_past_due >= 30), advise("SEND_FIRM_DEMAND")),
    ),
    Seeded(
        "values that nobody reaches",
        book(_UNREACHED, fields=(_class, _flag, _shade), accepted=(Accepted("OVERLAP", WORDS, ("un.*",)),)),
        frozenset(
            fault("UNREACHABLE", name, f"{name}={value}")
            for name, value in (
                ("debtor.own_class", "lead"),
                ("debtor.own_flag", True),
                ("invoice.own_shade", "dark"),
                ("debtor.cooperation", "uncooperative"),
            )
        ),
    ),
    Seeded(
        "what nobody reads",
        book(
            _UNUSED,
            actions=(_SPARE,),
            parameters=(_NEVER_READ, _ONLY_THERE),
            fields=(_given, _defined, _chained, _used, _lost, _behind),
        ),
        frozenset(
            fault("UNUSED", name)
            for name in (
                "own_never",
                "own_only_there",
                "debtor.own_code",
                "debtor.own_sum",
                "debtor.own_much",
                "debtor.own_lost",
                "debtor.own_behind",
                "OWN_SPARE",
            )
        ),
    ),
)
