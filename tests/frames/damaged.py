"""Folders of tables in which some cells, rows and bytes are wrong."""

from __future__ import annotations

import csv
import io
import json
from random import Random

from pydantic import BaseModel

from dunning_rules.frames.tables import TABLES
from dunning_rules.models import Case

Rows = dict[str, list[dict[str, str]]]

CELLS = (
    "", " ", "x", "0", "-1", "2", "1e3", "1e-3", "999999999999.99", "1000000000000", "-5.00", "10.001", "10.000", "1.00000000000", "nan",
    "-Infinity", ".5", "5.", "+5", "1_000", " 5.00", "\uff15", "TRUE", "yes", "No", "1 ", "2013-07-15", " 2013-07-15", "2013-7-15",
    "2013-02-30", "0001-01-01", "0000-01-01", "9999-12-31", "2013-07-15T09:00:00+02:00", "2013-07-15T09:00:00", "2013-07-15t09:00:00z",
    "2013-07-15 09:00:00+02:00", "2013-07-15T09:00+02:00", "2013-07-15T24:00:00Z", "2013-07-15T23:59:60Z", "2013-07-15T09:00:00.1234567Z",
    "2013-07-15T09:00:00+25:00", "2013-07-15T09:00:00+0200", "0001-01-02T00:00:00+05:00", "0001-01-03T00:00:00+05:00",
    "9999-12-29T23:00:00-05:00", "2026-07-15T09:00:00Z", "20130715", "EUR", "USD", "KWD", "XXX", "eur", "DE", "de", "Germany",
    "ZZ", "Europe/Berlin", "localtime", "right/UTC", "Europe/Nowhere", "../x", "payment", "promise", "delivery", "notice", "company",
    "paid", "[]", "{}", '["paid"]', '["x"]', "[1]", '{"a":1}', '{"a":1.5}', '{"a":null}', '{"":1}', '{"a":1,"a":2}',
    '{"reason":"x"}',
    '{"reason":"x","until":"2013-01-01"}', '{"reason":"x","unti":"2013-01-01"}', '{"start":"09:00","end":"08:00"}', '{"weekdays":[1,8]}',
    '{"not_by":["call"]}', '[{"id":"c1"}]', '[{"id":"c1"},{"id":"c1"}]', '[{"id":"c1","role":"boss"}]', "[", "a\tb", "\u200b",
    "\ufeffx", "e\u0301", "日本", "😀", "\xad", "\x7f", "x" * 128, "x" * 129, "y" * 2001, "null", '"q"', "a,b", "007",
)  # fmt: skip
"""What may stand in a cell, and in some columns may not."""
_BYTES = (
    b'"', b'""', b",", b",,", b"\n", b"\r\n", b"\r", b"\0", b"\xfc", b"\xef\xbb\xbf", b"\t", b"\xe2\x80\xa8", b"\x0b", b"\x1c", b'"\n',
    b'\n"', b',"x"', b'"a"b', b"\\",
)  # fmt: skip


def rows_of(cases: list[Case], random: Random) -> Rows:
    """Cases as rows of tables: some contacts in rows of their own, some attributes in columns of their own."""
    found: Rows = {name: [] for name in TABLES}
    for case in cases:
        debtor = _row(case.debtor)
        if random.random() < 0.7:
            debtor.pop("contacts", None)
            found["contacts"] += [{"debtor_id": case.debtor.id, **_row(contact)} for contact in case.debtor.contacts]
        found["debtors"].append(debtor)
        for name in ("invoices", "visits", "events"):
            for record in getattr(case, name):
                row = _row(record)
                if "attributes" in row and random.random() < 0.5:
                    own = json.loads(row.pop("attributes"))
                    row |= {f"attributes.{key}": str(value) for key, value in own.items()}
                found[name].append(row)
    return found


def _row(record: BaseModel) -> dict[str, str]:
    given = json.loads(record.model_dump_json(exclude_none=True))
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items() if value not in ({}, [])}


def damage_cells(tables: Rows, random: Random, times: int) -> None:
    """Put other values into cells, take some away, and double some rows."""
    for _ in range(times):
        table = random.choice([name for name, rows in tables.items() if rows])
        rows = tables[table]
        row, other = random.choice(rows), random.choice(rows)
        column = random.choice([*row])
        match random.randrange(5):
            case 0 | 1:
                row[column] = random.choice(CELLS)
            case 2:
                row[random.choice([*TABLES[table].columns])] = random.choice(CELLS)
            case 3:
                row[random.choice([*TABLES[table].columns])] = other.get(column, "")
            case _:
                rows.append(dict(other)) if random.random() < 0.5 else row.pop(column)


def as_csv(rows: list[dict[str, str]], random: Random) -> bytes:
    """The file of a table, with its columns in any order."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    random.shuffle(columns)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator=random.choice(["\n", "\r\n"]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def damage_bytes(content: bytes, random: Random) -> bytes:
    """Put bytes into a file, or take some away."""
    place = random.choice([0, len(content), random.randrange(len(content) + 1)])
    match random.randrange(3):
        case 0:
            return content[:place] + content[place + random.choice([1, 2, 5, 30]) :]
        case 1:
            return content[:place] + random.choice(_BYTES) + content[place + 1 :]
        case _:
            return content[:place] + random.choice(_BYTES) + content[place:]
