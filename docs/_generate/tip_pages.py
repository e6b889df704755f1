"""One page for each tip: meaning, rules as text, parameters, lawful form, example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs._generate.write import plain, write
from dunning_rules.cli.tip_facts import describe
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.tips import TIPS, Tip, standard_book
from dunning_rules.vocabulary import VOCABULARY
from dunning_rules.vocabulary.choices import choice_label

GOLDEN = Path(__file__).parents[2] / "tests" / "golden"
SOURCES = {"seed": "field text", "house": "house"}
"""Where the number of a parameter is from, for people."""


def write_tip_pages(folder: Path) -> None:
    """Write the pages and their index into `folder`; what is there already and equal stays untouched."""
    for tip in TIPS:
        write(folder / f"tip-{tip.number:02}.md", _page(tip))
    write(folder / "index.md", _index())


def _index() -> Iterator[str]:
    yield "# The 21 tips"
    yield ""
    yield "Made from the rules themselves. A rule fires because an earlier one did: a solid arrow leads from the tip that concludes a"
    yield "fact to the one that reads it, a dotted one from a tip that advises a step to one that looks at it."
    yield ""
    yield "```{image} graph.svg"
    yield ":alt: which tip feeds which"
    yield "```"
    yield ""
    yield "`dunning-rules tips --graph` prints the same, rule by rule, for Mermaid."
    yield ""
    yield "```{toctree}"
    yield ":maxdepth: 1"
    yield ""
    yield from (f"tip-{tip.number:02}" for tip in TIPS)
    yield "```"


def _page(tip: Tip) -> Iterator[str]:
    facts = describe(tip, "en")
    chinese = describe(tip, "zh")
    yield f"# {tip.number} · {facts['title']}"
    yield ""
    yield facts["meaning"]
    yield ""
    yield f"> **{chinese['title']}**: {chinese['meaning']}"
    yield ""
    yield f"Source: tip {tip.number} of the field text."
    yield ""
    yield "## Rules"
    rules = {rule.id: rule for rule in tip.rules}
    for each, translated in zip(facts["rules"], chinese["rules"], strict=True):
        yield ""
        yield f"### `{each['id']}`"
        yield ""
        yield f"**When** {plain(each['when'])}."
        yield ""
        yield from (f"- {text}" for text in _effects(rules[each["id"]]))
        yield ""
        yield f"*Because* {plain(each['why'])}."
        yield ""
        yield f"*{plain(translated['why'])}*"
    if facts["parameters"]:
        yield ""
        yield "## Parameters"
        yield ""
        yield "| name | meaning | value | unit | range | source |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for parameter in facts["parameters"]:
            span = f"{parameter['low']} … {parameter['high']}"
            name, source = f"`{parameter['name']}`", SOURCES[parameter["source"]]
            row = (name, parameter["label"], parameter["value"], parameter["unit"], span, source)
            yield f"| {' | '.join(map(plain, row))} |"
    yield from _example(tip)


def _effects(rule: Rule) -> Iterator[str]:
    book = standard_book()
    for effect in rule.then:
        if isinstance(effect, Recommend):
            action = book.action(effect.action)
            where = f"{action.actor}, {action.channel}, {action.audience}, {action.place}, {action.tone}".replace("_", " ")
            yield f"**`{action.id}`**: {action.task.en} ({where})"
            yield from (f"may say “{claim.text.en}” only where that is attested" for claim in effect.claims)
        elif isinstance(effect, Conclude):
            field = VOCABULARY.field(effect.field)
            value = getattr(effect.value, "value", None)
            shown = "" if value is None else f" is {choice_label(str(value).lower() if isinstance(value, bool) else str(value), 'en')}"
            yield f"concludes: {field.label.en}{shown} (`{effect.field.key}`)"


def _example(tip: Tip) -> Iterator[str]:
    path = GOLDEN / f"tip_{tip.number:02}.yaml"
    if not path.exists():
        return
    yield ""
    yield "## Examples"
    yield ""
    yield "The golden cases of this tip: what fires, and what just does not."
    yield ""
    yield "```yaml"
    yield path.read_text(encoding="utf-8").rstrip()
    yield "```"
