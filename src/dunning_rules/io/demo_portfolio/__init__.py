"""A generated portfolio of sixty dealers, the same on every machine: what the command line shows without any file."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from dunning_rules.io.demo_portfolio import meetings, misfits, regulars, stallers, ties
from dunning_rules.io.demo_portfolio.account import DEMO_DAY, WORTH_OF_EUR, Account
from dunning_rules.io.demo_portfolio.firms import firms
from dunning_rules.models import Case, Creditor, ExchangeRate

if TYPE_CHECKING:
    from collections.abc import Callable

DEMO_CREDITOR = Creditor(
    id="rheintal",
    name="Rheintal Kochgeschirr GmbH",
    country="DE",
    currency="EUR",
    is_group=True,
    size="medium",
    large_amount=Decimal(25_000),
)
"""Who is owed: an invented maker of cookware that sells to dealers in five countries."""
_AMERICAN_SISTER = DEMO_CREDITOR.model_copy(
    update={"id": "rheintal-us", "name": "Rheintal Cookware Inc.", "country": "US", "size": "large"}
)
_SEED = 21
_RATES_ON = date(2000, 1, 1)
_STORIES: dict[str, Callable[[Account], None]] = {
    name: story for module in (meetings, misfits, regulars, stallers, ties) for name, story in vars(module).items()
}


def demo_portfolio() -> tuple[Case, ...]:
    """The sixty cases, by debtor id. Each call makes the same ones."""
    cases = []
    for number, firm in enumerate(firms(), 1):
        account = Account(firm, number, _SEED)
        _STORIES[firm.story](account)
        cases.append(account.case(_AMERICAN_SISTER if firm.country == "US" else DEMO_CREDITOR))
    return tuple(cases)


def demo_rates(target: str) -> tuple[ExchangeRate, ...]:
    """Invented rates from the other currencies of the demo to `target`; none where the demo does not know `target`."""
    if target not in WORTH_OF_EUR:
        return ()
    return tuple(
        ExchangeRate(source=source, target=target, rate=_cross(worth, WORTH_OF_EUR[target]), on=_RATES_ON)
        for source, worth in WORTH_OF_EUR.items()
        if source != target
    )


def _cross(source: Decimal, target: Decimal) -> Decimal:
    return (target / source).quantize(Decimal("0.000001"), ROUND_HALF_UP)


__all__ = ["DEMO_CREDITOR", "DEMO_DAY", "demo_portfolio", "demo_rates"]
