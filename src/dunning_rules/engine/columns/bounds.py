"""Whether all that a plan computes over given facts stays within 64 bits: Python's numbers never overflow, those of columns do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Facts
from dunning_rules.engine.columns.parts import Name
from dunning_rules.engine.columns.trees import read_by
from dunning_rules.engine.plan import Plan
from dunning_rules.language import Condition, Node, Term
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.columns import DEBTOR
from dunning_rules.language.grammar import Compare, Const, In, Known, Outer, Product, Ref, Sum

_MOST = 2**63 - 1
_RECORDS = "@records"


class Bounds:
    """Tells of a plan whether facts fit; may be shared by threads."""

    def __init__(self, plan: Plan) -> None:
        """Take the plan."""
        self._plan = plan
        self._fitting: dict[Name, int] = {}

    def fit(self, facts: Facts) -> bool:
        """Whether no value, and nothing on the way to one, can leave 64 bits, for facts as large as these."""
        sizes = {name: size for scope, frame in facts.frames.items() for name, size in _sizes(scope, frame)}
        known = self._fitting
        if all(size <= known.get(name, -1) for name, size in sizes.items()):
            return True  # bounds grow with facts: what fits where they are larger fits here
        for tried in ({name: max(size, known.get(name, 0)) for name, size in sizes.items()}, sizes):
            if _Worst(self._plan, tried).worst <= _MOST:
                self._fitting = tried
                return True
        return False


class _Worst:
    def __init__(self, plan: Plan, sizes: Mapping[Name, int]) -> None:
        self._plan = plan
        self._facts = sizes
        self._most = {scope: size for (scope, name), size in sizes.items() if name == _RECORDS}
        self._known: dict[tuple[str, str], int] = {}
        self._concluded: dict[tuple[str, str], list[tuple[Term, str]]] = {}
        self.worst = 0
        rules = [rule for level in plan.strata for found in level.values() for rule in found]
        self._most["recommendation"] = sum(len(rule.recommendations) * self._most.get(rule.rule.scope, 1) for rule in rules)
        for scope, name, value in [
            (rule.rule.scope, each.name, each.value) for rule in rules for each in rule.conclusions if each.value is not None
        ]:
            self._concluded.setdefault((scope, name), []).append((value, scope))
        for rule in rules:
            for tree in read_by(rule):
                self._tree(tree, rule.rule.scope)
        for scope, definitions in plan.definitions.items():
            for name in definitions:
                self._field(scope, name)

    def _noted(self, bound: int) -> int:
        self.worst = max(self.worst, bound)
        return bound

    def _field(self, scope: str, name: str) -> int:
        key = scope, name
        if key not in self._known:
            self._known[key] = 0  # no field is computed from itself
            if key in self._facts:
                found = self._facts[key]
            elif (term := self._plan.definitions.get(scope, {}).get(name)) is not None:
                found = self._term(term, scope)
            else:
                found = max((self._term(term, home) for term, home in self._concluded.get(key, ())), default=0)
            self._known[key] = self._noted(found)
        return self._known[key]

    def _condition(self, condition: Condition, here: str) -> None:
        match condition:
            case Compare(_, left, right):
                self._term(left, here)
                self._term(right, here)
            case In(term, _) | Known(term, _):
                self._term(term, here)
            case _:
                for part in condition.parts():
                    self._tree(part, here)

    def _tree(self, tree: Node, here: str) -> None:
        if isinstance(tree, Condition):
            self._condition(tree, here)
        else:
            self._term(cast("Term", tree), here)

    def _term(self, term: Term, here: str) -> int:
        return self._noted(self._bound(term, here))

    def _bound(self, term: Term, here: str) -> int:
        match term:
            case Const(value):
                return abs(value) if isinstance(value, int) else 0
            case Ref(scope, name) | Outer(Ref(scope, name)):
                return self._field(scope, name)
            case Sum(terms):
                return sum(self._term(each, here) for each in terms)
            case Product(left, right):
                return self._term(left, here) * self._term(right, here)
            case Quotient(above, below, scale):
                top = self._noted(self._term(above, here) * scale)
                self._noted(2 * top + 2 * self._term(below, here))
                return top
            case Extreme(_, terms) | Coalesce(terms):
                return max(self._term(each, here) for each in terms)
            case Band(inner, steps, below):
                self._term(inner, here)
                return max(abs(below), *(abs(value) for step in steps for value in step))
            case When(condition, inner):
                self._condition(condition, here)
                return self._term(inner, here)
            case Holds(condition):
                self._condition(condition, here)
                return 1
            case Aggregate(operation, scope, value, where):
                self._condition(where, scope)
                most = self._most.get(scope, 0)
                of_one = most if value is None else self._term(value, scope)
                return of_one * most if operation == "sum" else of_one
        raise NotImplementedError(term.key)


def _sizes(scope: str, frame: pl.DataFrame) -> Iterator[tuple[Name, int]]:
    """The largest number of each column, without its sign; and how many records one debtor has at most."""
    for name, dtype in frame.schema.items():
        if dtype == pl.Int64:
            least, most = cast("int | None", frame[name].min()), cast("int | None", frame[name].max())
            yield (scope, name), max(-(least or 0), most or 0)
    longest = None if scope == DEBTOR else cast("int | None", frame[DEBTOR_NUMBER].rle().struct.field("len").max())
    yield (scope, _RECORDS), longest or 1
