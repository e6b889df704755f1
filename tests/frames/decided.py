"""What the columns decide, beside what is decided case by case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.run import ColumnsEngine
from dunning_rules.frames.decide import Decider
from dunning_rules.frames.judge import ENDLESS
from dunning_rules.guard import Guard
from dunning_rules.guard.verdict import VERDICTS
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.packs import builtin_packs
from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation
from dunning_rules.rules.constraint import CHANGEABLE
from tests.differential.columns_agreement import facts_of

_PREFERENCE = pl.Struct({"start": pl.String, "end": pl.String, "weekdays": pl.List(pl.Int64), "not_by": pl.List(pl.String)})


def debtor_table(cases: Sequence[Case]) -> pl.DataFrame:
    rows = [case.debtor for case in cases]
    preferences = [
        None
        if each.contact_preference is None
        else {
            **each.contact_preference.model_dump(),
            "weekdays": list(each.contact_preference.weekdays),
            "not_by": list(each.contact_preference.not_by),
        }
        for each in rows
    ]
    return pl.DataFrame(
        {
            "id": pl.Series([each.id for each in rows], dtype=pl.String),
            "country": pl.Series([each.country for each in rows], dtype=pl.String),
            "governing_law": pl.Series([each.governing_law for each in rows], dtype=pl.String),
            "timezone": pl.Series([each.timezone for each in rows], dtype=pl.String),
            "contact_preference": pl.Series(preferences, dtype=_PREFERENCE),
        }
    )


def verdict_differences(policy: Policy, cases: Iterable[Case], as_of: datetime) -> tuple[int, list[str]]:
    """How many recommendations were compared, and what differed."""
    groups: dict[Any, list[Case]] = {}
    for case in cases:
        groups.setdefault((case.creditor.model_dump_json(),), []).append(case)
    compared, found = 0, []
    for alike in groups.values():
        ready = policy._made_ready(as_of.date(), policy._reporting(alike[0]))
        facts = facts_of(ready.plan, [ready.projector.records(case, as_of) for case in alike])
        guard = Guard(ready.plan, builtin_packs(), policy._packs)
        decider = Decider(policy.book, ready.plan, guard, alike[0].creditor, as_of)
        decided = decider.decide(ColumnsEngine(ready.plan).run(facts), debtor_table(alike))
        wanted: dict[Any, Any] = {}
        for number, case in enumerate(alike):
            answer = policy._answer(case, as_of)
            for each in answer.recommendations:
                wanted[_key(number, each)] = _wanted(each, None, ready.plan.digits)
            for way in answer.gave_way:
                wanted[_key(number, way.recommendation)] = _wanted(way.recommendation, way.to, ready.plan.digits)
        compared += len(wanted)
        constraints = {n: each.constraint.id for n, each in enumerate(ready.plan.constraints)} | {ENDLESS: "guard.endless"}
        findings: dict[int, set[str]] = {}
        for step, constraint in decided.findings.iter_rows():
            findings.setdefault(step, set()).add(constraints[constraint])
        rules = {rule.id: rule for rule in policy.book.rules}
        order = [rule.id for rule in policy.book.rules]
        table = decided.clock.table()
        given = {}
        for row in decided.steps.iter_rows(named=True):
            window = table.row(row["@timing"], named=True)
            extra = findings.get(row["@step"], set())
            if decided.clock.timings[row["@timing"]].effect is not None:
                extra = extra | {"guard.hours"}
            if row["in_conflict"]:
                extra = extra | {"guard.jurisdiction"}
            key = (row[DEBTOR_NUMBER], row["action"], f"{row['scope']}/{row['subject_id']}", order[row["rule"]])
            given[key] = (
                row["invoice_id"],
                tuple(sorted(order[n] for n in row["also"])),
                row["urgency"],
                row["amount"],
                row["amount_at_risk"],
                row["expected_late_amount"],
                tuple(row[name] for name in CHANGEABLE),
                row["on"],
                row["deadline"],
                row["names_day"],
                (
                    window["window_on"],
                    window["window_start"],
                    window["window_end"],
                    window["window_zone"],
                    window["window_start_utc"],
                    window["window_end_utc"],
                    window["holidays_known"],
                ),
                VERDICTS[row["severity"]],
                tuple(sorted(extra)),
                row["gave_way_to"],
                tuple(sorted(row["weights"])),
                bool(decided.shapes[row["shape"]].forms),
            )
        del rules
        found += [f"{key}: {value} by cases, {given.get(key)} in columns" for key, value in wanted.items() if given.get(key) != value]
        found += [f"{key} only in columns: {value}" for key, value in given.items() if key not in wanted]
    return compared, found


def _key(number: int, each: Recommendation) -> tuple[Any, ...]:
    return number, each.action, each.record, each.rule_id


def _wanted(each: Recommendation, gave_way: str | None, digits: int) -> tuple[Any, ...]:
    def minor(amount: Any) -> Any:  # noqa: ANN401 - an amount, or none
        return None if amount is None else int(amount.scaleb(digits))

    window = each.window
    hours = (
        (None,) * 7
        if window is None
        else (window.on, window.start, window.end, window.zone, window.start_utc, window.end_utc, window.holidays_known)
    )
    return (
        each.invoice_id,
        tuple(sorted(each.also)),
        each.urgency,
        minor(each.amount),
        minor(each.amount_at_risk),
        minor(each.expected_late_amount),
        tuple(getattr(each, name) for name in CHANGEABLE),
        *(None if day is None else day.toordinal() for day in (each.on, each.deadline, each.names_day)),
        hours,
        each.verdict,
        tuple(sorted(finding.constraint for finding in each.findings)),
        gave_way,
        tuple(sorted(each.weights)),
        each.original is not None,
    )


def policy_of(book: Any = None, rates: tuple[ExchangeRate, ...] = (), **more: Any) -> Policy:  # noqa: ANN401 - handed through
    return Policy(book, engine="plain", rates=rates, **more)
