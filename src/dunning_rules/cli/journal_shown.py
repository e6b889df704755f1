"""What the journal holds, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from dunning_rules.cli.display import glued, show, text_of
from dunning_rules.cli.remembering import short_ids
from dunning_rules.cli.streams import write_bytes
from dunning_rules.errors import JournalError
from dunning_rules.journal import Decided, Followed, Journal, Recommended
from dunning_rules.journal.entries import Row, as_data

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = 2
_BODY = frozenset({"body"})


def show_runs(where: str, *, as_json: bool) -> None:
    """All runs.

    Raises:
        JournalError: there is no journal.
    """
    with Journal.open(where, create=False) as journal:
        found = journal.runs()
    if as_json:
        _write([as_data(each) for each in found])
        return
    rows = [
        (each.id, f"{each.as_of:%Y-%m-%d %H:%M} UTC", str(each.recommendations), f"{each.overdue_amount:,} {each.currency}")
        for each in found
    ]
    show([_table(("run", "as of", "recommendations", "overdue"), rows) if rows else text_of("no run was recorded")])


def show_list(where: str, run: str | None, debtor: str | None, *, as_json: bool) -> None:
    """Recommendations, and how they stand.

    Raises:
        JournalError: there is no journal, no run, or no such run.
    """
    with Journal.open(where, create=False) as journal:
        runs = journal.runs()
        if not runs:
            raise JournalError("no run was recorded", help="record one: `dunning-rules run PATH --as-of DATE --journal JOURNAL`")
        chosen = runs[-1].id if run is None and debtor is None else run
        found = journal.recommendations(run_id=chosen, debtor_id=debtor)
        last = {each.recommendation_id: each for each in journal.decisions(each.id for each in found)}
        came = _grouped(journal.outcomes(last))
    if as_json:
        _write([_data(each, [last[each.id]] if each.id in last else [], came.get(each.id, [])) for each in found])
        return
    short = short_ids(each.id for each in runs)
    rows = [
        (f"{short[each.run_id]}.{each.place}", each.debtor_id, each.task, _state(last.get(each.id), came.get(each.id, [])))
        for each in found
    ]
    show([_table(("id", "debtor", "what to do", "state"), rows) if rows else text_of("nothing was recommended")])


def show_one(where: str, name: str, *, as_json: bool) -> None:
    """One recommendation with all that is known of it.

    Raises:
        JournalError: there is no journal, or no such recommendation.
    """
    with Journal.open(where, create=False) as journal:
        about = journal.recommendation(name)
        decisions = journal.decisions([about.id])
        outcomes = journal.outcomes([about.id])
    if as_json:
        _write(_data(about, decisions, outcomes))
    else:
        show(_lines(about, decisions, outcomes))


def _lines(about: Recommended, decisions: Sequence[Decided], outcomes: Sequence[Followed]) -> Iterator[RenderableType]:
    body = json.loads(about.body)
    yield text_of(f"{about.id}  {about.debtor_id}  {about.action}", "bold")
    yield text_of(about.task)
    yield text_of(str(body["reason"]), "dim")
    money = "" if about.amount is None else f", {about.amount:,} {about.currency}"
    yield text_of(f"rule {about.rule_id}, {about.record}, urgency {about.urgency}{money}, guard: {about.verdict}")
    for each in decisions:
        yield text_of(f"{each.at:%Y-%m-%d %H:%M} UTC  {_state(each, [])}")
    for came in outcomes:
        yield text_of(f"{came.at:%Y-%m-%d %H:%M} UTC  {_came(came)} (said by {came.by}){_after(came.note)}")
    if not decisions:
        yield text_of("nothing was decided yet")


def _state(last: Decided | None, came: Sequence[Followed]) -> str:
    if last is None:
        return "open"
    if last.decision == "reopened":
        return f"open (reopened by {last.by}){_after(last.reason)}"
    until = "" if last.until is None else glued(f" until {last.until}")
    return "; ".join((f"{last.decision}{until} by {last.by}{_after(last.reason)}", *(_came(each) for each in came)))


def _came(each: Followed) -> str:
    money = "" if each.amount is None else f" {each.amount:,} {each.currency}"
    day = "" if each.on is None else f" {each.on}"
    return f"{each.result.replace('_', ' ')}{money}{day}"


def _after(said: str) -> str:
    return f": {said}" if said else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold underline")
    for place, head in enumerate(heads):
        table.add_column(head, no_wrap=place == 0, overflow="fold")
    for row in rows:
        table.add_row(*map(text_of, row))
    return table


def _grouped(found: Iterable[Followed]) -> dict[str, list[Followed]]:
    groups: dict[str, list[Followed]] = {}
    for each in found:
        groups.setdefault(each.recommendation_id, []).append(each)
    return groups


def _data(about: Recommended, decisions: Sequence[Decided], outcomes: Sequence[Followed]) -> dict[str, object]:
    return {
        **as_data(about, without=_BODY),
        "recommendation": json.loads(about.body),
        "decisions": _all(decisions),
        "outcomes": _all(outcomes),
    }


def _all(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [as_data(each) for each in rows]


def _write(data: object) -> None:
    write_bytes(f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode())
