"""`tips` on the command line."""

from __future__ import annotations

import json

from dunning_rules.tips import TIPS
from tests.cli.conftest import Dunning


def test_the_catalogue(dunning: Dunning) -> None:
    lines = dunning("tips").stdout.splitlines()
    assert lines[0].split() == ["tip", "what", "it", "says", "letters"]
    assert [line.split()[0] for line in lines[1:22]] == [str(number) for number in range(1, 22)]
    assert lines[3].endswith("3a 3b 3c 3d")
    assert lines[7].endswith("  7")
    assert lines[2].endswith("  2")
    assert any(line.startswith("small_balance ") for line in lines)


def test_the_catalogue_in_chinese(dunning: Dunning) -> None:
    out = dunning("tips", "--lang", "zh").stdout
    assert "理直气壮, 加紧催收" in out


def test_one_tip(dunning: Dunning) -> None:
    out = dunning("tips", 13, columns=120).stdout
    assert out.startswith("13 · Call at the right moment\nPeople are busy in the morning")
    assert "tip-13b.sold" in out
    assert "‹estimated sell-through of the last delivery›" in out
    assert "call_from" in out
    assert "00:00 … 23:59" in out
    assert "the text" in out


def test_a_tip_without_parameters(dunning: Dunning) -> None:
    tip = next(tip for tip in TIPS if tip.rules and not tip.parameters)
    out = dunning("tips", tip.number).stdout
    assert "parameter" not in out


def test_json(dunning: Dunning) -> None:
    found = json.loads(dunning("tips", "--format", "json").stdout)
    assert [tip["number"] for tip in found["tips"]] == list(range(1, 22))
    assert found["tips"][17]["letters"] == ["18a", "18b"]
    assert found["tips"][1]["letters"] == ["2"]
    assert {"name", "label", "value", "unit", "low", "high", "source"} == set(found["parameters"][0])


def test_json_of_one(dunning: Dunning) -> None:
    found = json.loads(dunning("tips", 3, "--format", "json", "--lang", "zh").stdout)
    assert found["title"] == "按积极性把握催欠时机"
    early = next(each for each in found["parameters"] if each["name"] == "early_arrival")
    assert (early["value"], early["unit"], early["low"], early["high"], early["source"]) == ("30", "count", "0", "240", "house")
    assert {"id", "letter", "when", "why"} == set(found["rules"][0])
