"""`tips --graph`."""

from __future__ import annotations

from typer.testing import CliRunner

from dunning_rules.cli.app import app


def test_the_graph_is_printed() -> None:
    found = CliRunner().invoke(app, ["tips", "--graph"])
    assert found.exit_code == 0
    assert found.stdout.startswith("flowchart LR\n")
    assert 'tip_17_class_bad -- "collection class" --> tip_17_risk_bad' in found.stdout


def test_of_one_tip_in_chinese() -> None:
    found = CliRunner().invoke(app, ["tips", "21", "--graph", "--lang", "zh"])
    assert found.exit_code == 0
    assert 'subgraph tip21["21 · ' in found.stdout
    assert "tip7[" not in found.stdout
