"""Runs and recommendations by their ids, or by enough of the beginning to tell them apart."""

from __future__ import annotations

from sqlalchemy import Connection, select

from dunning_rules.errors import JournalError, did_you_mean, quote
from dunning_rules.journal.entries import Recommended, Run
from dunning_rules.journal.rows import rows_of
from dunning_rules.journal.tables import RECOMMENDATIONS, RUNS


def find_run(connection: Connection, name: str) -> Run:
    """The run whose id begins so.

    Raises:
        JournalError: there is none, or there are several.
    """
    fits = select(RUNS).where(RUNS.c.id.startswith(name, autoescape=True)).order_by(RUNS.c.as_of, RUNS.c.id)
    found = rows_of(connection, fits, Run) if name else []
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(f"`{each.id}`" for each in found[:3])
        raise JournalError(f"{len(found)} runs begin with {quote(name)}", help=f"give more of it: {shown}")
    known = connection.execute(select(RUNS.c.id).order_by(RUNS.c.as_of.desc(), RUNS.c.id).limit(3)).scalars()
    raise JournalError(f"there is no run {quote(name)}", help=did_you_mean(name, known))


def find_recommendation(connection: Connection, name: str) -> Recommended:
    """The recommendation of an id such as `3f9a.17`.

    Raises:
        JournalError: there is none, or its run is not told apart.
    """
    run_id, dot, place = name.rpartition(".")
    if not dot or not (place.isascii() and place.isdigit()):
        raise JournalError(
            f"{quote(name)} is not the id of a recommendation", help="give the run and the place on its worklist, e.g. `3f9a.17`"
        )
    run = find_run(connection, run_id)
    if not 1 <= int(place) <= run.recommendations:
        raise JournalError(f"there is no recommendation {quote(name)}", help=f"the run {quote(run.id)} has {run.recommendations} of them")
    wanted = select(RECOMMENDATIONS).where(RECOMMENDATIONS.c.id == f"{run.id}.{int(place)}")
    return rows_of(connection, wanted, Recommended)[0]
