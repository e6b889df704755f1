"""Arguments that are wrong: what is said, and the exit code."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.moment import read_moment
from dunning_rules.cli.parameters import read_parameters, shown
from dunning_rules.cli.rates import read_rates, towards
from dunning_rules.language import Kind
from dunning_rules.rules import Parameter
from dunning_rules.tips import standard_book
from tests.cli.conftest import Dunning


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--as-of", "2026-13-01"), "error: `2026-13-01` is neither a day nor a moment\n  at: --as-of\n  help: write `2026-07-15`, or"),
        (("--as-of", "2026-07-15T10:00"), "`2026-07-15T10:00` has no offset\n  at: --as-of\n  help: add it, e.g. `2026-07-15T10:00+02:00`"),
        (("--as-of", "9999-12-31"), "error: `9999-12-31` is out of range\n  at: --as-of\n  help: give a year from 1900 to 2999"),
        (("--timezone", "Europe/Berln"), "there is no time zone `Europe/Berln`\n  at: --timezone\n  help: did you mean `Europe/Berlin`?"),
        (("--timezone", "../x"), "  help: use a name such as `Europe/Berlin` or `UTC`"),
        (("--currency", "EURO"), "`EURO` is not a currency of ISO 4217\n  at: --currency\n  help: use a three-letter code such as `EUR`"),
        (("--currency", "XAU"), "error: `XAU` is not a currency"),
        (("--rate", "USD=0.92"), "error: `USD=0.92` is not a rate\n  at: --rate\n  help: write `USD=0.92@2026-07-01`"),
        (("--rate", "USD=x@2026-07-01"), "error: `x` is not a rate above 0\n  at: --rate"),
        (("--rate", "USD=0@2026-07-01"), "error: `0` is not a rate above 0\n  at: --rate"),
        (("--rate", "USD=0.92@July"), "error: `July` is not a day\n  at: --rate"),
        (("--rate", "DOL=0.92@2026-07-01"), "error: `DOL` is not a currency of ISO 4217\n  at: --rate"),
        (("--rate", "USD=0.92@2026-07-01", "--rate", "USD=0.5@2026-07-01"), "error: `USD` has two rates of 2026-07-01\n  at: --rate"),
        (("--rate", "EUR=1@2026-07-01"), "error: `EUR` is the reporting currency itself\n  at: --rate"),
        (("--rate", "USD=1@2026-07-01", "--currency", "USD"), "error: `USD` is the reporting currency itself"),
        (("--param", "cadence_bad"), "error: `cadence_bad` gives no value\n  at: --param\n  help: write `NAME=VALUE`"),
        (("--param", "cadence_bda=3"), "error: there is no parameter `cadence_bda`\n  at: --param\n  help: did you mean `cadence_bad`?"),
        (
            ("--param", "cadence_bad=x"),
            "error: `x` is not a whole number\n  at: --param, parameter `cadence_bad`\n  help: give a value from 1 to 365\n",
        ),
        (
            ("--param", "cadence_bad=999"),
            "error: `999` is out of range\n  at: --param, parameter `cadence_bad`\n  help: give a value from 1 to 365\n",
        ),
        (("--param", "large_amount=much"), "error: `much` is not an amount in the reporting currency"),
        (("--param", "prompt_share=most"), "error: `most` is not a share, e.g. `0.8` or `80%`"),
        (("--param", "call_from=16:75"), "`16:75` is not a time such as `15:30`, or minutes\n  at: --param, parameter `call_from`\n"),
        (("--format", "xml"), "error: invalid value for '--format': 'xml' is not one of 'table', 'json', 'csv'\n"),
        (("--engine", "fast"), "error: invalid value for '--engine': 'fast' is not one of 'durable', 'plain', 'columns'\n"),
        (("--limit", "-1"), "error: invalid value for '--limit': "),
        (("--limt", "1"), "error: no such option: --limt\n  help: did you mean `--limit`?\n"),
        (("--no-such-thing",), "error: no such option: --no-such-thing\n  help: see `dunning-rules demo --help`\n"),
    ],
)  # fmt: skip
def test_wrong_options(dunning: Dunning, options: tuple[str, ...], message: str) -> None:
    result = dunning("demo", *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("runn",), "error: no such command 'runn'. Did you mean 'run'?\n  help: see `dunning-rules --help`\n"),
        (("run",), "error: missing argument 'PATH'\n  help: see `dunning-rules run --help`\n"),
        (("tips", "22"), "error: invalid value for '"),
        (("schema", "cse"), "error: invalid value for '"),
        (("explain", "DE-99"), "error: there is no debtor `DE-99`\n  help: did you mean `DE-09`?\n"),
        (("explain", "DE-04", "--map", "x.toml"), "error: `--map` is given without a ledger\n  help: name the ledger by `--from PATH`\n"),
        (("explain", "DE-04", "--why-not", "tip-10b.contrat"), "error: there is no rule `tip-10b.contrat`\n  at: --why-not\n"),
        (
            ("explain", "DE-04", "--rule", "tip-10b.contract", "--why-not", "tip-10b.contract"),
            "error: `--rule` and `--why-not` are given together\n",
        ),
        (("explain", "DE-04", "--record", "invoice/R2004"), "error: `--record` is given without a rule\n"),
    ],
)
def test_wrong_arguments(dunning: Dunning, args: tuple[str, ...], message: str) -> None:
    result = dunning(*args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_options_are_checked_before_anything_is_read(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("run", tmp_path / "nothing.csv", "--as-of", "2026-07-15", "--param", "x=1")
    assert result.exit_code == 2
    assert "there is no parameter `x`" in result.stderr


def test_a_day_is_its_end_in_the_zone() -> None:
    zone = ZoneInfo("America/New_York")
    assert read_moment("2026-07-15", "America/New_York") == datetime(2026, 7, 15, 23, 59, 59, tzinfo=zone)


def test_a_moment_keeps_its_offset() -> None:
    assert read_moment("2026-07-15T18:00:30Z", "Europe/Berlin").isoformat() == "2026-07-15T18:00:30+00:00"


def test_rates_get_their_target() -> None:
    rates = towards(read_rates(["USD=0.92@2026-07-01", "GBP=1.17@2026-07-02"]), "EUR")
    assert [(rate.source, rate.target, rate.rate, rate.on.day) for rate in rates] == [
        ("USD", "EUR", Decimal("0.92"), 1),
        ("GBP", "EUR", Decimal("1.17"), 2),
    ]
    with pytest.raises(UsageError):
        towards(rates, "USD")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cadence_bad=3", 3),
        ("large_amount=5000.50", Decimal("5000.50")),
        ("prompt_share=0.75", Decimal("0.75")),
        ("prompt_share=75%", Decimal("0.75")),
        ("call_from=9:05", 545),
        ("call_from=545", 545),
        ("slow_count=4", 4),
    ],
)
def test_values_by_type(text: str, value: object) -> None:
    name = text.partition("=")[0]
    assert read_parameters(standard_book(), [text]) == {name: value}


@pytest.mark.parametrize("parameter", standard_book().parameters, ids=lambda parameter: parameter.name)
def test_what_is_shown_can_be_given(parameter: Parameter) -> None:
    given = f"{parameter.name}={shown(parameter.value, parameter.type.kind)}"
    assert read_parameters(standard_book(), [given]) == {parameter.name: parameter.value}


def test_shown() -> None:
    assert shown(930, Kind.MINUTE) == "15:30"
    assert shown(Decimal("1E+3"), Kind.MONEY) == "1000"
    assert shown(14, Kind.DAYS) == "14"
