"""The smallest change of facts by which a rule would fire: found by trying, fewest facts first; each try is a run of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Outcome
from dunning_rules.engine.workings import Override, Workings
from dunning_rules.why.failed import failing
from dunning_rules.why.looker import Looker, Place
from dunning_rules.why.possible import are_possible
from dunning_rules.why.ways import Way, Ways

MAX_CHANGES = 6
_BEAM = 3
"""States from which the search goes on with one fact more: so many of the smallest, and of those nearest to the rule."""
_FIRST_BRANCHES = 48
_BRANCHES = 12
"""Facts with which it goes on from each state: so many of the smallest, and of those nearest to the rule."""
_FAR_OFF = 1 << 30


@dataclass(frozen=True, slots=True)
class _Try:
    """Facts set by hand, and how near the rule is to firing with them."""

    ways: tuple[Way, ...]
    lack: int

    @property
    def size(self) -> tuple[object, ...]:
        """The smallest first."""
        return self.lack, sum(each.derived for each in self.ways), sum(each.far for each in self.ways), [each.key for each in self.ways]

    @property
    def nearness(self) -> tuple[object, ...]:
        """Those nearest to the rule first."""
        return self.lack, sum(each.deep for each in self.ways), *self.size


class Search:
    """Searches for one rule and one record."""

    def __init__(self, workings: Workings, looker: Looker, planned: PlannedRule, name: str) -> None:
        """Prepare.

        Args:
            workings: the case.
            looker: looks at its records.
            planned: the rule.
            name: id of the record, which is of the rule's scope.
        """
        self._workings = workings
        self._looker = looker
        self._planned = planned
        self._name = name

    def smallest(self) -> tuple[Way, ...] | None:
        """The fewest facts that would have to be others, given ones and near values first; `None` where none were found."""
        beam = [self._tried(())]
        seen: set[tuple[Override, ...]] = set()
        gains: dict[Override, int] = {}
        for number in range(MAX_CHANGES):
            tries: list[_Try] = []
            for each in beam:
                for way in _promising(self._following(each.ways), gains, _BRANCHES if number else _FIRST_BRANCHES):
                    ways = self._mended(_with(each.ways, way))
                    overrides = tuple(one.override for one in ways)
                    if overrides not in seen and are_possible(overrides, self._workings):
                        seen.add(overrides)
                        tried = self._tried(ways)
                        gains[way.override] = max(each.lack - tried.lack, gains.get(way.override, 0))
                        tries.append(tried)
            smallest = sorted(tries, key=lambda each: each.size)
            if smallest and smallest[0].lack == 0:
                return self._without_needless(smallest[0].ways)
            nearest = sorted(tries, key=lambda each: each.nearness)
            beam = list(dict.fromkeys((*smallest[:_BEAM], *nearest[:_BEAM])))
        return None

    def is_confirmed(self, ways: Iterable[Way]) -> bool:
        """Whether the rule fires for the record in a replay by the engine that answers."""
        outcome = self._workings.run(each.override for each in ways)
        place = self._place(outcome.records)
        fires = place is not None and has_fired(self._planned, place, outcome, self._looker)
        outcome.records.release()
        return fires

    def _without_needless(self, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        for each in ways:
            fewer = tuple(way for way in ways if way is not each)
            if self._tried(fewer).lack == 0 and are_possible([way.override for way in fewer], self._workings):
                return self._without_needless(fewer)
        return ways

    def _mended(self, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """An invoice that were due before it is issued would have to be issued earlier, too."""
        for due in ways:
            dues = due.override
            if (dues.scope, dues.name) != ("invoice", "due_on") or dues.value is None:
                continue
            invoice = next(each for each in self._workings.case.invoices if each.id == dues.id)
            gap = invoice.issued_on.toordinal() - int(dues.value)
            if gap > 0 and not any((each.override.id, each.override.name) == (dues.id, "issued_on") for each in ways):
                ways = _with(ways, Way(derived=False, far=gap, override=replace(dues, name="issued_on"), deep=due.deep))
        return ways

    def _tried(self, ways: tuple[Way, ...]) -> _Try:
        outcome = self._workings.run((each.override for each in ways), plainly=True)
        place = self._place(outcome.records)
        found = _Try(ways, _FAR_OFF if place is None else self._ways(ways).lack(self._planned.when, place))
        outcome.records.release()
        return found

    def _following(self, ways: tuple[Way, ...]) -> list[Way]:
        """Single facts by which to go on: whatever makes the rule fire has to mend the first part that can be mended."""
        outcome = self._workings.run((each.override for each in ways), plainly=True)
        place = self._place(outcome.records)
        finder = self._ways(ways)
        parts = [] if place is None else failing(self._planned.when, place, self._looker)
        following = next((found for part in parts if place is not None and (found := list(finder.to(part, place)))), [])
        outcome.records.release()
        return list(dict.fromkeys(following))

    def _ways(self, ways: tuple[Way, ...]) -> Ways:
        fixed = frozenset((each.override.scope, each.override.id, each.override.name) for each in ways)
        return Ways(self._looker, self._workings.as_of.date().toordinal(), self._workings.plan.digits, fixed)

    def _place(self, records: Records) -> Place | None:
        scope = self._planned.rule.scope
        return next((Place(scope, each) for each in records.by_scope[scope] if each["id"] == self._name), None)


def has_fired(planned: PlannedRule, place: Place, outcome: Outcome, looker: Looker) -> bool:
    """Whether a rule fired for a record: seen in what it proposed or concluded or, where neither is left, in its condition."""
    if any(each.rule is planned and each.subject is place.record for each in outcome.proposals):
        return True
    if any(planned in each.rules and each.subject is place.record for each in outcome.conclusions):
        return True
    return not planned.recommendations and looker.holds(planned.when, place)


def _with(ways: tuple[Way, ...], way: Way) -> tuple[Way, ...]:
    """`ways` with one more, which stands in the place of an earlier one about the same fact."""
    new = way.override
    kept = [each for each in ways if (each.override.scope, each.override.id, each.override.name) != (new.scope, new.id, new.name)]
    return tuple(sorted([*kept, way], key=lambda each: each.key[2:]))


def _promising(ways: list[Way], gains: Mapping[Override, int], number: int) -> Iterable[Way]:
    """Those that helped before, then the smallest, and those nearest to the rule."""
    smallest = sorted(ways, key=lambda way: (-gains.get(way.override, 0), way.key))
    nearest = sorted(ways, key=lambda way: (-gains.get(way.override, 0), way.deep, way.key))
    return dict.fromkeys((*smallest[:number], *nearest[:number]))
