"""Portfolios for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dunning_rules import Case, Policy
from dunning_rules.io.demo_portfolio import demo_portfolio, demo_rates
from dunning_rules.report import worklist_page

AS_OF = datetime(2026, 7, 15, 23, 59, 59, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe </script>\N{LINE SEPARATOR}'\"&{{ 7*7 }} 😀 العربية"
"""A name that would run, turn the line round, end the data, or be taken for a template."""


def demo_policy(lang: str = "en") -> Policy:
    return Policy(currency="EUR", rates=demo_rates("EUR"), lang=lang, engine="plain")


def page_of(cases: tuple[Case, ...], lang: str = "en") -> str:
    policy = demo_policy(lang)
    return worklist_page(policy.evaluate_all(cases, as_of=AS_OF), cases, policy=policy)


def hostile() -> tuple[Case, ...]:
    """The demo's debtors, the names of which are hostile."""
    return tuple(
        case.model_copy(update={"debtor": case.debtor.model_copy(update={"name": f"{HOSTILE}{place}"})})
        for place, case in enumerate(demo_portfolio())
    )


def many(count: int) -> tuple[Case, ...]:
    """The demo's debtors, over and over, each time with other ids."""
    return tuple(_copies(count))


def _copies(count: int) -> Iterator[Case]:
    demo = demo_portfolio()
    for place in range(count):
        case = demo[place % len(demo)]
        own = f"{case.debtor.id}-{place}"
        records = {
            name: tuple(each.model_copy(update={"debtor_id": own}) for each in getattr(case, name))
            for name in ("invoices", "visits", "events")
        }
        yield case.model_copy(update={"debtor": case.debtor.model_copy(update={"id": own}), **records})
