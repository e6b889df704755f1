"""The rules that the engines are measured with."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.hand.evaluate import NOT_ASKED, TIPS
from dunning_rules.rules.book import RuleBook
from dunning_rules.tips import standard_book


def compared_book() -> RuleBook:
    """Those that `evaluate` asks by hand, so that all can be compared. It stays the same, so that figures can be compared over time."""
    book = standard_book()
    return replace(book, rules=tuple(rule for rule in book.rules if rule.tip in TIPS and not rule.id.startswith(NOT_ASKED)))
