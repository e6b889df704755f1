"""How values look to people, by language: separators, percent signs and day counts come from CLDR through Babel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import localcontext
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dunning_rules.errors import LanguageError, quote
from dunning_rules.language.types import EXACT, Kind, Value

if TYPE_CHECKING:
    from babel import Locale

MISSING = "—"
_DAYS_ONLY = 10**9


class Formatter:
    """Shows fact values in one language and one currency.

    Attributes:
        lang: a language code, e.g. `en`, `zh`.
        currency: the reporting currency.
    """

    def __init__(self, lang: str, currency: str, digits: int, label: Callable[[str, str], str]) -> None:
        """Prepare.

        Args:
            lang: a language code that CLDR knows.
            currency: the reporting currency.
            digits: its decimals.
            label: what people call a value of a choice, in a language.
        """
        self.lang = lang
        self.currency = currency
        self._digits = digits
        self._label = label
        self._short = lru_cache(maxsize=8192)(self._rare)
        self._money = lru_cache(maxsize=8192)(self._amount)

    def show(self, kind: Kind, value: Value | None) -> str:
        """`value` as people of that language write it; a dash where it is missing."""
        return self.shower(kind)(value)

    def shower(self, kind: Kind) -> Callable[[Value | None], str]:
        """A function that shows values of one kind, as `show` does."""
        if kind is Kind.MONEY:
            money = self._money
            return lambda value: MISSING if value is None else money(int(value))
        if kind is Kind.NAME:
            return lambda value: MISSING if value is None else str(value)
        short = self._short
        return lambda value: MISSING if value is None else short(kind, value)

    def _rare(self, kind: Kind, value: Value) -> str:
        with localcontext(EXACT):  # Babel counts in the caller's context
            return self._formatted(kind, value)

    def _formatted(self, kind: Kind, value: Value) -> str:
        from babel.dates import format_timedelta  # noqa: PLC0415 - only when a text is shown
        from babel.numbers import format_decimal, format_percent  # noqa: PLC0415 - as above

        number = int(value) if not isinstance(value, str) else 0
        if kind is Kind.DAYS:
            days = format_timedelta(timedelta(days=abs(number)), granularity="day", threshold=_DAYS_ONLY, locale=self._locale)
            return f"-{days}" if number < 0 else days
        if kind is Kind.RATIO:
            return format_percent(number / 10_000, format="#,##0.##%", locale=self._locale)
        if kind is Kind.DATE:
            return date.fromordinal(number).isoformat()
        if kind is Kind.MINUTE:
            return f"{number // 60:02}:{number % 60:02}"
        if kind in {Kind.FLAG, Kind.CHOICE}:
            return self._label(str(value).lower() if kind is Kind.FLAG else str(value), self.lang)
        return format_decimal(number, locale=self._locale)

    def _amount(self, minor: int) -> str:
        whole, part = divmod(abs(minor), 10**self._digits)
        group, point = self._separators
        text = f"{whole:,}".replace(",", group)
        decimals = f"{point}{part:0{self._digits}}" if self._digits else ""
        return f"{self.currency}\N{NO-BREAK SPACE}{'-' if minor < 0 else ''}{text}{decimals}"

    @cached_property
    def _separators(self) -> tuple[str, str]:
        from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415 - only when a text is shown

        return get_group_symbol(self._locale), get_decimal_symbol(self._locale)

    @cached_property
    def _locale(self) -> Locale:
        return check_language(self.lang)


def check_language(lang: str) -> Locale:
    """What CLDR knows of a language.

    Raises:
        LanguageError: it knows none of that code.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only when a text is shown

    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError, TypeError):
        message = f"{quote(lang)} is not a language"
        raise LanguageError(message, help="use a code such as `en` or `zh`") from None
