"""Column maps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import read_column_map
from dunning_rules.io.column_map import Source

Write = Callable[[str, str | bytes], Path]

INVOICE = """
[invoice]
id = "No"
debtor_id = "Customer"
amount = "Amount"
currency = { value = "USD" }
issued_on = "Issued"
due_on = "Due"
"""


def test_a_whole_map(write: Write) -> None:
    text = f"""
[creditor]
id = "us"
currency = "EUR"
large_amount = 5000.50
[file]
delimiter = ";"
encoding = "UTF_8"
decimal = ","
thousands = "."
date_format = "%d.%m.%Y"
timezone = "Europe/Berlin"
{INVOICE}
lien = {{ value = true }}
[debtor]
name = "Name"
country = {{ column = "Land" }}
[payment]
settled_on = "Settled"
[[ignore]]
columns = ["A", "B"]
reason = "of no use"
"""
    found = read_column_map(write("map.toml", text))

    assert found.creditor is not None
    assert found.creditor.large_amount == Decimal("5000.50")
    assert found.file.encoding == "utf-8"
    assert found.invoice["currency"] == Source(value="USD")
    assert found.invoice["lien"] == Source(value="true")
    assert found.used_columns() == ["No", "Customer", "Amount", "Issued", "Due", "Name", "Land", "Settled"]
    assert found.ignored_columns() == {"A", "B"}


def test_the_debtors_id_may_stand_with_the_debtor(write: Write) -> None:
    text = INVOICE.replace('debtor_id = "Customer"', "") + '[debtor]\nid = "Customer"'

    assert read_column_map(write("map.toml", text)).debtor_id == Source(column="Customer")


@pytest.mark.parametrize(
    ("text", "where", "message", "mend"),
    [
        ("x = [", "", "is not TOML", "TOML file in UTF-8"),
        ("x = " + "[" * 5000, "", "is not TOML", "TOML file in UTF-8"),
        ("x = 1" + "0" * 5000, "", "is not TOML", "TOML file in UTF-8"),
        (b"x = '\xfc'", "", "is not TOML", "TOML file in UTF-8"),
        ("", "map.toml: invoice", "`invoice` is missing", ""),
        (INVOICE + "[fil]", "map.toml: fil", "`fil` is not a known field", "did you mean `file`?"),
        (INVOICE + '[file]\ndelimitr = ";"', "map.toml: file.delimitr", "`delimitr` is not a known field", "did you mean `delimiter`?"),
        (INVOICE + '[file]\ndelimiter = "x"', "map.toml: file.delimiter", "not one of its values", "known"),
        (INVOICE + '[file]\nencoding = "utf-16"', "map.toml: file.encoding", "line by line", "cp1252"),
        (INVOICE + '[file]\nencoding = "rot13"', "map.toml: file.encoding", "line by line", "cp1252"),
        (INVOICE + '[file]\nencoding = "cp037"', "map.toml: file.encoding", "line by line", "cp1252"),
        (INVOICE + '[file]\nencoding = "utf-8\\u0000"', "map.toml: file.encoding", "line by line", "cp1252"),
        (INVOICE + '[file]\ndate_format = "%b %d, %Y"', "map.toml: file.date_format", "`%b`", "depend on the language"),
        (INVOICE + '[file]\ndate_format = "%m/%d"', "map.toml: file.date_format", "not the form of a date", "%m/%d/%Y"),
        (INVOICE + '[file]\ndate_format = "%d%d%m%Y"', "map.toml: file.date_format", "not the form of a date", "%m/%d/%Y"),
        (INVOICE + '[file]\ndate_format = "%Y-%m-%d %H:%H"', "map.toml: file.date_format", "not the form of a date", "%m/%d/%Y"),
        (INVOICE + '[file]\ndate_format = "%Y-%m-%d%"', "map.toml: file.date_format", "`%`", "%m"),
        (INVOICE + '[file]\nthousands = "."', "map.toml: file", "`.` cannot stand between the digits", "another"),
        (INVOICE + '[file]\nthousands = "0"', "map.toml: file", "`0` cannot stand between the digits", "another"),
        (INVOICE + '[file]\nthousands = "-"', "map.toml: file", "`-` cannot stand between the digits", "another"),
        (INVOICE + '[file]\ntimezone = "Mars"', "map.toml: file.timezone", "`Mars` is not a zone", "Europe/Berlin"),
        (INVOICE + 'amuont = "X"', "map.toml", "`amuont` is not a field of `invoice`", "did you mean `amount`?"),
        (INVOICE + '[debtor]\nnmae = "X"', "map.toml", "`nmae` is not a field of `debtor`", "did you mean `name`?"),
        (INVOICE + "lien = { value = 1, column = 'x' }", "map.toml: invoice.lien", "not one source", '{ value = "USD" }'),
        (INVOICE + "lien = { valeu = 1 }", "map.toml: invoice.lien.valeu", "not a known field", "`value`"),
        (INVOICE + "lien = 1.5\n[debtor]\nname = 5", "map.toml: debtor.name", "not an object", ""),
        (INVOICE.replace("amount", "open_amount"), "map.toml", "`amount` of an invoice has no source", "[invoice]"),
        (INVOICE.replace("debtor_id", "acknowledged_on"), "map.toml", "`debtor_id` of an invoice has no source", "[invoice]"),
        (INVOICE + '[debtor]\nid = "Customer"', "map.toml", "two sources", "debtor_id"),
        (INVOICE + '[[ignore]]\ncolumns = ["Due"]\nreason = "x"', "map.toml", "the column `Due` is used and ignored", "one of the two"),
        (INVOICE + '[[ignore]]\ncolumns = ["X"]', "map.toml: ignore[0].reason", "`reason` is missing", ""),
        (INVOICE + "[payment]", "map.toml: payment.settled_on", "`settled_on` is missing", ""),
        (INVOICE + '[creditor]\nid = "us"', "map.toml: creditor.currency", "`currency` is missing", ""),
        ("#" * 1024 * 1024 + "\n", "", "larger than 1 MiB", "is this the ledger?"),
    ],
)
def test_bad_maps(write: Write, text: str | bytes, where: str, message: str, mend: str) -> None:
    with pytest.raises(LedgerError) as found:
        read_column_map(write("map.toml", text))

    assert found.value.where == where
    assert message in found.value.message
    assert mend in found.value.help


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read: no such file"):
        read_column_map(tmp_path / "map.toml")
