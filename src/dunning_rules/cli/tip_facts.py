"""What there is to show of the tips, for people and for programs."""

from __future__ import annotations

import json

from dunning_rules.cli.catalogue import ParameterFacts, RuleFacts, TipFacts, catalogue, one_tip
from dunning_rules.cli.display import show
from dunning_rules.cli.parameters import shown
from dunning_rules.cli.streams import write_bytes
from dunning_rules.rules import Parameter, Rule, RuleBook
from dunning_rules.rules.describe import condition_text
from dunning_rules.rules.mermaid import mermaid
from dunning_rules.rules.template import split
from dunning_rules.tips import TIPS, Tip, standard_book


def show_tips(number: int | None, lang: str, *, as_json: bool) -> None:
    """Show one tip, or all of them."""
    chosen = [describe(tip, lang) for tip in TIPS if number in {None, tip.number}]
    shared = [describe_parameter(parameter, lang) for parameter in shared_parameters()]
    if as_json:
        data = chosen[0] if number is not None else {"tips": chosen, "parameters": shared}
        write_bytes(f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode())
    else:
        show(one_tip(chosen[0], lang) if number is not None else catalogue(chosen, shared, lang))


def show_graph(number: int | None, lang: str) -> None:
    """Show which rule feeds which; of one tip, or of all."""
    titles = {tip.number: f"{tip.number} · {tip.title.text(lang)}" for tip in TIPS}
    book = standard_book()
    actions = {action.id for action in book.actions}

    def label(name: str) -> str:
        return name if name in actions else book.vocabulary.named(name).label.text(lang)

    write_bytes(mermaid(book, titles.__getitem__, label, number).encode())


def describe_rule(rule: Rule, book: RuleBook, lang: str) -> RuleFacts:
    """A rule of `book` as JSON shows it: when it holds, with the values that the parameters have by default, and its reason."""
    return {"id": rule.id, "letter": rule.letter, "when": condition_text(book, rule, lang), "why": reason_of(rule, book, lang)}


def reason_of(rule: Rule, book: RuleBook, lang: str) -> str:
    """The reason of a rule, with the names of the facts in the places of their values."""
    parts = split(rule.why.text(lang))
    return "".join(f"{literal}{f'‹{book.vocabulary.named(name).label.text(lang)}›' if name else ''}" for literal, name in parts)


def letters(tip: Tip) -> list[str]:
    """The letters of a tip that advise something or steer what others advise; its number where it has no letters."""
    return sorted({rule.letter for rule in tip.rules if not rule.letter.isdigit()}) or [str(tip.number)]


def shared_parameters() -> list[Parameter]:
    """The parameters that belong to no single tip."""
    own = {parameter.name for tip in TIPS for parameter in tip.parameters}
    return [parameter for parameter in standard_book().parameters if parameter.name not in own]


def describe(tip: Tip, lang: str) -> TipFacts:
    """A tip as JSON shows it."""
    return {
        "number": tip.number,
        "title": tip.title.text(lang),
        "meaning": tip.meaning.text(lang),
        "letters": letters(tip),
        "rules": [describe_rule(rule, standard_book(), lang) for rule in tip.rules],
        "parameters": [describe_parameter(parameter, lang) for parameter in tip.parameters],
    }


def describe_parameter(parameter: Parameter, lang: str) -> ParameterFacts:
    """A parameter as JSON shows it; values as `--param` takes them."""
    kind = parameter.type.kind
    return {
        "name": parameter.name,
        "label": parameter.label.text(lang),
        "value": shown(parameter.value, kind),
        "unit": kind.value,
        "low": shown(parameter.low, kind),
        "high": shown(parameter.high, kind),
        "source": parameter.source,
    }
