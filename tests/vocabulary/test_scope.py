"""Scopes, fields and vocabularies: each name is defined once, and a wrong one is answered with the nearest."""

from __future__ import annotations

import copy
from itertools import permutations

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import COUNT, DAYS, FLAG, MINUTE, MONEY, Ref, Type, Value, Wording, choice
from dunning_rules.vocabulary import VOCABULARY, Scope, Vocabulary, debtor, event, invoice, merger, recommendation, visit

LABEL = Wording("label", "标签")


def a_scope() -> Scope:
    scope = Scope("thing", LABEL)
    scope.given("size", COUNT, LABEL, "size", may_miss=False)
    return scope


def test_a_field_is_a_term() -> None:
    scope = a_scope()
    assert scope.size.key == "thing.size"
    assert scope.field("size") is scope.size
    assert (scope.size.type, scope.size.nullable) == (COUNT, False)


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda: debtor.overdue_amuont, "`debtor` has no field `overdue_amuont`\n  help: did you mean `overdue_amount`?"),
        (lambda: invoice.field("due"), "`invoice` has no field `due`\n  help: did you mean `due_on`?"),
        (lambda: a_scope().weight, "`thing` has no field `weight`\n  help: known: `size`"),
        (lambda: VOCABULARY.named("invoce.due_on"), "there is no scope `invoce` in `invoce.due_on`\n  help: did you mean `invoice`?"),
        (
            lambda: VOCABULARY.named("due_on"),
            "there is no scope `due_on` in `due_on`\n  help: known: `debtor`, `event`, `invoice`, `recommendation`, `visit`",
        ),
        (lambda: VOCABULARY.named("invoice.due"), "`invoice` has no field `due`\n  help: did you mean `due_on`?"),
        (lambda: VOCABULARY.named("invoice"), "`invoice` has no field ``"),
        (
            lambda: VOCABULARY.field(Ref("invoce", "due_on", COUNT, may_miss=True)),
            "there is no scope `invoce`\n  help: did you mean `invoice`?",
        ),
        (
            lambda: VOCABULARY.field(Ref("invoice", "due", COUNT, may_miss=True)),
            "`invoice` has no field `due`\n  help: did you mean `due_on`?",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(ask: object, text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        ask()  # type: ignore[operator] # a question of the table
    assert str(caught.value).startswith(text)


def test_special_names_of_python_are_not_taken_for_fields() -> None:
    scope = a_scope()
    assert not hasattr(scope, "__wrapped__")
    assert copy.copy(scope).size is scope.size


def test_a_name_is_defined_once() -> None:
    scope = a_scope()
    with pytest.raises(LanguageError) as caught:
        scope.computed("size", LABEL, scope.size + 1)
    assert str(caught.value) == "`thing.size` is defined twice\n  help: choose another name"


def test_a_computed_field_has_the_type_of_its_definition() -> None:
    scope = a_scope()
    scope.given("age", DAYS, LABEL, "age")
    assert (scope.computed("twice", LABEL, scope.size * 2).type, scope.twice.nullable) == (COUNT, False)
    assert scope.computed("older", LABEL, scope.age + 1).nullable
    is_large = scope.computed("is_large", LABEL, scope.size > 3)
    assert (is_large.type, is_large.nullable) == (FLAG, False)


@pytest.mark.parametrize(
    ("kind", "default", "nullable", "value"),
    [
        (FLAG, None, False, False),
        (COUNT, None, True, None),
        (COUNT, 0, False, 0),
        (choice("a", "b"), None, True, None),
        (choice("a", "b"), "a", False, "a"),
    ],
)
def test_a_concluded_field_is_missing_without_a_default_but_a_flag_is_false(
    kind: Type,
    default: Value | None,
    nullable: bool,  # noqa: FBT001 - a column of the table
    value: Value | None,
) -> None:
    scope = a_scope()
    ref = scope.concluded("found", kind, LABEL, default=default)
    assert ref.nullable is nullable
    assert scope.fields["found"].default == value
    assert scope.fields["found"].merge == "greatest"


@pytest.mark.parametrize(
    ("kind", "merge", "values", "result"),
    [
        (FLAG, "greatest", (False, True, False), True),
        (COUNT, "greatest", (3, 1, 2), 3),
        (MINUTE, "least", (3, 1, 2), 1),
        (MONEY, "greatest", (-3, -1), -1),
        (choice("mild", "bad", "dead", ordered=True), "greatest", ("bad", "dead", "mild"), "dead"),
        (choice("mild", "bad", "dead", ordered=True), "least", ("bad", "dead", "mild"), "mild"),
        (choice("z", "a"), "greatest", ("z", "a"), "a"),
    ],
)
def test_conclusions_merge_in_any_order(kind: Type, merge: str, values: tuple[Value, ...], result: Value) -> None:
    scope = a_scope()
    scope.concluded("found", kind, LABEL, merge=merge)  # type: ignore[arg-type] # a column of the table
    join = merger(scope.fields["found"])
    for ordered in permutations(values):
        merged = ordered[0]
        for value in (*ordered[1:], ordered[0]):
            merged = join(merged, value)
        assert merged == result


def test_a_vocabulary_finds_fields_by_term_and_by_name() -> None:
    vocabulary = Vocabulary((a_scope(),))
    assert vocabulary.named("thing.size") is vocabulary.field(vocabulary.scopes["thing"].size)


@pytest.mark.parametrize("scope", [debtor, invoice, visit, event, recommendation], ids=lambda scope: scope.scope_name)
def test_every_field_has_one_origin_and_labels_in_both_languages(scope: Scope) -> None:
    for name, field in scope.fields.items():
        origins = [field.source is not None, field.definition is not None, field.merge is not None]
        assert origins.count(True) == 1, name
        assert field.ref.name == name
        assert field.ref.scope == scope.scope_name
        assert field.label.en, name
        assert any("\u4e00" <= letter <= "\u9fff" for letter in field.label.zh), name


def test_labels_are_distinct_within_a_scope() -> None:
    for scope in VOCABULARY.scopes.values():
        labels = [field.label.en for field in scope.fields.values()]
        assert {label for label in labels if labels.count(label) > 1} == set(), scope.scope_name


def test_every_definition_reads_fields_that_there_are() -> None:
    for scope in VOCABULARY.scopes.values():
        for field in scope.fields.values():
            for node in field.definition.walk() if field.definition is not None else ():
                if isinstance(node, Ref):
                    VOCABULARY.field(node)


def test_no_field_hides_behind_a_method_of_its_scope() -> None:
    for scope in VOCABULARY.scopes.values():
        assert [name for name in scope.fields if hasattr(type(scope), name) or name in vars(scope)] == []
