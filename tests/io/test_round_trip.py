"""What is written is read back: any valid case, in each shape of a ledger."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from dunning_rules.io import read_ledger
from dunning_rules.models import Attestation, Case, Contact, Creditor, Debtor, DunningBlock, Event, Invoice, Visit
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.rows.fields import alternatives, field_types

IDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=8)
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
CENTS = st.integers(0, 10**13).map(lambda cents: Decimal(cents).scaleb(-2))
SHARES = st.integers(0, 10**4).map(lambda part: Decimal(part).scaleb(-4))
MOMENTS = st.datetimes(
    datetime(2, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(9998, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-8))]),
)
BY_NAME: dict[str, st.SearchStrategy[object]] = {
    "currency": st.sampled_from(["EUR", "USD", "CNY", "KWD"]),
    "country": st.sampled_from(["DE", "CN"]),
    "timezone": st.sampled_from(["UTC", "Europe/Berlin", "Asia/Shanghai"]),
    "dunning_block": st.builds(DunningBlock, reason=TEXTS, until=st.none() | st.dates()),
    **dict.fromkeys(("name", "note", "reason", "statement", "ground"), TEXTS),
    **dict.fromkeys(("share", "purchase_share", "margin_rank", "margin_rank_cut", "volume_rank", "interest_rate"), SHARES),
}
BY_TYPE: dict[str, st.SearchStrategy[object]] = {
    "text": IDS,
    "number": CENTS,
    "date": st.dates(),
    "moment": MOMENTS,
    "flag": st.booleans(),
    "count": st.integers(1, 99),
}


@st.composite
def records(draw: st.DrawFn, /, model: type[BaseModel], **given_fields: object) -> Any:  # noqa: ANN401 - a record of whichever model
    """Draw a record, with each optional field there or not."""
    found = dict(given_fields)
    types = field_types(model)
    for name, info in model.model_fields.items():
        if name in found or (not info.is_required() and not draw(st.booleans())):
            continue
        literal = next((each for each in alternatives(info.annotation) if get_origin(each) is Literal), None)
        if literal is not None:
            found[name] = draw(st.sampled_from(get_args(literal)))
        elif name in BY_NAME or types[name] != "json":
            found[name] = draw(BY_NAME.get(name, BY_TYPE.get(types[name], st.nothing())))
    if "amount" in found:
        found.setdefault("currency", "EUR")  # an amount that may be left out brings its currency
    return model(**found)


@st.composite
def invoices(draw: st.DrawFn, debtor_id: str) -> Invoice:
    amount = draw(CENTS)
    sign = draw(st.sampled_from([1, -1]))
    part = draw(st.none() | st.sampled_from([Decimal(0), amount]))
    issued_on, due_on = sorted((draw(st.dates()), draw(st.dates())))
    invoice: Invoice = draw(
        records(
            Invoice,
            debtor_id=debtor_id,
            amount=sign * amount,
            open_amount=None if part is None else sign * part,
            issued_on=issued_on,
            due_on=due_on,
        )
    )
    return invoice


@st.composite
def visits(draw: st.DrawFn, debtor_id: str) -> Visit:
    started_at, ended_at, recorded_at = sorted(draw(MOMENTS) for _ in range(3))
    outcomes = tuple(draw(st.lists(st.sampled_from(["paid", "promised", "hid"]), max_size=2)))
    times = {"started_at": started_at, "ended_at": ended_at, "recorded_at": recorded_at}
    visit: Visit = draw(records(Visit, debtor_id=debtor_id, outcomes=outcomes, currency="EUR", **times))
    return visit


def many(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3, unique_by=lambda record: record.id).map(tuple)


@st.composite
def cases(draw: st.DrawFn, creditor: Creditor, debtor_id: str) -> Case:
    debtor = draw(
        records(Debtor, id=debtor_id, governing_law=draw(st.sampled_from((None, "DE", "CN"))), contacts=draw(many(records(Contact))))
    )
    events: st.SearchStrategy[Event] = st.sampled_from(sorted(EVENT_MODELS.items())).flatmap(
        lambda found: records(found[1], debtor_id=debtor_id, kind=found[0])
    )
    return Case(
        creditor=creditor,
        debtor=debtor,
        invoices=draw(many(invoices(debtor_id))),
        visits=draw(many(visits(debtor_id))),
        events=draw(many(events)),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Case, ...]:
    """Draw the cases of one creditor, by debtor id."""
    creditor = draw(records(Creditor, attestations=tuple(draw(st.lists(records(Attestation), max_size=2)))))
    return tuple(draw(cases(creditor, debtor_id)) for debtor_id in sorted(draw(st.sets(IDS, min_size=1, max_size=3))))


def write_csv(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, sorted({name for row in rows for name in row} | {"id"}))
        writer.writeheader()
        writer.writerows({name: value if isinstance(value, str) else json.dumps(value) for name, value in row.items()} for row in rows)


def plain(record: BaseModel, **more: object) -> dict[str, object]:
    return {**record.model_dump(mode="json", exclude_none=True), **more}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


@given(written=ledgers())
def test_cases_in_lines(place: Path, written: tuple[Case, ...]) -> None:
    path = place / "cases.jsonl"
    path.write_text("".join(f"{case.model_dump_json()}\n" for case in reversed(written)), encoding="utf-8", newline="")
    ledger = read_ledger(path)

    assert ledger.rejects == ()
    assert ledger.cases == written


@given(written=ledgers(), apart=st.booleans())
def test_tables_in_a_folder(place: Path, written: tuple[Case, ...], apart: bool) -> None:  # noqa: FBT001 - drawn
    folder = place / ("apart" if apart else "together")
    folder.mkdir(exist_ok=True)
    write_csv(folder / "creditor.csv", [plain(written[0].creditor)])
    write_csv(folder / "debtors.csv", [plain(case.debtor, **({"contacts": []} if apart else {})) for case in written])
    if apart:
        contacts = [plain(contact, debtor_id=case.debtor.id) for case in written for contact in case.debtor.contacts]
        write_csv(folder / "contacts.csv", contacts)
    for table in ("invoices", "visits", "events"):
        write_csv(folder / f"{table}.csv", [plain(record) for case in written for record in getattr(case, table)])
    ledger = read_ledger(folder)

    assert ledger.rejects == ()
    assert ledger.cases == written


@given(written=ledgers())
def test_open_items_in_our_own_names(place: Path, written: tuple[Case, ...]) -> None:
    items = [(case.debtor, invoice) for case in written for invoice in case.invoices]
    rows = [{**{f"debtor_{name}": value for name, value in plain(debtor).items()}, **plain(invoice)} for debtor, invoice in items]
    header = dict.fromkeys(("id", "debtor_id", "amount", "currency", "issued_on", "due_on"), "")
    write_csv(place / "open.csv", [header, *rows])
    ledger = read_ledger(place / "open.csv", creditor=written[0].creditor)

    assert [reject.line for reject in ledger.rejects] == [2]
    assert [(case.debtor, case.invoices) for case in ledger.cases] == [(case.debtor, case.invoices) for case in written if case.invoices]
