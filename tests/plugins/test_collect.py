"""From hooks to values."""

from __future__ import annotations

import types
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from dunning_rules.errors import PluginError
from dunning_rules.language import COUNT, Wording
from dunning_rules.plugins import HOOKS, hookimpl, read_plugin
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Rule
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor
from tests.cases import TEXT, a_rule, an_action
from tests.plugins.common import a_plugin, a_source, told

RULE = a_rule("ours.one", debtor.is_overdue)


def test_a_policy_gives_what_its_hooks_return() -> None:
    limit = Parameter("ours.limit", COUNT, 3, 0, 9, "house", TEXT)
    found = a_plugin(rules=[RULE], actions=(an_action("OURS"),), parameters=iter([limit]), parameter_values={"call_from": 900})
    assert (found.name, found.version, found.rules, found.parameters, dict(found.values)) == (
        "ours",
        "1.0",
        (RULE,),
        (limit,),
        {"call_from": 900},
    )
    assert found.hooks == ("dunning_actions", "dunning_parameter_values", "dunning_parameters", "dunning_rules")
    assert found.title == "plugin `ours` 1.0"


def test_a_module_may_be_a_policy() -> None:
    module = types.ModuleType("ours")

    @hookimpl
    def dunning_rules() -> list[Rule]:
        return [RULE]

    module.dunning_rules = dunning_rules  # type: ignore[attr-defined]
    assert read_plugin(module, "ours").rules == (RULE,)
    assert read_plugin(module, "ours").title == "plugin `ours`"


def test_hooks_are_told_of_the_book() -> None:
    seen: list[RuleBook] = []

    def rules(book: RuleBook) -> list[Rule]:
        seen.append(book)
        return []

    own = standard_book()
    read_plugin(a_source(rules=rules, overrides=rules), "ours", book=own)
    assert seen == [own, own]
    read_plugin(a_source(rules=rules), "ours")
    assert seen[-1].digest == own.digest


def test_a_hook_may_return_nothing() -> None:
    found = a_plugin(rules=None, parameter_values=None)
    assert (found.rules, dict(found.values)) == ((), {})


@pytest.mark.parametrize(
    ("hook", "value", "message"),
    [
        ("rules", "tip-01", "it returned `str`, a list of `Rule` is needed"),
        ("rules", RULE, "it returned `Rule`, a list of `Rule` is needed"),
        ("rules", {"a": RULE}, "it returned `dict`, a list of `Rule` is needed"),
        ("actions", [an_action("A"), RULE], "it returned `Rule` in its list, `Action` is needed"),
        ("parameter_values", [("call_from", 900)], "it returned `list`, a mapping from names to values is needed"),
        ("parameter_values", {1: 2}, "it returned `dict`, a mapping from names to values is needed"),
    ],
)
def test_what_is_no_value_of_the_hook_is_refused(hook: str, value: object, message: str) -> None:
    with pytest.raises(PluginError) as caught:
        a_plugin("ours", **{hook: value})
    assert caught.value.message == message
    assert caught.value.where == f"plugin `ours` 1.0, hook `dunning_{hook}`"
    assert caught.value.help


def test_a_generator_without_an_end_is_refused() -> None:
    def rules() -> Iterator[Rule]:
        return (a_rule(f"ours.{number}", debtor.is_overdue) for number in count())

    with pytest.raises(PluginError, match="it returned more than 10000 values"):
        read_plugin(a_source(rules=rules), "ours")


def test_an_error_of_the_library_in_a_hook_keeps_its_place_and_mend() -> None:
    def rules() -> list[Rule]:
        return [a_rule("ours.one", debtor.no_such_field)]

    with pytest.raises(PluginError) as caught:
        read_plugin(a_source(rules=rules), "ours", "2.0")
    assert told(caught.value).startswith("`debtor` has no field `no_such_field` | plugin `ours` 2.0, hook `dunning_rules` | known: ")

    def parameters() -> list[Parameter]:
        return [Parameter("p", COUNT, 30, 0, 9, "house", Wording("p", "p"))]

    with pytest.raises(PluginError) as caught:
        read_plugin(a_source(parameters=parameters), "ours", "2.0")
    assert told(caught.value).startswith("`30` is out of range | plugin `ours` 2.0, hook `dunning_parameters`: parameter `p`")


def test_a_source_without_hooks_is_refused() -> None:
    with pytest.raises(PluginError, match="it implements no hook"):
        read_plugin(types.ModuleType("empty"), "empty")


def test_the_fingerprint_says_whether_a_policy_changed() -> None:
    def made(**values: Any) -> str:  # noqa: ANN401 - what hooks return
        return a_plugin(**{"rules": [RULE], "parameter_values": {"large_amount": Decimal(9000)}} | values).digest

    assert made() == made() == made(observe=None)
    assert len({made(), made(rules=[]), made(parameter_values={"large_amount": Decimal(9001)}), made(actions=[an_action("A")])}) == 4


def test_a_function_may_implement_a_hook_under_another_name() -> None:
    class Ours:
        @hookimpl(specname="dunning_rules")
        def our_rules(self) -> list[Rule]:
            return [RULE]

        @hookimpl(specname="dunning_rulez")
        def others(self) -> list[Rule]:
            return []

    with pytest.raises(PluginError, match="a hook is not as specified: unknown hook 'dunning_rulez'"):
        read_plugin(Ours(), "ours")
    del Ours.others
    assert read_plugin(Ours(), "ours").rules == (RULE,)


def test_every_hook_has_its_part() -> None:
    assert {hook.part for hook in HOOKS.values()} <= set(a_plugin(rules=[]).__dataclass_fields__)
