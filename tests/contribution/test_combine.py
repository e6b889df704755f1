"""What policies make together, and who is named where they do not go together."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from dunning_rules.contribution import Plugin, combine
from dunning_rules.errors import PluginError
from dunning_rules.language import COUNT
from dunning_rules.packs import load_pack
from dunning_rules.plugins import Override, Texts, extend
from dunning_rules.policy import Policy
from dunning_rules.rules.rule import Conclude
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor
from tests.cases import NOON, TEXT, a_book, a_case, a_rule, advise, an_action, an_invoice

PACK = """
id = "house"
last_verified = 2026-06-30
title = { en = "our house", zh = "本公司" }
scope = { en = "all", zh = "全部" }
[[constraints]]
id = "calls"
name = "ContactFrequency"
applies = { eq = ["recommendation.channel", { choice = "call" }] }
permitted_when = { any = [] }
effect = "approve"
why = { en = "we ask first", zh = "先请示" }
source = "house rule"
"""


def made(name: str, **parts: Any) -> Plugin:  # noqa: ANN401 - parts of a plugin
    return Plugin(name=name, version="1.0", **parts)


def test_the_order_of_policies_decides_nothing() -> None:
    own = extend("debtor")
    level = own.concluded("our_level", COUNT, TEXT)
    plugins = (
        made("a", rules=(a_rule("a.one", level > 1, advise("OURS")),)),
        made("b", fields=own.all(), rules=(a_rule("b.one", debtor.is_overdue, Conclude.that(level, 2)),)),
        made("c", actions=(an_action("OURS"),), values={"call_from": 900}),
    )
    reports = {
        Policy(plugins=order, engine="plain").evaluate(a_case(an_invoice()), as_of=NOON).to_json() for order in permutations(plugins)
    }
    assert len(reports) == 1
    assert '"a.one"' in reports.pop()
    assert combine(standard_book(), plugins).origins == {"a.one": "a", "b.one": "b"}


def test_no_policies_leave_the_book_as_it_is() -> None:
    book = standard_book()
    assert combine(book, ()).book.digest == book.digest


def test_a_policy_may_override_a_rule_of_another_and_word_it() -> None:
    first = made("a", rules=(a_rule("a.one", debtor.is_overdue), a_rule("a.two", debtor.is_overdue)))
    second = made("b", overrides=(Override("a.one", TEXT, disable=True),), texts=(Texts("de", rules={"a.two": "überfällig"}),))
    found = combine(a_book(), (first, second))
    assert [(each.id, each.why.text("de")) for each in found.book.rules] == [("a.two", "überfällig")]
    assert [(override.rule_id, plugin.name) for override, plugin in found.overrides] == [("a.one", "b")]


def test_a_pack_of_a_policy_holds_beside_the_others() -> None:
    plugin = made("a", packs=(load_pack(PACK, "house.toml"),))
    policy = Policy(plugins=[plugin], engine="plain")
    calls = [each for each in policy.evaluate(a_case(an_invoice()), as_of=NOON).recommendations if each.action == "CONTACT_NOW"]
    assert [each.verdict for each in calls] == ["needs_approval"]
    assert "house.calls" in {finding.constraint for each in calls for finding in each.findings}


def test_a_policy_that_breaks_the_book_alone_is_named() -> None:
    good = made("a", rules=(a_rule("a.one", debtor.is_overdue),))
    bad = made("b", rules=(a_rule("b.one", debtor.is_overdue, advise("NOTHING")),))
    with pytest.raises(PluginError) as caught:
        combine(a_book(), (good, bad))
    assert caught.value.where == "plugin `b` 1.0: rule `b.one`"
    assert caught.value.__cause__ is not None


def test_two_policies_that_break_it_only_together_are_both_named() -> None:
    own = extend("debtor")
    level, share = own.concluded("our_level", COUNT, TEXT), own.concluded("our_share", COUNT, TEXT)
    fields = made("a", fields=own.all())
    there = made("b", rules=(a_rule("b.one", level > 1, Conclude.that(share, 2)),))
    back = made("c", rules=(a_rule("c.one", share > 1, Conclude.that(level, 2)),))
    with pytest.raises(PluginError, match="a circle") as caught:
        combine(a_book(), (fields, there, back))
    assert caught.value.where == "plugin `b` 1.0, plugin `c` 1.0"


def test_where_several_are_broken_each_is_named() -> None:
    bad = [made(name, rules=(a_rule(f"{name}.one", debtor.is_overdue, advise("NOTHING")),)) for name in ("a", "b")]
    with pytest.raises(PluginError) as caught:
        combine(a_book(), bad)
    assert caught.value.where == "plugin `a` 1.0, plugin `b` 1.0: rule `a.one`"


def test_where_nobody_breaks_it_alone_all_are_named() -> None:
    own = extend("debtor")
    level, share, part = (own.concluded(f"our_{name}", COUNT, TEXT) for name in ("level", "share", "part"))
    fields = made("z", fields=own.all())
    circles = [
        made(name, rules=(a_rule(f"{name}.one", first > 1, Conclude.that(second, 2)),))
        for name, first, second in (("a", level, share), ("b", share, level), ("c", share, part), ("d", part, share))
    ]
    with pytest.raises(PluginError) as caught:
        combine(a_book(), (fields, *circles))
    assert caught.value.where.startswith("plugin `a` 1.0, plugin `b` 1.0")


@pytest.mark.parametrize("name", ["a", "b"])
def test_two_policies_of_one_name_are_refused(name: str) -> None:
    with pytest.raises(PluginError, match=f"there are two plugins `{name}`"):
        combine(a_book(), (made(name), made(name)))


def test_the_constraint_of_a_pack_cannot_have_the_id_of_another() -> None:
    pack = load_pack(PACK, "house.toml")
    with pytest.raises(PluginError, match=r"constraint `house\.calls` is there already, from plugin `a` 1\.0"):
        combine(a_book(), (made("a", packs=(pack,)), made("b", constraints=pack.constraints)))
