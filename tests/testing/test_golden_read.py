"""Golden files: what they say, and what is said about one that is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.errors import DunningError, GoldenFileError
from dunning_rules.testing.golden import read_golden
from dunning_rules.testing.golden.days import Calendar
from dunning_rules.testing.golden.yaml_tree import MAX_BYTES
from tests.testing.golden_files import GOOD, golden, one_case, written

INVOICE = "invoices: [{amount: 100, due_on: 30 days ago}]\n"
EXPECTS = "fires: [tip-16.unsigned]\n"


def test_defaults_fill_in_what_does_not_matter(tmp_path: Path) -> None:
    case = golden(tmp_path, GOOD).cases["an order"]
    assert (case.as_of, case.near_miss_of, case.why) == (datetime(2026, 7, 15, 12, tzinfo=UTC), None, "It owes and orders.")
    assert (case.case.creditor.currency, case.case.debtor.id) == ("EUR", "debtor")
    (invoice,) = case.case.invoices
    assert (invoice.id, invoice.amount, invoice.currency) == ("invoice-1", Decimal("100.00"), "EUR")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 5, 16), date(2026, 6, 15))
    (order,) = case.case.events
    assert (order.id, order.kind, order.at) == ("order_request-1", "order_request", datetime(2026, 7, 14, 9, tzinfo=UTC))


def test_values_are_read_by_the_type_of_their_field(tmp_path: Path) -> None:
    body = """\
today: 2026-12-24
creditor:
  currency: JPY
  attestations:
    - {kind: bank_pressure, statement: no, attested_by: cfo, attested_on: 2 weeks ago}
debtor:
  id: "0815"
  name: 2026-01-01
  timezone: Asia/Tokyo
  cooperative: no
  finances:
  dunning_block: {reason: talks, until: tomorrow}
  contacts: [{id: c1, role: owner, authority_to_pay: yes}]
invoices:
  - {id: R1, amount: 123456789012, due_on: in 40 days}
  - {amount: -5, due_on: 2026-11-01, issued_on: 2026-10-01}
visits:
  - {started_at: yesterday 10:30, outcomes: [hid, stalled], expected_amount: 7}
  - {scheduled_for: tomorrow at 15:30}
events:
  - {kind: delivery, at: today, days_to_sell: 12}
  - {kind: delivery, at: today}
  - {id: delivery-4, kind: delivery, at: today}
  - {kind: delivery, at: today}
not: [tip-01]
"""
    case = golden(tmp_path, one_case(body)).cases["it"].case
    tokyo = ZoneInfo("Asia/Tokyo")
    assert (case.debtor.id, case.debtor.name, case.debtor.cooperative, case.debtor.finances) == ("0815", "2026-01-01", False, None)
    assert case.debtor.dunning_block is not None
    assert case.debtor.dunning_block.until == date(2026, 12, 25)
    assert case.debtor.contacts[0].authority_to_pay is True
    assert (case.creditor.attestations[0].statement, case.creditor.attestations[0].attested_on) == ("no", date(2026, 12, 10))
    assert [(each.id, each.amount, each.currency, each.issued_on) for each in case.invoices] == [
        ("R1", Decimal(123456789012), "JPY", date(2026, 12, 24)),
        ("invoice-1", Decimal(-5), "JPY", date(2026, 10, 1)),
    ]
    done, planned = case.visits
    assert (done.started_at, done.recorded_at, done.outcomes) == (datetime(2026, 12, 23, 10, 30, tzinfo=tokyo),) * 2 + (("hid", "stalled"),)
    assert (planned.scheduled_for, planned.recorded_at, planned.currency) == (
        datetime(2026, 12, 25, 15, 30, tzinfo=tokyo),
        datetime(2026, 12, 17, 9, tzinfo=tokyo),
        None,
    )
    assert [each.id for each in case.events] == ["delivery-1", "delivery-2", "delivery-4", "delivery-3"]


def test_an_amount_keeps_every_digit(tmp_path: Path) -> None:
    case = golden(tmp_path, one_case("invoices: [{amount: 900719925474.93, due_on: today}]\n" + EXPECTS)).cases["it"].case
    assert str(case.invoices[0].amount) == "900719925474.93"


def test_a_like_case_changes_adds_and_leaves_out(tmp_path: Path) -> None:
    text = f"""{GOOD}
  - case: other
    why: because
    like: an order
    with: {{invoice-1: {{due_on: yesterday, amount: 50}}, debtor: {{country: DE}}}}
    add:
      invoices: [{{amount: 7, due_on: today}}]
      visits: [{{scheduled_for: tomorrow}}]
    without: [order_request-1]
    not: [tip-07]
"""
    case = golden(tmp_path, text).cases["other"].case
    assert [(each.id, each.amount, each.due_on, each.issued_on) for each in case.invoices] == [
        ("invoice-1", Decimal(50), date(2026, 7, 14), date(2026, 5, 16)),  # what was filled in for the other case stays
        ("invoice-2", Decimal(7), date(2026, 7, 15), date(2026, 6, 15)),
    ]
    assert (case.debtor.country, len(case.visits), case.events) == ("DE", 1, ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 7, 15)),
        ("yesterday", date(2026, 7, 14)),
        ("tomorrow", date(2026, 7, 16)),
        ("1 day ago", date(2026, 7, 14)),
        ("2 weeks ago", date(2026, 7, 1)),
        ("in 1 week", date(2026, 7, 22)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-02-29", None),
        ("20260715", None),
        ("-3 days ago", None),
        ("3 months ago", None),
        ("today at 10:00", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert Calendar(date(2026, 7, 15), UTC).day(text) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("today", "09:00"),
        ("today at 15:30", "15:30"),
        ("today 00:00", "00:00"),
        ("today at 25:00", None),
        ("at 10:00", None),
        ("noon", None),
    ],
)
def test_moments(text: str, clock: str | None) -> None:
    moment = Calendar(date(2026, 7, 15), UTC).moment(text)
    assert (None if moment is None else f"{moment:%H:%M}") == clock


@pytest.mark.parametrize(
    ("text", "message", "where", "mend"),
    [
        ("a: [", "this is not YAML", "golden.yaml, line 1", "check indentation"),
        ("a: \x07", "characters that YAML does not allow", "golden.yaml", "remove them"),
        ("- a\n- b\n", "not a mapping", "golden.yaml", "begin it with `cases:`"),
        ("", "not a mapping", "golden.yaml", "begin it with `cases:`"),
        ("about: x\n", "`cases` is missing", "golden.yaml, line 1", "list the cases"),
        ("cases: []\n", "the list is empty", "field `cases`", "leave the key out"),
        ("cases: x\n", "not a list", "field `cases`", "begin each item"),
        ("casses: []\n", "`casses` is not a known key", "golden.yaml", "did you mean `cases`?"),
        ("today: 15.7.2026\ncases: [a]\n", "`15.7.2026` is not a date", "field `today`", "write it as 2026-07-15"),
        ("today: 0001-01-01\ncases: [a]\n", "out of range", "field `today`", "of the years 1990 to 2199"),
        ("about: {a: b}\ncases: [a]\n", "this is not text", "field `about`", "write one value"),
        ("cases: [a]\n", "not a mapping", "field `cases[1]`", "write `field: value`"),
        ("cases: [{why: x}]\n", "`case` is missing", "field `cases[1]`", "give the case a name"),
        ("cases: [{case: x}]\n", "`why` is missing", "case `x`", "in the words of the trade"),
        ("cases: [{case: , why: x}]\n", "the value is empty", "field `cases[1].case`", "give it"),
        ("a: 1\na: 2\n", "the key `a` occurs twice", "golden.yaml, line 2", "keep one"),
        ("a: &x 1\nb: *x\n", "an anchor or a tag", "golden.yaml, line 1", "remove it"),
        ("b: *x\n", "an alias", "golden.yaml, line 1", "or use `like`"),
        ("a: !!python/object:os.system x\n", "an anchor or a tag", "golden.yaml, line 1", "remove it"),
        ("a: 1\n---\nb: 1\n", "a second document", "golden.yaml, line 2", "one file for each"),
        ("[a]: 1\n", "a key that is not text", "golden.yaml, line 1", "as words"),
        (f"a: {'[' * 5000}{']' * 5000}\n", "a deeper nesting", "golden.yaml, line 1", "flatten it"),
        (f"a: {'x' * MAX_BYTES}\n", "larger than 1 MiB", "golden.yaml", "divide it"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, text: str, message: str, where: str, mend: str) -> None:
    with pytest.raises(GoldenFileError) as raised:
        golden(tmp_path, text)
    assert message in raised.value.message
    assert where in raised.value.where
    assert mend in raised.value.help


@pytest.mark.parametrize(
    ("body", "message", "field", "mend"),
    [
        (EXPECTS + "invoces: []", "`invoces` is not a known key", "invoces", "did you mean `invoices`?"),
        (INVOICE, "the case expects nothing", "", "say what `fires`"),
        (
            "invoices: [{amount: 1, due_on: today, isued_on: today}]\n" + EXPECTS,
            "not a known field",
            "invoices[1].isued_on",
            "`issued_on`?",
        ),
        ("invoices: [{amount: ten, due_on: today}]\n" + EXPECTS, "not a number", "invoices[1].amount", "write a plain number"),
        ("invoices: [{amount: 1,000, due_on: today}]\n" + EXPECTS, "not a known field", "invoices[1].000", "known: `acknowledged_on`"),
        ("invoices: [{amount: 1e3.5, due_on: today}]\n" + EXPECTS, "not a number", "invoices[1].amount", "without thousands separators"),
        ("invoices: [{amount: 0.001, due_on: today}]\n" + EXPECTS, "more than 2 decimals", "invoices[1].amount", "round it before"),
        ("invoices: [{amount: [1], due_on: today}]\n" + EXPECTS, "this is not text", "invoices[1].amount", "write one value"),
        ("invoices: [{due_on: today}]\n" + EXPECTS, "`amount` is missing", "invoices[1].amount", "it has no default"),
        ("invoices: [{amount: 1, due_on: soon}]\n" + EXPECTS, "`soon` is not a day", "invoices[1].due_on", "write `30 days ago`"),
        ("debtor: {cooperative: perhaps}\n" + EXPECTS, "not true or false", "debtor.cooperative", "write `yes` or `no`"),
        ("debtor: {finances: week}\n" + EXPECTS, "not one of its values", "debtor.finances", "did you mean `weak`?"),
        ("debtor: {timezone: Berlin}\n" + EXPECTS, "not a zone", "debtor.timezone", "Europe/Berlin"),
        ("debtor: {contacts: [{id: a, rol: owner}]}\n" + EXPECTS, "`rol` is not a known field", "debtor.contacts[1].rol", "`role`?"),
        ("events: [{at: today}]\n" + EXPECTS, "`kind` is missing", "events[1].kind", "kind: payment"),
        ("events: [{kind: paymnt, at: today}]\n" + EXPECTS, "not a kind of event", "events[1].kind", "did you mean `payment`?"),
        ("events: [{kind: evasion, at: noon, form: hid}]\n" + EXPECTS, "not a moment", "events[1].at", "at 15:30"),
        ("events: [{kind: delivery, at: today, days_to_sell: few}]\n" + EXPECTS, "not a whole number", "events[1].days_to_sell", "e.g. 30"),
        (
            "invoices: [{id: a, amount: 1, due_on: today}, {id: a, amount: 1, due_on: today}]\n" + EXPECTS,
            "occurs twice",
            "invoices[2].id",
            "",
        ),
        ("invoices: [{id: debtor, amount: 1, due_on: today}]\n" + EXPECTS, "`debtor` occurs twice", "invoices[1].id", "its own id"),
        ("invoices: [{amount: 1, due_on: today, debtor_id: x}]\n" + EXPECTS, "do not belong together", "", "leave it out"),
        ("with: {debtor: {country: DE}}\n" + EXPECTS, "but none is named", "with", "`like` or `near_miss_of`"),
        ("fires: [tip-16.unsined]", "no rule `tip-16.unsined`", "fires[1]", "did you mean `tip-16.unsigned`?"),
        ("fires: [{action: CONTACT_NOW}]", "`rule` is missing", "fires[1]", "name the rule"),
        ("fires: [{rule: tip-16.unsigned, acton: X}]", "`acton` is not a known key", "fires[1].acton", "did you mean `action`?"),
        ("fires: [{rule: tip-16.unsigned, action: CALL_NOW}]", "no action `CALL_NOW`", "fires[1].action", "did you mean"),
        ("fires: [{rule: tip-16.unsigned, amount: much}]", "`much` is not a number", "fires[1].amount", "plain number"),
        ("fires: [{rule: tip-16.unsigned, amount: nan}]", "`nan` is not a number", "fires[1].amount", "plain number"),
        ("fires: [{rule: tip-16.unsigned, urgency: 10.5}]", "`10.5` is not an urgency", "fires[1].urgency", "0 to 100"),
        ("fires: [{rule: tip-16.unsigned, deadline: soon}]", "`soon` is not a day", "fires[1].deadline", "write `30 days ago`"),
        ("fires: [{rule: tip-16.unsigned, window: {on: soon}}]", "`soon` is not a day", "fires[1].window.on", "write"),
        ("fires: [{rule: tip-16.unsigned, window: {start: 3 pm}}]", "`3 pm` is not a time", "fires[1].window.start", "15:30"),
        ("fires: [tip-16.unsigned, tip-16.unsigned]", "occurs twice", "fires[2]", "say it once"),
        ("not: [tip-61]", "no rule or letter `tip-61`", "not[1]", "did you mean"),
        ("not: [tip-16, tip-16]", "occurs twice", "not[2]", "say it once"),
        ("conclusions: {payertype: slow}", "`payertype` is not a fact", "conclusions.payertype", "did you mean `payer_type`?"),
        ("conclusions: {payer_type: slwo}", "`slwo` is not one of its values", "conclusions.payer_type", "did you mean `slow`?"),
        ("conclusions: {bad_faith: perhaps}", "not yes or no", "conclusions.bad_faith", "write `yes` or `no`"),
        ("conclusions: {r.payer_type: slow}", "no record `r`", "conclusions.r.payer_type", "known: `debtor`"),
        ("conclusions: {collection_class: bad}", "is not a fact that rules conclude here", "conclusions.collection_class", "known:"),
        (
            "invoices: [{amount: 1, due_on: today}, {amount: 1, due_on: today}]\nconclusions: {collection_class: bad}",
            "`collection_class` of which invoice?",
            "conclusions.collection_class",
            "`invoice-1.collection_class`",
        ),
    ],
)
def test_a_case_that_is_wrong(tmp_path: Path, body: str, message: str, field: str, mend: str) -> None:
    with pytest.raises(GoldenFileError) as raised:
        golden(tmp_path, one_case(body))
    assert message in raised.value.message
    assert raised.value.where.startswith("golden.yaml, line ")
    assert "case `it`" in raised.value.where
    assert raised.value.where.endswith(f"field `{field}`" if field else "case `it`")
    assert mend in raised.value.help
    assert isinstance(raised.value, DunningError)


@pytest.mark.parametrize(
    ("body", "message", "mend"),
    [
        ("like: an oder\nnot: [tip-07]", "there is no case `an oder` above", "did you mean `an order`?"),
        ("like: it\nnot: [tip-07]", "there is no case `it` above", "known:"),
        ("like: an order\nnear_miss_of: an order\nnot: [tip-07]", "exclude each other", "keep one"),
        ("like: an order\ntoday: 2026-01-01\nnot: [tip-07]", "`today` stands beside `like`", "by `with`"),
        ("like: an order\ninvoices: [{amount: 1, due_on: today}]\nnot: [tip-07]", "`invoices` stands beside `like`", "by `with`"),
        ("near_miss_of: an order\nwith: {invoice-1: {amount: 1}}\nfires: [tip-07.order-request]", "says what does not fire", "in `not`"),
        ("near_miss_of: an order\nnot: [tip-07]", "differs in one thing, this one in 0", "change one field"),
        ("near_miss_of: an order\nwith: {invoice-1: {amount: 1, lien: yes}}\nnot: [tip-07]", "this one in 2", "change one field"),
        (
            "near_miss_of: an order\nwith: {invoice-1: {amount: 1}}\nadd: {invoices: [{amount: 1, due_on: today}]}\nnot: [tip-07]",
            "this one in 2",
            "change one field",
        ),
        ("near_miss_of: an order\nwithout: [order_request-1, invoice-1]\nnot: [tip-07]", "this one in 2", "leave one record out"),
        ("near_miss_of: an order\nwith: {invoice-1: {amount: 100.00}}\nnot: [tip-07]", "the same value as in the other case", "change it"),
        ("near_miss_of: an order\nwith: {debtor: {country: }}\nnot: [tip-07]", "the same value as in the other case", "change it"),
        ("near_miss_of: an order\nwith: {invoice-1: {id: x}}\nnot: [tip-07]", "an id cannot be changed", "first written"),
        ("near_miss_of: an order\nwith: {invoice-2: {amount: 1}}\nnot: [tip-07]", "no record `invoice-2`", "did you mean `invoice-1`?"),
        ("near_miss_of: an order\nwithout: [debtor]\nnot: [tip-07]", "no record `debtor`", "known:"),
        ("near_miss_of: an order\nadd: {debtor: {country: DE}}\nnot: [tip-07]", "`debtor` is not a known key", "known:"),
        (
            "near_miss_of: an order\nadd: {invoices: [{id: invoice-1, amount: 1, due_on: today}]}\nnot: [tip-07]",
            "occurs twice",
            "its own id",
        ),
    ],
)
def test_a_change_that_is_wrong(tmp_path: Path, body: str, message: str, mend: str) -> None:
    with pytest.raises(GoldenFileError) as raised:
        golden(tmp_path, GOOD + one_case(body).removeprefix("cases:\n"))
    assert message in raised.value.message
    assert "case `it`" in raised.value.where
    assert mend in raised.value.help


def test_a_nested_value_is_compared_as_a_whole(tmp_path: Path) -> None:
    base = one_case("debtor:\n  dunning_block: {reason: a}\n  contacts: [{id: c}]\n" + INVOICE + EXPECTS)
    same = "  - {case: b, why: x, near_miss_of: it, with: {debtor: {dunning_block: {reason: a}}}, not: [tip-16]}\n"
    with pytest.raises(GoldenFileError, match="the same value"):
        golden(tmp_path, base + same)
    also = "  - {case: b, why: x, near_miss_of: it, with: {debtor: {contacts: [{id: c}]}}, not: [tip-16]}\n"
    with pytest.raises(GoldenFileError, match="the same value"):
        golden(tmp_path, base + also)
    other = "  - {case: b, why: x, near_miss_of: it, with: {debtor: {contacts: [{id: d}]}}, not: [tip-16]}\n"
    assert golden(tmp_path, base + other).cases["b"].case.debtor.contacts[0].id == "d"


def test_a_case_that_occurs_twice(tmp_path: Path) -> None:
    with pytest.raises(GoldenFileError, match="the case `an order` occurs twice"):
        golden(tmp_path, GOOD + GOOD.removeprefix("cases:\n"))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(GoldenFileError, match="cannot be read"):
        read_golden(tmp_path / "none.yaml")
    path = tmp_path / "latin.yaml"
    path.write_bytes("about: ä\n".encode("latin-1"))
    with pytest.raises(GoldenFileError, match="not UTF-8"):
        read_golden(path)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert set(read_golden(path).cases) == {"an order", "no order"}


@given(at=st.integers(0, len(GOOD)), by=st.text(max_size=8), cut=st.integers(0, 12))
def test_whatever_is_typed_there_is_a_case_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, at: int, by: str, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "typed.yaml"
    path.write_bytes((GOOD[:at] + by + GOOD[at + cut :]).encode("utf-8", "surrogatepass"))
    problem = None
    try:
        read_golden(path)
    except GoldenFileError as error:
        problem = error
    assert problem is None or (problem.where.startswith("typed.yaml") and problem.help)
