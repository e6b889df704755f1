"""Attacks on the guard, and what becomes of them. docs/guard.md tells the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any, NoReturn

import pytest

from dunning_rules.contribution import Plugin
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.choose import make_engine
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan, PlannedConstraint, make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.errors import BookError, PackError, PluginError
from dunning_rules.guard import Guard, Judged
from dunning_rules.guard.verdict import VERDICTS, Fault
from dunning_rules.language import ALWAYS, COUNT, FLAG, Node, Wording, as_term, holds
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.grammar import Condition, Param, Ref
from dunning_rules.models import Case
from dunning_rules.packs import builtin_constraints, builtin_packs, load_pack
from dunning_rules.plugins import extend
from dunning_rules.policy import Policy
from dunning_rules.rules.action import Action
from dunning_rules.rules.constraint import Constraint, LawfulForm
from dunning_rules.rules.rule import Claim
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import VOCABULARY, Field, Scope, Vocabulary, debtor, recommendation
from tests.cases import NOON, TEXT, TODAY, a_case
from tests.guard.common import GERMAN, INSIDE, OVERDUE, an_act, book_of, found, judge_case, judged, names
from tests.rules.test_constraint import a_constraint

CROWD = {"channel": "visit", "place": "business_premises", "audience": "third_parties", "demands_payment": True}
THREAT = {"tone": "threatening"}
PERMISSIVE = a_constraint(permitted_when=ALWAYS, applies=ALWAYS, effect="annotate")


def guarded(case: Case, action: Action, change: Callable[[PlannedConstraint], PlannedConstraint], *own: Constraint) -> Judged:
    """The verdict of a guard, one of whose constraints was tampered with."""
    book = book_of(action, own).guarded_by(builtin_constraints())
    money = Money("EUR", (), TODAY)
    plan: Plan = make_plan(book, TODAY, money.digits)
    tampered = replace(plan, constraints=tuple(change(each) for each in plan.constraints))
    outcome = make_engine("plain", plan).run(Projector(plan, money, Accruals()).records(case, NOON))
    guard = Guard(tampered, builtin_packs(), {})
    return guard.judge(outcome.proposals[0], outcome.records, guard.jurisdiction(case), 0)


def fails(_record: object) -> NoReturn:
    raise ZeroDivisionError


@pytest.mark.parametrize("sides", [CROWD, THREAT, CROWD | THREAT, INSIDE | {"information": "informant"}])
def test_a_constraint_that_permits_everything_permits_nothing_more(sides: dict[str, Any]) -> None:
    before, after = judged(sides=sides), judged(sides=sides, constraints=(PERMISSIVE,))
    assert (after.verdict, after.findings) == (before.verdict, before.findings)


def test_there_is_no_effect_that_permits() -> None:
    with pytest.raises(BookError, match="there is no effect `permit`"):
        a_constraint(effect="permit")


@pytest.mark.parametrize("part", ["permits", "applies_to"])
def test_a_constraint_that_fails_is_a_veto(part: str) -> None:
    own = a_constraint()

    def change(each: PlannedConstraint) -> PlannedConstraint:
        if each.constraint.id != own.id:
            return each
        return replace(each, permits=fails) if part == "permits" else replace(each, applies_to=fails)

    verdict = guarded(a_case(OVERDUE, debtor=GERMAN), an_act(), change, own)
    assert VERDICTS[verdict.severity] == "vetoed"
    (fault,) = (each for each in verdict.found if isinstance(each, Fault))
    assert (fault.constraint, fault.why.en) == ("own.calls", "a constraint of the guard failed, so nothing is permitted")


def test_a_lawful_form_that_fails_is_a_veto() -> None:
    own = a_constraint(effect="rewrite", permitted_when=recommendation.channel != "call", form=LawfulForm("F", TEXT, {"channel": "letter"}))

    def change(each: PlannedConstraint) -> PlannedConstraint:
        return replace(each, amount=fails) if each.constraint.id == own.id else each

    verdict = guarded(a_case(OVERDUE, debtor=GERMAN), an_act(), change, own)
    assert VERDICTS[verdict.severity] == "vetoed"
    assert verdict.form.forms == ()


def test_a_constraint_of_a_policy_that_cannot_read_its_attribute_is_a_veto() -> None:
    ours = extend("debtor")
    own = a_constraint(permitted_when=ours.attribute("dealer_calls", COUNT, TEXT) <= as_term(2, COUNT))
    policy = Policy(book_of(an_act()), engine="plain", plugins=[Plugin(name="ours", fields=ours.all(), constraints=(own,))])
    verdicts = {}
    for value in (2, 3, None, "many", True):
        attributes = {} if value is None else {"dealer_calls": value}
        report = policy.evaluate(a_case(OVERDUE, debtor=GERMAN | {"attributes": attributes}), as_of=NOON)
        verdicts[value] = (report.recommendations[0].verdict, names(report.recommendations[0]))
    assert verdicts == {
        2: ("permitted", set()),
        3: ("vetoed", {"own.calls"}),
        None: ("vetoed", {"own.calls"}),
        "many": ("vetoed", {"own.calls"}),
        True: ("vetoed", {"own.calls"}),
    }


def test_rewriting_that_turns_in_a_circle_is_a_veto() -> None:
    there, back = (
        a_constraint(
            id=f"own.from-{before}",
            applies=ALWAYS,
            permitted_when=recommendation.channel != before,
            effect="rewrite",
            form=LawfulForm("F", TEXT, {"channel": after}),
        )
        for before, after in (("call", "email"), ("email", "call"))
    )
    advice = judged(constraints=(there, back))
    assert advice.verdict == "vetoed"
    assert "guard.endless" in names(advice)
    assert (advice.channel, advice.original) == ("call", None)
    assert found(advice, "guard.endless").reason == "rewriting did not end in a lawful form"
    assert judged(constraints=(there,)).verdict == "rewritten"


def test_a_lawful_form_that_does_not_mend_what_it_was_made_for_is_a_veto() -> None:
    useless = a_constraint(effect="rewrite", permitted_when=recommendation.channel != "call", form=LawfulForm("F", TEXT, {"tone": "warm"}))
    assert judged(constraints=(useless,)).verdict == "vetoed"


_FORMS = {"tone": "warm", "place": "own_office", "information": "own_records", "measure": "state_account"}


@pytest.mark.parametrize(("most", "verdict"), [(2, "vetoed"), (9, "vetoed"), (16, "rewritten")])
def test_rewriting_of_too_many_forms_is_a_veto(monkeypatch: pytest.MonkeyPatch, most: int, verdict: str) -> None:
    """Four forms that may be taken in any order make sixteen of a step."""
    monkeypatch.setattr("dunning_rules.guard.judge.MAX_FORMS", most)
    monkeypatch.setattr("dunning_rules.frames.ways.MAX_FORMS", most)
    constraints = [
        a_constraint(
            id=f"own.{name}",
            applies=ALWAYS,
            permitted_when=getattr(recommendation, name) == after,
            effect="rewrite",
            form=LawfulForm(name, TEXT, {name: after}),
        )
        for name, after in _FORMS.items()
    ]
    advice = judged(constraints=constraints)
    assert advice.verdict == verdict
    assert ("guard.endless" in names(advice)) == (verdict == "vetoed")


def test_a_lawful_form_may_not_lead_across_a_red_line() -> None:
    outwards = a_constraint(
        effect="rewrite",
        permitted_when=recommendation.audience != "authorised_payer",
        form=LawfulForm("F", TEXT, {"audience": "third_parties"}),
    )
    advice = judged(constraints=(outwards,))
    assert advice.verdict == "vetoed"
    assert {"base.third-parties", "own.calls"} <= names(advice)


def test_a_lawful_form_that_begins_to_reach_the_debtor_is_seen_as_a_contact() -> None:
    outwards = a_constraint(
        applies=recommendation.channel == "internal",
        effect="rewrite",
        permitted_when=recommendation.channel != "internal",
        form=LawfulForm("F", TEXT, {"channel": "visit", "audience": "debtor", "place": "residence"}),
    )
    advice = judged(sides=INSIDE, constraints=(outwards,))
    assert "base.residence" in names(advice)
    assert (advice.channel, advice.place) == ("visit", "business_premises")


@pytest.mark.parametrize("name", ["HAVE_A_FRIENDLY_CHAT", "PREPARE_STATEMENT"])
def test_another_name_of_the_action_changes_nothing(name: str) -> None:
    named = replace(an_act(**CROWD | THREAT), id=name)
    from dunning_rules.vocabulary import debtor as of_debtor  # noqa: PLC0415 - only here
    from tests.cases import a_book, a_rule, advise  # noqa: PLC0415 - only here

    book = a_book(a_rule("r", of_debtor.today.is_known(), advise(name)), actions=(named,))
    advice = Policy(book, engine="plain").evaluate(a_case(OVERDUE, debtor=GERMAN), as_of=NOON).recommendations[0]
    assert (advice.verdict, names(advice)) == ("vetoed", names(judged(sides=CROWD | THREAT)))


def test_no_built_in_constraint_looks_at_the_name_of_an_action() -> None:
    read = {node.key for each in builtin_constraints() for tree in each.reads() for node in tree.walk() if isinstance(node, Ref)}
    assert not read & {"recommendation.action", "recommendation.id", "recommendation.tip", "recommendation.urgency"}


@pytest.mark.parametrize("sides", [{"audience": "debtor"}, {"audience": "third_parties"}, {"demands_payment": True}])
def test_an_action_that_calls_itself_internal_may_not_reach_others(sides: dict[str, Any]) -> None:
    with pytest.raises(BookError, match="is internal, but reaches others"):
        an_act(**INSIDE | sides)


@pytest.mark.parametrize(
    ("sides", "message", "mend"),
    [
        ({"channel": "whatsapp"}, "`whatsapp` is no channel", "known: `call`"),
        ({"audience": "neighbours"}, "`neighbours` is no audience", "`third_parties`"),
        ({"place": "home"}, "`home` is no place", "`residence`"),
        ({"tone": "treatening"}, "`treatening` is no tone", "did you mean `threatening`?"),
        ({"measure": "seize"}, "`seize` is no measure", "`take_goods`"),
        ({"information": "bribe"}, "`bribe` is no information", "`informant`"),
        ({"actor": "thug"}, "`thug` is no actor", "`collector`"),
        ({"stance": "harsh"}, "`harsh` is no stance", "`hard`"),
        ({"demands_payment": None}, "does not say whether it demands payment: `None`", "give `True` or `False`"),
    ],
)
def test_an_action_of_attributes_that_no_constraint_knows_is_refused(sides: dict[str, Any], message: str, mend: str) -> None:
    with pytest.raises(BookError) as caught:
        an_act(**sides)
    assert message in caught.value.message
    assert mend in caught.value.help


def test_a_claim_that_nothing_shows_is_left_out() -> None:
    advice = judged(claims=(Claim(Wording("we know everything", "我们都知道")),))
    assert advice.claims == ()
    assert advice.verdict == "rewritten"


@pytest.mark.parametrize(
    ("shown_by", "message"),
    [
        (ALWAYS, "reads no fact"),
        (~debtor.country.is_known(), "is shown by what is not known"),
        (debtor.country.is_missing() | (debtor.open_amount > 0), "is shown by what is not known"),
        (debtor.today.is_known(), "is shown by what is known of every case"),
    ],
)
def test_a_claim_may_not_vouch_for_itself(shown_by: Any, message: str) -> None:  # noqa: ANN401 - a condition
    with pytest.raises(BookError, match=message):
        Claim(TEXT, shown_by=shown_by)


@pytest.mark.parametrize("kind", ["salaries_unpaid", "recovery_budget", "approved_next_step"])
def test_an_attestation_of_something_else_shows_nothing(kind: str) -> None:
    vouched = {"kind": kind, "statement": "yes", "attested_by": "cfo", "attested_on": TODAY}
    assert judged(claims=(Claim(TEXT, needs="bank_pressure"),), creditor={"attestations": [vouched]}).claims == ()


@pytest.mark.parametrize(
    "own",
    [
        {"country": "US", "timezone": "Asia/Shanghai"},
        {"country": "CN", "governing_law": "US"},
        {"country": "CN", "timezone": "America/New_York"},
    ],
)
def test_of_two_laws_the_stricter_holds_and_a_finding_says_so(own: dict[str, Any]) -> None:
    charge = {"channel": "letter", "measure": "charge_interest"}
    lenient = judged(sides=charge, debtor={"country": "US", "kind": "company", "interest_basis": "contract"})
    strict = judged(sides=charge, debtor={"kind": "company", "interest_basis": "contract"} | own)
    assert lenient.verdict == "annotated"
    assert strict.verdict == "vetoed"
    assert "cn.interest-notice" in names(strict)
    assert (
        found(strict, "guard.jurisdiction").reason == "the case points to more than one law (base, cn, us): of each rule the stricter holds"
    )


def test_two_laws_are_told_where_nothing_else_is() -> None:
    advice = judged(debtor={"country": "US", "timezone": "Asia/Shanghai", "kind": "company"})
    assert (advice.verdict, names(advice)) == ("annotated", {"guard.jurisdiction"})
    assert judged(sides=INSIDE, debtor={"country": "US", "timezone": "Asia/Shanghai", "kind": "company"}).verdict == "permitted"


def test_a_lenient_law_that_governs_does_not_loosen_an_unknown_place() -> None:
    assert judged(sides=CROWD, debtor={"governing_law": "US", "kind": "company"}).verdict == "vetoed"
    assert judged(sides=CROWD, debtor={"country": "US", "kind": "company"}).verdict == "rewritten"


# --- red lines cannot be switched off ------------------------------------------------------------------------------------


def test_a_book_without_constraints_is_guarded_all_the_same() -> None:
    assert book_of(an_act(**THREAT)).constraints == ()
    policy = Policy(book_of(an_act(**THREAT)), engine="plain")
    assert set(builtin_constraints()) <= set(policy.book.constraints)
    assert policy.evaluate(a_case(OVERDUE, debtor=GERMAN), as_of=NOON).recommendations[0].verdict == "vetoed"
    assert set(builtin_constraints()) <= set(Policy(replace(standard_book(), constraints=())).book.constraints)


def test_a_constraint_does_not_take_the_place_of_a_built_in_one() -> None:
    with pytest.raises(BookError, match=r"constraint `base.threat` occurs twice"):
        judged(constraints=(a_constraint(id="base.threat"),))


def test_of_a_built_in_constraint_a_book_may_change_the_reason_only() -> None:
    crowd, preservation, threat = (
        next(each for each in builtin_constraints() if each.id == name) for name in ("base.third-parties", "cn.preservation", "base.threat")
    )
    assert crowd.form is not None

    class Asleep(Constraint):
        def in_force(self, day: date) -> bool:  # noqa: ARG002 - of no day
            return False

    asleep = Asleep(**{each.name: getattr(threat, each.name) for each in fields(threat)})
    own = (
        replace(crowd, why=TEXT, form=replace(crowd.form, task=Wording("tell everybody", "告诉所有人"))),
        replace(preservation, tasks=()),
        asleep,
    )
    policy = Policy(replace(book_of(an_act(**CROWD)), constraints=own), engine="plain")
    held = {each.id: each for each in policy.book.constraints}
    assert (held["base.third-parties"].why, held["base.third-parties"].form) == (TEXT, crowd.form)
    assert held["cn.preservation"].tasks == preservation.tasks
    assert type(held["base.threat"]) is Constraint
    assert len(held) == len(builtin_constraints())


def test_a_vocabulary_does_not_change_what_the_guard_asks() -> None:
    never = replace(VOCABULARY.named("debtor.asked_to_stop"), definition=holds(debtor.country.is_missing() & debtor.country.is_known()))
    found = Vocabulary(tuple(_with(scope, never) for scope in VOCABULARY.scopes.values()))
    with pytest.raises(BookError, match=r"the compliance guard asks for `debtor.asked_to_stop`, which this vocabulary defines otherwise"):
        Policy(replace(book_of(an_act()), vocabulary=found))
    same = replace(VOCABULARY.named("debtor.asked_to_stop"))
    assert Policy(replace(book_of(an_act()), vocabulary=Vocabulary(tuple(_with(scope, same) for scope in VOCABULARY.scopes.values()))))


def test_a_new_field_does_not_shadow_what_the_guard_asks() -> None:
    ours = extend("debtor")
    ours.attribute("is_insolvent", FLAG, TEXT)
    with pytest.raises(PluginError, match=r"field `debtor.is_insolvent` is there already"):
        Policy(plugins=[Plugin(name="ours", fields=ours.all())])


def _with(scope: Scope, field: Field) -> Scope:
    found = Scope(scope.scope_name, scope.label)
    found.fields.update(scope.fields)
    if field.ref.scope == scope.scope_name:
        found.fields[field.ref.name] = field
    return found


@pytest.mark.parametrize("name", ["base", "strict", "cn"])
def test_a_pack_does_not_take_the_place_of_a_built_in_one(name: str) -> None:
    with pytest.raises(PackError, match=f"there is a pack `{name}` already"):
        Policy(packs=(replace(builtin_packs()["cn"], id=name, constraints=()),))


def test_a_pack_for_a_country_does_not_loosen_what_holds_there() -> None:
    free = load_pack(
        """
        id = "free"
        last_verified = 2026-01-01
        title = { en = "anything goes", zh = "无限制" }
        scope = { en = "everyone", zh = "所有人" }
        countries = ["CN", "DE", "JP"]
        extends = ["us"]
        """,
        "free.toml",
    )
    for country in ("CN", "DE", "JP"):
        case = a_case(OVERDUE, debtor={"country": country})
        before, after = (judge_case(case, an_act(**CROWD | {"place": "residence"}), packs=packs) for packs in ((), (free,)))
        assert VERDICTS.index(after.verdict) >= VERDICTS.index(before.verdict)


def test_a_constraint_of_a_pack_that_is_not_there_is_refused() -> None:
    with pytest.raises(PackError, match=r"constraint `own.calls` stands in a pack `nowhere` that is not there"):
        judged(constraints=(a_constraint(pack="nowhere"),))
    stray = replace(builtin_packs()["cn"], id="own", countries=())
    with pytest.raises(PackError, match="that is not there"):
        Policy(packs=(stray,))


def test_an_added_pack_speaks_and_is_named_in_the_report() -> None:
    own = replace(builtin_packs()["cn"], id="own", countries=("DE",), constraints=(a_constraint(pack="own", permitted_when=~ALWAYS),))
    advice = judged(packs=(own,))
    assert (advice.verdict, names(advice)) == ("vetoed", {"own.calls"})
    policy = Policy(packs=(own,))
    metadata = policy.evaluate(a_case(OVERDUE), as_of=NOON).metadata
    assert set(metadata.packs_verified) == {*builtin_packs(), "own"}


def test_no_parameter_moves_what_a_built_in_constraint_asks() -> None:
    moved = {each.id: sorted(_parameters(each)) for each in builtin_constraints()}
    assert {name: found for name, found in moved.items() if found} == {}


def _parameters(constraint: Constraint) -> set[str]:
    seen: set[str] = set()
    found: set[str] = set()

    def visit(tree: Node) -> None:
        for node in tree.walk():
            if isinstance(node, Param):
                found.add(node.name)
            if isinstance(node, Ref) and node.key not in seen:
                seen.add(node.key)
                definition = VOCABULARY.named(node.key).definition
                if definition is not None:
                    visit(definition)
            if isinstance(node, Aggregate) and node.link is not None:
                visit(VOCABULARY.named(f"{node.scope}.{node.link}").ref)

    for tree in constraint.reads():
        visit(tree)
    return found


@pytest.mark.parametrize("sides", [CROWD, THREAT, INSIDE | {"information": "informant"}, CROWD | {"measure": "take_goods"}])
def test_no_argument_switches_a_red_line_off(sides: dict[str, Any]) -> None:
    case = a_case(OVERDUE, debtor=GERMAN)
    book = book_of(an_act(**sides))
    extreme = [{each.name: limit} for each in book.parameters for limit in (each.low, each.high)]
    asked: list[dict[str, Any]] = [{}, *({"parameters": each} for each in extreme), {"currency": "EUR"}, {"lang": "zh"}]
    for options in asked:
        advice = Policy(book, engine="plain", **options).evaluate(case, as_of=NOON).recommendations[0]
        assert advice.verdict in {"rewritten", "vetoed"}
        crossed = advice.audience == "third_parties" or advice.tone == "threatening" or advice.information == "informant"
        assert advice.verdict == "vetoed" or not crossed


@pytest.mark.parametrize(
    ("permitted", "verdict"),
    [
        (recommendation.id == "r/ACT/d", "permitted"),
        (recommendation.id != "r/ACT/d", "vetoed"),
        (recommendation.tip.is_missing(), "permitted"),
        (recommendation.tip == 3, "vetoed"),
        (recommendation.age_days == 0, "permitted"),
        (recommendation.age_days > 0, "vetoed"),
    ],
)
def test_constraints_may_ask_for_what_a_step_is_known_by(permitted: Condition, verdict: str) -> None:
    assert judged(constraints=[a_constraint(applies=ALWAYS, permitted_when=permitted, effect="veto")]).verdict == verdict
