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
from dunning_rules.frames.days import ORDINAL_OF_EPOCH
from dunning_rules.frames.decide import Decided
from dunning_rules.frames.judge import ENDLESS
from dunning_rules.frames.packed import Key, order_by
from dunning_rules.frames.rank import STAKE
from dunning_rules.frames.targets import INVOICE
from dunning_rules.frames.timing import TIMING
from dunning_rules.guard.judge import ENDLESS as WITHOUT_END
from dunning_rules.guard.report import finding_of, finding_of_conflict, finding_of_hours
from dunning_rules.guard.verdict import SEVERITY, VERDICTS
from dunning_rules.language.columns import DEBTOR
from dunning_rules.language.types import Kind
from dunning_rules.result import Finding
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import CHANGEABLE
from dunning_rules.vocabulary.steps import Actor, Stance

LAST = "@last"
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
        hours = decided.clock.table().drop("severity").select(pl.all().gather(steps[TIMING]))
        ids = pl.Enum(self.rule_ids)
        actions = {each.id: each for each in self.book.actions}
        kinds = steps.schema["action"]
        assert isinstance(kinds, pl.Enum)  # noqa: S101 - proposals have it so; this tells the type checker
        known = [actions[name] for name in kinds.categories]
        of_action = pl.DataFrame(
            {
                "actor": pl.Series([each.actor for each in known], dtype=pl.Enum(get_args(Actor))),
                "stance": pl.Series([each.stance for each in known], dtype=pl.Enum(get_args(Stance))),
                "demands_payment": pl.Series([each.demands_payment for each in known], dtype=pl.Boolean),
                LAST: pl.Series([not each.comes_first for each in known], dtype=pl.Boolean),
            }
        ).select(pl.all().gather(steps["action"].to_physical()))
        forms = pl.Series([[form.id for form in shape.forms] for shape in decided.shapes], dtype=_TEXTS).gather(steps["shape"])
        tips = pl.Series([rule.tip for rule in self.book.rules], dtype=pl.Int64)
        rules = pl.Series(self.rule_ids, dtype=ids)
        laid = steps.select(
            "debtor_id",
            "invoice_id",
            pl.concat_str(pl.col("scope").cast(pl.String), pl.lit("/"), "subject_id").alias("record"),
            pl.lit(tips.gather(steps["rule"].cast(pl.UInt32))).alias("tip"),
            pl.lit(rules.gather(steps["rule"].cast(pl.UInt32))).alias("rule_id"),
            pl.lit(self._names_of(steps["also"])).alias("also"),
            "action",
            "urgency",
            *(self._money(name) for name in ("amount", AT_RISK, "expected_late_amount", "original_amount")),
            pl.lit(self.currency, dtype=pl.Categorical).alias("currency"),
            *CHANGEABLE,
            *(_day(name) for name in ("on", "deadline", "names_day")),
            pl.Series("verdict", VERDICTS, dtype=pl.Enum(VERDICTS)).gather(steps["severity"]),
            "is_held_back",
            pl.lit(forms).alias("lawful_forms"),
            "weights",
            "gave_way_to",
            STAKE,
            STEP,
            DEBTOR_NUMBER,
        )
        return pl.concat([laid, of_action, hours], how="horizontal")

    def conclusions(self, found: Found, debtors: pl.DataFrame) -> pl.DataFrame:
        """One row for each concluded fact, in the order of reports."""
        keys = sorted(f"{scope}.{each.ref.name}" for scope, fields in self.plan.concluded.items() for each in fields)
        parts = [
            pl.DataFrame(schema={DEBTOR_NUMBER: pl.UInt32, "record": pl.String, "@name": pl.UInt8, "value": pl.String, "rules": _TEXTS})
        ]
        for (scope, key), rows in found.conclusions.group_by("scope", "name", maintain_order=True):
            frame = found.frames[str(scope)]
            values = frame[str(key).partition(".")[2]].gather(rows["subject"])
            ids = frame["id"].gather(rows["subject"])
            part = pl.DataFrame(
                [
                    rows[DEBTOR_NUMBER],
                    pl.select(pl.concat_str(pl.lit(f"{scope}/"), pl.lit(ids))).to_series().alias("record"),
                    pl.repeat(keys.index(str(key)), rows.height, dtype=pl.UInt8, eager=True).alias("@name"),
                    self._shown(values, self.book.vocabulary.named(str(key)).ref.type.kind).alias("value"),
                    self._names_of(rows["rules"]).alias("rules"),
                ]
            )
            # debtors and their invoices stand in the order of their ids, other records by their debtors and in another order
            parts.append(part if scope in {DEBTOR, INVOICE} else part.sort(DEBTOR_NUMBER, "record"))
        all_parts = pl.concat(parts, rechunk=True)
        order = order_by([Key(all_parts[DEBTOR_NUMBER]), Key(all_parts["@name"])])
        ordered = all_parts.select(pl.all().gather(order))
        return ordered.select(
            debtors["id"].gather(ordered[DEBTOR_NUMBER]).alias("debtor_id"),
            "record",
            pl.Series("name", keys, dtype=pl.Enum(keys)).gather(ordered["@name"].cast(pl.UInt32)),
            "value",
            "rules",
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
        of_constraints = {each: code(self._finding(each)) for each in decided.findings["constraint"].unique().sort()}
        of_hours = [None if each.effect is None else code(finding_of_hours(each, self.lang)) for each in decided.clock.timings]
        of_places = [
            code(finding_of_conflict(each.jurisdiction, self.lang)) if each.jurisdiction.in_conflict else None
            for each in decided.places.places
        ]
        constraint = pl.col("constraint").replace_strict(of_constraints, default=None, return_dtype=pl.UInt32)
        parts = [
            decided.findings.select(STEP, constraint.alias("@code")),
            steps.select(STEP, pl.Series(of_hours, dtype=pl.UInt32).gather(steps[TIMING]).alias("@code")),
            steps.filter("in_conflict").select(STEP, "@place").with_columns(
                pl.col("@place").replace_strict(dict(enumerate(of_places)), default=None, return_dtype=pl.UInt32).alias("@code")
            ).drop("@place"),
        ]  # fmt: skip
        # the gravest of a step first, then by constraint
        ranking = sorted(range(len(known)), key=lambda code: (-SEVERITY[known[code].effect], known[code].constraint, code))
        rank = pl.Series([ranking.index(code) for code in range(len(known))], dtype=pl.UInt32)
        rows = pl.concat(parts, rechunk=True).filter(pl.col("@code").is_not_null())
        # by debtor before all else, so that it does not matter where parts of a portfolio end
        rows = rows.with_columns(rank.gather(rows["@code"]).alias("@rank"), steps[DEBTOR_NUMBER].gather(rows[STEP]).alias("@debtor"))
        order = order_by([Key(rows["@debtor"]), Key(rows[STEP]), Key(rows["@rank"])])
        rows = rows.select(pl.col(STEP, "@code").gather(order))
        table = pl.DataFrame(
            {name: [getattr(each, name) for each in known] for name in _FINDING},
            schema={name: pl.Boolean if name == "red_line" else pl.Categorical for name in _FINDING},
        )
        # steps are numbered by their rows
        of_steps = laid.select(pl.col("debtor_id", "record", "rule_id", "action").gather(rows[STEP]))
        return pl.concat([of_steps, table.select(pl.all().gather(rows["@code"]))], how="horizontal")

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
