"""What the properties share: how they are drawn, and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dunning_rules.models import Case, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.testing import AS_OF, cases, exchange_rates, sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from dunning_rules.tips import standard_book

_Test = TypeVar("_Test", bound=Callable[..., Any])
_CURRENCIES = (("EUR",), ("EUR",), ("CNY",), ("EUR", "JPY", "USD"))
_GROUPS = 20
_IN_GROUP = 100
BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = (
    AS_OF,
    datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
    datetime(2028, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
    datetime(2026, 12, 31, 23, tzinfo=timezone(timedelta(hours=-11))),
)
"""A plain noon; the hour that comes twice; the last moment of a leap day; the first of a year; far west."""


def steady(examples: int) -> Callable[[_Test], _Test]:
    """Settings of a property: the same examples in every run, however slow the machine is."""
    return settings(max_examples=examples, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True, slots=True)
class Asked:
    """A case, when it is asked about, and the rates that it needs."""

    case: Case
    as_of: datetime
    rates: tuple[ExchangeRate, ...] = ()

    def report(self, case: Case | None = None, as_of: datetime | None = None) -> Report:
        """What the built-in rules say, about this or another case."""
        return policy(self.rates).evaluate(self.case if case is None else case, as_of=self.as_of if as_of is None else as_of)


@st.composite
def asked(draw: st.DrawFn, *, debtor_id: str | None = None) -> Asked:
    """Questions of any moment: in one currency, at times in several."""
    as_of = draw(st.sampled_from(MOMENTS))
    currencies = draw(st.sampled_from(_CURRENCIES))
    case = draw(cases(as_of=as_of, debtor_id=debtor_id, currencies=currencies))
    return Asked(case, as_of, _known(draw(exchange_rates(currencies, as_of=as_of)), as_of) if len(currencies) > 1 else ())


@cache
def many_asked() -> tuple[Asked, ...]:
    """The same variety from seeds: many more questions in the same time, but nothing is shrunk."""
    found: list[Asked] = []
    for seed in range(_GROUPS):
        as_of, currencies = MOMENTS[seed % len(MOMENTS)], _CURRENCIES[seed % len(_CURRENCIES)]
        rates = _known(make_rates(SeededChoices(seed), currencies, as_of), as_of)
        found += [Asked(case, as_of, rates) for case in sample_cases(seed, _IN_GROUP, as_of=as_of, currencies=currencies)]
    return tuple(found)


@cache
def many_reports() -> tuple[Report, ...]:
    """What the built-in rules say to each of these questions."""
    return tuple(each.report() for each in many_asked())


def _known(rates: tuple[ExchangeRate, ...], as_of: datetime) -> tuple[ExchangeRate, ...]:
    """Without later rates: they would be used when the same is asked later, and then more than the moment had changed."""
    return tuple(each for each in rates if each.on <= as_of.date())


@lru_cache(maxsize=64)
def policy(rates: tuple[ExchangeRate, ...] = ()) -> Policy:
    """The built-in rules on the plain engine, with exchange rates."""
    return Policy(_book(), engine="plain", rates=rates)


@cache
def standard(engine: str) -> Policy:
    """The built-in rules on one of the engines."""
    return Policy(_book(), engine=engine)


_book = cache(standard_book)
