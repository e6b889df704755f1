"""What was decided, laid out for people: frames of recommendations, conclusions and findings, with names in place of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Found
from dunning_rules.engine.plan import Plan
from dunning_rules.frames.about import AT_RISK
from dunning_rules.frames.beside import STEP
from dunning_rules.frames.choices import choices_of
from dunning_rules.frames.days import ORDINAL_OF_EPOCH
from dunning_rules.frames.decide import Decided
from dunning_rules.frames.judge import ENDLESS
from dunning_rules.frames.packed import order_of_small
from dunning_rules.frames.rank import LAST, STAKE
from dunning_rules.frames.timing import TIMING
from dunning_rules.guard.judge import ENDLESS as WITHOUT_END
from dunning_rules.guard.report import finding_of, finding_of_conflict, finding_of_hours
from dunning_rules.guard.verdict import SEVERITY, VERDICTS
from dunning_rules.language.columns import filled
from dunning_rules.language.types import Kind
from dunning_rules.result import Finding
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import CHANGEABLE
from dunning_rules.vocabulary.steps import Actor, Stance

_TEXTS = pl.List(pl.String)
_FINDING = ("constraint", "name", "effect", "reason", "source", "confidence", "red_line", "lawful_form")


@dataclass(frozen=True, slots=True)
class Layout:
    """Names for the numbers of one plan.

    Attributes:
        book: the rules.
        plan: the same, made ready.
        currency: the reporting currency.
        lang: the language of the texts of findings.
        today: the day of asking, as a day number.
    """

    book: RuleBook
    plan: Plan
    currency: str
    lang: str
    today: int

    @property
    def rule_ids(self) -> list[str]:
        """The ids of rules, by their place in the book."""
        return [rule.id for rule in self.book.rules]

    def recommendations(self, decided: Decided) -> pl.DataFrame:
        """One row for each step, those that gave way included, not yet in order."""
        steps = decided.steps
        hours = decided.clock.table()[steps[TIMING]]
        ids = pl.Enum(self.rule_ids)
        actions = {each.id: each for each in self.book.actions}
        names = choices_of(steps["action"])
        of_actions = pl.DataFrame({
            "actor": pl.Series([actions[name].actor for name in names], dtype=pl.Enum(get_args(Actor))),
            "stance": pl.Series([actions[name].stance for name in names], dtype=pl.Enum(get_args(Stance))),
            "demands_payment": pl.Series([actions[name].demands_payment for name in names], dtype=pl.Boolean),
            LAST: pl.Series([not actions[name].comes_first for name in names], dtype=pl.Boolean),
        })  # fmt: skip
        forms = pl.Series([[form.id for form in shape.forms] for shape in decided.shapes], dtype=_TEXTS)[steps["shape"]]
        tips = pl.Series([rule.tip for rule in self.book.rules], dtype=pl.Int64)
        rules = pl.Series(self.rule_ids, dtype=ids)
        laid = steps.select(
            "debtor_id",
            "invoice_id",
            pl.concat_str(pl.col("scope").cast(pl.String), pl.lit("/"), "subject_id").alias("record"),
            pl.lit(tips[steps["rule"]]).alias("tip"),
            pl.lit(rules[steps["rule"]]).alias("rule_id"),
            pl.lit(self._names_of(steps["also"])).alias("also"),
            "action",
            "urgency",
            *(self._money(name) for name in ("amount", AT_RISK, "expected_late_amount", "original_amount")),
            pl.lit(self.currency, dtype=pl.Categorical).alias("currency"),
            *CHANGEABLE,
            *(_day(name) for name in ("on", "deadline", "names_day")),
            pl.Series("verdict", VERDICTS, dtype=pl.Enum(VERDICTS))[steps["severity"].cast(pl.UInt32)],
            "is_held_back",
            pl.lit(forms).alias("lawful_forms"),
            "weights",
            "gave_way_to",
            STAKE,
            STEP,
            DEBTOR_NUMBER,
        )
        return laid.hstack(of_actions[steps["action"].to_physical()]).hstack(hours)

    def conclusions(self, found: Found, debtors: pl.DataFrame) -> pl.DataFrame:
        """One row for each concluded fact, in the order of reports."""
        keys = sorted(f"{scope}.{each.ref.name}" for scope, fields in self.plan.concluded.items() for each in fields)
        rows = found.conclusions.rechunk()
        parts = [pl.DataFrame(schema={"@name": pl.UInt32, "record": pl.String, "value": pl.String})]
        records: dict[str, pl.Series] = {}
        start = 0
        for length, key in rows["name"].rle().struct.unnest().iter_rows():
            scope, _, name = key.partition(".")
            frame, subjects = found.frames[scope], rows["subject"].slice(start, length)
            if scope not in records:
                records[scope] = pl.select(pl.concat_str(pl.lit(f"{scope}/"), pl.lit(frame["id"]))).to_series()
            parts.append(
                pl.DataFrame([
                    filled(keys.index(key), pl.UInt32(), length).alias("@name"),
                    records[scope][subjects].alias("record"),
                    self._shown(frame[name][subjects], self.book.vocabulary.named(key).ref.type.kind).alias("value"),
                ])
            )  # fmt: skip
            start += length
        laid = pl.concat(parts, rechunk=True)
        # records of a scope stand by their debtors; only those of one debtor may be in another order than their ids
        order = order_of_small([rows[DEBTOR_NUMBER], laid["@name"]]).then_by([laid["record"]])
        laid = laid[order]
        return laid.select(
            debtors["id"][rows[DEBTOR_NUMBER][order]].alias("debtor_id"),
            "record",
            pl.Series("name", keys, dtype=pl.Enum(keys))[laid["@name"]],
            "value",
            self._names_of(rows["rules"][order]).alias("rules"),
        )

    def findings(self, decided: Decided, laid: pl.DataFrame) -> pl.DataFrame:
        """What the guard found: one row for each finding in a step, by debtor, the gravest of a step first."""
        known: list[Finding] = []
        codes: dict[Finding, int] = {}

        def code(found: Finding) -> int:
            if found not in codes:
                codes[found] = len(known)
                known.append(found)
            return codes[found]

        steps = decided.steps
        numbers = decided.findings["constraint"]
        of_constraints = {each: code(self._finding(each)) for each in numbers.unique().sort()}
        of_hours = [None if each.effect is None else code(finding_of_hours(each, self.lang)) for each in decided.clock.timings]
        of_places = [
            code(finding_of_conflict(each.jurisdiction, self.lang)) if each.jurisdiction.in_conflict else None
            for each in decided.places.places
        ]
        by_constraint = [of_constraints.get(number) for number in range(ENDLESS, len(self.plan.constraints))]
        in_conflict = steps.filter("in_conflict")
        found = pl.concat([
            decided.findings.select(STEP, pl.Series("@code", by_constraint, dtype=pl.UInt32)[(numbers - ENDLESS).cast(pl.UInt32)]),
            steps.select(STEP, pl.Series("@code", of_hours, dtype=pl.UInt32)[steps[TIMING]]),
            in_conflict.select(STEP, pl.Series("@code", of_places, dtype=pl.UInt32)[in_conflict["@place"]]),
        ]).drop_nulls("@code")  # fmt: skip
        # the gravest of a step first, then by constraint
        places = sorted(range(len(known)), key=lambda code: (-SEVERITY[known[code].effect], known[code].constraint, code))
        rank = pl.Series([places.index(code) for code in range(len(known))], dtype=pl.UInt32)[found["@code"]]
        # by debtor before all else, so that it does not matter where parts of a portfolio end
        order = order_of_small([steps[DEBTOR_NUMBER][found[STEP]], found[STEP], rank])
        rows = found[order.rows].filter(order.is_first)
        table = pl.DataFrame(
            {name: [getattr(each, name) for each in known] for name in _FINDING},
            schema={name: pl.Boolean if name == "red_line" else pl.Categorical for name in _FINDING},
        )
        # steps are numbered by their rows
        return laid.select("debtor_id", "record", "rule_id", "action")[rows[STEP]].hstack(table[rows["@code"]])

    def _finding(self, number: int) -> Finding:
        found = WITHOUT_END if number == ENDLESS else self.plan.constraints[number]
        return finding_of(found, date.fromordinal(self.today), self.lang)

    def _names_of(self, orders: pl.Series) -> pl.Series:
        """Lists of places in the book as lists of ids."""
        ids = self.rule_ids
        places = pl.Series(range(len(ids)), dtype=pl.UInt16)
        return orders.list.eval(pl.element().replace_strict(places, pl.Series(ids, dtype=pl.String), return_dtype=pl.String))

    def _money(self, name: str) -> pl.Expr:
        return in_units(pl.col(name), self.plan.digits).alias(name)

    def _shown(self, values: pl.Series, kind: Kind) -> pl.Series:
        """Values as reports have them, as text."""
        if kind is Kind.MONEY:
            return pl.select(in_units(pl.lit(values), self.plan.digits).cast(pl.String)).to_series()
        if kind is Kind.RATIO:
            return pl.select(in_units(pl.lit(values), 4).cast(pl.String)).to_series()
        if kind is Kind.DATE:
            return pl.select((pl.lit(values) - ORDINAL_OF_EPOCH).cast(pl.Int32).cast(pl.Date).cast(pl.String)).to_series()
        return values.cast(pl.String)


def in_units(minor: pl.Expr, digits: int) -> pl.Expr:
    """Minor units as amounts."""
    return minor.cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, digits))


def _day(name: str) -> pl.Expr:
    return (pl.col(name) - ORDINAL_OF_EPOCH).cast(pl.Int32).cast(pl.Date).alias(name)
