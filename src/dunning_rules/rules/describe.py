"""Rules as text: conditions with the labels of the vocabulary and the values of the parameters."""

from __future__ import annotations

from datetime import date

from dunning_rules.language import Kind, Ref, Value
from dunning_rules.language.format import Formatter
from dunning_rules.language.text import Names, read_text
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.rule import Rule
from dunning_rules.vocabulary.choices import choice_label


def condition_text(book: RuleBook, rule: Rule, lang: str, day: date | None = None) -> str:
    """The condition of `rule` as text in `lang`, with the parameter values of `day` (the first ones where absent).

    Money is shown in units, without a currency: which one is reported is not the rule's business.
    """
    formatter = Formatter(lang, "", 2, choice_label)
    return read_text(rule.condition, lang, names_of(book, rule.scope, formatter, 2, day))


def names_of(book: RuleBook, scope: str, formatter: Formatter, digits: int, day: date | None = None) -> Names:
    """What people call the fields of `book`, where records of `scope` are looked at.

    Args:
        book: the rules.
        scope: fields of another scope than this one and the debtor's are shown with their scope.
        formatter: shows values.
        digits: decimals of its currency.
        day: the day of the parameter values; the first ones where absent.
    """
    lang = formatter.lang
    parameters = {parameter.name: parameter for parameter in book.parameters}

    def field(ref: Ref) -> str:
        label = book.vocabulary.field(ref).label.text(lang)
        return label if ref.scope in {scope, "debtor"} else f"{scope_label(ref.scope)}: {label}"

    def scope_label(name: str) -> str:
        return book.vocabulary.scopes[name].label.text(lang)

    def parameter(name: str) -> str:
        found = parameters[name]
        value = found.value_on(day) if day is not None else found.value
        return formatter.show(found.type.kind, found.encoded(value, digits)).strip()

    def value(kind: Kind, shown: Value) -> str:
        return formatter.show(kind, shown).strip()

    return Names(field, scope_label, parameter, value)
