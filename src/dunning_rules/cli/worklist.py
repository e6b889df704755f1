"""The worklist as a table: what is done tomorrow morning, in the order of doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table

from dunning_rules.cli.display import as_text, glued, show, text_of, width
from dunning_rules.cli.verdicts import held_back, mark
from dunning_rules.cli.when import when
from dunning_rules.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.text import Text

    from dunning_rules.cli.job import Answered
    from dunning_rules.result import Recommendation, Report, Totals

_WIDE = 150
"""Columns from which on everything has a column of its own."""
_MEDIUM = 105
"""Columns from which on the reason stands beside the rest."""
_NARROW = 56
"""Columns from which on there are any columns at all."""


def show_worklist(answered: Answered, limit: int) -> None:
    """Show the worklist on standard output."""
    show(_worklist(answered, limit))


def worklist_text(answered: Answered, limit: int) -> str:
    """The worklist as text for a file."""
    return as_text(_worklist(answered, limit))


def _worklist(answered: Answered, limit: int) -> Iterator[RenderableType]:
    """The header, the first `limit` recommendations (0 = all), and what is not shown."""
    report = answered.report
    lang = report.metadata.lang
    yield from _header(answered, lang)
    shown = report.recommendations[: limit or None]
    yield text_of("")
    yield _Rows(answered).table(shown) if shown else text_of(say("nothing", lang))
    yield text_of("")
    if more := answered.overview.recommendations - len(shown):
        yield text_of(say("more" if answered.stored is None else "more_stored", lang, more=more, stored=answered.stored), "bold")
    if shown:
        yield text_of(say("guard_legend", lang), "dim")
    yield text_of(report.metadata.notice, "dim")


def _header(answered: Answered, lang: str) -> Iterator[RenderableType]:
    report, overview = answered.report, answered.overview
    stored = "" if answered.stored is None else "_stored"
    totals = report.totals
    moment = f"{report.as_of:%Y-%m-%d %H:%M} {report.as_of.tzname()}"
    yield text_of(say("head", lang, as_of=moment, debtors=totals.debtors), "bold")
    if totals.debtors:
        yield _sums(totals, lang)
    yield from held_back(overview.held_back, lang)
    if overview.gave_way:
        yield text_of(say("gave_way" + stored, lang, count=overview.gave_way, stored=answered.stored))
    if report.rejects:
        yield text_of(say("rejected" + stored, lang, count=len(report.rejects), stored=answered.stored), "yellow")
    yield from _policies(report, lang)
    if report.metadata.engine_note:
        yield text_of(report.metadata.engine_note, "dim")


def _policies(report: Report, lang: str) -> Iterator[RenderableType]:
    if report.metadata.plugins:
        names = ", ".join(f"{each.name} {each.version}".rstrip() for each in report.metadata.plugins)
        yield text_of(say("policies_took_part", lang, names=names))
    if report.metadata.observer_faults:
        yield text_of(say("observer_faults", lang, faults="; ".join(report.metadata.observer_faults)), "yellow")


def _sums(totals: Totals, lang: str) -> RenderableType:
    sums = Table.grid(padding=(0, 2, 0, 0))
    sums.add_column()
    sums.add_column(justify="right")
    open_count, overdue_count = (say("invoices", lang, count=count) for count in (totals.open_invoices, totals.overdue_invoices))
    late = say("debtors", lang, count=totals.overdue_debtors)
    rows = (
        (say("open", lang), glued(f"{totals.currency} {totals.open_amount:,}"), open_count),
        (say("overdue", lang), glued(f"{totals.currency} {totals.overdue_amount:,}"), overdue_count, late),
    )
    if width() < _NARROW:
        return _stack(*(text_of(" · ".join(row)) for row in rows))
    for row in rows:
        sums.add_row(*map(text_of, row))
    return sums


class _Rows:
    """The rows, in one of three widths."""

    def __init__(self, answered: Answered) -> None:
        self._names = answered.names
        self._lang = answered.report.metadata.lang
        self._home = str(answered.report.as_of.tzinfo)

    def table(self, recommendations: tuple[Recommendation, ...]) -> RenderableType:
        """A table of the recommendations; where there is no room for columns, one below the other."""
        columns = width()
        if columns < _NARROW:
            return Group(*(line for number, each in enumerate(recommendations, 1) for line in self._tight(number, each)))
        heads, cells = (
            (("debtor", "task", "amount", "when", "why"), self._wide)
            if columns >= _WIDE
            else (("debtor", "task", "why"), self._medium)
            if columns >= _MEDIUM
            else (("task",), self._narrow)
        )
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline", expand=columns < _WIDE)
        for name in ("number", "urgency"):
            table.add_column(say(name, self._lang), justify="right", no_wrap=True)
        table.add_column(say("guard", self._lang), no_wrap=True)
        ratios = {"debtor": 2, "task": 3, "why": 4}
        for name in heads:
            right = name == "amount"
            ratio = None if right or columns >= _WIDE else ratios[name]
            table.add_column(say(name, self._lang), justify="right" if right else "left", no_wrap=right, ratio=ratio)
        for number, recommendation in enumerate(recommendations, 1):
            table.add_row(
                text_of(str(number), "dim"),
                text_of(str(recommendation.urgency), _heat(recommendation.urgency)),
                mark(recommendation, self._lang),
                *cells(recommendation),
            )
        return table

    def _wide(self, each: Recommendation) -> tuple[RenderableType, ...]:
        return (
            self._debtor(each),
            text_of(self._task(each), "cyan"),
            text_of(self._amount(each)),
            text_of(self._when(each)),
            text_of(each.reason),
        )

    def _medium(self, each: Recommendation) -> tuple[RenderableType, ...]:
        return (
            _stack(self._debtor(each), text_of(self._amount(each))),
            _stack(text_of(self._task(each), "cyan"), text_of(self._when(each))),
            text_of(each.reason),
        )

    def _narrow(self, each: Recommendation) -> tuple[RenderableType, ...]:
        head = Table.grid(expand=True, padding=(0, 2, 0, 0))
        head.add_column(ratio=1)
        head.add_column(justify="right", no_wrap=True)
        head.add_row(self._debtor(each), text_of(self._amount(each)))
        task = text_of("").append_text(text_of(self._task(each), "cyan"))
        if term := self._when(each):
            task.append_text(text_of(f" · {term}"))
        return (Group(head, task, text_of(each.reason)),)

    def _tight(self, number: int, each: Recommendation) -> Iterator[RenderableType]:
        head = text_of(f"{number}", "dim").append_text(text_of(f" · {say('urgency', self._lang)} "))
        head.append_text(text_of(str(each.urgency), _heat(each.urgency))).append_text(text_of(" · "))
        yield head.append_text(mark(each, self._lang))
        yield self._debtor(each)
        yield from (
            part for part in (text_of(self._amount(each)), text_of(self._task(each), "cyan"), text_of(self._when(each))) if part.plain
        )
        yield text_of(each.reason)
        yield text_of("")

    def _debtor(self, each: Recommendation) -> Text:
        name = self._names.get(each.debtor_id, "")
        return text_of(f"{glued(each.debtor_id)} {name}".rstrip(), "bold")

    def _task(self, each: Recommendation) -> str:
        invoice = "" if each.invoice_id is None else f" ({glued(say('invoice', self._lang, id=each.invoice_id))})"
        return f"{each.task}{invoice}"

    def _amount(self, each: Recommendation) -> str:
        return "" if each.amount is None else glued(f"{each.currency} {each.amount:,}")

    def _when(self, each: Recommendation) -> str:
        return when(each, self._lang, self._home)


def _stack(*lines: Text) -> Group:
    return Group(*(line for line in lines if line.plain))


def _heat(urgency: int) -> str:
    return "bold red" if urgency >= 80 else "yellow" if urgency >= 60 else ""  # noqa: PLR2004 - a help for the eye, and nothing else
