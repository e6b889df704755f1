"""`check`: what is wrong with a policy."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dunning_rules.cli import checked
from dunning_rules.contribution import Plugin
from dunning_rules.policy import Policy
from dunning_rules.testing.golden import read_golden
from dunning_rules.verify import CheckReport, check
from tests.cli.conftest import Dunning
from tests.verify.faults import alone, milder, together

GOOD = next(each for each in alone.SEEDED if each.name == "no gap: whom a block protects")
BAD = next(each for each in together.SEEDED if each.name == "rules that overlap")
COMPARED = next(each for each in milder.SEEDED if each.name == "older or larger, and yet milder")
POLICY = """
from dunning_rules.language import DAYS, Wording
from dunning_rules.plugins import hookimpl
from dunning_rules.rules import Parameter


@hookimpl
def dunning_parameters():
    return [Parameter("own_days", DAYS, 3, 0, 9, "house", Wording("days", "天数"))]
"""


class Asked(list[Policy]):
    """The policies that were asked about; `seeded` is checked in their place."""

    seeded = BAD

    def check(self, policy: Policy) -> CheckReport:
        self.append(policy)
        return check(self.seeded.make())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A small policy is checked in the place of the one that is asked about, which is kept."""
    found = Asked()
    monkeypatch.setattr(checked, "check", found.check)
    return found


def test_nothing_is_wrong(dunning: Dunning, asked: Asked) -> None:
    asked.seeded = GOOD
    result = dunning("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("0 findings, ")
    assert len(asked) == 1


def test_what_is_wrong_is_told_with_its_case(dunning: Dunning, asked: Asked) -> None:
    result = dunning("check", columns=200)
    assert result.exit_code == checked.FOUND
    assert "OVERLAP  over.call, over.call-later" in result.stdout
    assert "help: let only one of them fire, or accept it with a reason; see docs/findings/OVERLAP.md" in result.stdout
    assert "case, as of 2026-01-15:" in result.stdout
    assert "fires: " in result.stdout
    assert "7 findings" in result.stdout
    assert asked


def test_two_cases_are_shown_where_two_are_compared(dunning: Dunning, asked: Asked) -> None:
    asked.seeded = COMPARED
    result = dunning("check", columns=200)
    assert result.stdout.count("against, as of") == len(COMPARED.expected)
    assert asked


def test_what_is_accepted_is_shown_where_it_is_asked_for(dunning: Dunning, asked: Asked) -> None:
    assert "accepted: a reason" not in dunning("check").stdout
    assert "accepted: a reason" in dunning("check", "--accepted").stdout
    assert len(asked) == 2


def test_as_json(dunning: Dunning, asked: Asked) -> None:
    result = dunning("check", "--format", "json")
    assert result.exit_code == checked.FOUND
    report = CheckReport.from_json(result.stdout)
    assert {(each.kind, each.names) for each in report.findings} == BAD.expected
    assert asked


def test_as_sarif(dunning: Dunning, asked: Asked) -> None:
    run = json.loads(dunning("check", "--format", "sarif").stdout)["runs"][0]
    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    wrong = [each for each in run["results"] if "suppressions" not in each]
    assert {(each["ruleId"], tuple(one["name"] for one in each["locations"][0]["logicalLocations"])) for each in wrong} == BAD.expected
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in run["results"])
    assert all("case" in each["properties"] for each in wrong)
    assert any(each["suppressions"][0]["justification"] == "a reason" for each in run["results"] if "suppressions" in each)
    assert asked


def test_as_junit(dunning: Dunning, asked: Asked) -> None:
    suite = ET.fromstring(dunning("check", "--format", "junit").stdout.encode())  # noqa: S314 - our own text
    failed = {case.get("name") for case in suite if case.find("failure") is not None}
    assert failed == {"OVERLAP"}
    assert (suite.get("tests"), suite.get("failures")) == ("11", "1")
    meant = suite.find("testcase[@name='UNUSED']/system-out")
    assert meant is not None
    assert meant.text is not None
    assert meant.text.startswith("accepted: ")
    assert asked


@pytest.mark.parametrize("form", ["table", "json", "sarif", "junit"])
def test_into_a_file(dunning: Dunning, asked: Asked, tmp_path: Path, form: str) -> None:
    path = tmp_path / "found"
    result = dunning("check", "--format", form, "-o", path)
    assert result.exit_code == checked.FOUND
    assert result.stdout == ""
    assert "wrote 7 findings" in result.stderr
    assert "over.call-later" in path.read_text(encoding="utf-8")
    assert asked


def test_the_cases_as_golden_cases(dunning: Dunning, asked: Asked, tmp_path: Path) -> None:
    path = tmp_path / "found.yaml"
    dunning("check", "--golden", path)
    cases = read_golden(path, BAD.make().book).cases
    assert len(cases) == len(BAD.expected)
    assert {firing.rule for each in cases.values() for firing in each.fires} >= {name for _, names in BAD.expected for name in names}
    assert asked


def test_a_policy_in_a_file(dunning: Dunning, asked: Asked, tmp_path: Path) -> None:
    path = tmp_path / "own_file_policy.py"
    path.write_text(POLICY, encoding="utf-8")
    dunning("check", path, "--param", "own_days=5")
    assert [each.name for each in asked[0].combined.plugins] == ["own_file_policy"]
    assert {each.name: each.value for each in asked[0].book.parameters}["own_days"] == 5


def test_a_policy_in_a_folder(dunning: Dunning, asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "src" / "own_folder_policy").mkdir(parents=True)
    (tmp_path / "src" / "own_folder_policy" / "__init__.py").write_text(POLICY, encoding="utf-8")
    text = '[project]\nname = "own"\n[project.entry-points.dunning_rules]\nown-folder = "own_folder_policy"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    dunning("check", tmp_path)
    assert [each.name for each in asked[0].combined.plugins] == ["own-folder"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project]\n", "declares 0 policies"),
        ('[project.entry-points.dunning_rules]\na = "a"\nb = "b"\n', "declares 2 policies"),
        ("[project", "cannot be read"),
    ],
)
def test_a_folder_without_one_policy(dunning: Dunning, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    result = dunning("check", tmp_path)
    assert result.exit_code == 2
    assert message in result.stderr


def test_where_no_policy_lies(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("check", tmp_path / "nothing")
    assert result.exit_code == 2
    assert "no policy lies at" in result.stderr


def test_a_policy_that_cannot_be_imported(dunning: Dunning, tmp_path: Path) -> None:
    path = tmp_path / "own_broken_policy.py"
    path.write_text("raise RuntimeError('broken')", encoding="utf-8")
    result = dunning("check", path)
    assert result.exit_code == 1
    assert "`own_broken_policy` cannot be imported: RuntimeError: broken" in result.stderr
    (tmp_path / "pyproject.toml").write_text('[project.entry-points.dunning_rules]\nown = "no_such_module_at_all"\n', encoding="utf-8")
    result = dunning("check", tmp_path)
    assert result.exit_code == 1
    assert "`no_such_module_at_all` cannot be imported: ModuleNotFoundError" in result.stderr


def test_an_installed_policy(dunning: Dunning, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        name = "own"

    monkeypatch.setattr(checked, "find_plugins", lambda **_: (Found(),))
    monkeypatch.setattr(checked, "installed_plugins", lambda **_: (Plugin(name="own"),))
    dunning("check", "--plugin", "own")
    assert [each.name for each in asked[0].combined.plugins] == ["own"]
    result = dunning("check", "--plugin", "onw")
    assert result.exit_code == 2
    assert "did you mean `own`?" in result.stderr


def test_a_policy_that_is_not_installed(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "find_plugins", lambda **_: ())
    result = dunning("check", "--plugin", "own")
    assert result.exit_code == 2
    assert "none is installed" in result.stderr


def test_one_policy_at_a_time(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("check", tmp_path, "--plugin", "own")
    assert result.exit_code == 2
    assert "both PATH and `--plugin` name a policy" in result.stderr


def test_the_built_in_rules_are_consistent(dunning: Dunning) -> None:
    """Nothing is wrong with them; and what they mean is accepted."""
    result = dunning("check", "--format", "json")
    report = CheckReport.from_json(result.stdout)
    assert result.exit_code == 0
    assert report.findings == ()
    assert {each.kind for each in report.accepted} == {"OVERLAP", "CONTRADICTION", "NON_MONOTONE", "RED_LINE"}
    used = {each.accepted for each in report.accepted}
    assert used == {each.why.en for each in Policy().book.accepted}, "an acceptance that nothing needs"
