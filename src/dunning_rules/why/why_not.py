"""Why a rule did not fire, and by which smallest change of facts it would."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from dunning_rules.engine.given import reader_of
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.engine.run import Outcome
from dunning_rules.engine.workings import Workings
from dunning_rules.errors import CaseError, did_you_mean, quote
from dunning_rules.reasons import shown
from dunning_rules.result import FactValue, Report
from dunning_rules.why.failed import Failed, Failures
from dunning_rules.why.looker import Looker, Place
from dunning_rules.why.outline import Outline
from dunning_rules.why.search import Search, has_fired
from dunning_rules.why.tracer import Tracer
from dunning_rules.why.ways import Way, Ways
from dunning_rules.why.words import say

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_CANDIDATES = 2
"""Records for which a change is searched, the nearest first."""
Status = Literal["fires", "gave_way", "not_in_force", "no_record", "failed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would have to be another.

    Attributes:
        record: whose fact it is, e.g. `invoice/R1`.
        name: the field, e.g. `invoice.due_on`.
        before: its value.
        after: the value by which, with the other changes, the rule would fire.
        derived: whether it is computed from other records, which would have to be others.
        text: the change as a sentence.
    """

    record: str
    name: str
    before: FactValue
    after: FactValue
    derived: bool
    text: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a rule did not fire; `str` of it is a text for people.

    Attributes:
        debtor_id: the debtor.
        rule_id: the rule.
        status: `failed` where its condition does not hold; else why there is nothing to fail: it `fires`, or `gave_way` to other advice, is
            `not_in_force`, or there is `no_record` for it.
        text: that as a sentence.
        record: the record that is nearest to it, e.g. `invoice/R1`; empty unless it failed.
        failed: what of its condition does not hold for that record.
        changes: the smallest change of facts found by which it would fire for `changed_record`, replayed; `None` where none was found.
        changed_record: the record for which it would.
        change_text: what is to be said of `changes`.
    """

    debtor_id: str
    rule_id: str
    status: Status
    text: str
    record: str = ""
    failed: tuple[Failed, ...] = ()
    changes: tuple[Change, ...] | None = None
    changed_record: str = ""
    change_text: str = ""

    @property
    def outline(self) -> Outline:
        """As lines."""
        below = [Outline(self.text, tuple(each.outline for each in self.failed))]
        if self.status == "failed":
            below.append(Outline(self.change_text, tuple(Outline(each.text) for each in self.changes or ())))
        return Outline(f"{self.debtor_id}: {self.rule_id}", tuple(below[::-1]))

    def without_records(self) -> WhyNot:
        """The same, with what failed only down to the facts."""
        return replace(self, failed=tuple(each.without_records() for each in self.failed))

    def __str__(self) -> str:
        """An indented text."""
        return str(self.outline)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON text."""
        return _adapter().dump_json(self, indent=indent).decode()


def answer(workings: Workings, report: Report, rule_id: str, record: str | None) -> WhyNot:
    """Why a rule of the book did not fire.

    Args:
        workings: the case.
        report: the report on it.
        rule_id: the rule.
        record: the record of which it is asked, e.g. `invoice/R1`; the nearest where absent.

    Raises:
        BookError: there is no such rule.
        CaseError: there is no such record of the scope of the rule.
    """
    rule = workings.book.rule(rule_id)
    debtor, lang = workings.case.debtor.id, workings.formatter.lang
    planned = next((each for level in workings.plan.strata for each in level.get(rule.scope, ()) if each.rule.id == rule_id), None)
    if planned is None:
        return WhyNot(debtor, rule_id, "not_in_force", say("not_in_force", lang, day=workings.as_of.date()))
    outcome = workings.run()
    places = [Place(rule.scope, each) for each in outcome.records.by_scope[rule.scope]]
    if record is not None:
        places = _named(record, places)
    if not places:
        label = workings.book.vocabulary.scopes[rule.scope].label.text(lang)
        found = WhyNot(debtor, rule_id, "no_record", say("no_record", lang, scope=label))
    else:
        found = _Answer(workings, outcome, planned, places).given(report)
    outcome.records.release()
    return found


class _Answer:
    def __init__(self, workings: Workings, outcome: Outcome, planned: PlannedRule, places: list[Place]) -> None:
        self._workings = workings
        self._outcome = outcome
        self._planned = planned
        self._places = places
        self._id = planned.rule.id
        self._lang = workings.formatter.lang
        self._looker = Looker(workings.book, workings.plan)

    def given(self, report: Report) -> WhyNot:
        debtor = self._workings.case.debtor.id
        fired = [each for each in self._places if has_fired(self._planned, each, self._outcome, self._looker)]
        if fired:
            return WhyNot(debtor, self._id, *self._of_fired(fired, report))
        ways = Ways(self._looker, self._today, self._workings.plan.digits, frozenset())
        near = sorted(self._places, key=lambda each: (ways.lack(self._planned.when, each), each.record.order))
        tracer = Tracer(self._workings, self._looker, self._outcome)
        failed = Failures(self._workings, self._looker, tracer).of_rule(self._planned, near[0])
        place, changes = self._changes(near[:_CANDIDATES])
        return WhyNot(
            debtor, self._id, "failed", say("failed", self._lang, record=near[0].name), near[0].name, failed, changes, place,
            say("no_change" if changes is None else "change", self._lang),
        )  # fmt: skip

    @property
    def _today(self) -> int:
        return self._workings.as_of.date().toordinal()

    def _of_fired(self, fired: list[Place], report: Report) -> tuple[Status, str]:
        names = {each.name for each in fired}
        shown_names = ", ".join(each.name for each in fired)
        stays = [each for each in report.recommendations if self._id in {each.rule_id, *each.also}]
        away = [each for each in report.gave_way if self._id in {each.recommendation.rule_id, *each.recommendation.also}]
        if away and not stays:
            return "gave_way", say("gave_way", self._lang, to=away[0].to, why=away[0].why)
        left = stays or any(self._id in each.rules and each.record in names for each in report.conclusions)
        overruled = not left and self._planned.rule.scope != "recommendation"
        return "fires", say("overruled" if overruled else "fires", self._lang, records=shown_names)

    def _changes(self, near: list[Place]) -> tuple[str, tuple[Change, ...] | None]:
        best: tuple[tuple[object, ...], Place, tuple[Way, ...]] | None = None
        for number, place in enumerate(near):
            search = Search(self._workings, self._looker, self._planned, place.id)
            ways = search.smallest()
            if ways is None or not search.is_confirmed(ways):
                continue
            key = (len(ways), sum(each.derived for each in ways), sum(each.far for each in ways), number)
            if best is None or key < best[0]:
                best = key, place, ways
        if best is None:
            return "", None
        return best[1].name, tuple(self._change(each) for each in best[2])

    def _change(self, way: Way) -> Change:
        each = way.override
        place = next(Place(each.scope, record) for record in self._outcome.records.by_scope[each.scope] if record["id"] == each.id)
        field = self._workings.book.vocabulary.named(f"{each.scope}.{each.name}")
        kind, digits = field.ref.type.kind, self._workings.plan.digits
        read = None if each.name in place.record.fields else reader_of(field, type(place.record.source))
        before = self._looker.value(field.ref, place) if read is None else read(place.record.source, place.record.frame)
        show = self._workings.formatter.show
        values = {"before": show(kind, before), "after": show(kind, each.value)}
        text = say("becomes", self._lang, record=place.name, label=field.label.text(self._lang), **values)
        derived = field.source is None
        if derived:
            text = f"{text} ({say('derived', self._lang)})"
        return Change(place.name, field.ref.key, shown(before, kind, digits), shown(each.value, kind, digits), derived, text)


def _named(record: str, places: list[Place]) -> list[Place]:
    found = [each for each in places if each.name == record]
    if not found:
        message = f"the rule looks at no record {quote(record)}"
        raise CaseError(message, help=did_you_mean(record, (each.name for each in places)))
    return found


@cache
def _adapter() -> TypeAdapter[WhyNot]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - only when JSON is asked for

    return TypeAdapter(WhyNot)
