"""What the guard asks means the same in every book: no vocabulary gives another meaning to a fact that a constraint reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dunning_rules.errors import BookError, quote
from dunning_rules.language import Node, Ref
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.rules.book import GUARD_NEEDS, GUARD_NEEDS_OF_INVOICES
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.digest import of_field
from dunning_rules.vocabulary import VOCABULARY, Vocabulary

_NEEDS = {"debtor": GUARD_NEEDS, "invoice": GUARD_NEEDS_OF_INVOICES}


def check_guard_facts(vocabulary: Vocabulary, constraints: tuple[Constraint, ...]) -> None:
    """Refuse a vocabulary in which `constraints` would be asked of other facts than in the built-in one.

    Raises:
        BookError: a field that one of them reads, or that is computed for one, is defined otherwise.
    """
    for key in _facts_of(constraints):
        known, given = VOCABULARY.named(key), vocabulary.named(key)
        if given is not known and (given.ref.may_miss is not known.ref.may_miss or of_field(given) != of_field(known)):
            message = f"the compliance guard asks for {quote(key)}, which this vocabulary defines otherwise"
            raise BookError(message, help="give your field another name; what the guard asks keeps its meaning")


@lru_cache(maxsize=8)
def _facts_of(constraints: tuple[Constraint, ...]) -> tuple[str, ...]:
    """The fields that decide what `constraints` find, with all that these are computed from; sorted."""
    trees: list[Node] = [tree for each in constraints for tree in each.reads()]
    trees += [VOCABULARY.named(f"{scope}.{name}").ref for scope, names in _NEEDS.items() for name in names]
    found: set[str] = set()
    while trees:
        for key in _read_by(trees.pop()):
            definition = VOCABULARY.named(key).definition
            if key not in found and definition is not None:
                trees.append(definition)
            found.add(key)
    return tuple(sorted(found))


def _read_by(tree: Node) -> Iterator[str]:
    for node in tree.walk():
        if isinstance(node, Ref):
            yield node.key
        if isinstance(node, Aggregate) and node.link is not None:
            yield f"{node.scope}.{node.link}"
