"""Values near which rules change their mind: day counts, amounts, identifiers, times."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from dunning_rules.language.types import in_units
from dunning_rules.models.base import minor_digits
from dunning_rules.testing.choices import Choices

AS_OF = datetime(2026, 7, 15, 12, tzinfo=ZoneInfo("Europe/Berlin"))
"""The moment for which the strategies make cases where the caller names none: a Wednesday."""

EDGES = (1, 0, 2, 3, 4, 7, 8, 13, 14, 15, 16, 29, 30, 31, 32, 60, 61, 89, 90, 91, 92, 179, 180, 181, 182, 364, 365, 366, 367, 700)
"""Day counts at or beside a threshold of the built-in rules."""
_FARTHEST = 800
_AMOUNTS = (10_000, 0, 1, 99, 5_000, 20_000, 25_000, 50_000, 99_999, 100_000, 500_000, 999_999, 1_000_000, 1_000_001, 20_000_000)
_GREATEST = 20_000_000
_STYLES = (
    "{}",
    "0{}",
    "00{}",
    " {}",
    "a/{}",
    "{}.5",
    '"{}"',
    "{}:x",
    "@{}",
    "发票{}",
    "É{}",
    "E\N{COMBINING ACUTE ACCENT}{}",
    "😀{}",
    "null{}",
)
_LONG = "x" * 120
_CLOCK = (time(9), time(0), time(12, 30), time(15, 30), time(23, 59, 59, 999_999), time(2, 30), time(2, 30, fold=1))
ZONES = ("Europe/Berlin", "UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
COUNTRIES = ("DE", "CN", "US", "ZZ")


@dataclass(slots=True)
class Names:
    """Identifiers, each used once.

    Attributes:
        choices: what decides.
        given: how many were given so far.
    """

    choices: Choices
    given: int = field(default=0)

    def new(self) -> str:
        """The next identifier: plain, or with leading zeros, blanks, marks or letters of any alphabet."""
        self.given += 1
        return styled(self.choices, self.given)


def styled(choices: Choices, number: int) -> str:
    """An identifier with `number` in it."""
    if not choices.chance(40):
        return str(number)
    return f"{_LONG}{number}" if choices.chance(3) else choices.one_of(_STYLES).format(number)


def day_count(choices: Choices) -> int:
    """A number of days from 0 to 800, most often one at which a rule changes its mind."""
    return choices.whole(0, _FARTHEST) if choices.chance(25) else choices.one_of(EDGES)


def past_day(choices: Choices, today: date) -> date:
    """A day before `today`, or `today` itself."""
    return today - timedelta(days=day_count(choices))


def near_day(choices: Choices, today: date) -> date:
    """A day at most five days from `today`."""
    return today + timedelta(days=choices.one_of((0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)))


def any_day(choices: Choices, today: date) -> date:
    """A day before or after `today`."""
    if choices.chance(30):
        return near_day(choices, today)
    return today + timedelta(days=day_count(choices)) if choices.chance(25) else past_day(choices, today)


def moment_of(choices: Choices, day: date, as_of: datetime) -> datetime:
    """A moment of `day`, in the zone of `as_of` or another."""
    zone = ZoneInfo(choices.one_of(ZONES)) if choices.chance(20) else as_of.tzinfo
    return datetime.combine(day, choices.one_of(_CLOCK), zone)


def known_moment(choices: Choices, as_of: datetime) -> datetime:
    """A moment up to `as_of`; at times `as_of` itself."""
    if choices.chance(5):
        return as_of
    found = moment_of(choices, past_day(choices, as_of.date()), as_of)
    return min(found, as_of)


def later_moment(choices: Choices, as_of: datetime) -> datetime:
    """A moment after `as_of`; at times only just."""
    if choices.chance(30):
        return (as_of.astimezone(UTC) + timedelta(microseconds=1)).astimezone(as_of.tzinfo)
    return as_of + timedelta(days=1 + choices.one_of(EDGES), hours=choices.whole(0, 12))


def amount_of(choices: Choices, currency: str) -> Decimal:
    """An amount that is not negative and fits the minor unit of `currency`; at most 20 million minor units."""
    minor = choices.whole(0, _GREATEST) if choices.chance(30) else choices.one_of(_AMOUNTS)
    amount = in_units(minor, minor_digits(currency) or 0)
    return Decimal(f"{amount}0" if "." in str(amount) else str(amount)) if choices.chance(3) else amount


def positive_amount(choices: Choices, currency: str) -> Decimal:
    """As `amount_of`, but at least one minor unit."""
    found = amount_of(choices, currency)
    return found if found > 0 else in_units(1, minor_digits(currency) or 0)


def part_of(choices: Choices, amount: Decimal, currency: str) -> Decimal:
    """A part of `amount` that fits the minor unit of `currency`: all of it, a half, a minor unit more or less than nothing."""
    digits = minor_digits(currency) or 0
    minor = int(amount.scaleb(digits))
    parts = (minor, minor // 2, minor * 4 // 5, minor // 10, min(1, minor), max(minor - 1, 0))
    return in_units(choices.one_of(parts), digits)


def share_of_whole(choices: Choices) -> Decimal:
    """A share of a whole: 0 to 1, at most four decimals."""
    thresholds = ("0.8", "0", "0.1", "0.2", "0.25", "0.4", "0.4999", "0.5", "0.7999", "1")
    return in_units(choices.whole(0, 10_000), 4) if choices.chance(25) else Decimal(choices.one_of(thresholds))
