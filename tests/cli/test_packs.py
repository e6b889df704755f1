"""`packs`: the packs of the compliance guard with their sources."""

from __future__ import annotations

import json

import pytest

from dunning_rules.packs import builtin_packs
from tests.cli.conftest import Dunning


def test_all_packs(dunning: Dunning) -> None:
    result = dunning("packs", columns=120)
    assert result.exit_code == 0
    assert all(f"\n{name} " in result.stdout for name in builtin_packs())
    assert "08:00–22:00" in result.stdout
    assert "2026-06-30" in result.stdout
    assert result.stdout.endswith("engineering defaults, not legal advice: have counsel review what matters\n")


@pytest.mark.parametrize("name", sorted(builtin_packs()))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_pack(dunning: Dunning, name: str, lang: str) -> None:
    result = dunning("packs", name, "--lang", lang, columns=400)
    assert result.exit_code == 0
    for each in builtin_packs()[name].constraints:
        assert each.id in result.stdout
        assert each.why.text(lang) in result.stdout
        assert each.source in result.stdout


def test_red_lines_and_lawful_forms_are_shown(dunning: Dunning) -> None:
    out = dunning("packs", "base", columns=400).stdout
    assert "veto · red line" in out
    assert "lawful form: file a proof of claim with the administrator" in out


def test_as_json(dunning: Dunning) -> None:
    packs = json.loads(dunning("packs", "--format", "json").stdout)
    assert [each["id"] for each in packs] == list(builtin_packs())
    one = json.loads(dunning("packs", "us", "--format", "json").stdout)
    assert one["hours"]["start"] == "08:00"
    assert one["constraints"][0] == {
        "id": "us.week-of-calls",
        "name": "ContactFrequency",
        "effect": "rewrite",
        "red_line": False,
        "why": "more than seven calls in seven days are presumed to harass",
        "lawful_form": "wait a week",
        "source": "12 CFR 1006.14(b)(2)",
        "confidence": "S/H",
    }
    assert one["notice"].startswith("engineering defaults, not legal advice")


def test_an_unknown_pack(dunning: Dunning) -> None:
    result = dunning("packs", "strct")
    assert result.exit_code == 2
    assert result.stderr == "error: there is no pack `strct`\n  help: did you mean `strict`?\n"


def test_the_worklist_says_what_is_held_back_and_why(dunning: Dunning) -> None:
    report = json.loads(dunning("demo", "--format", "json").stdout)
    held = [each for each in report["recommendations"] if each["verdict"] in {"needs_approval", "vetoed"}]
    assert 0 < len(held) < len(report["recommendations"])
    assert report["recommendations"][-len(held) :] == held
    out = dunning("demo", "--limit", 0, columns=300).stdout
    assert f"held back by the compliance guard, at the end of the list: {len(held)} (LegalProcess ask " in out
    assert "暂缓" in dunning("demo", "--lang", "zh", columns=300).stdout


def test_the_table_for_a_spreadsheet_has_verdicts_and_findings(dunning: Dunning) -> None:
    lines = dunning("demo", "--format", "csv").stdout.splitlines()
    assert lines[0].endswith("reason,verdict,findings,original_task")
    assert any(",needs_approval," in line and "base.counsel (approve): steps in court" in line for line in lines)


def test_explain_shows_findings_with_their_sources(dunning: Dunning) -> None:
    out = dunning("explain", "DE-08", columns=200).stdout
    assert "guard: needs_approval" in out
    assert "source: BGB 195, 199 (K/H)" in out
    assert "as the rules had it: demand payment firmly, naming the approved next step" in out
    assert "lawful form: say only what is so" in out
