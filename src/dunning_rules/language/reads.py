"""Which records a tree may read: its own, its debtor's and, inside an aggregate, the record that asks."""

from __future__ import annotations

from dunning_rules.errors import LanguageError, quote
from dunning_rules.language.grammar import Outer, Ref
from dunning_rules.language.node import Node

DEBTOR = "debtor"


def check_reads(tree: Node, scope: str, asking: str | None = None) -> None:
    """Refuse a tree that reads other records than it can.

    Args:
        tree: a term or a condition on records of `scope`.
        scope: their scope.
        asking: inside an aggregate, the scope of the record that asks.

    Raises:
        LanguageError: a field of another scope, or `outer(…)` of another record than the one that asks.
    """
    if isinstance(tree, Outer):
        if tree.ref.scope != asking:
            who = f"{quote(asking)} asks" if asking is not None else "nobody asks here"
            message = f"`outer` reads {quote(tree.ref.key)}, but {who}"
            raise LanguageError(message, help="use `outer(…)` inside the `where` of an aggregate, for a field of the scope in `per`")
        return
    home = getattr(tree, "home", None)
    read = tree.scope if isinstance(tree, Ref) else home
    if read is not None and read not in {scope, DEBTOR}:
        message = f"{quote(tree.key)} is of {quote(read)}, and {quote(scope)} is looked at"
        raise LanguageError(message, help=f"read a field of {scope} or of its debtor; what crosses records is an aggregate with `per`")
    if home is None:
        for part in tree.parts():
            check_reads(part, scope, asking)
