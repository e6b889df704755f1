"""Policies on the command line: which take part, what they are, and what is said of a broken one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.which_plugins import Choice, read_choice
from tests.cli.conftest import Dunning
from tests.plugins.common import install

GOOD = """
from decimal import Decimal

from dunning_rules.language import DAYS, Wording
from dunning_rules.plugins import Override, Weight, extend, hookimpl
from dunning_rules.rules import Action, Constraint, Parameter, Recommend, Rule
from dunning_rules.vocabulary import debtor, recommendation

BOTH = Wording("ours", "我方")
OURS = extend("debtor")
GRADE = OURS.attribute("our_rank", DAYS, BOTH)
LATE = Parameter("our_days", DAYS, 30, 1, 90, "house", BOTH)


@hookimpl
def dunning_fields():
    return OURS.all()


@hookimpl
def dunning_parameters():
    return [LATE]


@hookimpl
def dunning_parameter_values():
    return {"call_from": 9 * 60}


@hookimpl
def dunning_actions():
    return [Action("OUR_STEP", BOTH, actor="sales", channel="letter", audience="authorised_payer", place="remote")]


@hookimpl
def dunning_rules(book):
    return [Rule("ours.late", debtor.max_days_past_due > LATE.term, Recommend("OUR_STEP", 90), BOTH)]


@hookimpl
def dunning_overrides(book):
    return [Override("tip-16.unsigned", BOTH, disable=True)]


@hookimpl
def dunning_weights():
    return [Weight("ours.first", recommendation.demands_payment, Decimal(2), BOTH)]


@hookimpl
def dunning_constraints():
    letters = recommendation.channel == "letter"
    return [Constraint("ours.no-letters", "ContactPlace", "*", letters, debtor.is_overdue, "annotate", BOTH, "house")]


@hookimpl
def dunning_observe(report):
    raise OSError("no disk")
"""
CLASHING = """
from dunning_rules.plugins import hookimpl

@hookimpl
def dunning_parameter_values():
    return {"call_from": 600}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def test_an_installed_policy_takes_part_and_is_named(folder: Path, dunning: Dunning) -> None:
    install(folder, "aa-ours", GOOD, version="3.2")
    shown = dunning("demo", "--plugins", "aa-ours", "--limit", 3, columns=200)
    assert shown.exit_code == 0
    assert "policies: aa-ours 3.2" in shown.stdout
    assert "an observer failed; the answer is not touched by it: plugin `aa-ours` 3.2: OSError" in shown.stdout
    report = json.loads(dunning("demo", "--plugins", "aa-ours", "--format", "json").stdout)
    rules = {each["rule_id"] for each in report["recommendations"]}
    assert "ours.late" in rules
    assert "tip-16.unsigned" not in rules
    without = json.loads(dunning("demo", "--plugins", "none", "--format", "json").stdout)
    assert without["metadata"]["plugins"] == []
    assert "ours.late" not in {each["rule_id"] for each in without["recommendations"]}


def test_its_parameters_and_rules_can_be_asked_for(folder: Path, dunning: Dunning) -> None:
    install(folder, "aa-ours", GOOD)
    count = {}
    for days in (1, 90):
        report = json.loads(dunning("demo", "--plugins", "aa-ours", "--param", f"our_days={days}", "--format", "json").stdout)
        count[days] = sum(each["rule_id"] == "ours.late" for each in report["recommendations"])
    assert count[1] > count[90] > 0
    assert "ours.late" in dunning("explain", "DE-08", "--plugins", "aa-ours", "--rule", "ours.late").stdout
    assert dunning("explain", "DE-08", "--plugins", "none", "--rule", "ours.late").exit_code == 2


def test_the_environment_says_which_take_part(folder: Path, dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    install(folder, "aa-ours", GOOD)
    monkeypatch.setenv("DUNNING_RULES_PLUGINS", "none")
    assert "policies:" not in dunning("demo", "--limit", 1, columns=200).stdout
    monkeypatch.setenv("DUNNING_RULES_PLUGINS", "aa-ours")
    assert "policies: aa-ours" in dunning("demo", "--limit", 1, columns=200).stdout
    assert "policies:" not in dunning("demo", "--limit", 1, "--plugins", "none", columns=200).stdout


def test_a_broken_policy_stops_the_run_and_says_how_to_mend_it(folder: Path, dunning: Dunning) -> None:
    install(folder, "aa-bad", "raise RuntimeError('no licence')", version="0.3")
    stopped = dunning("demo", "--plugins", "aa-bad")
    assert stopped.exit_code == 1
    assert stopped.stderr == (
        "error: it cannot be imported: RuntimeError: no licence\n  at: plugin `aa-bad` 0.3\n  help: mend `aa_bad`, or block it\n"
    )
    assert dunning("demo", "--plugins", "-aa-bad", "--limit", 1).exit_code == 0


def test_the_list_works_although_one_is_broken(folder: Path, dunning: Dunning) -> None:
    install(folder, "aa-bad", "raise RuntimeError('no licence')", version="0.3")
    install(folder, "ab-ours", GOOD, version="3.2")
    listed = dunning("plugins", columns=160)
    assert listed.exit_code == 1
    assert "ab-ours" in listed.stdout
    assert "it cannot be imported: RuntimeError: no licence" in listed.stdout
    data = json.loads(dunning("plugins", "--format", "json").stdout)
    found = {each["name"]: each for each in data["plugins"]}
    assert found["aa-bad"]["status"] == "broken"
    assert found["aa-bad"]["error"]["help"] == "mend `aa_bad`, or block it"
    ours = found["ab-ours"]
    assert (ours["version"], ours["status"], ours["values"], ours["observers"]) == ("3.2", "active", {"call_from": "09:00"}, 1)
    assert [each["id"] for each in ours["rules"]] == ["ours.late"]
    assert len(ours["digest"]) == 64
    assert "rules" in ours["hooks"][-2]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_policy(folder: Path, dunning: Dunning, lang: str) -> None:
    install(folder, "ab-ours", GOOD, version="3.2")
    shown = dunning("plugins", "ab-ours", "--plugins", "ab-ours", "--lang", lang, columns=160)
    assert shown.exit_code == 0
    for name in ("ours.late", "our_days", "OUR_STEP", "call_from", "debtor.our_rank", "tip-16.unsigned", "ours.no-letters", "ours.first"):
        assert name in shown.stdout
    assert json.loads(dunning("plugins", "ab-ours", "--plugins", "ab-ours", "--format", "json").stdout)["name"] == "ab-ours"


def test_what_is_left_out_and_what_is_broken_can_be_shown(folder: Path, dunning: Dunning) -> None:
    install(folder, "aa-bad", "raise RuntimeError('no licence')", version="0.3")
    assert dunning("plugins", "aa-bad", "--plugins", "none").stdout == "aa-bad 0.3 · left out\n"
    shown = dunning("plugins", "aa-bad", "--plugins", "aa-bad")
    assert shown.exit_code == 1
    assert "no licence" in shown.stdout
    wrong = dunning("plugins", "aa-bed")
    assert wrong.exit_code == 2
    assert "did you mean `aa-bad`?" in wrong.stderr


def test_policies_that_do_not_go_together_are_told(folder: Path, dunning: Dunning) -> None:
    install(folder, "aa-ours", GOOD)
    install(folder, "ab-clashing", CLASHING)
    listed = dunning("plugins", "--plugins", "aa-ours,ab-clashing", columns=160)
    assert listed.exit_code == 1
    assert "the value of parameter `call_from` is set already" in listed.stdout
    assert json.loads(dunning("plugins", "--plugins", "aa-ours,ab-clashing", "--format", "json").stdout)["fault"]["where"]


def test_a_policy_with_nothing_to_list(folder: Path, dunning: Dunning) -> None:
    install(folder, "ab-clashing", CLASHING)
    shown = dunning("plugins", "ab-clashing", "--plugins", "ab-clashing")
    assert "call_from" in shown.stdout
    assert "rule" not in shown.stdout


def test_without_policies_it_says_how_to_begin(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dunning_rules.plugins.discover.entry_points", lambda **_: ())
    assert "dunning-rules new-policy NAME" in dunning("plugins").stdout
    assert "`pip install` its package" in dunning("demo", "--plugins", "ours").stderr


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        (None, Choice(None, ())),
        ("all", Choice(None, ())),
        ("", Choice(None, ())),
        ("none", Choice((), ())),
        ("aa-ours", Choice(("aa-ours",), ())),
        (" aa-ours , ab-ours ", Choice(("aa-ours", "ab-ours"), ())),
        ("-aa-ours,-ab-ours", Choice(None, ("aa-ours", "ab-ours"))),
    ],
)
def test_how_the_choice_is_written(folder: Path, text: str | None, choice: Choice) -> None:
    for name in ("aa-ours", "ab-ours"):
        install(folder, name, GOOD)
    assert read_choice(text) == choice


@pytest.mark.parametrize("text", ["aa-ours,-ab-ours", "all,aa-ours", "none,none", ",", "aa-ours,", "-", "zz-nobody"])
def test_what_is_no_choice(folder: Path, text: str) -> None:
    for name in ("aa-ours", "ab-ours"):
        install(folder, name, GOOD)
    with pytest.raises(UsageError):
        read_choice(text)
