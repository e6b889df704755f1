"""Files of rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.errors import RateError
from dunning_rules.io import read_rates
from dunning_rules.late_payment import interest

TABLE = """\
[[table]]
id = "ecb-mro"
title = { en = "ECB main refinancing rate", zh = "主要再融资利率" }
source = ["the notice of the central bank"]
last_verified = 2026-07-02
verified = "provision"
confidence = "high"
rows = [{ valid_from = 2026-07-01, valid_to = 2026-12-31, rate = 0.0215 }]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "rates.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_rates(tmp_path: Path) -> None:
    rates = read_rates(written(tmp_path, TABLE))
    assert rates.table[0].rows[0].rate == Decimal("0.0215")
    found = interest(
        regime="eu", principal=Decimal(10_000), currency="EUR", due_on=date(2026, 7, 1), paid_on=date(2026, 8, 15), rates=rates
    )
    assert str(found.total) == "165.14"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[table]]", "[[table]", "`rates.toml` is not TOML: "),
        ("rate = 0.0215", "rate = 2.15", "`rate` is more than 1\n  at: rates.toml: table[0].rows[0].rate\n  help: check its unit"),
        ("rate = 0.0215", 'rate = "much"', "`rate` is not a number\n  at: rates.toml: table[0].rows[0].rate"),
        (
            "valid_to = 2026-12-31",
            "valid_to = 2026-06-30",
            "`valid_to` is before `valid_from`\n  at: rates.toml: table[0].rows[0].valid_to\n",
        ),
        ('confidence = "high"', 'confidence = "hihg"', "help: did you mean `high`?"),
        (
            "source =",
            "sauce =",
            "`source` is missing (and 1 more)\n  at: rates.toml: table[0].source\n  help: is `sauce` meant for it? rename it",
        ),
    ],
)
def test_what_is_wrong_with_it(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = written(tmp_path, TABLE.replace(old, new))
    with pytest.raises(RateError) as caught:
        read_rates(path)
    assert message in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RateError, match="cannot be read: no such file"):
        read_rates(tmp_path / "rates.toml")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(RateError, match="is larger than 1 MiB") as caught:
        read_rates(written(tmp_path, "#" * 1024 * 1024 + TABLE))
    assert caught.value.help == "a file of rates is a short file; is this the ledger?"
