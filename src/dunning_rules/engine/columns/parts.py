"""The columns of a plan that are not given: how each comes about, and what it needs.

A column is known by its scope and name. Beside the fields of the vocabulary there are helpers: what is read of the debtor beside a child
(`debtor.x`), aggregates (`#…`), and for each link the row number of the record that it names (`@event.refers_to>event`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from dunning_rules.language import Condition, Node, Term
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.columns import DEBTOR, Leaf, column_of, leaves_of
from dunning_rules.language.grammar import ALWAYS, All, Outer
from dunning_rules.vocabulary import Field

Name: TypeAlias = tuple[str, str]
"""Scope and column."""


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """A field that is computed from others of its frame."""

    term: Term


@dataclass(frozen=True, slots=True, eq=False)
class Lifted:
    """What is read of the debtor, beside each of its children."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """The row number, in the frame of `home`, of the record that the field `link` names; null where there is none."""

    home: str
    link: str


@dataclass(frozen=True, slots=True, eq=False)
class Concluded:
    """A field that rules conclude: it is there when all of them have been asked."""

    field: Field


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """An aggregate.

    Attributes:
        aggregate: what is asked.
        near: the part of its `where` that reads the children alone.
        far: the part that reads the record that asks, too.
        key: the column of the child that holds the row number of that record; `None` where all children of its debtor are meant.
    """

    aggregate: Aggregate
    near: Condition
    far: tuple[Condition, ...]
    key: str | None


Part: TypeAlias = Computed | Lifted | Linked | Concluded | Gathered


def gathered(aggregate: Aggregate) -> Gathered:
    """How an aggregate is computed."""
    where = aggregate.where.conditions if isinstance(aggregate.where, All) else (aggregate.where,)
    far = tuple(each for each in where if any(isinstance(leaf, Outer) for leaf in leaves_of(each)))
    near = tuple(each for each in where if each not in far)
    if aggregate.link is not None:
        key: str | None = link_column(aggregate.home, aggregate.link)
    else:
        key = "@debtor" if aggregate.home == DEBTOR else None
    return Gathered(aggregate, near[0] if len(near) == 1 else All(near) if near else ALWAYS, far, key)


def link_column(home: str, link: str) -> str:
    """The column that holds the row number of the record that the field `link` names."""
    return f"@{link}>{home}"


def leaf_needs(tree: Node, here: str) -> list[Name]:
    """The columns of the frame of `here` that a tree reads, `outer` aside; each once."""
    found: dict[Name, None] = {}
    for leaf in leaves_of(tree):
        if not isinstance(leaf, Outer):
            found[here, column_of(leaf, here)] = None
    return list(found)


def outer_needs(conditions: tuple[Condition, ...], home: str) -> list[Name]:
    """The columns of the frame of `home` that the record that asks is read for; each once."""
    found = {(home, leaf.ref.name): None for each in conditions for leaf in leaves_of(each) if isinstance(leaf, Outer)}
    return list(found)


def needs_of(part: Part, scope: str) -> list[Name]:
    """The columns that a column of `scope` is made of."""
    match part:
        case Lifted(name):
            return [(DEBTOR, name)]
        case Linked(_, link):
            return [(scope, link)]
        case Computed(term):
            return leaf_needs(term, scope)
        case Gathered(aggregate, near, far):
            child = aggregate.scope
            read = [tree for tree in (near, aggregate.value, *far) if tree is not None]
            needs = [name for tree in read for name in leaf_needs(tree, child)]
            needs += outer_needs(far, aggregate.home)
            return [*needs, (child, link_column(aggregate.home, aggregate.link))] if aggregate.link is not None else needs
    return []


def aggregates_in(*trees: Node) -> dict[Name, Aggregate]:
    """The aggregates that trees read in their frames, by home and column, those inside other aggregates included."""
    found: dict[Name, Aggregate] = {}
    for tree in trees:
        for node in tree.walk():
            if isinstance(node, Aggregate):
                found[node.home, column_of(node, node.home)] = node
    return found


__all__ = [
    "Computed",
    "Concluded",
    "Gathered",
    "Leaf",
    "Lifted",
    "Linked",
    "Name",
    "Part",
    "aggregates_in",
    "gathered",
    "leaf_needs",
    "link_column",
    "needs_of",
    "outer_needs",
]
