"""Rule books: consistent, or an error that names the rule and the mend."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from dunning_rules.errors import BookError, LanguageError, ParameterError
from dunning_rules.language import COUNT, DAYS, FLAG, MONEY, Param, Ref, Wording, count, exists, outer
from dunning_rules.rules import Conclude, Exclusion, Parameter, RuleBook
from dunning_rules.tips import standard_book
from dunning_rules.tips.common import PARAMETERS
from dunning_rules.vocabulary import Scope, Vocabulary, debtor, event, invoice
from tests.cases import ACT, TEXT, a_book, a_rule, advise, an_action

LABEL = Wording("mark", "标准")
OTHER = an_action("OTHER")


def a_parameter(name: str = "mark") -> Parameter:
    return Parameter(name, DAYS, 14, 1, 365, "house", LABEL)


def test_everything_is_in_canonical_order() -> None:
    book = a_book(
        a_rule("b", debtor.is_overdue),
        a_rule("a", debtor.is_overdue),
        actions=(OTHER, ACT, an_action("ZERO")),
        exclusions=(Exclusion("ZERO", "OTHER", TEXT), Exclusion("ACT", "OTHER", TEXT)),
        parameters=(a_parameter("z"), a_parameter("a")),
    )
    assert [rule.id for rule in book.rules] == ["a", "b"]
    assert [action.id for action in book.actions] == ["ACT", "OTHER", "ZERO"]
    assert [each.stays for each in book.exclusions] == ["ACT", "ZERO"]
    names = [parameter.name for parameter in book.parameters]
    assert names == sorted(names)


def test_rules_and_actions_are_found_by_id() -> None:
    book = a_book(a_rule("one", debtor.is_overdue))
    assert book.rule("one").id == "one"
    assert book.action("ACT") == ACT


def mistakes() -> dict[str, tuple[Callable[[], object], type[Exception], str]]:
    overdue = debtor.is_overdue
    distinct = "\n  help: give each its own id"
    return {
        "two rules of one id": (
            lambda: a_book(a_rule("r", overdue), a_rule("r", debtor.is_blocked)),
            BookError,
            f"rule `r` occurs twice{distinct}",
        ),
        "two actions of one id": (
            lambda: a_book(actions=(ACT, an_action("ACT", place="court"))),
            BookError,
            f"action `ACT` occurs twice{distinct}",
        ),
        "two parameters of one name": (
            lambda: a_book(parameters=(a_parameter(), a_parameter())),
            BookError,
            f"parameter `mark` occurs twice{distinct}",
        ),
        "an exclusion twice": (
            lambda: a_book(actions=(ACT, OTHER), exclusions=(Exclusion("ACT", "OTHER", TEXT), Exclusion("ACT", "OTHER", LABEL))),
            BookError,
            f"exclusion `ACT over OTHER` occurs twice{distinct}",
        ),
        "an exclusion of an unknown action": (
            lambda: a_book(exclusions=(Exclusion("ACT", "ATC", TEXT),)),
            BookError,
            "there is no action `ATC`\n  help: did you mean `ACT`?",
        ),
        "an unknown action that stays": (
            lambda: a_book(exclusions=(Exclusion("WAIT", "ACT", TEXT),)),
            BookError,
            "there is no action `WAIT`\n  help: known: `ACT`",
        ),
        "an action excluded in both directions": (
            lambda: a_book(actions=(ACT, OTHER), exclusions=(Exclusion("ACT", "OTHER", TEXT), Exclusion("OTHER", "ACT", TEXT))),
            BookError,
            "actions give way to each other in a circle: ",
        ),
        "an action that excludes itself": (
            lambda: a_book(exclusions=(Exclusion("ACT", "ACT", TEXT),)),
            BookError,
            "actions give way to each other in a circle: `ACT`, `ACT`",
        ),
        "advice of an unknown action": (
            lambda: a_book(a_rule("r", overdue, advise("ATC"))),
            BookError,
            "there is no action `ATC`\n  at: rule `r`\n  help: did you mean `ACT`?",
        ),
        "an unknown parameter": (
            lambda: a_book(a_rule("r", debtor.max_days_past_due > Param("marc", DAYS)), parameters=(a_parameter(),)),
            BookError,
            "there is no parameter `marc` of type days\n  at: rule `r`\n  help: did you mean `mark`?",
        ),
        "a parameter of another type": (
            lambda: a_book(a_rule("r", debtor.open_invoices > Param("mark", COUNT)), parameters=(a_parameter(),)),
            BookError,
            "there is no parameter `mark` of type count\n  at: rule `r`\n  help: did you mean `mark`?",
        ),
        "a parameter that the vocabulary needs": (
            lambda: RuleBook((), PARAMETERS[1:], (ACT,)),
            BookError,
            "there is no parameter `small_balance` of type money\n  help: ",
        ),
        "an unknown field in the text": (
            lambda: a_book(a_rule("r", overdue, why=Wording("{debtor.overdue_amuont}", ""))),
            LanguageError,
            "`debtor` has no field `overdue_amuont`\n  at: rule `r`\n  help: did you mean `overdue_amount`?",
        ),
        "an unknown scope in the text": (
            lambda: a_book(a_rule("r", overdue, why=Wording("{debtr.overdue_amount}", ""))),
            LanguageError,
            "there is no scope `debtr` in `debtr.overdue_amount`\n  at: rule `r`\n  help: did you mean `debtor`?",
        ),
        "an unknown field in the condition": (
            lambda: a_book(a_rule("r", Ref("debtor", "overdu", FLAG, may_miss=True))),
            LanguageError,
            "`debtor` has no field `overdu`\n  at: rule `r`\n  help: did you mean `is_overdue`?",
        ),
        "an unknown scope in the condition": (
            lambda: a_book(a_rule("r", Ref("plugin", "flag", FLAG, may_miss=True))),
            LanguageError,
            "there is no scope `plugin`\n  at: rule `r`\n  help: known: `debtor`, `event`, `invoice`, `recommendation`, `visit`",
        ),
        "a link by an unknown field": (
            lambda: a_book(a_rule("r", exists(event, per="invoice", link="invoiceid"))),
            LanguageError,
            "`event` has no field `invoiceid`\n  at: rule `r`\n  help: did you mean `invoice_id`?",
        ),
        "concluding what is computed": (
            lambda: a_book(a_rule("r", overdue, Conclude.that(debtor.is_blocked))),
            BookError,
            "`debtor.is_blocked` is not a field that rules conclude\n  at: rule `r`\n  help: define it with `Scope.concluded`",
        ),
    }


@pytest.mark.parametrize("name", mistakes())
def test_a_mistake_is_an_error_when_the_book_is_built(name: str) -> None:
    build, error, text = mistakes()[name]
    with pytest.raises(error) as caught:
        build()
    assert str(caught.value).startswith(text)


def test_a_circle_of_three_actions_is_named() -> None:
    actions = tuple(an_action(name) for name in "ABC")
    pairs = tuple(Exclusion(stays, yields, TEXT) for stays, yields in ("AB", "BC", "CA"))
    with pytest.raises(BookError) as caught:
        a_book(actions=actions, exclusions=pairs)
    assert {name for name in "ABC" if f"`{name}`" in caught.value.message} == {"A", "B", "C"}
    assert caught.value.help == "declare for each pair which of the two stays, so that no circle is left"


@pytest.mark.parametrize(("kind", "find"), [("rule", RuleBook.rule), ("action", RuleBook.action)])
def test_asking_for_what_is_not_there_is_an_error(kind: str, find: Callable[[RuleBook, str], object]) -> None:
    with pytest.raises(BookError) as caught:
        find(a_book(a_rule("ACTS", debtor.is_overdue)), "ACTE")
    assert caught.value.message == f"there is no {kind} `ACTE`"
    assert caught.value.help.startswith("did you mean `ACT")


def test_a_definition_of_the_vocabulary_is_checked_as_well() -> None:
    own = Scope("debtor", Wording("debtor", "欠款户"))
    own.fields.update(debtor.fields)
    limit = own.computed("over_the_mark", LABEL, debtor.open_amount > Param("mark_of_ours", MONEY))
    vocabulary = Vocabulary((own, invoice, event))
    with pytest.raises(BookError, match="there is no parameter `mark_of_ours` of type money"):
        a_book(a_rule("r", limit), vocabulary=vocabulary)


def test_parameters_are_changed_in_a_copy() -> None:
    book = standard_book()
    changed = book.with_parameters({"small_balance": Decimal(5), "excuse_days": 10})
    values = {parameter.name: parameter.value for parameter in changed.parameters}
    assert (values["small_balance"], values["excuse_days"], values["business_days"]) == (Decimal(5), 10, 30)
    assert next(each for each in book.parameters if each.name == "excuse_days").value == 90


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("excuse_dayz", 5, "there is no parameter `excuse_dayz`\n  help: did you mean `excuse_days`?"),
        ("excuse_days", 0, "`0` is out of range\n  at: parameter `excuse_days`\n  help: give a value from 1 to 730"),
        (
            "excuse_days",
            Decimal(5),
            "`Decimal('5')` cannot be read as days\n  at: parameter `excuse_days`\n  help: give a whole number of days",
        ),
    ],
)
def test_a_parameter_is_not_changed_to_nonsense(name: str, value: int | Decimal, text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        standard_book().with_parameters({name: value})
    assert str(caught.value) == text


def test_an_aggregate_is_checked_inside() -> None:
    wrong = count(event, Ref("event", "amuont", MONEY, may_miss=True) > 0) > 1
    with pytest.raises(LanguageError, match="`event` has no field `amuont`"):
        a_book(a_rule("r", wrong))


def test_outside_an_aggregate_there_is_no_record_that_asks() -> None:
    with pytest.raises((BookError, LanguageError)):
        a_book(a_rule("r", invoice.is_open & (outer(invoice.amount) > 0)))
