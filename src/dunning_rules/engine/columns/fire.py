"""Which rules hold for which records of one scope, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.merge import Conclusions, Merging
from dunning_rules.engine.columns.parts import Name
from dunning_rules.engine.columns.propose import Proposer
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language import Const
from dunning_rules.language.columns import DEBTOR, ColumnReader


class Firing:
    """The rules of one stratum that look at one scope, made ready; may be shared by threads."""

    def __init__(
        self,
        rules: tuple[PlannedRule, ...],
        reader: ColumnReader,
        merging: Mapping[Name, Merging],
        schema: Mapping[str, pl.DataType],
    ) -> None:
        """Take the rules.

        Args:
            rules: in canonical order.
            reader: reads the scope.
            merging: of the fields that rules conclude.
            schema: the columns of proposals.
        """
        self._rules = rules
        self._scope = reader.here
        # a condition that reads nothing is as long as its frame beside a column of it
        first = "id" if reader.here == DEBTOR else DEBTOR_NUMBER
        self._conditions = [pl.col(first), *(reader.condition(rule.when).alias(f"?{rule.order}") for rule in rules)]
        self._conclusions = {rule.order: list(self._values(rule, reader, merging)) for rule in rules}
        self._proposer = Proposer(rules, schema, reader)

    def fire(self, frame: pl.DataFrame, conclusions: Mapping[Name, Conclusions]) -> Iterator[pl.DataFrame]:
        """Let the effects follow.

        Args:
            frame: of the scope.
            conclusions: of all fields; what the rules conclude is added.

        Yields:
            What they propose.
        """
        found = frame.select(self._conditions)
        holding = [(rule, holds) for rule in self._rules if (holds := found[f"?{rule.order}"]).any()]
        for rule, holds in holding:
            for name, value in self._conclusions[rule.order]:
                codes = value if isinstance(value, pl.Series) else frame.select(value).to_series()
                # what reads nothing is one value
                codes = codes if len(codes) == frame.height else codes.new_from_index(0, frame.height)
                conclusions[self._scope, name].add(rule.order, codes, holds)
        yield from self._proposer.rows(frame, holding)

    def _values(
        self, rule: PlannedRule, reader: ColumnReader, merging: Mapping[Name, Merging]
    ) -> Iterator[tuple[str, pl.Series | pl.Expr]]:
        """The fields that a rule concludes: with the code of a constant, or else with the term."""
        for name, value in [(each.name, each.value) for each in rule.conclusions if each.value is not None]:
            own = merging[self._scope, name]
            yield name, own.code(value.value) if isinstance(value, Const) else own.codes(reader.term(value))
