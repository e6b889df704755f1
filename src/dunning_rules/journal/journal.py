"""The journal: what a service, an ERP integration or the command line works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import insert, select

from dunning_rules.askable import check_moment
from dunning_rules.errors import JournalError, quote
from dunning_rules.journal import asked
from dunning_rules.journal.chain import Entry, append, entries, unbound
from dunning_rules.journal.check_file import Checked, check
from dunning_rules.journal.database import Database
from dunning_rules.journal.deciding import decided, followed, is_same
from dunning_rules.journal.entries import Decided, Followed, Recommended, Run
from dunning_rules.journal.finding import find_recommendation, find_run
from dunning_rules.journal.following import events_of
from dunning_rules.journal.recording import recommended, run_of, step_of
from dunning_rules.journal.rows import rows_of, values_of
from dunning_rules.journal.standing import REPEAT_AFTER_DAYS, Standing, standing_of
from dunning_rules.journal.tables import DECISIONS, OUTCOMES, RECOMMENDATIONS, RUNS
from dunning_rules.models import Case, Event
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.tips import standard_book


class Journal:
    """A memory of runs and decisions.

    It may be shared by threads, and opened by many processes at once. Each call is one transaction: once it has returned, what it wrote
    is there for good; where it failed, nothing of it is. What is written again is not written twice, so any call may be repeated.
    """

    def __init__(self, database: Database) -> None:
        """Use a database; see `open`."""
        self._database = database

    @classmethod
    def open(cls, where: Path | str, *, create: bool = True) -> Journal:
        """Open a journal.

        Args:
            where: a SQLite file, or the URL of a database: `postgresql://USER@HOST/DATABASE`.
            create: whether it is made where there is none.

        Raises:
            ExtraError: the driver of PostgreSQL is not installed.
            JournalError: it cannot be opened, or there is none.
            JournalVersionError: a newer version of the library wrote it.
        """
        return cls(Database(where, create=create))

    def close(self) -> None:
        """Give back connections and files."""
        self._database.close()

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def record(self, report: Report, *, book: RuleBook | None = None) -> str:
        """Write a report down; its id. The same report has the same id, and is written once.

        Args:
            report: what was answered.
            book: the rule book that answered, `policy.book`; the built-in one where absent. It says what a step leaves once it is done.

        Raises:
            JournalError: it cannot be written, or the book lacks an action of the report.
        """
        run = run_of(report)
        rows = recommended(report, run.id, standard_book() if book is None else book)
        with self._database.writing() as connection:
            if not rows_of(connection, select(RUNS).where(RUNS.c.id == run.id), Run):
                connection.execute(insert(RUNS), values_of([run]))
                if rows:
                    connection.execute(insert(RECOMMENDATIONS), values_of(rows))
                append(connection, "run", run, rows)
        return run.id

    def decide(
        self, recommendation_id: str, *, decision: str, by: str, at: datetime, until: date | None = None, reason: str = ""
    ) -> Decided:
        """Write down what a person decided. The last decision about a step counts.

        Args:
            recommendation_id: its id, or enough of the beginning of its run's and its place, e.g. `3f9a.17`.
            decision: `done`, `snoozed`, `overridden`, or `reopened`, which takes back the one before.
            by: who decided.
            at: when; zone-aware.
            until: the day on which a snooze ends, or an override that does not hold for good.
            reason: why; an override has one.

        Raises:
            AsOfError: `at` has no zone.
            JournalError: there is no such recommendation or decision, or something is missing.
        """
        with self._database.writing() as connection:
            about = find_recommendation(connection, recommendation_id)
            before = next(reversed(asked.decisions(connection, RECOMMENDATIONS.c.id, [about.id])), None)
            made = decided(about, decision, by=by, at=at, until=until, reason=reason, before=before)
            if before is not None and is_same(before, made):
                return before
            connection.execute(insert(DECISIONS), values_of([made]))
            append(connection, "decision", made)
        return made

    def outcome(
        self,
        recommendation_id: str,
        *,
        result: str,
        by: str,
        at: datetime,
        amount: Decimal | None = None,
        currency: str | None = None,
        on: date | None = None,
        note: str = "",
    ) -> Followed:
        """Write down what came of a recommendation that was done.

        Args:
            recommendation_id: as for `decide`.
            result: `reached`, `not_reached`, `delivered`, `promised`, `verified`, `refuted`, `refused` or `paid`.
            by: who says so.
            at: when; zone-aware.
            amount: the money that was promised or paid.
            currency: its currency; that of the recommendation where absent.
            on: the day that was promised, or of the delivery.
            note: more about it.

        Raises:
            AsOfError: `at` has no zone.
            JournalError: there is no such recommendation or outcome, it was not done, or something is missing.
        """
        with self._database.writing() as connection:
            about = find_recommendation(connection, recommendation_id)
            made = followed(about, result, by=by, at=at, amount=amount, currency=currency, on=on, note=note)
            if any(each.id == made.id for each in asked.outcomes(connection, RECOMMENDATIONS.c.id, [about.id])):
                return made
            last = next(reversed(asked.decisions(connection, RECOMMENDATIONS.c.id, [about.id])), None)
            if last is None or last.decision != "done":
                raise JournalError(f"{quote(about.id)} is not said to be done", help="decide `done` first, then say what came of it")
            connection.execute(insert(OUTCOMES), values_of([made]))
            append(connection, "outcome", made)
        return made

    def events(self, debtor_id: str, *, as_of: datetime) -> tuple[Event, ...]:
        """The events that follow from what was done about a debtor, as known at a moment, by id.

        Raises:
            AsOfError: `as_of` has no zone.
        """
        return self._events([debtor_id], as_of).get(debtor_id, ())

    def remembered(self, case: Case, *, as_of: datetime) -> Case:
        """The case with the events that follow from what was done about its debtor. An event that it has already, by id, stays as it is.

        Raises:
            AsOfError: `as_of` has no zone.
        """
        return self.remembered_all([case], as_of=as_of)[0]

    def remembered_all(self, cases: Iterable[Case], *, as_of: datetime) -> tuple[Case, ...]:
        """As `remembered`, for many cases at once.

        Raises:
            AsOfError: `as_of` has no zone.
        """
        listed = tuple(cases)
        found = self._events((case.debtor.id for case in listed), as_of)
        return tuple(_merged(case, found.get(case.debtor.id, ())) for case in listed)

    def standing(self, report: Report, *, repeat_after_days: int = REPEAT_AFTER_DAYS) -> Standing:
        """Which recommendations of a report are open, and which are held by a decision about the same step.

        Args:
            report: what is advised, whether it was recorded or not.
            repeat_after_days: what was done is held for so many days; 0 holds nothing of it.
        """
        with self._database.reading() as connection:
            wanted = asked.last_by_step(connection, (step_of(each) for each in report.recommendations), report.as_of)
        return standing_of(report, wanted, repeat_after_days)

    def runs(self) -> tuple[Run, ...]:
        """All runs, in the order of their moments."""
        with self._database.reading() as connection:
            return tuple(rows_of(connection, select(RUNS).order_by(RUNS.c.as_of, RUNS.c.id), Run))

    def recommendation(self, recommendation_id: str) -> Recommended:
        """One recommendation.

        Raises:
            JournalError: there is none with this id, or the beginning fits several.
        """
        with self._database.reading() as connection:
            return find_recommendation(connection, recommendation_id)

    def recommendations(self, *, run_id: str | None = None, debtor_id: str | None = None) -> tuple[Recommended, ...]:
        """The recommendations of a run, of a debtor, or all, by run and place.

        Raises:
            JournalError: there is no such run.
        """
        wanted = select(RECOMMENDATIONS).join(RUNS, RUNS.c.id == RECOMMENDATIONS.c.run_id)
        with self._database.reading() as connection:
            if run_id is not None:
                wanted = wanted.where(RECOMMENDATIONS.c.run_id == find_run(connection, run_id).id)
            if debtor_id is not None:
                wanted = wanted.where(RECOMMENDATIONS.c.debtor_id == debtor_id)
            return tuple(rows_of(connection, wanted.order_by(RUNS.c.as_of, RUNS.c.id, RECOMMENDATIONS.c.place), Recommended))

    def decisions(self, recommendation_ids: Iterable[str]) -> tuple[Decided, ...]:
        """The decisions about these recommendations, in the order in which they were written."""
        with self._database.reading() as connection:
            return tuple(asked.decisions(connection, RECOMMENDATIONS.c.id, recommendation_ids))

    def outcomes(self, recommendation_ids: Iterable[str]) -> tuple[Followed, ...]:
        """What came of these recommendations, in the order in which it was written."""
        with self._database.reading() as connection:
            return tuple(asked.outcomes(connection, RECOMMENDATIONS.c.id, recommendation_ids))

    @contextmanager
    def entries(self) -> Iterator[Iterator[Entry]]:
        """All entries with their digests, as they were at one moment, for an export."""
        with self._database.reading() as connection:
            yield entries(connection)

    def verify(self, *, head: str | None = None) -> Checked:
        """Check that nothing that was written was changed, put in or left out.

        Args:
            head: the digest of an entry, noted before; that it is still there shows that nothing was cut off.

        Raises:
            JournalError: something was; the message says where.
        """
        with self._database.reading() as connection:
            found = check(entries(connection), head=head)
            if count := unbound(connection):
                raise JournalError(f"rows without an entry: {count}", help="they were put in by something else than this library")
        return found

    def _events(self, debtor_ids: Iterable[str], as_of: datetime) -> dict[str, tuple[Event, ...]]:
        check_moment(as_of)
        names = list(debtor_ids)
        with self._database.reading() as connection:
            last = {each.recommendation_id: each for each in asked.decisions(connection, RECOMMENDATIONS.c.debtor_id, names, as_of)}
            done = {name: each for name, each in last.items() if each.decision == "done"}
            came: dict[str, list[Followed]] = {}
            for each in asked.outcomes(connection, RECOMMENDATIONS.c.id, done, as_of):
                came.setdefault(each.recommendation_id, []).append(each)
            about = asked.recommendations(connection, RECOMMENDATIONS.c.id, done)
        found: dict[str, list[Event]] = {}
        for row in about:
            found.setdefault(row.debtor_id, []).extend(events_of(row, done[row.id], came.get(row.id, ())))
        return {name: tuple(sorted(events, key=lambda each: each.id)) for name, events in found.items()}


def _merged(case: Case, events: tuple[Event, ...]) -> Case:
    known = {event.id for event in case.events}
    return case.model_copy(update={"events": (*case.events, *(each for each in events if each.id not in known))})
