"""What rules recommend, in columns: one row for each action that is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.terms import Terms
from dunning_rules.engine.plan import PlannedRecommendation, PlannedRule
from dunning_rules.engine.run import MAX_URGENCY
from dunning_rules.language import Condition, Const, Term
from dunning_rules.language.columns import DEBTOR, ColumnReader

TERMS = ("on", "start", "deadline", "names_day", "amount")
"""What an effect may name, beside its urgency."""
SCOPES = pl.Enum(["debtor", "event", "invoice", "recommendation", "visit"])
_SUBJECT = "@subject"
_Columns: TypeAlias = "dict[str, pl.Series | str]"
"""Where the columns of the rows of an effect come from: one value for all of them, or a column of what is read."""


def schema_of(actions: Sequence[str], number: type[pl.DataType]) -> dict[str, pl.DataType]:
    """The columns of proposals.

    Args:
        actions: the ids of all actions.
        number: how numbers are kept.
    """
    return {
        DEBTOR_NUMBER: pl.UInt32(),
        "scope": SCOPES,
        "subject": pl.UInt32(),
        "rule": pl.UInt16(),
        "effect": pl.UInt8(),
        "action": pl.Enum(list(actions)),
        "urgency": number(),
        **{name: number() for name in TERMS},
        "shown": pl.List(pl.Boolean()),
    }


class Proposer:
    """Makes the rows that rules on one scope propose, made ready; may be shared by threads."""

    def __init__(self, rules: Iterable[PlannedRule], schema: Mapping[str, pl.DataType], reader: ColumnReader) -> None:
        """Take the rules, the columns of proposals, and what reads the scope."""
        self._schema = schema
        self._reader = reader
        self._owner = _SUBJECT if reader.here == DEBTOR else DEBTOR_NUMBER
        self._terms = Terms(reader)
        self._effects = {rule.order: [self._columns(rule, *each) for each in enumerate(rule.recommendations)] for rule in rules}

    def rows(self, frame: pl.DataFrame, holding: Iterable[tuple[PlannedRule, pl.Series]]) -> Iterator[pl.DataFrame]:
        """What rules propose.

        Args:
            frame: of their scope.
            holding: the rules, each with the records for which it holds.
        """
        making = [(effects, holds) for rule, holds in holding if (effects := self._effects[rule.order])]
        if not making:
            return
        some = reduce(or_, (holds for _, holds in making))
        read = [value for effects, _ in making for columns in effects for value in columns.values() if isinstance(value, str)]
        numbered = frame.with_row_index(_SUBJECT)
        values = self._terms.values(numbered, read, some)
        for effects, holds in making:
            own = holds.filter(some)
            height = int(own.sum())
            for columns in effects:
                yield pl.DataFrame([
                    value.new_from_index(0, height) if isinstance(value, pl.Series) else values[value].filter(own).alias(name)
                    for name, value in columns.items()
                ])  # fmt: skip

    def _columns(self, rule: PlannedRule, place: int, effect: PlannedRecommendation) -> _Columns:
        constants = {"scope": self._reader.here, "rule": rule.order, "effect": place, "action": effect.effect.action}
        found: _Columns = {
            **{name: self._constant(name, value) for name, value in constants.items()},
            DEBTOR_NUMBER: self._owner,
            "subject": _SUBJECT,
            "urgency": self._urgency(effect.terms["urgency"]),
            **{name: self._term(name, effect.terms.get(name)) for name in TERMS},
            "shown": self._shown(effect),
        }
        return {name: found[name] for name in self._schema}

    def _constant(self, name: str, value: object) -> pl.Series:
        return pl.Series(name, [value], dtype=self._schema[name])

    def _urgency(self, term: Term) -> pl.Series | str:
        if isinstance(term, Const):
            return self._constant("urgency", max(0, min(int(term.value), MAX_URGENCY)))
        return self._terms.named("urgency", [term], lambda trees: self._reader.term(trees[0]).clip(0, MAX_URGENCY))

    def _term(self, name: str, term: Term | None) -> pl.Series | str:
        if term is None or isinstance(term, Const):
            return self._constant(name, None if term is None else term.value)
        return self._terms.bare(term)

    def _shown(self, effect: PlannedRecommendation) -> pl.Series | str:
        """Whether the facts show each claim: not known of what has to be attested, false of what no fact shows."""
        shown = [None if claim.needs is not None else tree for claim, tree in zip(effect.effect.claims, effect.shown, strict=True)]
        fixed = [None if claim.needs is not None else False for claim in effect.effect.claims]
        asked = [tree for tree in shown if tree is not None]
        if not asked:
            return self._constant("shown", fixed)

        def build(trees: list[Condition]) -> pl.Expr:
            left = iter(trees)
            return pl.concat_list(
                pl.lit(flag, dtype=pl.Boolean) if tree is None else self._reader.condition(next(left))
                for tree, flag in zip(shown, fixed, strict=True)
            )

        places = [flag if tree is None else "" for tree, flag in zip(shown, fixed, strict=True)]
        return self._terms.named(f"shown {places}", asked, build)
