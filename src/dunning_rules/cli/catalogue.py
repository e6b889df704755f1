"""The tips as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from dunning_rules.cli.display import text_of
from dunning_rules.cli.tips import describe_parameter, letters, rule_text, shared_parameters
from dunning_rules.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from dunning_rules.rules import Parameter
    from dunning_rules.tips import Tip


def catalogue(tips: Iterable[Tip], lang: str) -> Iterator[RenderableType]:
    """All tips, and the parameters that belong to none of them."""
    table = _table(lang, "tip", "label", "letters")
    for tip in tips:
        ready = letters(tip)
        shown = text_of(" ".join(ready), "green") if ready else text_of(say("not_yet", lang), "dim")
        table.add_row(text_of(str(tip.number)), text_of(tip.title.text(lang)), shown)
    yield table
    yield text_of("")
    yield text_of(say("shared", lang), "bold")
    yield _parameters(shared_parameters(), lang)


def one_tip(tip: Tip, lang: str) -> Iterator[RenderableType]:
    """One tip: what it means, its rules, its parameters."""
    ready = letters(tip)
    yield text_of(f"{tip.number} · {tip.title.text(lang)}" + ("" if ready else f" ({say('not_yet', lang)})"), "bold")
    yield text_of(tip.meaning.text(lang))
    if tip.rules:
        yield text_of("")
        table = _table(lang, "rule", "why")
        for rule in tip.rules:
            table.add_row(text_of(rule.id, "cyan"), text_of(rule_text(rule, lang)))
        yield table
    if tip.parameters:
        yield text_of("")
        yield _parameters(tip.parameters, lang)


def _parameters(parameters: Iterable[Parameter], lang: str) -> Table:
    table = _table(lang, "parameter", "value", "unit", "range", "source", "label")
    for parameter in parameters:
        shown = describe_parameter(parameter, lang)
        span = f"{shown['low']} … {shown['high']}"
        source = say(shown["source"], lang)
        cells = (shown["name"], shown["value"], shown["unit"], span, source, shown["label"])
        table.add_row(*(text_of(cell, "cyan" if cell == shown["name"] else "") for cell in cells))
    return table


def _table(lang: str, *names: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline")
    for name in names:
        table.add_column(say(name, lang), no_wrap=name in {"rule", "parameter", "letters"})
    return table
