"""Policies: what may be asked, what comes back, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from importlib.metadata import PackageNotFoundError
from typing import Any

import pytest

from dunning_rules import metadata as metadata_module
from dunning_rules import policy as policy_module
from dunning_rules.errors import AsOfError, BookError, CaseError, CurrencyError, DunningError, EngineError, ParameterError
from dunning_rules.language import DAYS, MINUTE, Const
from dunning_rules.models import Attestation, Case, Creditor, Debtor, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.rejects import Counts, Reject
from dunning_rules.result import Recommendation, Report
from dunning_rules.rules import Claim, Conclude, Exclusion, Parameter
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor, event, invoice, recommendation
from tests.cases import NOON, TEXT, TODAY, a_book, a_case, a_promise, a_rule, advise, an_action, an_event, an_invoice, asked, at, claims_of

BOOK = a_book(a_rule("r", debtor.is_overdue))
OVERDUE = a_case(an_invoice())
A_RATE = ExchangeRate(source="USD", target="EUR", rate=Decimal("0.9"), on=TODAY)


def of(name: str, *invoices: Any, currency: str = "EUR") -> Case:  # noqa: ANN401 - fields of invoices
    """The case of another debtor."""
    records = tuple(an_invoice(debtor_id=name, **changes) for changes in invoices)
    return Case(creditor=Creditor(id="us", currency=currency), debtor=Debtor(id=name), invoices=records)


def the_advice(report: Report) -> Recommendation:
    (only,) = report.recommendations
    return only


@pytest.mark.parametrize("moment", [datetime(2026, 7, 15), date(2026, 7, 15), "2026-07-15", None, datetime(2026, 7, 15).time()])  # noqa: DTZ001 - the mistakes
@pytest.mark.parametrize("together", [False, True])
def test_the_moment_has_a_zone(moment: Any, together: bool) -> None:  # noqa: ANN401, FBT001 - the mistakes, and a column of the table
    policy = Policy(BOOK)
    with pytest.raises(AsOfError) as caught:
        _ = policy.evaluate_all([OVERDUE], as_of=moment) if together else policy.evaluate(OVERDUE, as_of=moment)
    assert caught.value.message == f"`as_of` is not a zone-aware moment: `{moment}`"
    assert caught.value.help == "give e.g. `datetime(2026, 7, 15, 18, tzinfo=ZoneInfo('Europe/Berlin'))`"


@pytest.mark.parametrize(("year", "right"), [(1899, False), (1900, True), (2999, True), (3000, False)])
def test_the_moment_is_of_a_year_that_can_be_meant(year: int, right: bool) -> None:  # noqa: FBT001 - a column of the table
    policy, moment = Policy(BOOK), datetime(year, 7, 15, tzinfo=UTC)
    if right:
        assert policy.evaluate(a_case(), as_of=moment).as_of == moment
        return
    with pytest.raises(AsOfError, match=r"`as_of` is out of range: .*\n  help: give a moment of the years 1900 to 2999"):
        policy.evaluate(a_case(), as_of=moment)


@pytest.mark.parametrize("case", [None, {}, "case", an_invoice()])
def test_only_a_case_is_evaluated(case: Any) -> None:  # noqa: ANN401 - the mistakes
    with pytest.raises(CaseError) as caught:
        Policy(BOOK).evaluate(case, as_of=NOON)
    assert caught.value.message == f"a `Case` is needed, not `{type(case).__name__}`"
    assert "Case.model_validate" in caught.value.help


def test_only_cases_are_evaluated_together() -> None:
    wrong: list[Any] = [{}]
    with pytest.raises(CaseError):
        Policy(BOOK).evaluate_all(wrong, as_of=NOON)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"parameters": {"small_balnce": Decimal(5)}}, ParameterError),
        ({"parameters": {"small_balance": 5}}, ParameterError),
        ({"engine": "quick"}, EngineError),
        ({"currency": "EURO"}, CurrencyError),
        ({"rates": ["USD=1"]}, CurrencyError),
        ({"rates": [A_RATE, A_RATE.model_copy(update={"rate": Decimal(2)})]}, CurrencyError),
    ],
)
def test_a_wrong_option_is_an_error_when_the_policy_is_built(options: dict[str, Any], error: type[DunningError]) -> None:
    with pytest.raises(error) as caught:
        Policy(**options)
    assert caught.value.help


def test_one_rate_needs_no_brackets() -> None:
    cases = [a_case(an_invoice(currency="USD"))]
    one, several = (Policy(BOOK, currency="EUR", rates=rates).evaluate_all(cases, as_of=NOON) for rates in (A_RATE, [A_RATE]))  # type: ignore[arg-type] # what people write
    assert one == several
    assert not one.rejects


def test_a_policy_cannot_be_changed() -> None:
    policy = Policy(BOOK)
    with pytest.raises(AttributeError, match="a policy cannot be changed: `lang`"):
        policy.lang = "zh"


def test_a_language_that_nobody_speaks_is_an_error_when_the_policy_is_built() -> None:
    with pytest.raises(DunningError, match="is not a language"):
        Policy(lang="xx")


def test_without_a_book_the_standard_book_is_asked() -> None:
    policy = Policy()
    assert policy.book.digest == standard_book().digest
    assert policy.evaluate(OVERDUE, as_of=NOON).metadata.book_digest == policy.book.digest


def test_parameters_change_the_answer_and_the_digest() -> None:
    policy = Policy(BOOK, parameters={"small_balance": Decimal(100)})
    assert policy.evaluate(OVERDUE, as_of=NOON).recommendations == ()
    assert policy.book.digest != BOOK.digest
    assert len(Policy(BOOK).evaluate(OVERDUE, as_of=NOON).recommendations) == 1


def test_the_report_says_how_it_came_about() -> None:
    metadata = asked(BOOK, OVERDUE).metadata
    assert (metadata.engine, metadata.engine_note, metadata.lang) == ("plain", "", "en")
    assert set(metadata.versions) == {"dunning-rules"}
    assert "not legal advice" in metadata.notice
    assert "非法律意见" in asked(BOOK, OVERDUE, lang="zh").metadata.notice


def test_the_version_of_durable_rules_is_shown_where_it_ran() -> None:
    pytest.importorskip("durable.engine")
    assert asked(BOOK, OVERDUE, engine="durable").metadata.versions["durable-rules"].startswith("2.")


def test_a_package_without_metadata_has_an_unknown_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata_module, "version", _not_found)
    metadata_module._version.cache_clear()
    try:
        assert asked(BOOK, OVERDUE).metadata.versions == {"dunning-rules": "unknown"}
    finally:
        metadata_module._version.cache_clear()


def _not_found(name: str) -> str:
    raise PackageNotFoundError(name)


def test_the_totals_of_a_case() -> None:
    case = a_case(an_invoice(), an_invoice(id="2", due_on=date(2026, 8, 1)), an_invoice(id="3", amount=Decimal(-30)))
    totals = asked(BOOK, case).totals
    assert (totals.currency, totals.debtors, totals.overdue_debtors) == ("EUR", 1, 1)
    assert (totals.open_invoices, totals.overdue_invoices) == (2, 1)
    assert (str(totals.open_amount), str(totals.overdue_amount)) == ("170.00", "70.00")


def test_many_debtors_are_added_up() -> None:
    report = Policy(BOOK).evaluate_all([of("a", {}), of("b", {"due_on": date(2026, 8, 1)}), of("c")], as_of=NOON)
    totals = report.totals
    assert (totals.debtors, totals.overdue_debtors, totals.open_invoices, totals.overdue_invoices) == (3, 1, 2, 1)
    assert (totals.open_amount, totals.overdue_amount) == (Decimal(200), Decimal(100))
    assert report.cases == Counts(3, 3, 0)
    assert [each.debtor_id for each in report.recommendations] == ["a"]


@pytest.mark.parametrize(("options", "currency"), [({}, "XXX"), ({"currency": "CNY"}, "CNY")])
def test_no_debtors_make_an_empty_report(options: dict[str, Any], currency: str) -> None:
    report = Policy(BOOK, **options).evaluate_all([], as_of=NOON)
    assert (report.totals.currency, report.totals.debtors, report.totals.open_amount) == (currency, 0, Decimal(0))
    assert (report.recommendations, report.rejects, report.cases) == ((), (), Counts(0, 0, 0))


def test_a_case_that_cannot_be_answered_becomes_a_reject_and_the_others_go_on() -> None:
    cases = [of("a", {}), of("b", {"currency": "USD"}), of("c", {})]
    report = Policy(BOOK).evaluate_all(cases, as_of=NOON)
    assert [each.debtor_id for each in report.recommendations] == ["a", "c"]
    (reject,) = report.rejects
    assert (reject.table, reject.value, reject.line) == ("cases", "b", None)
    assert reject.reason == "no rate from `USD` to `EUR` is known (invoice `1`)"
    assert reject.help == "give an `ExchangeRate` from USD to EUR, dated `as_of` or before"
    assert report.cases == Counts(3, 2, 1)


def test_a_reject_of_the_debtor_itself_does_not_repeat_it() -> None:
    case = Case(creditor=Creditor(id="us", currency="EUR"), debtor=Debtor(id="b", currency="USD", credit_limit=Decimal(5)))
    (reject,) = Policy(a_book(a_rule("r", debtor.credit_limit > 0))).evaluate_all([case], as_of=NOON).rejects
    assert reject.reason == "no rate from `USD` to `EUR` is known"


def test_a_debtor_is_answered_once() -> None:
    report = Policy(BOOK).evaluate_all([of("a", {}), of("a", {})], as_of=NOON)
    assert len(report.recommendations) == 1
    assert [(each.reason, each.help) for each in report.rejects] == [("debtor `a` occurs twice", "put all of its records into one case")]


def test_a_report_is_in_one_currency() -> None:
    cases = [of("a", {}), of("b", {"currency": "CNY"}, currency="CNY")]
    mixed = Policy(BOOK).evaluate_all(cases, as_of=NOON)
    assert [(each.reason, each.help) for each in mixed.rejects] == [
        ("the report is in `EUR`, this case in `CNY`", "give one reporting currency and the exchange rates")
    ]
    rates = [ExchangeRate(source="CNY", target="EUR", rate=Decimal("0.125"), on=TODAY)]
    joined = Policy(BOOK, currency="EUR", rates=rates).evaluate_all(cases, as_of=NOON)
    assert (joined.rejects, joined.totals.open_amount, joined.totals.currency) == ((), Decimal("112.50"), "EUR")


def test_rejects_of_the_reading_stand_before_those_of_the_asking() -> None:
    read = Reject("invoices.csv", 5, "invoices", "amount", "x", "not a number", "write a number")
    rows = Counts(9, 8, 1)
    report = Policy(BOOK).evaluate_all([of("b", {"currency": "USD"})], as_of=NOON, rejects=[read], rows=rows)
    assert [each.table for each in report.rejects] == ["invoices", "cases"]
    assert (report.rows, report.cases) == (rows, Counts(1, 0, 1))


def test_progress_is_told_after_each_case_also_after_a_rejected_one() -> None:
    told: list[int] = []
    Policy(BOOK).evaluate_all([of("a"), of("b", {"currency": "USD"}), of("c")], as_of=NOON, on_progress=told.append)
    assert told == [1, 2, 3]


def test_cases_may_come_one_at_a_time() -> None:
    report = Policy(BOOK).evaluate_all((of(name, {}) for name in "ab"), as_of=NOON)
    assert report.cases == Counts(2, 2, 0)


def test_the_most_money_that_comes_late_is_first_weighed_by_urgency() -> None:
    urgent = a_book(
        a_rule("size", debtor.overdue_amount > 0, advise(urgency=50)),
        a_rule("old", invoice.days_past_due > 100, advise(urgency=60)),
    )
    cases = [
        of("small", {"amount": Decimal(10)}),
        of("b", {"amount": Decimal(500)}),
        of("a", {"amount": Decimal(500)}),
        of("old", {"amount": Decimal(1), "issued_on": date(2025, 1, 1), "due_on": date(2025, 2, 1)}),
    ]
    report = Policy(urgent).evaluate_all(cases, as_of=NOON)
    assert [(each.debtor_id, each.rule_id) for each in report.recommendations] == [
        ("a", "size"),
        ("b", "size"),
        ("small", "size"),
        ("old", "old"),
        ("old", "size"),
    ]


def test_what_is_done_first_stands_before_equally_urgent_advice_for_the_debtor() -> None:
    actions = (an_action("ACT"), an_action("PREPARE", comes_first=True), an_action("ZERO"))
    rules = [a_rule(f"r-{action.id}", debtor.is_overdue, advise(action.id)) for action in actions]
    report = asked(a_book(*rules, actions=actions), OVERDUE)
    assert [each.action for each in report.recommendations] == ["PREPARE", "ACT", "ZERO"]


def test_what_gave_way_and_what_was_concluded_is_sorted_too() -> None:
    actions = (an_action("A"), an_action("B"))
    book = a_book(
        a_rule("a", debtor.is_overdue, advise("A")),
        a_rule("b", invoice.is_overdue, advise("B", 10)),
        a_rule("c", invoice.days_past_due > 50, advise("B", 90)),
        a_rule("d", debtor.is_overdue, Conclude.that(debtor.withholding), Conclude.that(debtor.bad_faith)),
        actions=actions,
        exclusions=(Exclusion("A", "B", TEXT),),
    )
    case = a_case(an_invoice(id="1"), an_invoice(id="2", due_on=date(2026, 5, 15)))
    report = asked(book, case)
    assert [(each.recommendation.invoice_id, each.to, each.why) for each in report.gave_way] == [
        ("2", "A", "because"),
        ("1", "A", "because"),
    ]
    assert [each.name for each in report.conclusions] == ["debtor.bad_faith", "debtor.withholding"]
    assert [each.why for each in asked(book, case, lang="zh").gave_way] == ["因为", "因为"]


def test_the_amount_at_risk_is_the_invoices_or_else_what_is_overdue_or_else_open() -> None:
    of_invoice = a_book(a_rule("r", invoice.days_past_due > 50))
    both = a_case(an_invoice(id="1"), an_invoice(id="2", amount=Decimal(7), due_on=date(2026, 5, 15)))
    assert the_advice(asked(of_invoice, both)).amount_at_risk == 7
    assert the_advice(asked(BOOK, both)).amount_at_risk == 107
    anybody = a_book(a_rule("r", debtor.today.is_known()))
    assert the_advice(asked(anybody, a_case(an_invoice(due_on=date(2026, 8, 1))))).amount_at_risk == 100
    assert the_advice(asked(anybody, a_case(an_invoice(amount=Decimal(-5))))).amount_at_risk == 0


def test_advice_about_an_invoice_puts_that_invoice_at_risk_whatever_its_rule_looks_at() -> None:
    book = a_book(a_rule("r", event.kind == "dispute_raised"))
    case = a_case(an_invoice(id="1"), an_invoice(id="2"), an_event("dispute_raised", invoice_id="1"))
    found = the_advice(asked(book, case))
    assert (found.invoice_id, found.amount_at_risk) == ("1", Decimal(100))


def test_advice_shows_the_sides_of_its_action_in_the_language_that_is_asked_for() -> None:
    action = an_action(
        "ACT", actor="legal", channel="court", audience="court", place="court", tone="firm", stance="hard", demands_payment=True
    )
    book = a_book(a_rule("r", debtor.is_overdue), actions=(action,))
    found = the_advice(asked(book, a_case(an_invoice(), debtor={"country": "DE", "kind": "company"}), lang="zh"))
    assert (found.actor, found.channel, found.audience, found.place) == ("legal", "court", "court", "court")
    assert (found.tone, found.stance, found.demands_payment, found.task, found.reason) == ("firm", "hard", True, "因为", "因为")


@pytest.mark.parametrize(
    ("attested_on", "valid_until", "attested"),
    [
        (TODAY, None, True),
        (date(2026, 7, 16), None, False),
        (date(2026, 1, 1), TODAY, True),
        (date(2026, 1, 1), date(2026, 7, 14), False),
    ],
)
def test_a_claim_is_attested_while_the_attestation_is_valid(
    attested_on: date,
    valid_until: date | None,
    attested: bool,  # noqa: FBT001 - a column of the table
) -> None:
    attestation = Attestation(
        kind="bank_pressure", statement="the bank presses us", attested_by="cfo", attested_on=attested_on, valid_until=valid_until
    )
    claims = (Claim(TEXT, "bank_pressure"), Claim(TEXT, "salaries_unpaid"), Claim(TEXT))
    book = a_book(a_rule("r", debtor.is_overdue, advise(claims=claims)))
    found = the_advice(asked(book, a_case(an_invoice(), creditor={"attestations": (attestation,)})))
    assert [claim.attested for claim in claims_of(found)] == [attested, False, False]
    assert [claim.needs for claim in found.claims] == (["bank_pressure"] if attested else [])


@pytest.mark.parametrize(
    ("zone", "country", "on", "window"),
    [
        (None, None, None, ("2026-07-15", "12:00", None, False)),
        ("Asia/Shanghai", "CN", None, ("2026-07-15", "18:00", "Asia/Shanghai", True)),
        ("Pacific/Kiritimati", None, None, ("2026-07-17", "10:00", "Pacific/Kiritimati", True)),
        (None, "DE", date(2026, 7, 18), ("2026-07-18", "10:00", None, True)),
    ],
)
def test_advice_with_a_time_has_a_window_at_the_debtors_place(
    zone: str | None, country: str | None, on: date | None, window: tuple[str, str, str | None, bool]
) -> None:
    effect = advise(start=Const(600, MINUTE), on=None if on is None else debtor.today + 3)
    case = a_case(an_invoice(), debtor={"timezone": zone, "country": country})
    found = the_advice(asked(a_book(a_rule("r", debtor.is_overdue, effect)), case)).window
    assert found is not None
    assert (found.on.isoformat(), found.start, found.zone, found.holidays_known) == window


def test_a_wish_for_a_working_day_moves_the_window() -> None:
    book = a_book(
        a_rule("r", debtor.is_overdue),
        a_rule(
            "w",
            recommendation.is_contact,
            Conclude.that(recommendation.window_start, Const(600, MINUTE)),
            Conclude.that(recommendation.working_day),
        ),
    )
    saturday = at(date(2026, 7, 18))
    found = the_advice(asked(book, a_case(an_invoice(), debtor={"country": "DE"}), saturday)).window
    assert found is not None
    assert found.on == date(2026, 7, 20)


def test_the_answer_does_not_depend_on_the_days_that_were_asked_before() -> None:
    mark = Parameter("mark", DAYS, 40, 0, 365, "house", TEXT, changes=((TODAY, 50),))
    book = a_book(a_rule("r", debtor.max_days_past_due >= mark.term), parameters=(mark,))
    policy = Policy(book)
    days = [at(TODAY + timedelta(days=number)) for number in (0, -1, 10, -1, 0, 10)]
    fresh = [Policy(book).evaluate(OVERDUE, as_of=day).to_json() for day in days]
    assert [policy.evaluate(OVERDUE, as_of=day).to_json() for day in days] == fresh
    assert [len(Report.from_json(text).recommendations) for text in fresh] == [0, 1, 1, 1, 0, 1]


def test_asking_for_more_days_than_are_kept_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_module, "_DAYS_KEPT", 3)
    policy = Policy(BOOK)
    counts = [len(policy.evaluate(OVERDUE, as_of=NOON + timedelta(days=number)).recommendations) for number in range(8)]
    assert counts == [1] * 8


def test_the_zone_of_the_question_says_which_day_it_is() -> None:
    policy, case = Policy(BOOK), a_case(an_invoice(due_on=date(2026, 7, 14)))
    moment = datetime(2026, 7, 15, 10, tzinfo=UTC)
    zones = [timezone(timedelta(hours=14)), timezone(-timedelta(hours=11))]
    assert [policy.evaluate(case, as_of=moment.astimezone(zone)).totals.overdue_debtors for zone in zones] == [1, 0]


def test_a_book_that_contradicts_itself_never_becomes_a_policy() -> None:
    with pytest.raises(BookError):
        Policy(a_book(a_rule("r", debtor.bad_faith, Conclude.that(debtor.bad_faith))))


def test_a_promise_on_a_later_day_is_advice_for_that_day() -> None:
    book = a_book(a_rule("r", event.promise_open, advise(on=event.due_on, names_day=event.due_on, amount=event.amount)))
    found = the_advice(asked(book, a_case(a_promise(30, date(2026, 7, 20)))))
    assert (found.on, found.names_day, found.amount) == (date(2026, 7, 20), date(2026, 7, 20), Decimal("30.00"))


def test_what_decides_beside_the_book_is_named() -> None:
    plain, other = Policy(engine="plain"), Policy(engine="plain", currency="CNY", lang="zh")
    assert (plain.currency, other.currency) == (None, "CNY")
    assert [name for name in plain.settings if plain.settings[name] != other.settings[name]] == ["currency", "language"]
    assert plain.digest != other.digest
