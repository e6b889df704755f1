"""What of a condition does not hold, as text with the values that there are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.engine.workings import Workings
from dunning_rules.language import Condition, Const, Ref, Term
from dunning_rules.language.arithmetic import Holds
from dunning_rules.language.grammar import All, Any, Compare, In, Known
from dunning_rules.language.text import read_text
from dunning_rules.rules.describe import names_of
from dunning_rules.rules.rule import leaves
from dunning_rules.why.because import Because
from dunning_rules.why.goal import Goal
from dunning_rules.why.looker import Looker, Place
from dunning_rules.why.outline import Outline
from dunning_rules.why.tracer import Tracer
from dunning_rules.why.words import say

MAX_RULES = 8
"""Rules that are shown for one conclusion that is missing."""
MAX_DEPTH = 4
"""Rules behind rules."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule that would have concluded what is missing, and why it did not.

    Attributes:
        rule_id: the rule.
        failed: what of its condition does not hold.
        text: that it would conclude it.
    """

    rule_id: str
    failed: tuple[Failed, ...]
    text: str

    @property
    def outline(self) -> Outline:
        """As lines."""
        return Outline(self.text, tuple(each.outline for each in self.failed))


@dataclass(frozen=True, slots=True)
class Failed:
    """A part of a condition that does not hold.

    Attributes:
        text: the part, as a sentence.
        record: the record that it was asked of.
        facts: the values that it read, with what stands behind them.
        either: `""`, or that one of `because` holding would do.
        because: what of it does not hold, where it has parts of its own.
        rules: rules that would have concluded what is missing.
    """

    text: str
    record: str
    facts: tuple[Because, ...] = ()
    either: str = ""
    because: tuple[Failed, ...] = ()
    rules: tuple[Blocked, ...] = ()

    @property
    def outline(self) -> Outline:
        """As lines."""
        facts = [each.outline for each in self.facts]
        below = (*(each.outline for each in self.because), *(each.outline for each in self.rules))
        return Outline(f"✗ {self.either or self.text}", (*facts, *below))

    def without_records(self) -> Failed:
        """The same, only down to the facts."""
        facts = tuple(replace(each, because=(), rules=(), reason="", more=0, cut=False) for each in self.facts)
        rules = tuple(replace(each, failed=tuple(part.without_records() for part in each.failed)) for each in self.rules)
        return replace(self, facts=facts, because=tuple(each.without_records() for each in self.because), rules=rules)


def failing(condition: Condition, place: Place, looker: Looker) -> list[Condition]:
    """The parts of `condition` that must hold and do not; an `or` is one part."""
    if looker.holds(condition, place):
        return []
    if isinstance(condition, All):
        return [each for part in condition.conditions for each in failing(part, place, looker)]
    return [condition]


class Failures:
    """Words what does not hold in one outcome."""

    def __init__(self, workings: Workings, looker: Looker, tracer: Tracer) -> None:
        """Nothing is worded yet."""
        self._workings = workings
        self._looker = looker
        self._tracer = tracer
        self._path: list[str] = []
        self._done: set[tuple[str, str]] = set()

    def of_rule(self, planned: PlannedRule, place: Place) -> tuple[Failed, ...]:
        """What of the condition of a rule does not hold for a record."""
        self._path.append(planned.rule.id)
        found = self._of(planned.when, place)
        self._path.pop()
        return found

    def _of(self, condition: Condition, place: Place) -> tuple[Failed, ...]:
        return tuple(self._part(each, place) for each in failing(condition, place, self._looker))

    def _part(self, part: Condition, place: Place) -> Failed:
        lang = self._workings.formatter.lang
        names = names_of(self._workings.book, place.scope, self._workings.formatter, self._workings.plan.digits)
        failed = Failed(read_text(part, lang, names), place.name)
        if isinstance(part, Any) and part.conditions:
            because = tuple(self._side(each, place) for each in part.conditions)
            return replace(failed, either=say("either", lang), because=because)
        ref, goal = wish_of(part)
        key = (place.name, part.key)
        if ref is None or key in self._done:
            return replace(failed, facts=tuple(self._tracer.of_leaf(leaf, place) for leaf in leaves(part)))
        self._done.add(key)
        home = self._looker.home(ref, place)
        match self._looker.definition(ref):
            case Holds(condition) if self._looker.value(ref, place) is not None:
                meant = condition if goal.met_by(True) else ~condition  # noqa: FBT003 - a fact value
                return replace(failed, facts=(self._tracer.bare(ref, place),), because=self._of(meant, home))
            case None if self._looker.field(ref).merge is not None:
                facts = (self._tracer.of_leaf(ref, place),)
                return replace(failed, facts=facts, rules=self._rules(ref, goal, home))
        return replace(failed, facts=(self._tracer.of_leaf(ref, place),))

    def _side(self, side: Condition, place: Place) -> Failed:
        """One side of an `or`: itself where one part of it fails, else with those parts below."""
        found = self._of(side, place)
        if len(found) == 1:
            return found[0]
        names = names_of(self._workings.book, place.scope, self._workings.formatter, self._workings.plan.digits)
        return Failed(read_text(side, self._workings.formatter.lang, names), place.name, because=found)

    def _rules(self, ref: Ref, goal: Goal, home: Place) -> tuple[Blocked, ...]:
        """The rules whose conclusion is missing."""
        if len(self._path) > MAX_DEPTH:
            return ()
        blocked = []
        for rule in self._looker.concluders(ref):
            values = [each.read(home.record) for each in rule.conclusions if each.key == ref.key]
            if rule.rule.id in self._path or not any(map(goal.met_by, values)) or self._looker.holds(rule.when, home):
                continue
            text = say("would", self._workings.formatter.lang, rule=rule.rule.id)
            blocked.append(Blocked(rule.rule.id, self.of_rule(rule, home), text))
        return tuple(blocked[:MAX_RULES])


def wish_of(part: Condition) -> tuple[Ref | None, Goal]:
    """The one field that an atom asks, and what it asks of it; `None` where it asks more than one field."""
    term: Term
    match part:
        case Compare(op, term, Const(value)):
            goal = Goal(op, (value,))
        case In(term, values, negated):
            goal = Goal("out" if negated else "in", values)
        case Known(term, known):
            goal = Goal("known" if known else "missing")
        case _:
            return None, Goal("known")
    return (term if isinstance(term, Ref) else None), goal
