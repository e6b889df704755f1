"""A rule: a condition, what follows from it, and why, for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias, cast

from dunning_rules.errors import BookError, LanguageError, quote
from dunning_rules.language import Condition, Node, Ref, Term, Wording, as_condition, as_term
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.grammar import Known, Operand
from dunning_rules.language.reads import check_reads
from dunning_rules.language.types import DATE, MINUTE, MONEY, SCORE, Type
from dunning_rules.language.types import Literal as LiteralValue
from dunning_rules.rules.template import fields_of

Change: TypeAlias = Callable[[Node], Node]
"""Gives a tree for a tree, of the same type."""


@dataclass(frozen=True, slots=True, eq=False)
class Conclude:
    """A fact that holds where the condition does: `field` of the record gets `value`.

    Several rules may conclude one field: the vocabulary says which value stays.
    """

    field: Ref
    value: Term

    @classmethod
    def that(cls, target: Ref, value: Term | LiteralValue = True) -> Conclude:  # noqa: FBT002 - `that(debtor.bad_faith)` reads as a sentence
        """`target` is `value`; a flag is true.

        Raises:
            LanguageError: the types differ.
        """
        term = as_term(value, target.type)
        _same_type(target.key, term, target.type)
        return cls(target, term)

    def terms(self) -> tuple[Term, ...]:
        """What is read to conclude it."""
        return (self.value,)

    def mapped(self, change: Change) -> Conclude:
        """The same with `change` made to what is read."""
        return replace(self, value=cast("Term", change(self.value)))


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A statement that the action would make to the debtor, and what shows that it is true.

    Without either nothing shows it, and the compliance guard leaves it out.

    Attributes:
        text: what is said.
        needs: the kind of attestation that it needs (see `Attestation.kind`).
        shown_by: the facts of the case that show it.
    """

    text: Wording
    needs: str | None = None
    shown_by: Condition | None = None

    def __post_init__(self) -> None:
        """Check that what shows it rests on a fact.

        Raises:
            BookError: it would hold of every case, or rests on what is not known.
        """
        if self.shown_by is None:
            return
        if not leaves(self.shown_by):
            message = f"{quote(self.text.en)} is shown by nothing: {quote(self.shown_by.key)} reads no fact"
            raise BookError(message, help="name the facts that show it, or an attestation in `needs`")
        for node in self.shown_by.walk():
            if isinstance(node, Known) and not node.known:
                message = f"{quote(self.text.en)} is shown by what is not known: {quote(node.key)}"
                raise BookError(message, help="name the facts that show it, or an attestation in `needs`")
            if isinstance(node, Known) and not node.term.nullable:
                message = f"{quote(self.text.en)} is shown by what is known of every case: {quote(node.key)}"
                raise BookError(message, help="name the facts that show it, or an attestation in `needs`")


@dataclass(frozen=True, slots=True, eq=False)
class Recommend:
    """An action that is advised where the condition holds.

    Attributes:
        action: its id in the catalogue of actions.
        urgency: 0 to 100, comparable across debtors; more is cut off.
        on: the day on which to do it; `None` = as soon as its window allows.
        start: not before this time of the debtor's day.
        deadline: the last day for doing it.
        names_day: the day that it sets the debtor: a deadline, a new date.
        amount: the money that it asks for, names or charges.
        claims: what it says to the debtor.
    """

    action: str
    urgency: Operand
    on: Operand | None = None
    start: Operand | None = None
    deadline: Operand | None = None
    names_day: Operand | None = None
    amount: Operand | None = None
    claims: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        """Check the types.

        Raises:
            LanguageError: a term has the wrong type, or the urgency may be missing.
        """
        for name, kind in _TYPES.items():
            operand = getattr(self, name)
            if operand is not None:
                term = as_term(operand, kind)
                _same_type(self.action, term, kind)
                object.__setattr__(self, name, term)
        if self.term("urgency").nullable:
            message = f"the urgency of {quote(self.action)} may be missing"
            raise LanguageError(message, help="add `coalesce(…, 0)` around the term that may be missing")

    def terms(self) -> tuple[Term, ...]:
        """What is read to word it."""
        return tuple(self.term(name) for name in _TYPES if getattr(self, name) is not None)

    def mapped(self, change: Change) -> Recommend:
        """The same with `change` made to what is read."""
        terms = {name: change(self.term(name)) for name in _TYPES if getattr(self, name) is not None}
        claims = tuple(
            each if each.shown_by is None else replace(each, shown_by=cast("Condition", change(each.shown_by))) for each in self.claims
        )
        return replace(self, claims=claims, **cast("dict[str, Any]", terms))

    def term(self, name: str) -> Term:
        """One of `urgency`, `on`, `start`, `deadline`, `names_day`, `amount`, where it is given."""
        return cast("Term", getattr(self, name))


_TYPES = {"urgency": SCORE, "on": DATE, "start": MINUTE, "deadline": DATE, "names_day": DATE, "amount": MONEY}

Effect: TypeAlias = Conclude | Recommend


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """When a condition holds for a record, its effects follow.

    Attributes:
        id: unique in a book; the rules of a tip begin with `tip-` and its two digits, then the letter.
        when: the condition; a flag means that it is true.
        then: the effects, at least one.
        why: the reason for people; `{debtor.overdue_amount}` stands for a value.
        tip: number of the tip that it is from, or `None`.
        since: first day on which it holds; `None` = always did.
        until: last day on which it holds; `None` = still does.
        condition: `when` as a condition.
        scope: the scope of its records, found from the fields that it reads.
    """

    id: str
    when: Condition | Term
    then: tuple[Effect, ...]
    why: Wording
    tip: int | None = None
    since: date | None = None
    until: date | None = None
    condition: Condition = field(init=False)
    scope: str = field(init=False)

    def __post_init__(self) -> None:
        """Find the scope.

        Raises:
            BookError: the rule has no effect, or reads two kinds of records at once.
            LanguageError: `when` is not a condition.
        """
        try:
            object.__setattr__(self, "condition", as_condition(self.when))
        except LanguageError as error:
            raise LanguageError(error.message, where=f"rule {quote(self.id)}", help=error.help) from None
        if not isinstance(self.why, Wording):
            message = f"the reason of rule {quote(self.id)} is no `Wording`"
            raise BookError(message, help='write `Wording(en="…", zh="…")`')
        if isinstance(self.then, Conclude | Recommend):
            object.__setattr__(self, "then", (self.then,))
        object.__setattr__(self, "then", tuple(self.then))
        if not self.then:
            message = f"rule {quote(self.id)} has no effect"
            raise BookError(message, help="give at least one `Recommend` or `Conclude` in `then`")
        object.__setattr__(self, "scope", _scope(self))
        for tree in self.reads():
            try:
                check_reads(tree, self.scope)
            except LanguageError as error:
                raise LanguageError(error.message, where=f"rule {quote(self.id)}", help=error.help) from None

    @property
    def letter(self) -> str:
        """The letter of the tip, e.g. `3b` of `tip-03b.remind`; the number alone where it has none; empty outside the tips."""
        head = self.id.partition(".")[0].removeprefix("tip-")
        return head.lstrip("0") if self.tip is not None else ""

    def reads(self) -> tuple[Node, ...]:
        """The trees that decide whether and what follows (not the wording)."""
        claims = (claim for effect in self.then if isinstance(effect, Recommend) for claim in effect.claims)
        shown = (claim.shown_by for claim in claims if claim.shown_by is not None)
        return (self.condition, *(term for effect in self.then for term in effect.terms()), *shown)

    def mapped(self, change: Change) -> Rule:
        """The same rule with `change` made to its condition and to all that its effects read."""
        return replace(self, when=cast("Condition", change(self.condition)), then=tuple(effect.mapped(change) for effect in self.then))

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def leaves(node: Node) -> list[Ref | Aggregate]:
    """The fields and aggregates that a tree reads of its own record and its debtor, each once, in order of reading."""
    found: dict[str, Ref | Aggregate] = {}

    def visit(each: Node) -> None:
        if isinstance(each, Ref | Aggregate):
            found.setdefault(each.key, each)
            return
        for part in each.parts():
            visit(part)

    visit(node)
    return list(found.values())


def _scope(rule: Rule) -> str:
    read = [leaf.scope for tree in rule.reads() for leaf in leaves(tree) if isinstance(leaf, Ref)]
    read += [leaf.home for tree in rule.reads() for leaf in leaves(tree) if isinstance(leaf, Aggregate)]
    read += [effect.field.scope for effect in rule.then if isinstance(effect, Conclude)]
    read += [name.partition(".")[0] for name in fields_of(rule.why)]
    scopes = sorted(set(read) - {"debtor"})
    if len(scopes) > 1:
        message = f"rule {quote(rule.id)} reads two kinds of records at once: {quote(', '.join(scopes))}"
        raise BookError(message, help="read one of them through an aggregate, e.g. `exists(event, …)`")
    scope = scopes[0] if scopes else "debtor"
    for effect in rule.then:
        if isinstance(effect, Conclude) and effect.field.scope != scope:
            message = f"rule {quote(rule.id)} looks at each {quote(scope)} but concludes {quote(effect.field.key)}"
            raise BookError(message, help=f"read the {scope} through an aggregate, or conclude a field of {scope}")
    return scope


def _same_type(where: str, term: Term, kind: Type) -> None:
    if term.type != kind:
        message = f"{quote(term.key)} is {term.type}, {kind} is needed"
        raise LanguageError(message, where=quote(where), help="convert it, or choose another field")
