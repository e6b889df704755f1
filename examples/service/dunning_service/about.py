"""What the service says of itself: its rules and their versions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel

from dunning_rules import Policy, Rule
from dunning_rules.metadata import Metadata
from dunning_rules.rules.describe import condition_text
from dunning_rules.tips import TIPS

Lang = Literal["en", "zh"]


class RuleView(BaseModel):
    """A rule."""

    id: str
    when: str


class TipView(BaseModel):
    """One of the 21 tips, with those of its rules that take part."""

    number: int
    title: str
    meaning: str
    rules: list[RuleView]


class Tips(BaseModel):
    """The rules that run."""

    lang: Lang
    tips: list[TipView]
    other_rules: list[RuleView]
    """Rules of policies."""


class PolicyView(BaseModel):
    """What decides the answers: two services with the same digest and versions answer alike."""

    digest: str
    metadata: Metadata


class Health(BaseModel):
    """The service takes requests."""

    status: Literal["ok"]
    busy: int
    """Requests that are worked on or wait."""
    room: int
    """Requests that could come beside them."""


def policy_view(policy: Policy) -> PolicyView:
    """What decides the answers of a policy: what every report says of it."""
    empty = policy.evaluate_all((), as_of=datetime(2026, 1, 1, tzinfo=UTC))
    return PolicyView(digest=policy.digest, metadata=empty.metadata)


def tips_view(policy: Policy, lang: Lang) -> Tips:
    """The rules of a policy."""

    def view(rule: Rule) -> RuleView:
        return RuleView(id=rule.id, when=condition_text(policy.book, rule, lang))

    running = {rule.id: rule for rule in policy.book.rules}
    of_tips = {rule.id for tip in TIPS for rule in tip.rules}
    return Tips(
        lang=lang,
        tips=[
            TipView(
                number=tip.number,
                title=tip.title.text(lang),
                meaning=tip.meaning.text(lang),
                rules=[view(running[rule.id]) for rule in tip.rules if rule.id in running],
            )
            for tip in TIPS
        ],
        other_rules=[view(rule) for rule in policy.book.rules if rule.id not in of_tips],
    )
