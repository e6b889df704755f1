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
    parameters = {parameter.name: parameter for parameter in book.parameters}

    def field(ref: Ref) -> str:
        label = book.vocabulary.field(ref).label.text(lang)
        return label if ref.scope in {rule.scope, "debtor"} else f"{scope(ref.scope)}: {label}"

    def scope(name: str) -> str:
        return book.vocabulary.scopes[name].label.text(lang)

    def parameter(name: str) -> str:
        found = parameters[name]
        value = found.value_on(day) if day is not None else found.value
        return formatter.show(found.type.kind, found.encoded(value, 2)).strip()

    def value(kind: Kind, shown: Value) -> str:
        return formatter.show(kind, shown).strip()

    return read_text(rule.condition, lang, Names(field, scope, parameter, value))
