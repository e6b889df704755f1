"""Rule by rule: how it fires and what follows from it, against before, over all days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from dunning_rules.comparison.both import Answer, Both
from dunning_rules.comparison.difference import same_effects
from dunning_rules.comparison.effects import Came, Effect, effects_of, is_ranked
from dunning_rules.comparison.firing import fires_only
from dunning_rules.comparison.joint import Joint
from dunning_rules.comparison.report import EffectChange, RuleChange, SizeChange, Verdict, Witness
from dunning_rules.comparison.texts import Words
from dunning_rules.errors import quote
from dunning_rules.policy import Policy
from dunning_rules.verify.report import Certainty


@dataclass(slots=True)
class _Known:
    """What is known of a rule so far: in each direction, whether there is a case."""

    day: date
    fired_before: Answer = "impossible"
    fires_now: Answer = "impossible"
    effects: dict[tuple[str, str, int], Effect] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)


class Rules:
    """The rules of two policies; they are taken in day by day."""

    def __init__(self, old: Policy, new: Policy) -> None:
        """Begin with none."""
        self._sides = (old, new)
        self._ids = tuple({rule.id for rule in policy.book.rules} for policy in self._sides)
        self._known: dict[str, _Known] = {}
        self._renamed: dict[tuple[str, str], bool] = {}
        self._alike: set[str] = set()

    def take(self, question: Both) -> None:
        """Compare the rules of one day."""
        old, new = question.joint.old.rules, question.joint.new.rules
        for name in sorted({*old, *new}):
            self._take_rule(question, name)
        self._take_names(question)

    def _take_names(self, question: Both) -> None:
        """Which rule that is gone is one that is new: on every day on which either is in force."""
        old, new = question.joint.old.rules, question.joint.new.rules
        for was in sorted(self._ids[0] - self._ids[1]):
            for now in sorted(self._ids[1] - self._ids[0]):
                if (was in old or now in new) and self._renamed.get((was, now), True):
                    alike = was in old and now in new and _may_be_renamed(question.joint, was, now)
                    self._renamed[was, now] = alike and (question.fire_alike(was, now) or self._fire_alike(question, was, now))

    def identical(self) -> int:
        """How many rules are built alike of things that are the same, on all days."""
        return len(self._alike - self._known.keys())

    def changes(self) -> Iterator[RuleChange]:
        """What becomes of the others."""
        old_names: dict[str, str] = {}
        for (was, now), same in sorted(self._renamed.items()):
            if same and now not in old_names and was not in old_names.values():
                old_names[now] = was
        for name in sorted(self._known.keys() - set(old_names.values())):
            if name not in old_names:
                yield self._change(name, self._known[name])
            else:
                was = old_names[name]
                plugin = Words(*self._sides, was, name, self._known[name].day).plugin
                yield RuleChange(name, "renamed", "proved", f"it is {quote(was)} under another name", was=was, plugin=plugin)

    def _take_rule(self, question: Both, name: str) -> None:
        old, new = question.joint.old.rules.get(name), question.joint.new.rules.get(name)
        alike = old is not None and new is not None and question.fire_alike(name, name)
        effects = [] if old is None or new is None else list(effects_of(question, old, new))
        if alike and not effects:
            self._alike.add(name)
            return
        known = self._known.setdefault(name, _Known(question.joint.day))
        if old is not None and new is not None:
            known.reads |= question.joint.difference.read_by(question.joint.new.planned(name).when)
        if old is not None and not alike:
            known.fired_before = _joined(known.fired_before, fires_only(question, old, new, name, name))
        if new is not None and not alike:
            known.fires_now = _joined(known.fires_now, fires_only(question, new, old, name, name))
        times: Counter[tuple[str, str]] = Counter()
        for each in effects:
            part = each.effect, each.part
            key = *part, times[part]
            times[part] += 1
            before = known.effects.get(key)
            known.effects[key] = each if before is None else _with(each, before)

    def _fire_alike(self, question: Both, was: str, now: str) -> bool:
        old, new = question.joint.old.rules[was], question.joint.new.rules[now]
        return fires_only(question, old, new, was, now) == "impossible" == fires_only(question, new, old, now, was)

    def _change(self, name: str, known: _Known) -> RuleChange:
        verdict, certainty = self._verdict(name, known)
        words = Words(*self._sides, name, name, known.day)
        before, now = words.conditions()
        return RuleChange(
            name,
            verdict,
            certainty,
            _MESSAGES[verdict].format(scope=words.scope),
            before=before if before != now else "",
            now=now if before != now else "",
            reads=tuple(sorted(known.reads)),
            fired_before=_witness(known.fired_before),
            fires_now=_witness(known.fires_now),
            effects=tuple(_told(each, words) for _, each in sorted(known.effects.items())),
            plugin=words.plugin,
        )

    def _verdict(self, name: str, known: _Known) -> tuple[Verdict, Certainty]:
        if name not in self._ids[1]:
            return "removed", _certainty(known.fired_before)
        if name not in self._ids[0]:
            return "added", _certainty(known.fires_now)
        return _verdict(known.fired_before, known.fires_now)


_MESSAGES: dict[Verdict, str] = {
    "equivalent": "it fires for the same {scope}s as before",
    "stricter": "it fires for fewer {scope}s than before",
    "looser": "it fires for more {scope}s than before",
    "incomparable": "it fires for {scope}s for which it did not, and no longer for others",
    "added": "it is new",
    "removed": "it is gone",
    "undecided": "it could not be decided for which {scope}s it fires",
}


def _may_be_renamed(joint: Joint, was: str, now: str) -> bool:
    one, other = joint.old.planned(was), joint.new.planned(now)
    trees = [tree for effect in other.rule.then for tree in effect.terms()]
    return one.rule.scope == other.rule.scope and same_effects(one, other) and not joint.difference.is_other(*trees)


def _verdict(fired_before: Answer, fires_now: Answer) -> tuple[Verdict, Certainty]:
    match _witness(fired_before) is not None, _witness(fires_now) is not None:
        case True, True:
            return "incomparable", "shown"
        case True, False:
            return "stricter", "proved" if fires_now == "impossible" else "searched"
        case False, True:
            return "looser", "proved" if fired_before == "impossible" else "searched"
    same = fired_before == fires_now == "impossible"
    return ("equivalent", "proved") if same else ("undecided", "searched")


def _certainty(fires: Answer) -> Certainty:
    """How it is known when a rule fires that only one side has: by a case, or by the proof that there is none."""
    if fires == "impossible":
        return "proved"
    return "searched" if fires == "undecided" else "shown"


def _told(each: Effect, words: Words) -> EffectChange:
    before, now = words.effect(each)
    if each.came is not None:
        return EffectChange(each.effect, each.part, each.came, before, now, "proved")
    verdict, certainty = _verdict(each.lower, each.higher)
    change: Came | SizeChange = _CHANGES[verdict]
    if change == "higher" and each.now is not None and not is_ranked(each.now.type):
        change, certainty = "changed", "shown"
    return EffectChange(each.effect, each.part, change, before, now, certainty, _witness(each.higher), _witness(each.lower))


_CHANGES: dict[Verdict, SizeChange] = {
    "equivalent": "same",
    "stricter": "lower",
    "looser": "higher",
    "incomparable": "either",
    "undecided": "undecided",
}


def _with(each: Effect, before: Effect) -> Effect:
    return replace(each, higher=_joined(before.higher, each.higher), lower=_joined(before.lower, each.lower))


def _joined(one: Answer, other: Answer) -> Answer:
    """What is known of two days: a case of either, else that there is none on both."""
    if isinstance(one, Witness):
        return one
    return one if one == "undecided" and not isinstance(other, Witness) else other


def _witness(answer: Answer) -> Witness | None:
    return answer if isinstance(answer, Witness) else None
