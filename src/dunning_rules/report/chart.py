"""Charts as drawings that stand in the page itself and take their colours from its style."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from dunning_rules.extras import need

_KEPT = {
    "svg": ("class", "viewBox"),
    "g": ("class", "transform"),
    "rect": ("class", "x", "y", "width", "height", "rx", "ry"),
    "path": ("class", "d"),
}
"""What of a drawing goes into the page; no style of its own, no script, no comment with the day of its making."""
_SPACE = 26
"""Height of one bar with what is around it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: what it is.
        value: how long it is.
    """

    label: str
    value: float


def bars(given: Sequence[Bar], name: str) -> str:
    """Horizontal bars, the first at the top, each in a band of the same height; markup that is safe to stand in a page.

    The drawing is stretched to its place, so it holds no text: labels and figures stand beside it.

    Args:
        given: the bars.
        name: what the chart shows, for those who do not see it.

    Raises:
        ExtraError: the extra `report` is not installed.
    """
    chart = _pygal().HorizontalBar(
        no_prefix=True,
        show_legend=False,
        show_x_labels=False,
        show_y_labels=False,
        show_y_guides=False,
        show_x_guides=False,
        print_values=False,
        js=[],
        width=520,
        height=_SPACE * len(given),
        margin=0,
    )
    chart.x_labels = [each.label for each in reversed(given)]
    chart.add("", [each.value for each in reversed(given)])
    return _markup(chart.render_tree(), name)


def _pygal() -> ModuleType:
    """The library, without its finder of modules, which it puts in everybody's way when it is first imported.

    Only its own goes: what the import brings along (a backport that finds distributions) others rely upon.
    """
    before = set(map(id, sys.meta_path))
    found = need("pygal", extra="report", what="a chart of the page")
    sys.meta_path[:] = [each for each in sys.meta_path if id(each) in before or type(each).__module__ != "pygal"]
    return found


def _markup(tree: Any, name: str) -> str:  # noqa: ANN401 - pygal publishes no types
    markup = need("markupsafe", extra="report", what="a chart of the page")
    drawing: str = markup.Markup("").join(
        _parts(tree, markup, markup.Markup(' role="img" preserveAspectRatio="none" aria-label="{}"').format(name))
    )
    return drawing


def _parts(node: Any, markup: Any, more: str = "") -> list[Any]:  # noqa: ANN401 - as above
    tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    if tag not in _KEPT:
        return []
    values = [markup.Markup(' {}="{}"').format(key, node.get(key)) for key in _KEPT[tag] if node.get(key)]
    found = [markup.Markup("<{}").format(tag), *values, more, markup.Markup(">")]
    for child in node:
        found += _parts(child, markup)
    return [*found, markup.Markup("</{}>").format(tag)]
