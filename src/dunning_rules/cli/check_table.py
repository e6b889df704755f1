"""What a check found, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dunning_rules.cli.display import as_text, indented, show, text_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dunning_rules.verify.report import CheckFinding, CheckReport, CounterExample

_CERTAIN = {"proved": "proved for all cases", "shown": "shown by a case", "searched": "no answer was found"}


def show_findings(report: CheckReport, *, accepted: bool) -> None:
    """Show them on standard output."""
    show(_parts(report, accepted=accepted))


def text_of_findings(report: CheckReport, *, accepted: bool) -> str:
    """What they look like in a text file."""
    return as_text(_parts(report, accepted=accepted))


def _parts(report: CheckReport, *, accepted: bool) -> Iterator[RenderableType]:
    for each in report.findings:
        yield from _finding(each, "bold red")
    for each in report.accepted if accepted else ():
        yield from _finding(each, "bold yellow")
    days = ", ".join(day.isoformat() for day in report.days)
    sizes = ", ".join(f"{number} {scope}s" for scope, number in report.sizes.items())
    yield text_of(f"{len(report.findings)} findings, {len(report.accepted)} accepted", "bold green" if report.ok else "bold red")
    yield text_of(f"{report.rules} rules, as of {days}; {report.questions} questions; cases of up to {sizes}", "dim")


def _finding(each: CheckFinding, style: str) -> Iterator[RenderableType]:
    yield text_of(f"{each.kind}  {', '.join(each.names)}", style)
    yield indented(f"  {each.message} ({_CERTAIN[each.certainty]})")
    yield indented(f"  help: {each.mend}; see {each.page}" if each.accepted is None else f"  accepted: {each.accepted}")
    if each.accepted is None:
        for title, shown in (("case", each.example), ("against", each.other)):
            if shown is not None:
                yield from _case(title, shown)
    yield text_of("")


def _case(title: str, shown: CounterExample) -> Iterator[RenderableType]:
    yield indented(f"  {title}, as of {shown.as_of.date().isoformat()}:")
    case = shown.case
    debtor = _line(case.debtor.model_dump(mode="json", exclude_defaults=True))
    yield indented(f"    debtor: {debtor}")
    for name, records in (("invoice", case.invoices), ("visit", case.visits), ("event", case.events)):
        for record in records:
            values = record.model_dump(mode="json", exclude_defaults=True)
            kind = getattr(record, "kind", name)
            yield indented(f"    {kind}: {_line({key: value for key, value in values.items() if key != 'debtor_id'})}")
    yield indented(f"    fires: {', '.join(shown.fired) or 'nothing'}")


def _line(values: dict[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())
