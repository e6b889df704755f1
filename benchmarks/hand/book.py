"""The rules that are also written by hand."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.hand.evaluate import NOT_BY_HAND, TIPS
from dunning_rules.rules.book import RuleBook
from dunning_rules.tips import standard_book


def compared_book() -> RuleBook:
    """The rules of the tips that are also written by hand, so that all can be compared."""
    book = standard_book()
    return replace(book, rules=tuple(rule for rule in book.rules if rule.tip in TIPS and not rule.id.startswith(NOT_BY_HAND)))
