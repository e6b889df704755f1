"""What rules are built of, as pages: the fields of the vocabulary, parameters, actions and which of them give way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs._generate.tip_pages import SOURCES
from docs._generate.write import heads, row, write
from dunning_rules.cli.tip_facts import describe_parameter
from dunning_rules.language import Wording
from dunning_rules.language.format import Formatter
from dunning_rules.language.text import Names, read_text
from dunning_rules.rules.describe import names_of
from dunning_rules.rules.rule import Recommend
from dunning_rules.tips import TIPS, standard_book
from dunning_rules.vocabulary import VOCABULARY, Field
from dunning_rules.vocabulary.choices import choice_label

_MEANT = {
    "debtor": "The debtor as a whole, with sums over its records.",
    "invoice": "One invoice or credit note.",
    "visit": "One visit, planned or made.",
    "event": "One event: a payment, a promise, a dispute, a notice …",
    "recommendation": "What was recommended so far in the same run, and what the guard asks of it.",
}


def write_book_pages(folder: Path) -> None:
    """Write the pages into `folder`."""
    write(folder / "fields.md", _fields())
    write(folder / "parameters.md", _parameters())
    write(folder / "actions.md", _actions())


def _fields() -> Iterator[str]:
    book = standard_book()
    yield "# Fields"
    yield ""
    yield "Every name that a condition may use, by scope. *Given*: read from the records. *Computed*: from other fields. *Concluded*: by"
    yield "rules. Where a value may be missing, a comparison with it does not hold: see [missing values](../explanation/missing-values.md)."
    for name, scope in VOCABULARY.scopes.items():
        names = names_of(book, name, Formatter("en", "", 2, choice_label), 2)
        yield ""
        yield f"## {name}"
        yield ""
        yield _MEANT[name]
        yield ""
        yield from heads("field", "meaning", "type", "may be missing", "where from")
        for field in scope.fields.values():
            kind = field.ref.type
            choices = f" of {', '.join(f'`{each}`' for each in kind.choices)}" if kind.choices else ""
            yield row(
                f"`{field.ref.name}`",
                _both(field.label),
                f"{kind.kind.value}{choices}",
                "yes" if field.ref.may_miss else "",
                _where_from(field, names),
            )


def _both(wording: Wording) -> str:
    return f"{wording.en} · {wording.zh}"


def _where_from(field: Field, names: Names) -> str:
    if field.source is not None:
        return "asked by the guard" if field.is_asked_by_guard else f"given: `{field.source}`"
    if field.definition is not None:
        return f"computed: {read_text(field.definition, 'en', names)}"
    return f"concluded; the {field.merge} value stays" if field.default is None else f"concluded; `{field.default}` where no rule does"


def _parameters() -> Iterator[str]:
    owners = {parameter.name: tip.number for tip in TIPS for parameter in tip.parameters}
    yield "# Parameters"
    yield ""
    yield "`Policy(parameters={…})` and `--param NAME=VALUE` change one. Values outside of the range are refused. *Field text*: the number"
    yield "stands there; *house*: chosen by this library."
    yield ""
    yield from heads("name", "meaning", "value", "unit", "range", "source", "tip")
    for parameter in standard_book().parameters:
        facts = describe_parameter(parameter, "en")
        tip = owners.get(parameter.name)
        yield row(
            f"`{parameter.name}`",
            _both(parameter.label),
            facts["value"],
            facts["unit"],
            f"{facts['low']} … {facts['high']}",
            SOURCES[parameter.source],
            "several" if tip is None else f"[{tip}](../tips/tip-{tip:02}.md)",
        )


def _actions() -> Iterator[str]:
    book = standard_book()
    tips: dict[str, set[int]] = {}
    for tip in TIPS:
        for rule in tip.rules:
            for effect in rule.then:
                if isinstance(effect, Recommend):
                    tips.setdefault(effect.action, set()).add(tip.number)
    yield "# Actions"
    yield ""
    yield "What may be recommended, and what the compliance guard knows of it."
    yield ""
    yield from heads("action", "task", "who", "by which way", "before whom", "where", "tone", "tips")
    for action in book.actions:
        numbers = ", ".join(f"[{each}](../tips/tip-{each:02}.md)" for each in sorted(tips.get(action.id, ())))
        sides = (action.actor, action.channel, action.audience, action.place, action.tone)
        yield row(f"`{action.id}`", _both(action.task), *(each.replace("_", " ") for each in sides), numbers)
    yield ""
    yield "## What gives way"
    yield ""
    yield "Of two actions that may not stand together for one debtor, which one stays."
    yield ""
    yield from heads("stays", "gives way", "because", "turned round where")
    for pair in book.exclusions:
        turned = "" if pair.unless is None or pair.why_turned is None else f"`{pair.unless.key}`: {pair.why_turned.en}"
        yield row(f"`{pair.stays}`", f"`{pair.yields}`", pair.why.en, turned)
