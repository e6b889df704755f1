"""Scopes and fields: the names that a rule may use, each defined once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from dunning_rules.errors import LanguageError, did_you_mean, quote
from dunning_rules.language import Condition, Ref, Term, Wording, holds
from dunning_rules.language.reads import check_reads
from dunning_rules.language.types import FLAG, Type, Value

Merge = Literal["greatest", "least"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a scope: what it is called, what it measures and where its value comes from.

    Exactly one of three: *given* (`source`: an attribute of the model), *computed* (`definition`: a term), or *concluded* by rules (`merge`).

    Attributes:
        ref: the term by which rules read it.
        label: what people call it.
        source: path of the model's attribute; several, divided by `|`, where the first that is there counts; `outcomes:x` asks for a member.
        known_when_past: a date that is not known before its day (a signature, not a due date).
        definition: the term that it is computed from.
        merge: which value stays where several rules conclude one.
        default: the value where no rule concludes one; `None` = missing.
    """

    ref: Ref
    label: Wording
    source: str | None = None
    known_when_past: bool = False
    definition: Term | None = None
    merge: Merge | None = None
    default: Value | None = None

    @property
    def is_asked_by_guard(self) -> bool:
        """Whether it is known only when the compliance guard asks, after all rules."""
        return (self.source or "").startswith("guard.")


class Scope:
    """A kind of record with its fields: `invoice.open_amount` is the term for a field of it.

    A scope is filled once while its module is imported, and not changed after.
    """

    def __init__(self, name: str, label: Wording) -> None:
        self.scope_name = name
        self.label = label
        self.fields: dict[str, Field] = {}

    def field(self, name: str) -> Ref:
        """The term for one field.

        Raises:
            LanguageError: there is no such field.
        """
        if name not in self.fields:
            message = f"{quote(self.scope_name)} has no field {quote(name)}"
            raise LanguageError(message, help=did_you_mean(name, self.fields))
        return self.fields[name].ref

    def __getattr__(self, name: str) -> Ref:
        """The term for one field, as an attribute."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.field(name)

    def given(self, name: str, kind: Type, label: Wording, source: str, *, may_miss: bool = True, known_when_past: bool = False) -> Ref:
        """Define a field that is read from the model."""
        ref = Ref(self.scope_name, name, kind, may_miss)
        return self.add(Field(ref, label, source=source, known_when_past=known_when_past))

    def computed(self, name: str, label: Wording, definition: Term | Condition) -> Ref:
        """Define a field by a term or, for a flag, by a condition.

        Raises:
            LanguageError: the name is taken, or the definition reads what it cannot.
        """
        term = holds(definition) if isinstance(definition, Condition) else definition
        check_reads(term, self.scope_name)
        return self.add(Field(Ref(self.scope_name, name, term.type, term.nullable), label, definition=term))

    def concluded(self, name: str, kind: Type, label: Wording, *, default: Value | None = None, merge: Merge = "greatest") -> Ref:
        """Define a field that rules conclude."""
        default = False if kind == FLAG else default
        ref = Ref(self.scope_name, name, kind, default is None)
        return self.add(Field(ref, label, merge=merge, default=default))

    def add(self, field: Field) -> Ref:
        """Take a field in.

        Raises:
            LanguageError: the name is taken.
        """
        name = field.ref.name
        if name in self.fields:
            message = f"{quote(field.ref.key)} is defined twice"
            raise LanguageError(message, help="choose another name")
        self.fields[name] = field
        return field.ref


class Vocabulary:
    """All scopes: where a name is looked up."""

    def __init__(self, scopes: tuple[Scope, ...]) -> None:
        self.scopes = {scope.scope_name: scope for scope in scopes}

    def extended(self, fields: Iterable[Field]) -> Vocabulary:
        """This vocabulary with further fields; itself stays as it is.

        Raises:
            LanguageError: a name is taken, or there is no such scope.
        """
        scopes = {name: Scope(name, scope.label) for name, scope in self.scopes.items()}
        for name, scope in scopes.items():
            scope.fields.update(self.scopes[name].fields)
        for each in fields:
            if each.ref.scope not in scopes:
                message = f"there is no scope {quote(each.ref.scope)}"
                raise LanguageError(message, help=did_you_mean(each.ref.scope, scopes))
            scopes[each.ref.scope].add(each)
        return Vocabulary(tuple(scopes.values()))

    def field(self, ref: Ref) -> Field:
        """The definition behind a term.

        Raises:
            LanguageError: the vocabulary has no such field.
        """
        scope = self.scopes.get(ref.scope)
        if scope is None:
            message = f"there is no scope {quote(ref.scope)}"
            raise LanguageError(message, help=did_you_mean(ref.scope, self.scopes))
        scope.field(ref.name)
        return scope.fields[ref.name]

    def named(self, key: str) -> Field:
        """The field named `scope.name`.

        Raises:
            LanguageError: the vocabulary has no such field.
        """
        scope, _, name = key.partition(".")
        if scope not in self.scopes:
            message = f"there is no scope {quote(scope)} in {quote(key)}"
            raise LanguageError(message, help=did_you_mean(scope, self.scopes))
        return self.field(self.scopes[scope].field(name))


def merger(field: Field) -> Callable[[Value, Value], Value]:
    """How two conclusions of one field become one: the graver choice, the true flag, the greater (or least) number.

    It is commutative, associative and idempotent, so the order of rules never matters.
    """
    pick = min if field.merge == "least" else max
    order = field.ref.type.choices
    if order:
        return lambda one, other: pick(one, other, key=lambda value: order.index(str(value)))
    return pick
