"""How facts of a report look on the page: with their names, in the language and currency of the report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from dunning_rules.language.format import Formatter
from dunning_rules.language.types import EXACT, Kind, Value
from dunning_rules.models.base import minor_digits
from dunning_rules.result import FactValue
from dunning_rules.vocabulary.choices import choice_label
from dunning_rules.vocabulary.scope import Field, Vocabulary


class Values:
    """Shows amounts and facts."""

    def __init__(self, vocabulary: Vocabulary, lang: str, currency: str) -> None:
        """Prepare.

        Args:
            vocabulary: where the facts are defined.
            lang: the language.
            currency: the reporting currency.
        """
        self._digits = minor_digits(currency) or 0
        self._formatter = Formatter(lang, currency, self._digits, choice_label)
        self._named = lru_cache(maxsize=None)(vocabulary.named)

    def money(self, amount: Decimal) -> str:
        """An amount of the reporting currency."""
        return self._formatter.show(Kind.MONEY, self._minor(amount))

    def fact(self, name: str, value: FactValue) -> str:
        """A fact with what people call it."""
        field: Field = self._named(name)
        return f"{field.label.text(self._formatter.lang)}: {self._formatter.show(field.ref.type.kind, self._encoded(field, value))}"

    def _encoded(self, field: Field, value: FactValue) -> Value | None:
        kind = field.ref.type.kind
        if not isinstance(value, str):
            return value
        if kind is Kind.MONEY:
            return self._minor(Decimal(value))
        if kind is Kind.RATIO:
            return int(EXACT.scaleb(Decimal(value), 4))
        return date.fromisoformat(value).toordinal() if kind is Kind.DATE else value

    def _minor(self, amount: Decimal) -> int:
        return int(EXACT.scaleb(amount, self._digits))
