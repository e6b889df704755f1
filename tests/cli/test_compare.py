"""`compare`: what a change of policy does."""

from __future__ import annotations

from pathlib import Path

import pytest

from dunning_rules.cli import compared, which_policy
from dunning_rules.comparison import CompareReport, compare
from dunning_rules.contribution import Plugin
from dunning_rules.policy import Policy
from tests.cli.conftest import Dunning
from tests.comparison import test_effects
from tests.comparison.changes import CHANGES, few
from tests.comparison.changes import compared as whole
from tests.verify.faults.base import book

POLICY = """
from dunning_rules.language import DAYS, Wording
from dunning_rules.plugins import hookimpl
from dunning_rules.rules import Parameter


@hookimpl
def dunning_parameters():
    return [Parameter("own_days", DAYS, {value}, 0, 9, "house", Wording("days", "天数"))]
"""
PROJECT = '[project]\nname = "own"\n[project.entry-points.dunning_rules]\nown-folder = "own_compared_policy"\n'


class Asked(list[tuple[Policy, Policy]]):
    """The policies that were asked about; `report` is given in the place of theirs."""

    report: CompareReport | None = None

    def compare(self, old: Policy, new: Policy) -> CompareReport:
        self.append((old, new))
        return self.report or few()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Small policies are compared in the place of those that are asked about, which are kept."""
    found = Asked()
    monkeypatch.setattr(compared, "compare", found.compare)
    return found


def test_each_rule_is_told_with_its_cases(dunning: Dunning, asked: Asked) -> None:
    result = dunning("compare", "built-in", "built-in", columns=200)
    assert result.exit_code == 0
    for each in CHANGES[:8]:
        assert f"{each.verdict.upper()}  {each.name}" in result.stdout
    assert "it fires for fewer debtors than before (proved for all cases)" in result.stdout
    assert "  before: overdue\n  now: overdue and " in result.stdout
    assert "  fires no longer for debtor/debtor, e.g. in this case, as of 2026-01-15:" in result.stdout
    assert "    advised: the same as before" in result.stdout
    assert "rules: 3 stricter, 2 looser, 3 equivalent, 1 untouched" in result.stdout
    assert len(asked) == 1


def test_effects_and_other_parts(dunning: Dunning, asked: Asked) -> None:
    asked.report = test_effects.compared()
    shown = dunning("compare", "built-in", "built-in", columns=250).stdout
    assert "EQUIVALENT  urgency.up: the urgency of CHARGE_INTEREST is higher in some cases, and never lower; before: 20, now: 21" in shown
    assert "EQUIVALENT  action.swapped: MONITOR_FUNDS is new; now: " in shown
    assert "the claims of CHARGE_INTEREST is another one" in shown
    parts = compare(book([])(), Policy(book([])().book, plugins=[Plugin(name="own", version="1.0")]))
    asked.report = parts
    shown = dunning("compare", "built-in", "built-in").stdout
    assert "plugin own: new: version 1.0" in shown
    assert "; 1 other parts changed" in shown
    asked.report = compare(Policy(book([])().book, plugins=[Plugin(name="own", version="1.0")]), book([])())
    assert "plugin own: gone: version 1.0" in dunning("compare", "built-in", "built-in").stdout


def test_why_a_rule_fires_for_others_though_nobody_touched_it(dunning: Dunning, asked: Asked) -> None:
    asked.report = whole()
    shown = dunning("compare", "built-in", "built-in", columns=200).stdout
    assert "it reads what is another thing than before: debtor.own_grade" in shown
    assert "RENAMED  name.new\n  it is `name.old` under another name (proved for all cases)" in shown
    assert "UNDECIDED  aggregate.other-operation" in shown
    assert "(no other case was found, which is no proof)" in shown


def test_nothing_differs(dunning: Dunning) -> None:
    result = dunning("compare", "built-in", "built-in")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"rules: {len(Policy().book.rules)} untouched\n")


def test_as_json_and_into_a_file(dunning: Dunning, asked: Asked, tmp_path: Path) -> None:
    result = dunning("compare", "built-in", "built-in", "--format", "json")
    assert CompareReport.from_json(result.stdout) == few()
    path = tmp_path / "found.json"
    result = dunning("compare", "built-in", "built-in", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "wrote the comparison of 9 rules" in result.stderr
    assert CompareReport.from_json(path.read_bytes()) == few()
    path = tmp_path / "found.txt"
    dunning("compare", "built-in", "built-in", "-o", path)
    assert "STRICTER  threshold.up" in path.read_text(encoding="utf-8")
    assert len(asked) == 3


def test_parameters_of_either_and_of_both(dunning: Dunning, asked: Asked) -> None:
    dunning(
        *("compare", "built-in", "built-in", "--param", "cadence_bad=3", "--param", "cadence_dead=2"),
        *("--old-param", "cadence_bad=4", "--new-param", "doubtful_from=100"),
    )
    values = [{each.name: each.value for each in policy.book.parameters} for policy in asked[0]]
    names = ("cadence_bad", "cadence_dead", "doubtful_from")
    assert [[each[name] for name in names] for each in values] == [[4, 2, 91], [3, 2, 100]]
    result = dunning("compare", "built-in", "built-in", "--new-param", "cadence_bda=3")
    assert result.exit_code == 2
    assert "at: --new-param" in result.stderr
    assert "did you mean `cadence_bad`?" in result.stderr


def test_two_states_of_one_package(dunning: Dunning, asked: Asked, tmp_path: Path) -> None:
    """They bear one name, and each is read."""
    folders = [tmp_path / name for name in ("before", "now")]
    for folder, value in zip(folders, (3, 5), strict=True):
        (folder / "src" / "own_compared_policy").mkdir(parents=True)
        (folder / "src" / "own_compared_policy" / "__init__.py").write_text(POLICY.format(value=value), encoding="utf-8")
        (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    for first, last in (folders, folders[::-1]):
        dunning("compare", first, last)
    values = [[next(each.value for each in policy.book.parameters if each.name == "own_days") for policy in pair] for pair in asked]
    assert values == [[3, 5], [5, 3]]


def test_a_file_beside_an_installed_policy(dunning: Dunning, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        name = "installed"

    monkeypatch.setattr(which_policy, "find_plugins", lambda **_: (Found(),))
    monkeypatch.setattr(which_policy, "installed_plugins", lambda **_: (Plugin(name="installed"),))
    path = tmp_path / "own_compared_file.py"
    path.write_text(POLICY.format(value=3), encoding="utf-8")
    result = dunning("compare", "installed", f"installed,{path}")
    assert "    advised: " in result.stdout
    assert [[each.name for each in policy.combined.plugins] for policy in asked[0]] == [["installed"], ["installed", "own_compared_file"]]
    result = dunning("compare", "instaled", "built-in")
    assert result.exit_code == 2
    assert "at: OLD" in result.stderr
    assert "did you mean `installed`?" in result.stderr


def test_where_no_policy_lies(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("compare", "built-in", tmp_path / "nothing")
    assert result.exit_code == 2
    assert "at: NEW" in result.stderr
    assert "no policy lies at" in result.stderr


def test_on_the_demo(dunning: Dunning, asked: Asked) -> None:
    result = dunning(
        "compare",
        "built-in",
        "built-in",
        "--new-param",
        "cadence_bad=3",
        "--new-param",
        "doubtful_from=60",
        "--on",
        "demo",
        "--limit",
        1,
        columns=200,
    )
    assert result.exit_code == 0
    assert "On 60 debtors, as of 2026-07-15 23:59 UTC" in result.stdout
    assert "recommendations come, " in result.stdout
    assert "by action" in result.stdout
    assert "workload by channel" in result.stdout
    assert "change places: " in result.stdout
    assert "more: `--limit 0` shows them all" in result.stdout
    assert "debtor.risk_class: " in result.stdout
    report = CompareReport.from_json(
        dunning("compare", "built-in", "built-in", "--new-param", "cadence_bad=3", "--on", "demo", "--format", "json").stdout
    )
    assert report.portfolio is not None
    assert report.portfolio.debtors == 60
    assert len(asked) == 2


def test_on_a_ledger_with_rows_that_cannot_be_used(dunning: Dunning, asked: Asked, ledger_with_rejects: Path) -> None:
    result = dunning("compare", "built-in", "built-in", "--on", ledger_with_rejects, "--as-of", "2026-07-15")
    assert result.exit_code == 3
    assert "On 1 debtors" in result.stdout
    assert "could not be used: " in result.stderr
    assert asked


def test_options_of_a_portfolio_need_one(dunning: Dunning, asked: Asked) -> None:
    result = dunning("compare", "built-in", "built-in", "--as-of", "2026-07-01")
    assert result.exit_code == 2
    assert "`--as-of` is given without a portfolio" in result.stderr
    result = dunning("compare", "built-in", "built-in", "--on", "ledger")
    assert result.exit_code == 2
    assert "`--as-of` is missing" in result.stderr
    assert not asked
