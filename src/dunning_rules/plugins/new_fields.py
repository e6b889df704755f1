"""New fields of a policy: attributes of records, computed, or concluded by rules."""

from __future__ import annotations

from dunning_rules.errors import LanguageError, did_you_mean, quote
from dunning_rules.language import Ref, Type, Wording
from dunning_rules.vocabulary import VOCABULARY, Field, Scope

_LABEL = Wording("further fields", "附加字段")


class NewFields(Scope):
    """The new fields of one policy for one kind of record; hand `all()` to the hook `dunning_fields`.

    Beside `attribute` there are `computed` (a term or a condition) and `concluded` (by rules), as for the built-in fields.
    """

    def attribute(self, name: str, kind: Type, label: Wording, *, of: str | None = None) -> Ref:
        """Define a field that is read from the `attributes` of the record; missing where the record has none of that name.

        A flag that is not there is missing, too: ask `is_missing()`.

        Args:
            name: of the field.
            kind: its type; amounts are in the currency of the record.
            label: what people call it.
            of: the name of the attribute, where it is another one than that of the field.
        """
        root = "debtor." if self.scope_name == "debtor" else ""
        return self.given(name, kind, label, f"{root}attributes.{of or name}")

    def all(self) -> tuple[Field, ...]:
        """The new fields."""
        return tuple(self.fields.values())


def extend(scope: str) -> NewFields:
    """An empty scope for the new fields of one policy; the built-in fields stay in `dunning_rules.vocabulary`.

    Args:
        scope: `debtor`, `invoice`, `visit` or `event`.

    Raises:
        LanguageError: there is no such scope.
    """
    known = VOCABULARY.scopes.keys() - {"recommendation"}
    if scope not in known:
        message = f"there is no scope {quote(scope)} for new fields"
        raise LanguageError(message, help=did_you_mean(scope, known))
    return NewFields(scope, _LABEL)
