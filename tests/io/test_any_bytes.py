"""Whatever a file holds, reading it ends in a ledger whose rows add up, or in one of our own errors."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.errors import DunningError, LedgerError
from dunning_rules.io import ColumnMap, Ledger, read_column_map, read_ledger
from dunning_rules.rows.schema import HIDDEN

MOMENT = "2013-07-15T09:00:00+02:00"
FLAT_HEADER = b"debtor_id,debtor_name,country,contacts,id,amount,open_amount,currency,issued_on,due_on,lien,settled_on\n"
TABLE_HEADERS = {
    "creditor": b"id,currency,large_amount,attestations\n",
    "debtors": b"id,name,country,contacts,dunning_block,credit_hold,margin_rank\n",
    "contacts": b"debtor_id,id,name,role\n",
    "invoices": b"id,debtor_id,amount,open_amount,currency,issued_on,due_on\n",
    "visits": b"id,debtor_id,recorded_at,scheduled_for,outcomes,currency,expected_amount\n",
    "events": b"id,debtor_id,at,kind,amount,currency,due_on,days_to_sell,reason,reached\n",
}
FRAGMENTS = [
    b'"', b'""', b",", b",,", b"\n", b"\r\n", b"\r", b"\0", b"\xfc", b"\xef\xbb\xbf", b"{", b"}", b"[", b"]", b":", b"\\", b"\\ud800", b"-",
    b"1", b"007", b"1e18", b"1e-999999999", b"1e999999999", b"NaN", b"-Infinity", b"5.00", b"1,5", b"true", b"EUR", b"EURO", b"DE",
    b"payment", b"delivery", b"2013-01-01", b"9999-12-31", b"0001-01-01", b"2013-13-01", MOMENT.encode(), b"2013-07-15T09:00:00",
    b"M\xc3\xbcller", b'"[{""id"": ""c""}]"', b"1,1,5.00,,EUR,2013-01-01,2013-01-31\n", b"1,,,,,,\n",
    b"1,,,,1,5,,EUR,2013-01-01,2013-01-31,,2013-02-01\n", b'{"creditor": {"id": "us", "currency": "EUR"}, "debtor": {"id": "1"}}\n',
]  # fmt: skip
BYTES = st.binary(max_size=200) | st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(b"".join)

CASE: dict[str, Any] = {
    "creditor": {"id": "us", "currency": "EUR", "attestations": [{"kind": "bank_pressure", "statement": "s", "attested_by": "a"}]},
    "debtor": {"id": "1", "name": "n", "contacts": [{"id": "c", "role": "owner"}], "dunning_block": {"reason": "r"}, "margin_rank": 0.5},
    "invoices": [{"id": "1", "debtor_id": "1", "amount": "5.00", "currency": "EUR", "issued_on": "2013-01-01", "due_on": "2013-01-31"}],
    "visits": [{"id": "1", "debtor_id": "1", "recorded_at": MOMENT, "scheduled_for": MOMENT, "outcomes": ["paid"]}],
    "events": [
        {"id": "1", "debtor_id": "1", "at": MOMENT, "kind": "payment", "amount": "5.00", "currency": "EUR"},
        {"id": "2", "debtor_id": "1", "at": MOMENT, "kind": "delivery", "days_to_sell": 30},
        {"id": "3", "debtor_id": "1", "at": MOMENT, "kind": "contact_attempt", "channel": "call", "reached": False},
    ],
}
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["EUR", "2013-01-01", MOMENT, "1e999999999", "-5", "\ud800", 10**400, "x" * 3000, "payment", "paid"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3) | st.sampled_from(["id", "amount"]), inner, max_size=2),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


def check(path: Path, column_map: ColumnMap | None = None) -> Ledger | None:
    """Read a ledger, which may be refused, and hold it to its promises."""
    with contextlib.suppress(LedgerError):
        ledger = read_ledger(path, column_map=column_map)
        assert ledger.counts.accepted + ledger.counts.rejected == ledger.counts.read
        assert len(ledger.rejects) == ledger.counts.rejected
        for reject in ledger.rejects:
            assert reject.line
            assert reject.reason
            assert reject.help
            assert all(text.isprintable() for text in (reject.value, reject.field, reject.reason, reject.help))
        return ledger
    return None


@given(content=BYTES, headed=st.booleans())
def test_flat_files(place: Path, content: bytes, headed: bool) -> None:  # noqa: FBT001 - drawn
    path = place / "open.csv"
    path.write_bytes(FLAT_HEADER + content if headed else content)
    check(path)


@given(content=BYTES, encoding=st.sampled_from(["latin-1", "gb18030", "shift_jis", "utf-8", "hz", "utf-7"]))
def test_flat_files_of_other_encodings(place: Path, content: bytes, encoding: str) -> None:
    sources = {name: name for name in ("id", "debtor_id", "amount", "currency", "issued_on", "due_on")}
    path = place / "other.csv"
    path.write_bytes(b"debtor_id;id;amount;currency;issued_on;due_on;paid\n" + content.replace(b",", b";"))
    with contextlib.suppress(ValueError):
        column_map = ColumnMap.model_validate(
            {
                "invoice": sources,
                "payment": {"settled_on": "paid"},
                "file": {"delimiter": ";", "encoding": encoding, "date_format": "%Y-%m-%d"},
            }
        )
        check(path, column_map)


@given(lines=st.lists(BYTES, max_size=4))
def test_files_of_cases(place: Path, lines: list[bytes]) -> None:
    path = place / "cases.jsonl"
    path.write_bytes(b"\n".join(lines))
    check(path)


@given(contents=st.dictionaries(st.sampled_from(sorted(TABLE_HEADERS)), st.tuples(st.booleans(), BYTES), min_size=1))
def test_folders(tmp_path_factory: pytest.TempPathFactory, contents: dict[str, tuple[bool, bytes]]) -> None:
    folder = tmp_path_factory.mktemp("folder")
    for table, (is_csv, content) in contents.items():
        (folder / f"{table}{'.csv' if is_csv else '.jsonl'}").write_bytes(TABLE_HEADERS[table] + content if is_csv else content)
    check(folder)


@given(content=BYTES)
def test_column_maps(place: Path, content: bytes) -> None:
    path = place / "map.toml"
    path.write_bytes(content)
    with contextlib.suppress(DunningError):
        read_column_map(path)


@given(data=st.data())
def test_cases_with_one_change_are_rejected_in_our_own_words(place: Path, data: st.DataObject) -> None:
    case = json.loads(json.dumps(CASE))
    at: Any = case
    while True:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not isinstance(at[key], (dict, list)) or not at[key] or data.draw(st.booleans()):
            break
        at = at[key]
    if isinstance(at, dict) and data.draw(st.booleans()):
        key = data.draw(st.text(max_size=5))
    at[key] = data.draw(VALUES)
    path = place / "changed.jsonl"
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    ledger = check(path)

    assert ledger is not None
    for reject in ledger.rejects:
        assert reject.help != "correct the value"
        assert "x" * 100 not in reject.value
        assert "name" not in reject.field or reject.value in {"", HIDDEN}
