"""Interest as people and programs get it."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import dunning_rules
from dunning_rules.late_payment import Interest, interest

SPACE = "\N{NO-BREAK SPACE}"


def german(**terms: Any) -> Interest:  # noqa: ANN401 - terms have many types
    given: dict[str, Any] = {"principal": Decimal(10_000), "due_on": date(2024, 12, 1), "paid_on": date(2025, 1, 31)}
    paid = [(date(2025, 1, 10), Decimal(5_000))]
    costs = [(date(2025, 1, 31), Decimal("12.5"))]
    waivers = [(date(2025, 1, 31), Decimal(3))]
    return interest(regime="eu", member_state="DE", currency="EUR", payments=paid, costs=costs, waivers=waivers, **(given | terms))


def test_the_public_name() -> None:
    assert dunning_rules.interest is interest
    assert dunning_rules.Interest is Interest


def test_text() -> None:
    assert german().text().replace(SPACE, " ").splitlines() == [
        "EUR 10,000.00, due 2024-12-01, reckoned to 2025-01-31: 61 days late",
        "  2024-12-02 to 2024-12-31: EUR 10,000.00 × 12.37% a year / 365 × 30 days = EUR 101.67",
        "  2025-01-01 to 2025-01-10: EUR 10,000.00 × 11.27% a year / 365 × 10 days = EUR 30.88",
        "  2025-01-11 to 2025-01-31: EUR 5,172.55 × 11.27% a year / 365 × 21 days = EUR 33.54",
        "interest EUR 166.09",
        "compensation EUR 40.00 (BGB 288(5))",
        "costs EUR 12.50",
        "total beside the principal EUR 218.59",
        "paid 2025-01-10: EUR 5,000.00 (costs EUR 40.00, interest EUR 132.55, principal EUR 4,827.45)",
        "interest waived: EUR 3.00",
        "open on 2025-01-31: EUR 5,215.59 (principal EUR 5,172.55, interest EUR 30.54, costs EUR 12.50)",
        "Germany: interest on late payment between businesses: BGB 288(2), 247 (last verified 2026-06-01)",
        "German base rate (Basiszinssatz): BGB 247: Deutsche Bundesbank, each 1 January and 1 July (last verified 2025-12-24)",
        "the lump sum is set off against damages for the costs of a lawsuit",
        "an engineering default, not legal advice: have the law and the rates checked before interest is claimed",
    ]


def test_text_in_chinese() -> None:
    found = interest(
        regime="cn-sme", principal=Decimal(100_000), currency="CNY", due_on=date(2025, 7, 1), paid_on=date(2025, 8, 30), lang="zh"
    )
    lines = found.text().replace(SPACE, " ").splitlines()
    assert lines[:3] == [
        "CNY 100,000.00, 2025-07-01 到期, 计至 2025-08-30: 逾期 60天",
        "  2025-07-02 至 2025-08-30: CNY 100,000.00 × 日利率 0.05% × 60天 = CNY 3,000.00",
        "利息 CNY 3,000.00",
    ]
    assert lines[-1] == "本计算为工程默认值, 非法律意见; 主张利息前请核对法律与利率"


def test_json() -> None:
    found = german()
    data = json.loads(found.to_json())
    assert data["total"] == "218.59"
    assert data["periods"][0] == {
        "start": "2024-12-02",
        "end": "2024-12-31",
        "days": 30,
        "principal": "10000.00",
        "rate": "0.1237",
        "per": "year",
        "basis_days": 365,
        "reference": "0.0337",
        "amount": "101.67",
    }
    assert data["citations"][1]["name"] == "de-base"
    assert found.to_json() == german().to_json()
    assert "\n" not in found.to_json(indent=None)


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        german().total = Decimal(0)  # type: ignore[misc]


def test_all_amounts_have_the_decimals_of_the_currency() -> None:
    found = german(principal=Decimal("1E+4"))
    amounts = (found.principal, found.costs, found.total, found.waived, found.open_principal, found.open_costs, found.payments[0].amount)
    assert {str(amount).rpartition(".")[2] for amount in amounts} <= {"00", "50", "59", "55"}
