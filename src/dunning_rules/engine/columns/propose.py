"""What rules recommend, in columns: one row for each action that is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.plan import PlannedRecommendation, PlannedRule
from dunning_rules.engine.run import MAX_URGENCY
from dunning_rules.language.columns import DEBTOR, ColumnReader, column_of, leaves_of

TERMS = ("on", "start", "deadline", "names_day", "amount")
"""What an effect may name, beside its urgency."""
SCOPES = pl.Enum(["debtor", "event", "invoice", "recommendation", "visit"])


class Proposer:
    """Makes the rows of proposals for one plan."""

    def __init__(self, actions: Sequence[str], number: type[pl.DataType]) -> None:
        """Take the ids of all actions, and how numbers are kept."""
        self._actions = pl.Enum(list(actions))
        self._number = number

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns of proposals."""
        return {
            DEBTOR_NUMBER: pl.UInt32(),
            "scope": SCOPES,
            "subject": pl.UInt32(),
            "rule": pl.UInt16(),
            "effect": pl.UInt8(),
            "action": self._actions,
            "urgency": self._number(),
            **{name: self._number() for name in TERMS},
            "shown": pl.List(pl.Boolean()),
        }

    def rows(self, rule: PlannedRule, frame: pl.DataFrame, holds: pl.Series) -> Iterator[pl.DataFrame]:
        """What `rule` proposes for the records of `frame` for which it holds."""
        if not rule.recommendations or not holds.any():
            return
        scope = rule.rule.scope
        subject = holds.arg_true().cast(pl.UInt32)
        own = [] if scope == DEBTOR else [DEBTOR_NUMBER]
        trees = [tree for each in rule.recommendations for tree in (*each.terms.values(), *each.shown) if tree is not None]
        needed = dict.fromkeys([*own, *(column_of(leaf, scope) for tree in trees for leaf in leaves_of(tree))])
        chosen = pl.DataFrame([subject.alias("@subject"), *(frame[name].gather(subject) for name in needed)])
        debtor = pl.col("@subject" if scope == DEBTOR else DEBTOR_NUMBER)
        for place, effect in enumerate(rule.recommendations):
            yield chosen.select(
                debtor.alias(DEBTOR_NUMBER),
                pl.lit(scope, dtype=SCOPES).alias("scope"),
                pl.col("@subject").alias("subject"),
                pl.lit(rule.order, dtype=pl.UInt16).alias("rule"),
                pl.lit(place, dtype=pl.UInt8).alias("effect"),
                pl.lit(effect.effect.action, dtype=self._actions).alias("action"),
                *self._terms(effect, ColumnReader(scope, self._number)),
            )

    def _terms(self, effect: PlannedRecommendation, reader: ColumnReader) -> Iterator[pl.Expr]:
        yield reader.term(effect.terms["urgency"]).clip(0, MAX_URGENCY).alias("urgency")
        for name in TERMS:
            term = effect.terms.get(name)
            yield (pl.lit(None, dtype=self._number()) if term is None else reader.term(term)).alias(name)
        shown = [pl.lit(None, dtype=pl.Boolean) if tree is None else reader.condition(tree) for tree in effect.shown]
        unneeded = [claim.needs is not None for claim in effect.effect.claims]
        flags = [
            pl.lit(None, dtype=pl.Boolean) if attested else pl.lit(value=False) if tree is None else found
            for tree, found, attested in zip(effect.shown, shown, unneeded, strict=True)
        ]
        yield (pl.concat_list(flags) if flags else pl.lit([], dtype=pl.List(pl.Boolean))).alias("shown")
