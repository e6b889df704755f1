"""What rules ask and say, in words: with the values of the parameters on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dunning_rules.comparison.effects import Effect
from dunning_rules.language import Term
from dunning_rules.language.format import Formatter
from dunning_rules.language.text import read_text
from dunning_rules.policy import Policy
from dunning_rules.rules.describe import condition_text, names_of
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.vocabulary.choices import choice_label

_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words for one rule of two policies.

    Attributes:
        old: the earlier policy.
        new: the later one.
        was: the id of the rule in the earlier one.
        name: its id in the later one.
        day: the day of the values.
    """

    old: Policy
    new: Policy
    was: str
    name: str
    day: date

    @property
    def scope(self) -> str:
        """The scope of the rule."""
        return next(rule.scope for _, rule in (self._side(later=True), self._side(later=False)) if rule is not None)

    @property
    def plugin(self) -> str:
        """The policy that it is from; empty for the book's own."""
        return self.new.combined.origins.get(self.name) or self.old.combined.origins.get(self.was, "")

    def conditions(self) -> tuple[str, str]:
        """The condition of the rule, before and now; empty where there is no rule."""
        before, now = (
            "" if rule is None else condition_text(policy.book, rule, self.new.lang, self.day)
            for policy, rule in (self._side(later=False), self._side(later=True))
        )
        return before, now

    def effect(self, each: Effect) -> tuple[str, str]:
        """A part of what follows from it, before and now; empty where there is none."""
        before, now = (
            "" if rule is None else self._part(policy, rule, each) for policy, rule in (self._side(later=False), self._side(later=True))
        )
        return ("" if each.came == "added" else before), ("" if each.came == "removed" else now)

    def _side(self, *, later: bool) -> tuple[Policy, Rule | None]:
        policy, name = (self.new, self.name) if later else (self.old, self.was)
        return policy, next((rule for rule in policy.book.rules if rule.id == name), None)

    def _part(self, policy: Policy, rule: Rule, each: Effect) -> str:
        advice = next((effect for effect in rule.then if isinstance(effect, Recommend) and effect.action == each.effect), None)
        if advice is not None:
            if each.part == "action":
                return policy.book.action(advice.action).task.text(self.new.lang)
            if each.part == "claims":
                return "; ".join(claim.text.text(self.new.lang) for claim in advice.claims)
            return "" if getattr(advice, each.part) is None else self._text(policy, rule, advice.term(each.part))
        found = (effect for effect in rule.then if isinstance(effect, Conclude) and effect.field.key == each.effect)
        return next((self._text(policy, rule, effect.value) for effect in found), "")

    def _text(self, policy: Policy, rule: Rule, term: Term) -> str:
        formatter = Formatter(self.new.lang, "", _DIGITS, choice_label)
        return read_text(term, self.new.lang, names_of(policy.book, rule.scope, formatter, _DIGITS, self.day))
