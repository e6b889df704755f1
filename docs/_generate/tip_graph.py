"""The picture of which tip feeds which."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import networkx as nx
from matplotlib import pyplot as plt

from dunning_rules.rules.graph import rule_graph
from dunning_rules.tips import TIPS, standard_book


def write_tip_graph(path: Path) -> None:
    """Draw the graph of the tips as SVG; the same rules give the same bytes."""
    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "tips", "svg.fonttype": "none", "font.size": 9})
    book = standard_book()
    homes = {rule.id: rule.tip for rule in book.rules}
    actions = {action.id for action in book.actions}
    styles: dict[tuple[int | None, int | None], bool] = {}
    for edge in rule_graph(book):
        pair = homes[edge.source], homes[edge.target]
        if pair[0] != pair[1]:
            styles[pair] = styles.get(pair, False) or edge.through not in actions
    graph = nx.DiGraph(sorted(styles))
    graph.add_nodes_from(sorted({tip.number for tip in TIPS} - set(graph)))
    _layers(graph)
    place = nx.multipartite_layout(graph, subset_key="layer", scale=1)
    figure, axes = plt.subplots(figsize=(11, 7))
    for by_fact, colour, style in ((False, "#9aa3b0", "dotted"), (True, "#5b84ad", "solid")):
        chosen = [pair for pair in sorted(styles) if styles[pair] is by_fact]
        nx.draw_networkx_edges(
            graph, place, chosen, ax=axes, edge_color=colour, style=style, arrowsize=12, node_size=1300, connectionstyle="arc3,rad=0.08"
        )
    nx.draw_networkx_nodes(graph, place, ax=axes, node_size=1300, node_color="#f2efe6", edgecolors="#44546a")
    nx.draw_networkx_labels(graph, place, ax=axes, font_size=11)
    axes.set_axis_off()
    figure.tight_layout()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None}, transparent=True)
    plt.close(figure)


def _layers(graph: nx.DiGraph[int]) -> None:
    """From left to right by what feeds what; tips that feed each other stand side by side."""
    whole = nx.condensation(graph)
    for number, generation in enumerate(nx.topological_generations(whole)):
        for component in generation:
            for tip in whole.nodes[component]["members"]:
                graph.nodes[tip]["layer"] = number
