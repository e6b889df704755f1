"""What a comparison found, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dunning_rules.cli.case_table import case_lines
from dunning_rules.cli.display import as_text, indented, show, text_of
from dunning_rules.cli.measured_table import portfolio_parts

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dunning_rules.comparison.report import CompareReport, EffectChange, PartChange, RuleChange, Verdict, Witness

_CERTAIN = {"proved": "proved for all cases", "shown": "shown by cases", "searched": "no other case was found, which is no proof"}
_STYLES: dict[Verdict, str] = {
    "stricter": "bold yellow",
    "looser": "bold yellow",
    "incomparable": "bold yellow",
    "added": "bold cyan",
    "removed": "bold cyan",
    "renamed": "bold cyan",
    "undecided": "bold red",
    "equivalent": "bold green",
}
_CHANGES = {
    "added": "is new",
    "removed": "is gone",
    "changed": "is another one",
    "higher": "is higher in some cases",
    "lower": "is lower in some cases",
    "either": "is higher in some cases and lower in others",
    "same": "is built in another way, and the same in every case",
    "undecided": "may be another one",
}


def show_comparison(report: CompareReport, limit: int) -> None:
    """Show it on standard output."""
    show(_parts(report, limit))


def text_of_comparison(report: CompareReport, limit: int) -> str:
    """What it looks like in a text file."""
    return as_text(_parts(report, limit))


def _parts(report: CompareReport, limit: int) -> Iterator[RenderableType]:
    firing = [each for each in report.rules if each.verdict != "equivalent"]
    for each in firing:
        yield from _rule(each)
    yield from _alike(each for each in report.rules if each.verdict == "equivalent")
    yield from _others(report.parts)
    if report.portfolio is not None:
        yield from portfolio_parts(report.portfolio, limit)
        yield text_of("")
    yield text_of(_summary(report), "bold green" if report.is_same else "bold")
    days = ", ".join(day.isoformat() for day in report.days)
    sizes = ", ".join(f"{number} {scope}s" for scope, number in report.sizes.items())
    yield text_of(f"as of {days}; {report.questions} questions; cases of up to {sizes}", "dim")


def _summary(report: CompareReport) -> str:
    counts = Counter(each.verdict for each in report.rules)
    found = [f"{counts[verdict]} {verdict}" for verdict in _STYLES if counts[verdict]]
    parts = f"; {len(report.parts)} other parts changed" if report.parts else ""
    return f"rules: {', '.join((*found, f'{report.identical} untouched'))}{parts}"


def _rule(each: RuleChange) -> Iterator[RenderableType]:
    yield text_of(f"{each.verdict.upper()}  {each.rule}", _STYLES[each.verdict])
    yield indented(f"  {each.message} ({_CERTAIN[each.certainty]})")
    for title, text in (("before", each.before), ("now", each.now)):
        if text:
            yield indented(f"  {title}: {text}")
    if each.reads:
        yield indented(f"  it reads what is another thing than before: {', '.join(each.reads)}")
    for effect in each.effects:
        yield indented(f"  {_effect(effect)}")
    for title, witness in (("fires no longer", each.fired_before), ("fires now", each.fires_now)):
        if witness is not None:
            yield from _witness(title, witness)
    yield text_of("")


def _alike(rules: Iterable[RuleChange]) -> Iterator[RenderableType]:
    """Rules that fire as before: a line each."""
    listed = list(rules)
    for each in listed:
        told = "; ".join(map(_effect, each.effects)) or "it is built in another way"
        yield indented(f"  EQUIVALENT  {each.rule}: {told}")
    if listed:
        yield text_of("")


def _others(parts: tuple[PartChange, ...]) -> Iterator[RenderableType]:
    for each in parts:
        change = f"{each.before} → {each.now}" if each.before and each.now else f"new: {each.now}" if each.now else f"gone: {each.before}"
        yield indented(f"  {each.part} {each.name}: {change}")
    if parts:
        yield text_of("")


def _effect(each: EffectChange) -> str:
    shown = ", ".join(text for text in (each.before and f"before: {each.before}", each.now and f"now: {each.now}") if text)
    name = each.effect if each.part in {"action", "conclusion", "value"} else f"the {each.part.replace('_', ' ')} of {each.effect}"
    never = {"higher": ", and never lower", "lower": ", and never higher"}.get(each.change, "") if each.certainty == "proved" else ""
    known = f" ({_CERTAIN[each.certainty]})" if each.certainty == "searched" else never
    return f"{name} {_CHANGES[each.change]}{known}" + (f"; {shown}" if shown and each.before != each.now else "")


def _witness(title: str, witness: Witness) -> Iterator[RenderableType]:
    yield indented(f"  {title} for {witness.record}, e.g. in this case, as of {witness.as_of.date().isoformat()}:")
    yield from case_lines(witness.case)
    before, now = witness.advised_before, witness.advised_now
    gone, come = (sorted(set(one) - set(other)) for one, other in ((before, now), (now, before)))
    told = "; ".join(text for text in (gone and f"no longer {', '.join(gone)}", come and f"now {', '.join(come)}") if text)
    yield indented(f"    advised: {told or 'the same as before'}")
