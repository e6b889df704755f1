"""The chain of rules behind a debtor's recommendations: what was concluded from what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dunning_rules.explanation import Explained, explain
from dunning_rules.report.values import Values
from dunning_rules.result import Conclusion, Report
from dunning_rules.why.because import Because


@dataclass(frozen=True, slots=True)
class Link:
    """A fact, with the rule that concluded it and what that rests on.

    Attributes:
        fact: the fact with its value.
        rules: the rules that concluded it; empty where it comes from the records.
        reason: why, by the first of them.
        below: the facts behind it.
    """

    fact: str
    rules: str
    reason: str
    below: tuple[Link, ...]


def advised(part: Report, debtor_id: str) -> tuple[Explained, ...]:
    """The recommendations of one debtor that stay, each with what is behind it, in the order of doing.

    Args:
        part: the report, cut down to the debtor.
        debtor_id: the debtor.
    """
    return explain(part, debtor_id).found[: len(part.recommendations)] if part.recommendations else ()


def concluded(part: Report, debtor_id: str, values: Values) -> tuple[Link, ...]:
    """What the rules concluded of one debtor and its records, each with what is behind it.

    Args:
        part: the report, cut down to the debtor.
        debtor_id: the debtor.
        values: shows facts.
    """
    if not part.conclusions:
        return ()
    found = explain(replace(part, recommendations=(), gave_way=()), debtor_id).concluded
    return tuple(replace(each, fact=f"{_place(of)}{each.fact}") for of, each in zip(part.conclusions, links(found, values), strict=True))


def links(because: tuple[Because, ...], values: Values) -> tuple[Link, ...]:
    """The chain, in words."""
    return tuple(
        Link(values.fact(each.name, each.value), ", ".join(each.rules), each.reason, links(each.because, values)) for each in because
    )


def _place(conclusion: Conclusion) -> str:
    scope, _, record = conclusion.record.partition("/")
    return "" if scope == "debtor" else f"{record} · "
