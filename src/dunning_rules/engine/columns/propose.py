"""What rules recommend, in columns: one row for each action that is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.parts import leaf_needs
from dunning_rules.engine.plan import PlannedRecommendation, PlannedRule
from dunning_rules.engine.run import MAX_URGENCY
from dunning_rules.language import Const, Node, Ref, Term
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.columns import DEBTOR, ColumnReader, column_of

TERMS = ("on", "start", "deadline", "names_day", "amount")
"""What an effect may name, beside its urgency."""
SCOPES = pl.Enum(["debtor", "event", "invoice", "recommendation", "visit"])
_SUBJECT = "@subject"
_Columns: TypeAlias = dict[str, pl.Series | str]
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
        self._names: dict[str, str] = {}
        self._terms: dict[str, tuple[pl.Expr, tuple[str, ...]]] = {}
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
        values, some = self._values(frame, making)
        for effects, holds in making:
            own = holds.filter(some)
            height = int(own.sum())
            for columns in effects:
                yield pl.DataFrame([
                    value.new_from_index(0, height) if isinstance(value, pl.Series) else values[value].filter(own).alias(name)
                    for name, value in columns.items()
                ])  # fmt: skip

    def _values(self, frame: pl.DataFrame, making: list[tuple[list[_Columns], pl.Series]]) -> tuple[pl.DataFrame, pl.Series]:
        """All that effects read, for the records for which any rule holds; and which these are."""
        some = reduce(or_, (holds for _, holds in making))
        read = dict.fromkeys(value for effects, _ in making for columns in effects for value in columns.values() if isinstance(value, str))
        terms = [self._terms[name] for name in read if name in self._terms]
        bare = [name for name in read if name not in self._terms]
        needed = dict.fromkeys([*bare, *(column for _, columns in terms for column in columns)])
        subject = pl.int_range(frame.height, dtype=pl.UInt32, eager=True).alias(_SUBJECT)
        chosen = [(subject if name == _SUBJECT else frame[name]).filter(some) for name in {_SUBJECT: None, **needed}]
        return pl.DataFrame(chosen).with_columns(expression for expression, _ in terms), some

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

    def _named(self, key: str, expression: pl.Expr, trees: Iterable[Node]) -> str:
        """The column of a term; terms alike share one."""
        if key not in self._names:
            name = self._names[key] = f"={len(self._names)}"
            columns = (column for tree in trees for _, column in leaf_needs(tree, self._reader.here))
            self._terms[name] = expression.alias(name), tuple(columns)
        return self._names[key]

    def _urgency(self, term: Term) -> pl.Series | str:
        if isinstance(term, Const):
            return self._constant("urgency", max(0, min(int(term.value), MAX_URGENCY)))
        return self._named(f"urgency {term.key}", self._reader.term(term).clip(0, MAX_URGENCY), [term])

    def _term(self, name: str, term: Term | None) -> pl.Series | str:
        if term is None or isinstance(term, Const):
            return self._constant(name, None if term is None else term.value)
        if isinstance(term, Ref | Aggregate):
            return column_of(term, self._reader.here)
        return self._named(term.key, self._reader.term(term), [term])

    def _shown(self, effect: PlannedRecommendation) -> pl.Series | str:
        needs = [claim.needs is not None for claim in effect.effect.claims]
        asked = [tree for tree, attested in zip(effect.shown, needs, strict=True) if tree is not None and not attested]
        if not asked:
            return self._constant("shown", [None if attested else False for attested in needs])
        flags = [
            pl.lit(None, dtype=pl.Boolean) if attested else pl.lit(value=False) if tree is None else self._reader.condition(tree)
            for tree, attested in zip(effect.shown, needs, strict=True)
        ]
        key = f"shown {[None if tree is None else (tree.key, attested) for tree, attested in zip(effect.shown, needs, strict=True)]}"
        return self._named(key, pl.concat_list(flags), asked)
