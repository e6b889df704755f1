"""The rule graph as text for Mermaid, which many readers of Markdown draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.graph import Edge, rule_graph

_QUOTED = str.maketrans({'"': "#quot;", "\n": " "})


def mermaid(book: RuleBook, title: Callable[[int], str], label: Callable[[str], str], tip: int | None = None) -> str:
    """A flow chart with a box for each tip, and the rules in it.

    Args:
        book: the rules.
        title: what the box of a tip is called.
        label: what the field or the action of an edge is called.
        tip: only this tip, with the rules that feed it and those that it feeds.
    """
    homes = {rule.id: rule.tip for rule in book.rules}
    edges = [edge for edge in rule_graph(book) if tip is None or tip in {homes[edge.source], homes[edge.target]}]
    shown = {name for edge in edges for name in (edge.source, edge.target)} | {name for name, home in homes.items() if tip in {None, home}}
    lines = ["flowchart LR"]
    for home in sorted({homes[name] for name in shown}, key=lambda each: each or 0):
        inside = [f'{_node(name)}["{_text(name)}"]' for name in sorted(shown) if homes[name] == home]
        if home is None:
            lines += [f"    {each}" for each in inside]
        else:
            lines += [f'    subgraph tip{home}["{_text(title(home))}"]', *(f"        {each}" for each in inside), "    end"]
    lines += [f'    {_node(source)} -- "{_text(through)}" --> {_node(target)}' for source, target, through in _joined(edges, label)]
    return "\n".join(lines) + "\n"


def _joined(edges: Iterable[Edge], label: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Edges between the same two rules become one."""
    found: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        found.setdefault((edge.source, edge.target), []).append(label(edge.through))
    return [(source, target, ", ".join(dict.fromkeys(labels))) for (source, target), labels in found.items()]


def _node(name: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else "_" for char in name)


def _text(text: str) -> str:
    return text.translate(_QUOTED)
