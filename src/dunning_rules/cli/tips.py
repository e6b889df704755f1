"""`tips`: the catalogue of the 21 tips, and one tip with its rules and parameters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dunning_rules.cli.options import LangOption

if TYPE_CHECKING:
    from dunning_rules.cli.catalogue import ParameterFacts, TipFacts
    from dunning_rules.rules import Parameter, Rule
    from dunning_rules.tips import Tip

NumberArgument = Annotated[
    int | None, typer.Argument(metavar="NUMBER", min=1, max=21, help="Show one tip: its meaning, rules and parameters.", show_default=False)
]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.")]


def tips(number: NumberArgument = None, lang: LangOption = "en", form: FormatOption = "table") -> None:
    """List the 21 tips and what is ready of them, or show one."""
    from dunning_rules.tips import TIPS  # noqa: PLC0415 - `--help` needs nothing of this

    chosen = [describe(tip, lang) for tip in TIPS if number in {None, tip.number}]
    shared = [describe_parameter(parameter, lang) for parameter in shared_parameters()]
    if form == "json":
        from dunning_rules.cli.streams import write_bytes  # noqa: PLC0415 - as above

        data = chosen[0] if number is not None else {"tips": chosen, "parameters": shared}
        write_bytes(f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode())
        return
    from dunning_rules.cli.catalogue import catalogue, one_tip  # noqa: PLC0415 - as above
    from dunning_rules.cli.display import show  # noqa: PLC0415 - as above

    show(one_tip(chosen[0], lang) if number is not None else catalogue(chosen, shared, lang))


def rule_text(rule: Rule, lang: str) -> str:
    """A rule in words: its reason, with the names of the facts in the places of their values."""
    from dunning_rules.rules.template import split  # noqa: PLC0415 - as above
    from dunning_rules.vocabulary import VOCABULARY  # noqa: PLC0415 - as above

    parts = split(rule.why.text(lang))
    return "".join(f"{literal}{f'‹{VOCABULARY.named(name).label.text(lang)}›' if name else ''}" for literal, name in parts)


def letters(tip: Tip) -> list[str]:
    """The letters of a tip that advise something or steer what others advise; its number where it has no letters."""
    from dunning_rules.rules import Recommend  # noqa: PLC0415 - as above

    named = {rule.letter for rule in tip.rules if not rule.letter.isdigit()}
    advises = any(isinstance(effect, Recommend) for rule in tip.rules for effect in rule.then)
    return sorted(named) or ([str(tip.number)] if advises else [])


def shared_parameters() -> list[Parameter]:
    """The parameters that belong to no single tip."""
    from dunning_rules.tips import TIPS, standard_book  # noqa: PLC0415 - as above

    own = {parameter.name for tip in TIPS for parameter in tip.parameters}
    return [parameter for parameter in standard_book().parameters if parameter.name not in own]


def describe(tip: Tip, lang: str) -> TipFacts:
    """A tip as JSON shows it."""
    return {
        "number": tip.number,
        "title": tip.title.text(lang),
        "meaning": tip.meaning.text(lang),
        "ready": letters(tip),
        "rules": [{"id": rule.id, "letter": rule.letter, "text": rule_text(rule, lang)} for rule in tip.rules],
        "parameters": [describe_parameter(parameter, lang) for parameter in tip.parameters],
    }


def describe_parameter(parameter: Parameter, lang: str) -> ParameterFacts:
    """A parameter as JSON shows it; values as `--param` takes them."""
    from dunning_rules.cli.parameters import shown  # noqa: PLC0415 - as above

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
