"""The runner of golden cases: it holds the rules to them, on every engine, and counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dunning_rules.engine.choose import EngineName
from dunning_rules.errors import GoldenCaseError, GoldenCoverageError, GoldenError, GoldenFileError
from dunning_rules.language import ALWAYS
from dunning_rules.language.types import MONEY, NAME
from dunning_rules.rules import Conclude, RuleBook
from dunning_rules.testing.golden import GoldenRunner, check_golden, coverage, golden_paths, read_golden, require_coverage
from dunning_rules.testing.golden.probe import Fired, Probe
from dunning_rules.vocabulary import Scope, Vocabulary, debtor, event, invoice, recommendation, visit
from tests.cases import TEXT, a_book, a_rule, advise
from tests.testing.golden_files import GOOD, golden, one_case, written

ORDER = "invoices: [{amount: 100, due_on: 30 days ago}]\nevents: [{kind: order_request, at: today}]\n"


def problem(folder: Path, text: str, name: str = "it", runner: GoldenRunner | None = None) -> str:
    runner = runner or GoldenRunner()
    file = read_golden(written(folder, text), runner.book)
    with pytest.raises(GoldenCaseError) as raised:
        runner.check(file.cases[name], file)
    assert raised.value.where.startswith("golden.yaml, line ")
    assert f"case `{name}`" in raised.value.where
    assert raised.value.help
    return raised.value.message


def test_cases_that_hold_are_counted(tmp_path: Path) -> None:
    assert check_golden(written(tmp_path, GOOD), require_all_letters=False) == 2


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ("fires: [tip-07.raised-in-visit]", "`tip-07.raised-in-visit` does not fire, but `tip-01.never-contacted`, `tip-07.order-request`"),
        ("fires: [{rule: tip-07.order-request, amount: 99.99}]", "amount of `tip-07.order-request` is `100.00`, not `99.99`"),
        ("fires: [{rule: tip-07.order-request, urgency: 1}]", "urgency of `tip-07.order-request` is `44`, not `1`"),
        ("fires: [{rule: tip-07.order-request, action: CONTACT_NOW}]", "action of `tip-07.order-request` is `DEFER_NEW_BUSINESS`"),
        ("fires: [{rule: tip-07.order-request, deadline: today}]", "deadline of `tip-07.order-request` is nothing, not `2026-07-15`"),
        ("fires: [{rule: tip-07.order-request, window: {start: 15:30}}]", "window.start of `tip-07.order-request` is nothing"),
        ("fires: [{rule: tip-01.never-contacted, window: {start: 15:31}}]", "is `15:30`, not `15:31`"),
        ("fires: [{rule: tip-07.order-request, gave_way_to: CONTACT_NOW}]", "gave_way_to of `tip-07.order-request` is nothing"),
        ("fires: [{rule: tip-17.class-collectible, amount: 1}]", "`tip-17.class-collectible` fires, but recommends nothing"),
        ("not: [tip-07.order-request]", "`tip-07.order-request` fires and must not"),
        ("not: [tip-07]", "`tip-07.order-request` fires and must not"),
        ("conclusions: {payer_type: slow}", "debtor.payer_type is `unknown`, not `slow`"),
        ("conclusions: {risk_class: bad}", "debtor.risk_class is `collectible`, not `bad`"),
        ("conclusions: {bad_faith: yes}", "debtor.bad_faith is `no`, not `yes`"),
        ("conclusions: {payer_type: slow}\nnot: [tip-07]", "`tip-07.order-request` fires and must not; debtor.payer_type"),
    ],
)
def test_a_case_that_does_not_hold(tmp_path: Path, expected: str, message: str) -> None:
    assert message in problem(tmp_path, one_case(ORDER + expected))


def test_of_several_records_one_has_to_be_as_expected(tmp_path: Path) -> None:
    two = "invoices:\n  - {amount: 1, due_on: today}\n  - {amount: 2, due_on: today}\n"
    file = golden(tmp_path, one_case(two + "fires: [{rule: tip-16.unsigned, amount: 2}]"))
    GoldenRunner().check(file.cases["it"], file)
    assert "is `2.00`, not `3`" in problem(tmp_path, one_case(two + "fires: [{rule: tip-16.unsigned, record: invoice-2, amount: 3}]"))


def test_advice_that_gave_way_does_not_stand(tmp_path: Path) -> None:
    text = one_case(
        ORDER.replace("today}]", "today}, {kind: excuse, at: today, reason: unsold_stock}]", 1)
        + "fires: [{rule: tip-18a.slow-stock, action: OFFER_PROMOTION_SUPPORT}]"
    )
    assert "gave_way_to of `tip-18a.slow-stock` is `DEFER_NEW_BUSINESS`, not nothing" in problem(tmp_path, text)


def test_a_near_miss_of_a_case_that_misses_too(tmp_path: Path) -> None:
    text = GOOD + "  - {case: it, why: x, near_miss_of: no order, with: {invoice-1: {amount: 1}}, not: [tip-07]}\n"
    assert "it is no near miss of `no order`: `tip-07` does not fire there either" in problem(tmp_path, text)


def test_a_case_that_the_rules_cannot_answer(tmp_path: Path) -> None:
    text = one_case("invoices: [{amount: 100, due_on: yesterday, currency: USD}]\nnot: [tip-07]")
    assert "the rules cannot answer: " in problem(tmp_path, text)


def test_engines_that_disagree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = GoldenRunner()
    if "durable" not in runner.engines:
        pytest.skip("durable-rules cannot be imported here")
    monkeypatch.setattr(runner._probes["durable"], "fired", lambda _case, _as_of: frozenset())
    assert problem(tmp_path, GOOD, "an order", runner) == "the engines `durable` and `plain` disagree"


def test_without_durable_rules_the_plain_engine_answers_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dunning_rules.testing.golden.probe.is_available", lambda: False)
    assert GoldenRunner().engines == ("plain",)
    assert check_golden(written(tmp_path, GOOD), require_all_letters=False) == 2


def test_all_cases_that_do_not_hold_are_told(tmp_path: Path) -> None:
    text = GOOD.replace("amount: 100.00}\n  - case", "amount: 1}\n  - case").replace(
        "not: [tip-07]", "fires: [tip-07.order-request]\n    not: [tip-07]"
    )
    with pytest.raises(GoldenCaseError) as raised:
        check_golden(written(tmp_path, text))
    assert "case `an order`" in raised.value.where
    assert "is `100.00`, not `1`\ngolden.yaml, line 10, case `no order`: `tip-07.order-request` does not fire" in raised.value.message


def test_a_probe_hears_a_conclusion_that_is_outbid(engine_name: EngineName, tmp_path: Path) -> None:
    book = a_book(
        a_rule("mild", debtor.is_overdue, Conclude.that(debtor.risk_class, "collectible")),
        a_rule("grave", debtor.is_overdue, Conclude.that(debtor.risk_class, "dead")),
        a_rule("seen", invoice.is_open & (debtor.risk_class == "dead"), advise()),
    )
    case = golden(tmp_path, GOOD).cases["an order"]
    probe = Probe(book, engine_name)
    expected = frozenset({Fired("mild", "debtor/debtor"), Fired("grave", "debtor/debtor"), Fired("seen", "invoice/invoice-1")})
    assert probe.fired(case.case, case.as_of) == expected
    assert probe.fired(case.case, case.as_of) == expected


@pytest.fixture(params=GoldenRunner().engines)
def engine_name(request: pytest.FixtureRequest) -> EngineName:
    name: EngineName = request.param
    return name


# --- counting ---


def own_book() -> RuleBook:
    return a_book(
        a_rule("own-1a.first", debtor.is_overdue, advise()),
        a_rule("own-1a.second", debtor.open_amount > 0, advise()),
        a_rule("own-2", ALWAYS, advise()),
    )


OWN = """\
cases:
  - {case: a, why: x, invoices: [{amount: 9, due_on: yesterday}], fires: [{rule: own-1a.first, urgency: 50}, own-1a.second, own-2]}
  - {case: b, why: x, like: a, with: {invoice-1: {amount: 8}}, fires: [own-1a.first]}
  - {case: c, why: x, like: a, with: {invoice-1: {amount: 7}}, fires: [own-1a.first, own-1a.second]}
  - {case: d, why: x, near_miss_of: a, with: {invoice-1: {due_on: today}}, not: [own-1a.first]}
"""


def test_a_book_of_ones_own(tmp_path: Path) -> None:
    assert check_golden(written(tmp_path, OWN), own_book(), require_all_letters=False) == 4


def test_a_letter_with_too_few_cases_is_told(tmp_path: Path) -> None:
    book = own_book()
    files = [read_golden(written(tmp_path, OWN), book)]
    found = {each.letter: each for each in coverage(files, book)}
    assert (found["own-1a"].firing, found["own-1a"].near_misses, found["own-1a"].untried) == (3, 1, ())
    assert (found["own-2"].firing, found["own-2"].near_misses, found["own-2"].untried) == (1, 0, ())
    with pytest.raises(GoldenCoverageError) as raised:
        require_coverage(files, book)
    assert raised.value.message == "too few golden cases: `own-1a` fires in 3, near misses 1; `own-2` fires in 1, near misses 0"
    assert "3 cases that fire and 2 near misses" in raised.value.help
    assert isinstance(raised.value, GoldenError)


def test_enough_cases_are_enough_and_each_rule_has_to_fire(tmp_path: Path) -> None:
    book = a_book(a_rule("own-1a.first", debtor.is_overdue, advise()), a_rule("own-1a.second", debtor.open_amount > 0, advise()))
    more = "  - {case: e, why: x, near_miss_of: a, without: [invoice-1], not: [own-1a]}\n"
    text = OWN.replace(", own-2]}", "]}") + more
    assert check_golden(written(tmp_path, text), book) == 5
    with pytest.raises(GoldenCoverageError, match=r"`own-1a` fires in 3, `own-1a.second` never, near misses 2"):
        check_golden(written(tmp_path, text.replace(", own-1a.second]", "]")), book)


def test_a_case_that_misses_without_being_near_is_not_counted(tmp_path: Path) -> None:
    text = OWN.replace("near_miss_of: a", "like: a")
    book = own_book()
    assert [each.near_misses for each in coverage([read_golden(written(tmp_path, text), book)], book)] == [0, 0]


def test_facts_of_a_vocabulary_of_ones_own_are_compared_exactly(tmp_path: Path) -> None:
    party = Scope("debtor", TEXT)
    party.fields.update(debtor.fields)
    limit = party.concluded("limit", MONEY, TEXT)
    clerk = party.concluded("clerk", NAME, TEXT)
    book = a_book(
        a_rule("l", party.open_amount > 0, Conclude.that(limit, party.open_amount)),
        a_rule("c", party.open_amount > 0, Conclude.that(clerk, "ann")),
        vocabulary=Vocabulary((party, invoice, visit, event, recommendation)),
    )
    body = "invoices: [{amount: 9.50, due_on: yesterday}]\n"
    file = read_golden(written(tmp_path, one_case(body + "conclusions: {limit: 9.5, clerk: ann}")), book)
    GoldenRunner(book).check(file.cases["it"], file)
    assert (
        problem(tmp_path, one_case(body + "conclusions: {limit: 9.51}"), runner=GoldenRunner(book)) == "debtor.limit is `9.50`, not `9.51`"
    )
    missing = one_case("conclusions: {limit: 9.51}")
    assert problem(tmp_path, missing, runner=GoldenRunner(book)) == "debtor.limit is nothing, not `9.51`"


# --- folders ---


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(GoldenFileError, match="has no golden file"):
        golden_paths(tmp_path)
    second, first = written(tmp_path, GOOD, "b.yaml"), written(tmp_path, GOOD, "a.yaml")
    written(tmp_path, "no golden file", "readme.txt")
    assert golden_paths(tmp_path) == (first, second)
    assert golden_paths(second) == (second,)
    assert check_golden(tmp_path, require_all_letters=False) == 4
