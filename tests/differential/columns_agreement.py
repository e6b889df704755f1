"""Whether the columns engine finds what the plain engine finds, down to each field, proposal and conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Facts, Found
from dunning_rules.engine.columns.run import ColumnsEngine
from dunning_rules.engine.plan import Plan
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Outcome, Proposal
from dunning_rules.language.columns import dtype_of
from dunning_rules.language.record import Record
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook

SCOPES = ("debtor", "invoice", "visit", "event")
_TERMS = ("on", "start", "deadline", "names_day", "amount")


def facts_of(plan: Plan, cases: Sequence[Records]) -> Facts:
    """The given fields of the records of many cases, as the projector reads them."""
    frames = {}
    for scope in SCOPES:
        rows = [(number, record) for number, records in enumerate(cases) for record in records.by_scope[scope]]
        columns: dict[str, pl.Series] = {}
        if scope != "debtor":
            columns[DEBTOR_NUMBER] = pl.Series([number for number, _ in rows], dtype=pl.UInt32)
        columns["id"] = pl.Series([record["id"] for _, record in rows], dtype=pl.String)
        for field in plan.given.get(scope, ()):
            columns[field.ref.name] = pl.Series([record[field.ref.name] for _, record in rows], dtype=dtype_of(field.ref.type))
        frames[scope] = pl.DataFrame(columns)
    return Facts(frames)


def differences(book: RuleBook, cases: Iterable[Case], as_of: datetime, rates: tuple[ExchangeRate, ...] = ()) -> tuple[int, list[str]]:
    """How many cases were compared, and what differed."""
    policy = Policy(book, engine="plain", rates=rates)
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.creditor.currency, []).append(case)
    compared, found = 0, []
    for currency, alike in groups.items():
        ready = policy._made_ready(as_of.date(), currency)
        records = [ready.projector.records(case, as_of) for case in alike]
        columns = ColumnsEngine(ready.plan).run(facts_of(ready.plan, records))
        outcomes = [ready.engine.run(ready.projector.records(case, as_of)) for case in alike]
        compared += len(alike)
        found += _of_fields(ready.plan, outcomes, columns)
        found += _of_proposals(ready.plan, outcomes, columns)
        found += _of_conclusions(outcomes, columns)
    return compared, found


def _of_fields(plan: Plan, outcomes: Sequence[Outcome], columns: Found) -> list[str]:
    found = []
    for scope in SCOPES:
        records = [(number, record) for number, outcome in enumerate(outcomes) for record in outcome.records.by_scope[scope]]
        names = [*plan.definitions.get(scope, ()), *(each.ref.name for each in plan.concluded.get(scope, ()))]
        for name in names:
            values = columns.frames[scope][name].to_list()
            for (number, record), value in zip(records, values, strict=True):
                if record[name] != value:
                    found.append(f"case {number} {scope}.{name} of {record['id']}: {record[name]!r} is {value!r} in columns")
    return found


def _of_proposals(plan: Plan, outcomes: Sequence[Outcome], columns: Found) -> list[str]:
    own = [each.ref.name for each in plan.concluded.get("recommendation", ())]
    ids = _ids(plan, columns)
    wanted = {_key(number, each): _values(each, own) for number, outcome in enumerate(outcomes) for each in outcome.proposals}
    given = {
        (row[DEBTOR_NUMBER], row["rule"], row["effect"], ids[row["scope"]][row["subject"]]): (
            row["action"], row["urgency"], *(row[name] for name in _TERMS), tuple(row["shown"]), *(row[name] for name in own),
        )
        for row in columns.proposals.iter_rows(named=True)
    }  # fmt: skip
    found = [f"{key} is {given.get(key)} in columns, {value} by rules" for key, value in wanted.items() if given.get(key) != value]
    return [*found, *(f"{key} is only in columns: {value}" for key, value in given.items() if key not in wanted)]


def _ids(plan: Plan, columns: Found) -> dict[str, list[str]]:
    """The ids of all records, by scope and row; those of recommendations as the engine for cases makes them."""
    ids = {scope: frame["id"].to_list() for scope, frame in columns.frames.items()}
    rules = {rule.order: rule.rule.id for level in plan.strata for found in level.values() for rule in found}
    ids["recommendation"] = []
    for row in columns.proposals.iter_rows(named=True):
        ids["recommendation"].append(f"{rules[row['rule']]}/{row['action']}/{ids[row['scope']][row['subject']]}")
    return ids


def _key(number: int, proposal: Proposal) -> tuple[Any, ...]:
    return number, proposal.rule.order, proposal.rule.recommendations.index(proposal.planned), proposal.subject["id"]


def _values(proposal: Proposal, own: Sequence[str]) -> tuple[Any, ...]:
    shown = tuple(
        None if claim.needs is not None else reader is not None and reader(proposal.subject) for claim, reader in proposal.planned.claims
    )
    terms = (getattr(proposal, name) for name in _TERMS)
    return (proposal.planned.effect.action, proposal.record["urgency"], *terms, shown, *(proposal.record[name] for name in own))


def _of_conclusions(outcomes: Sequence[Outcome], columns: Found) -> list[str]:
    ids = {scope: frame["id"].to_list() for scope, frame in columns.frames.items()}
    wanted = {
        (number, each.key, _id(each.subject)): [rule.order for rule in each.rules]
        for number, outcome in enumerate(outcomes)
        for each in outcome.conclusions
        if each.scope != "recommendation"
    }
    given = {
        (row[DEBTOR_NUMBER], row["name"], ids[row["scope"]][row["subject"]]): row["rules"]
        for row in columns.conclusions.iter_rows(named=True)
    }
    return [
        f"{key}: {given.get(key)} in columns, {wanted.get(key)} by rules"
        for key in sorted({*wanted, *given})
        if wanted.get(key) != given.get(key)
    ]


def _id(record: Record) -> str:
    found: str = record["id"]
    return found
