"""The built-in book as the solver reads it."""

from __future__ import annotations

from datetime import date
from functools import cache

from dunning_rules.engine.plan import make_plan
from dunning_rules.policy import Policy
from dunning_rules.verify.world import World

DAY = date(2026, 1, 15)


@cache
def policy() -> Policy:
    return Policy()


def world() -> World:
    book = policy().book
    return World(make_plan(book, DAY, 2), book.vocabulary, DAY)
