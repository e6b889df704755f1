"""The tips as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypedDict

from rich.table import Table

from dunning_rules.cli.display import text_of
from dunning_rules.cli.words import say

if TYPE_CHECKING:
    from rich.console import RenderableType


class RuleFacts(TypedDict):
    """What is shown of a rule."""

    id: str
    letter: str
    when: str
    why: str


class ParameterFacts(TypedDict):
    """What is shown of a parameter."""

    name: str
    label: str
    value: str
    unit: str
    low: str
    high: str
    source: str


class TipFacts(TypedDict):
    """What is shown of a tip."""

    number: int
    title: str
    meaning: str
    letters: list[str]
    rules: list[RuleFacts]
    parameters: list[ParameterFacts]


def catalogue(tips: Iterable[TipFacts], shared: Iterable[ParameterFacts], lang: str) -> Iterator[RenderableType]:
    """All tips, and the parameters that belong to none of them."""
    table = table_of(lang, "tip", "title", "letters")
    for tip in tips:
        table.add_row(text_of(str(tip["number"])), text_of(tip["title"]), text_of(" ".join(tip["letters"]), "green"))
    yield table
    yield text_of("")
    yield text_of(say("shared", lang), "bold")
    yield parameters_table(shared, lang)


def one_tip(tip: TipFacts, lang: str) -> Iterator[RenderableType]:
    """One tip: what it means, its rules, its parameters."""
    yield text_of(f"{tip['number']} · {tip['title']}", "bold")
    yield text_of(tip["meaning"])
    yield text_of("")
    yield rules_table(tip["rules"], lang)
    if tip["parameters"]:
        yield text_of("")
        yield parameters_table(tip["parameters"], lang)


def rules_table(rules: Iterable[RuleFacts], lang: str) -> Table:
    """Rules: when each holds, and why it says what it says."""
    table = table_of(lang, "rule", "condition", "why")
    for rule in rules:
        table.add_row(text_of(rule["id"], "cyan"), text_of(rule["when"]), text_of(rule["why"]))
    return table


def parameters_table(parameters: Iterable[ParameterFacts], lang: str) -> Table:
    """Parameters with their values and ranges."""
    table = table_of(lang, "parameter", "value", "unit", "range", "source", "label")
    for each in parameters:
        span = f"{each['low']} … {each['high']}"
        rest = (each["value"], each["unit"], span, say(each["source"], lang), each["label"])
        table.add_row(text_of(each["name"], "cyan"), *map(text_of, rest))
    return table


def table_of(lang: str, *names: str) -> Table:
    """A table with these columns, by the words for them."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline")
    for name in names:
        table.add_column(say(name, lang), no_wrap=name in {"rule", "parameter", "letters"}, overflow="fold")
    return table
