"""Aggregates: the only way to look across records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from dunning_rules.errors import LanguageError, quote
from dunning_rules.language.grammar import ALWAYS, Condition, Operand, Ref, Term, as_condition
from dunning_rules.language.reads import check_reads
from dunning_rules.language.types import COUNT, DATE, FLAG, Type

Operation: TypeAlias = Literal["exists", "count", "sum", "min", "max", "latest"]

AGE = "age_days"
"""The field of a child scope that `within` asks: whole days since the record, at `as_of`."""


class ChildScope(Protocol):
    """What an aggregate needs to know of the scope that it looks through."""

    @property
    def scope_name(self) -> str:
        """The name of the scope."""

    def field(self, name: str) -> Ref:
        """One field of the scope."""


@dataclass(frozen=True, eq=False, slots=True)
class Aggregate(Term):
    """One value of the records of a child scope.

    Attributes:
        operation: `exists`, `count`, `sum` (0 for none), `min`, `max`, `latest` (missing for none); missing values are passed over.
        scope: the child scope.
        value: the term of the child that is taken; `None` for `exists` and `count`.
        where: which children count; may read the child, its debtor, and by `outer` the record that asks.
        home: the scope of the record that asks.
        link: the field of the child that must hold the id of the record that asks; `None` = all children of the debtor.
    """

    operation: Operation
    scope: str
    value: Term | None
    where: Condition
    home: str
    link: str | None
    type: Type

    @property
    def nullable(self) -> bool:
        """Whether there may be no value."""
        return self.operation in {"min", "max", "latest"}


def exists(
    scope: ChildScope, where: Condition | Term = ALWAYS, *, within: Operand | None = None, per: str = "debtor", link: str | None = None
) -> Term:
    """Whether there is such a record.

    Args:
        scope: the child scope, e.g. `event`.
        where: which of its records count.
        within: at most so many days old.
        per: the scope of the record that asks.
        link: the child's field that holds the id of the record that asks.
    """
    return Aggregate("exists", scope.scope_name, None, _where(scope, where, within, per), per, link, FLAG)


def count(
    scope: ChildScope, where: Condition | Term = ALWAYS, *, within: Operand | None = None, per: str = "debtor", link: str | None = None
) -> Term:
    """How many such records there are."""
    return Aggregate("count", scope.scope_name, None, _where(scope, where, within, per), per, link, COUNT)


def total(
    scope: ChildScope,
    value: Term,
    where: Condition | Term = ALWAYS,
    *,
    within: Operand | None = None,
    per: str = "debtor",
    link: str | None = None,
) -> Term:
    """The sum of `value` over such records; 0 for none."""
    return _of("sum", scope, value, _where(scope, where, within, per), per=per, link=link)


def lowest(
    scope: ChildScope,
    value: Term,
    where: Condition | Term = ALWAYS,
    *,
    within: Operand | None = None,
    per: str = "debtor",
    link: str | None = None,
) -> Term:
    """The least `value` of such records; missing for none."""
    return _of("min", scope, value, _where(scope, where, within, per), per=per, link=link)


def highest(
    scope: ChildScope,
    value: Term,
    where: Condition | Term = ALWAYS,
    *,
    within: Operand | None = None,
    per: str = "debtor",
    link: str | None = None,
) -> Term:
    """The greatest `value` of such records; missing for none."""
    return _of("max", scope, value, _where(scope, where, within, per), per=per, link=link)


def latest(
    scope: ChildScope,
    value: Term,
    where: Condition | Term = ALWAYS,
    *,
    within: Operand | None = None,
    per: str = "debtor",
    link: str | None = None,
) -> Term:
    """The `value` of the last such record that has one, by moment and then id; missing for none."""
    check_reads(value, scope.scope_name)
    return Aggregate("latest", scope.scope_name, value, _where(scope, where, within, per), per, link, value.type)


def _of(operation: Operation, scope: ChildScope, value: Term, where: Condition, *, per: str, link: str | None) -> Term:
    if not value.type.is_numeric or (operation == "sum" and value.type == DATE):
        message = f"{quote(value.key)} is {value.type}: it has no {operation}"
        raise LanguageError(message, help="take a number, or ask `exists`, `count` or `latest`")
    check_reads(value, scope.scope_name)
    return Aggregate(operation, scope.scope_name, value, where, per, link, value.type)


def _where(scope: ChildScope, where: Condition | Term, within: Operand | None, per: str) -> Condition:
    condition = as_condition(where)
    check_reads(condition, scope.scope_name, per)
    return condition if within is None else condition & (scope.field(AGE) <= within)
