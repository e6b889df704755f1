"""`interest` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from dunning_rules.cli.wishes import AllocationChoice, RegimeChoice
from dunning_rules.late_payment.law import Allocation, Regime
from tests.cli.conftest import Dunning

EU = ("--regime", "eu", "--principal", "10000", "--currency", "EUR", "--due", "2024-12-01", "--paid", "2025-01-31")
DE = (*EU, "--member-state", "DE", "--payments", "5000.00@2025-01-10")


def test_the_choices_are_those_of_the_library() -> None:
    assert get_args(RegimeChoice) == get_args(Regime)
    assert get_args(AllocationChoice) == get_args(Allocation)


def test_a_table(dunning: Dunning) -> None:
    result = dunning("interest", *EU)
    assert result.exit_code == 0
    assert result.stdout == (
        "Late Payment Directive, its minimum\n"
        "EUR 10,000.00, due 2024-12-01, reckoned to 2025-01-31: 61 days late\n"
        "\n"
        "from        to          days      principal  rate                   interest\n"
        "2024-12-02  2024-12-31    30  EUR 10,000.00  12.25% a year / 365  EUR 100.68\n"
        "2025-01-01  2025-01-31    31  EUR 10,000.00  11.15% a year / 365   EUR 94.70\n"
        "\n"
        "interest EUR 195.38\n"
        "compensation EUR 40.00 (Dir. 2011/7/EU art. 6)\n"
        "total beside the principal EUR 235.38\n"
        "open on 2025-01-31: EUR 10,235.38 (principal EUR 10,000.00, interest EUR 195.38,\n"
        "costs EUR 40.00)\n"
        "\n"
        "Late Payment Directive, its minimum: Dir. 2011/7/EU arts. 2, 3 and 6 (last\n"
        "verified 2026-06-01)\n"
        "ECB main refinancing rate, by half-year: Dir. 2011/7/EU art. 2(7): the rate on 1\n"
        "January and 1 July holds for the half-year that follows (last verified\n"
        "2025-12-24)\n"
        "the law of the member state decides, and may grant more; outside of the euro\n"
        "area it has a reference rate of its own\n"
        "an engineering default, not legal advice: have the law and the rates checked\n"
        "before interest is claimed\n"
    )


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_line_is_wider_than_the_terminal_and_no_amount_broken(dunning: Dunning, columns: int, lang: str) -> None:
    out = dunning("interest", *DE, "--lang", lang, columns=columns).stdout
    assert max(map(len, out.splitlines())) <= columns
    for amount in ("EUR 101.67", "EUR 30.88", "EUR 33.54", "EUR 10,000.00", "EUR 5,172.55", "EUR 4,827.45"):
        assert amount in out


def test_a_narrow_terminal_has_two_lines_for_each_period(dunning: Dunning) -> None:
    lines = dunning("interest", *DE, columns=60).stdout.splitlines()
    assert "2024-12-02 – 2024-12-31 · 30 days                 EUR 101.67" in lines
    assert "  EUR 10,000.00 × 12.37% a year / 365" in lines


def test_large_amounts_in_a_table_that_is_too_narrow_for_them(dunning: Dunning) -> None:
    options = ("--principal", "999999999999.99", "--currency", "CNY", "--due", "2025-07-01", "--paid", "2025-08-30", "--lang", "zh")
    out = dunning("interest", "--regime", "cn-sme", *options).stdout
    assert "CNY 999,999,999,999.99 × 日利率 0.05%" in out
    assert "保障中小企业款项支付条例" in out.splitlines()[0]


def test_nothing_is_late(dunning: Dunning) -> None:
    out = dunning("interest", *EU, "--paid", "2024-12-01").stdout
    assert "0 days late" in out
    assert "a year" not in out


def test_json(dunning: Dunning) -> None:
    options = ("--costs", "12.50@2025-01-31", "--waivers", "3@2025-01-31", "--no-compensation", "--allocation", "principal-interest-costs")
    data = json.loads(dunning("interest", *DE, *options, "--format", "json").stdout)
    assert data["compensation"] is None
    assert (data["costs"], data["waived"], data["allocation"]) == ("12.50", "3.00", "principal-interest-costs")
    assert data["payments"][0]["principal"] == "5000.00"


@pytest.mark.parametrize("rate", ["8%", "0.08"])
def test_a_contract(dunning: Dunning, rate: str) -> None:
    options = ("--regime", "contract", "--principal", "365", "--currency", "USD", "--due", "2026-01-01", "--paid", "2026-04-11")
    data = json.loads(dunning("interest", *options, "--rate", rate, "--basis-days", "365", "--format", "json").stdout)
    assert data["total"] == "8.00"


def test_china(dunning: Dunning) -> None:
    base = ("--principal", "100000", "--currency", "CNY", "--due", "2025-06-30", "--format", "json")
    sales = json.loads(dunning("interest", "--regime", "cn-sales", *base, "--paid", "2025-08-29", "--multiple", "1.5").stdout)
    cap = json.loads(dunning("interest", "--regime", "cn-loan-cap", *base, "--paid", "2025-09-28", "--agreed", "2025-06-01").stdout)
    assert (sales["interest"], cap["interest"]) == ("739.73", "2958.90")


def test_rates_of_a_user(dunning: Dunning, tmp_path: Path) -> None:
    path = tmp_path / "rates.toml"
    path.write_text(
        '[[table]]\nid = "ecb-mro"\ntitle = { en = "ECB", zh = "欧洲央行" }\nsource = ["its notice"]\nlast_verified = 2026-07-02\n'
        'verified = "provision"\nconfidence = "high"\nrows = [{ valid_from = 2026-07-01, valid_to = 2026-12-31, rate = 0.0215 }]\n',
        encoding="utf-8",
    )
    late = (*EU, "--due", "2026-07-01", "--paid", "2026-08-15")
    missing = dunning("interest", *late)
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert (
        "error: no value of the rate `ecb-mro` is known for 2026-07-02\n  help: look it up and add it by a file of rates" in missing.stderr
    )
    assert "EUR 165.14" in dunning("interest", *late, "--rates", path).stdout
    unreadable = dunning("interest", *late, "--rates", tmp_path / "other.toml")
    assert unreadable.exit_code == 1
    assert "cannot be read" in unreadable.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--principal", "much"), "error: `much` is not a number\n  at: --principal\n  help: write a plain number such as `100.00`\n"),
        (("--principal", "-1"), "error: the amount is negative\n  at: --principal\n"),
        (("--due", "July"), "error: `July` is not a day\n  at: --due\n  help: write `2026-03-01`\n"),
        (("--currency", "EURO"), "error: `EURO` is not a currency of ISO 4217\n  at: --currency\n"),
        (("--payments", "500"), "error: `500` is not an amount and its day\n  at: --payments\n  help: write `500.00@2026-03-01`\n"),
        (("--payments", "500@July"), "error: `July` is not a day\n  at: --payments\n"),
        (("--payments", "x@2025-01-01"), "error: `x` is not a number\n  at: --payments\n"),
        (("--payments", "500@2025-01-10"), "error: what the part payment of 2025-01-10 pays first is not said\n  at: --allocation\n"),
        (("--payments", "500@2026-01-10"), "error: `payments` has an entry after `paid_on`\n  at: --payments\n"),
        (("--rate", "most"), "error: `most` is not a share\n  at: --rate\n  help: write `8%` or `0.08`\n"),
        (("--rate", "8%"), "error: `rate` means nothing under the regime `eu`\n  at: --rate\n"),
        (("--regime", "contract", "--rate", "8"), "error: it is 1 or more\n  at: --rate\n  help: a rate is a share"),
        (("--regime", "contract", "--rate", "nan%"), "error: "),
        (("--regime", "cn-loan-cap"), "error: the regime `cn-loan-cap` needs the day of the contract\n  at: --agreed\n"),
        (("--member-state", "SE"), "error: the law of the member state `SE` is not known\n  at: --member-state\n"),
        (("--regime", "uk"), "error: invalid value for '--regime': 'uk' is not one of 'cn-sme', 'cn-sales'"),
        (("--basis-days", "364"), "error: input should be 360 or 365\n  at: --basis-days\n"),
    ],
)
def test_wrong_options(dunning: Dunning, options: tuple[str, ...], message: str) -> None:
    result = dunning("interest", *EU, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_options_that_are_needed(dunning: Dunning) -> None:
    result = dunning("interest", "--regime", "eu")
    assert result.exit_code == 2
    assert "missing option '--principal'" in result.stderr
