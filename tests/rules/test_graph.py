"""Which rule feeds which, as edges and as a chart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_rules.rules.graph import Edge, rule_graph
from dunning_rules.rules.mermaid import mermaid
from dunning_rules.tips import TIPS, standard_book

BOOK = standard_book()
HOMES = {rule.id: rule.tip for rule in BOOK.rules}
BETWEEN_TIPS = {(HOMES[edge.source], HOMES[edge.target]) for edge in rule_graph(BOOK)}


@pytest.mark.parametrize("pair", [(17, 18), (18, 12), (18, 21), (3, 8), (3, 13), (3, 19), (6, 20), (14, 3), (14, 6), (1, 13), (1, 15)])
def test_tips_chain(pair: tuple[int, int]) -> None:
    assert pair in BETWEEN_TIPS


def test_an_edge_names_the_fact_or_the_action() -> None:
    found = rule_graph(BOOK)
    assert Edge("tip-17.class-bad", "tip-17.risk-bad", "invoice.collection_class") in found
    assert any(edge.target.startswith("tip-15") and edge.through == "CONTACT_NOW" for edge in found)
    assert list(found) == sorted(found)


def test_edges_rise_through_the_strata() -> None:
    strata = BOOK.strata.rules
    assert all(strata[edge.source] < strata[edge.target] for edge in rule_graph(BOOK))


def chart(tip: int | None = None) -> list[str]:
    titles = {each.number: each.title.en for each in TIPS}
    return mermaid(BOOK, titles.__getitem__, lambda name: f'the "{name}"', tip).splitlines()


def test_the_chart_has_every_rule_and_every_tip() -> None:
    lines = chart()
    assert lines[0] == "flowchart LR"
    assert sum(line.lstrip().startswith("subgraph") for line in lines) == len(TIPS)
    for rule in BOOK.rules:
        assert any(f'["{rule.id}"]' in line for line in lines)
    assert '    tip_17_class_bad -- "the #quot;invoice.collection_class#quot;" --> tip_17_risk_bad' in lines


def test_each_rule_stands_in_the_box_of_its_tip_alone() -> None:
    found: list[tuple[int, str]] = []
    tip = 0
    for line in chart():
        if line.lstrip().startswith("subgraph"):
            tip = int(line.split("[")[0].strip().removeprefix("subgraph tip"))
        elif line.startswith("        "):
            found.append((tip, line.split('"')[1]))
    assert sorted(found) == sorted((rule.tip or 0, rule.id) for rule in BOOK.rules)


def test_edges_between_two_rules_are_one() -> None:
    arrows = [line.split(" -- ")[0] + line.rpartition(" --> ")[2] for line in chart() if " --> " in line]
    assert len(arrows) == len(set(arrows))


def test_the_chart_of_one_tip_shows_its_neighbours_only() -> None:
    lines = chart(21)
    assert any('["tip-21' in line for line in lines)
    assert any('["tip-18' in line for line in lines)
    assert not any('["tip-07' in line for line in lines)


def test_rules_outside_the_tips_have_no_box() -> None:

    rules = tuple(replace(rule, tip=None) if rule.id == "tip-07.order-request" else rule for rule in BOOK.rules)
    lines = mermaid(replace(BOOK, rules=rules), str, str).splitlines()
    assert '    tip_07_order_request["tip-07.order-request"]' in lines
