"""What there is to show of the packs of the compliance guard, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dunning_rules.cli.catalogue import table_of
from dunning_rules.cli.display import show, text_of
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.streams import write_bytes
from dunning_rules.cli.words import say
from dunning_rules.errors import did_you_mean, quote
from dunning_rules.packs import ContactHours, Pack, builtin_packs
from dunning_rules.policy import NOTICE
from dunning_rules.rules.constraint import Constraint
from dunning_rules.schedule import clock

if TYPE_CHECKING:
    from rich.console import RenderableType


def show_packs(name: str | None, lang: str, *, as_json: bool) -> None:
    """Show one pack, or all of them.

    Raises:
        UsageError: there is no such pack.
    """
    found = builtin_packs()
    if name is not None and name not in found:
        raise UsageError(f"there is no pack {quote(name)}", help=did_you_mean(name, found))
    chosen = [pack for pack in found.values() if name in {None, pack.id}]
    if as_json:
        data = [describe(pack, lang) for pack in chosen]
        write_bytes(f"{json.dumps(data[0] if name is not None else data, indent=2, ensure_ascii=False)}\n".encode())
    else:
        show(_one(chosen[0], lang) if name is not None else _all(chosen, lang))


def describe(pack: Pack, lang: str) -> dict[str, Any]:
    """A pack as JSON shows it."""
    return {
        "id": pack.id,
        "title": pack.title.text(lang),
        "extends": list(pack.extends),
        "countries": list(pack.countries),
        "scope": pack.scope.text(lang),
        "last_verified": pack.last_verified.isoformat(),
        "hours": None if pack.hours is None else _hours(pack.hours, lang),
        "constraints": [_constraint(each, lang) for each in pack.constraints],
        "notice": NOTICE.text(lang),
    }


def _hours(hours: ContactHours, lang: str) -> dict[str, Any]:
    return {
        "start": clock(hours.start),
        "end": clock(hours.end),
        "weekdays": sorted(hours.weekdays),
        "holidays": hours.holidays,
        "why": hours.why.text(lang),
        "source": hours.source,
        "confidence": hours.confidence,
    }


def _constraint(each: Constraint, lang: str) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "effect": each.effect,
        "red_line": each.red_line,
        "why": each.why.text(lang),
        "lawful_form": None if each.form is None else each.form.task.text(lang),
        "source": each.source,
        "confidence": each.confidence,
    }


def _all(packs: list[Pack], lang: str) -> Iterator[RenderableType]:
    table = table_of(lang, "pack", "place", "extends", "constraints", "hours", "verified")
    for pack in packs:
        hours = "" if pack.hours is None else f"{clock(pack.hours.start)}–{clock(pack.hours.end)}"
        rest = (pack.title.text(lang), " ".join(pack.extends), str(len(pack.constraints)), hours, pack.last_verified.isoformat())
        table.add_row(text_of(pack.id, "cyan"), *map(text_of, rest))
    yield table
    yield text_of("")
    yield text_of(NOTICE.text(lang), "dim")


def _one(pack: Pack, lang: str) -> Iterator[RenderableType]:
    yield text_of(f"{pack.id} · {pack.title.text(lang)} · {say('verified', lang)} {pack.last_verified}", "bold")
    yield text_of(pack.scope.text(lang))
    if pack.hours is not None:
        yield text_of(f"{clock(pack.hours.start)}–{clock(pack.hours.end)}: {pack.hours.why.text(lang)} [{pack.hours.source}]")
    yield text_of("")
    table = table_of(lang, "constraint", "effect", "why", "source", "confidence")
    for each in pack.constraints:
        mark = f" · {say('red_line', lang)}" if each.red_line else ""
        effect = f"{say(each.effect, lang)}{mark}"
        form = "" if each.form is None else f"\n{say('lawful_form', lang, task=each.form.task.text(lang))}"
        cells = (f"{each.id} {each.name}", effect, f"{each.why.text(lang)}{form}", each.source, each.confidence)
        table.add_row(*map(text_of, cells))
    yield table
    yield text_of("")
    yield text_of(NOTICE.text(lang), "dim")
