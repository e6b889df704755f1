"""The fault matrix of docs/plugins.md: each row is a test, and each test a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from dunning_rules.errors import PluginError
from dunning_rules.language import COUNT
from dunning_rules.late_payment import Rates, shipped_rates
from dunning_rules.plugins import Override, Texts, extend, find_plugins, read_plugin
from dunning_rules.policy import Policy
from dunning_rules.rules.action import Exclusion
from dunning_rules.rules.rule import Conclude, Rule
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor
from tests.cases import NOON, TEXT, a_case, a_rule, advise, an_action, an_invoice
from tests.plugins.common import a_plugin, a_source, install, nothing, told

PAGE = Path(__file__).parents[2] / "docs" / "plugins.md"
_ROW = re.compile(r"^\| (?P<fault>[^|]+) \| (?P<stops>[^|]+) \| (?P<message>[^|]+) \|$", re.MULTILINE)
ONE = a_rule("ours.one", debtor.is_overdue)


def import_error(folder: Path) -> None:
    install(folder, "aa-faulty", "import no_such_module_at_all")
    raise next(each.error for each in find_plugins() if each.name == "aa-faulty" and each.error is not None)


def no_hook(_: Path) -> None:
    read_plugin(a_source(), "ours", "1.0")


def bad_signature(_: Path) -> None:
    def rules(ledger: object) -> list[Rule]:
        return [ledger]  # type: ignore[list-item]

    read_plugin(a_source(rules=rules), "ours", "1.0")


def unknown_hook(_: Path) -> None:
    read_plugin(a_source(rulez=nothing), "ours", "1.0")


def forgotten_mark(_: Path) -> None:
    def unmarked() -> list[Rule]:
        return [ONE]

    read_plugin(SimpleNamespace(dunning_rules=unmarked), "ours", "1.0")


def wrong_type(_: Path) -> None:
    a_plugin(rules=["tip-01"])


def raising_at_collect(_: Path) -> None:
    def rules() -> list[Rule]:
        message = "no licence file"
        raise OSError(message)

    read_plugin(a_source(rules=rules), "ours", "1.0")


def duplicate_rule_id(_: Path) -> None:
    Policy(plugins=[a_plugin(rules=[a_rule("tip-01.silence", debtor.is_overdue, advise("CONTACT_NOW"))])])


def duplicate_between_policies(_: Path) -> None:
    Policy(plugins=[a_plugin(name, rules=[a_rule("shared.one", debtor.is_overdue, advise("CONTACT_NOW"))]) for name in ("b", "a")])


def unknown_action(_: Path) -> None:
    Policy(plugins=[a_plugin(rules=[a_rule("ours.one", debtor.is_overdue, advise("CONTACT_NOV"))])])


def cycle_of_strata(_: Path) -> None:
    own = extend("debtor")
    level = own.concluded("our_level", COUNT, TEXT)
    share = own.concluded("our_share", COUNT, TEXT)
    there = a_rule("ours.there", level > 1, Conclude.that(share, 2))
    back = a_rule("ours.back", share > 1, Conclude.that(level, 2))
    Policy(plugins=[a_plugin(fields=own.all(), rules=[there, back])])


def undeclared_tie(_: Path) -> None:
    one, other = (Exclusion(stays, yields, TEXT) for stays, yields in (("OURS", "CONTACT_NOW"), ("CONTACT_NOW", "OURS")))
    Policy(plugins=[a_plugin("a", actions=[an_action("OURS")], exclusions=[one]), a_plugin("b", exclusions=[other])])


def two_overrides(_: Path) -> None:
    override = Override("tip-01.silence", TEXT, disable=True)
    Policy(plugins=[a_plugin(name, overrides=[override]) for name in ("a", "b")])


def override_of_nothing(_: Path) -> None:
    Policy(plugins=[a_plugin(overrides=[Override("tip-01.silense", TEXT, disable=True)])])


def override_of_the_guard(_: Path) -> None:
    Policy(plugins=[a_plugin(overrides=[Override("base.threat", TEXT, disable=True)])])


def another_constraint_of_that_id(_: Path) -> None:
    from dataclasses import replace  # noqa: PLC0415 - only here

    lenient = next(each for each in standard_book().constraints if each.id == "base.disputed")
    Policy(plugins=[a_plugin(constraints=[replace(lenient, effect="annotate")])])


def two_values(_: Path) -> None:
    Policy(plugins=[a_plugin(name, parameter_values={"call_from": value}) for name, value in (("a", 900), ("b", 960))])


def two_laws(_: Path) -> None:
    german = Rates(law=(shipped_rates().find_law("eu", "DE"),))
    Policy(plugins=[a_plugin(name, interest_rates=[german]) for name in ("a", "b")])


def value_out_of_range(_: Path) -> None:
    Policy(plugins=[a_plugin(parameter_values={"call_from": -1})])


def text_of_nothing(_: Path) -> None:
    Policy(plugins=[a_plugin(texts=[Texts("de", rules={"tip-01.silense": "Stille"})])])


FAULTS: dict[str, Callable[[Path], None]] = {
    "it cannot be imported": import_error,
    "it has no hook": no_hook,
    "a hook takes an argument that it does not have": bad_signature,
    "there is no such hook": unknown_hook,
    "a hook is not marked by `hookimpl`": forgotten_mark,
    "a hook returns something else": wrong_type,
    "a hook raises": raising_at_collect,
    "a rule has the id of a built-in one": duplicate_rule_id,
    "two policies have a rule of one id": duplicate_between_policies,
    "a rule advises an action that is not there": unknown_action,
    "rules conclude what they ask, in a circle": cycle_of_strata,
    "two actions give way to each other": undeclared_tie,
    "two policies override one rule": two_overrides,
    "an override names no rule": override_of_nothing,
    "an override names a constraint of the guard": override_of_the_guard,
    "a constraint has the id of a built-in one": another_constraint_of_that_id,
    "two policies set one parameter": two_values,
    "two policies bring one law of interest": two_laws,
    "a value is out of range": value_out_of_range,
    "a text is for a rule that is not there": text_of_nothing,
}
ROWS = {match["fault"]: (match["stops"], match["message"]) for match in _ROW.finditer(PAGE.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_stops_the_run_with_what_the_page_says(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PluginError) as caught:
        FAULTS[fault](tmp_path)
    stops, message = ROWS[fault]
    assert stops == "stops the run"
    assert caught.value.message == message.replace("`` ", "").replace(" ``", "")
    assert re.search(r"plugin `[a-z-]+` 1\.0", caught.value.where), told(caught.value)
    assert caught.value.help


def test_an_observer_that_fails_is_told_in_the_report_and_changes_nothing() -> None:
    def observe(report: object) -> None:
        message = f"cannot write {report}"
        raise OSError(message)

    stops, message = ROWS["an observer raises"]
    assert stops == "told in the report"
    case = a_case(an_invoice())
    report = Policy(plugins=[read_plugin(a_source(observe=observe), "ours", "1.0")], engine="plain").evaluate(case, as_of=NOON)
    assert report.metadata.observer_faults == (message,)
    assert report.recommendations == Policy(engine="plain").evaluate(case, as_of=NOON).recommendations


def test_an_attribute_that_cannot_be_read_rejects_its_case_alone() -> None:
    own = extend("debtor")
    grade = own.attribute("our_grade", COUNT, TEXT)
    policy = Policy(plugins=[a_plugin(fields=own.all(), rules=[a_rule("ours.one", grade > 1, advise("CONTACT_NOW"))])], engine="plain")
    cases = [
        a_case(an_invoice(debtor_id=name), debtor={"id": name, "attributes": {"our_grade": value}})
        for name, value in (("d", "B"), ("e", 2))
    ]
    report = policy.evaluate_all(cases, as_of=NOON)
    stops, message = ROWS["an attribute of a record cannot be read"]
    assert stops == "rejects the case"
    assert [each.reason for each in report.rejects] == [f"{message} (record `d`)"]
    assert (report.cases.read, report.cases.accepted, report.cases.rejected) == (2, 1, 1)


def test_the_page_has_a_row_for_each_fault_and_no_other() -> None:
    others = {"an observer raises", "an attribute of a record cannot be read"}
    assert set(ROWS) - {"fault", "---"} == set(FAULTS) | others
