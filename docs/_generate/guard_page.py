"""The page of which constraints look at what each letter of the tips leads to, and of all constraints with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs._generate.write import write
from dunning_rules.guard.letters import constraints_by_letter
from dunning_rules.packs import Pack, builtin_packs
from dunning_rules.policy import NOTICE, Policy
from dunning_rules.schedule import clock


def write_guard_pages(folder: Path) -> None:
    """Write a page of the letters and one of the packs; what is there already and equal stays untouched."""
    write(folder / "letters.md", _letters())
    write(folder / "packs.md", _packs())


def _letters() -> Iterator[str]:
    yield "# Which constraints look at which tip"
    yield ""
    yield "Made from rules and packs. `Truthfulness` looks at every step and is left out."
    yield ""
    yield "| letter | step | constraints |"
    yield "| --- | --- | --- |"
    for letter, actions in constraints_by_letter(Policy(engine="plain").book).items():
        for action, names in actions.items():
            yield f"| `{letter}` | `{action}` | {', '.join(names)} |"


def _packs() -> Iterator[str]:
    yield "# Packs and their sources"
    yield ""
    yield f"**{NOTICE.en[0].upper()}{NOTICE.en[1:]}.** *{NOTICE.zh}*"
    yield ""
    yield "How well a source was read: V in its text, S second-hand, K general knowledge; H, M, L how sure; house: a policy, no law."
    for pack in builtin_packs().values():
        yield from _pack(pack)


def _pack(pack: Pack) -> Iterator[str]:
    yield ""
    yield f"## `{pack.id}`: {pack.title.en} ({pack.title.zh})"
    yield ""
    yield f"{pack.scope.en[0].upper()}{pack.scope.en[1:]}. Last verified {pack.last_verified}."
    if pack.hours is not None:
        span = f"{clock(pack.hours.start)} to {clock(pack.hours.end)}"
        yield ""
        yield f"Calls, messages and visits from {span}: {pack.hours.why.en} ({pack.hours.source}; {pack.hours.confidence})."
    yield ""
    yield "| constraint | effect | why | lawful form | source | read |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in pack.constraints:
        effect = f"{each.effect}, red line" if each.red_line else each.effect
        form = "" if each.form is None else each.form.task.en
        cells = (f"`{each.id}` {each.name}", effect, f"{each.why.en}<br>{each.why.zh}", form, each.source, each.confidence)
        yield f"| {' | '.join(cells)} |"
