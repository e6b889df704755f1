"""Charts: as long as what they show, and nothing in them but shapes."""

from __future__ import annotations

import subprocess
import sys
from xml.etree import ElementTree as ET

from dunning_rules.report.chart import Bar, bars


def _shapes(markup: str) -> list[ET.Element]:
    rects = ET.fromstring(markup).iter("rect")  # noqa: S314 - of our own making
    return [each for each in rects if each.get("class", "").startswith("rect ") and float(each.get("height", 0))]


def test_bars_are_as_long_as_their_values_the_first_at_the_top() -> None:
    found = sorted(_shapes(bars([Bar("a", 10), Bar("b", 40), Bar("c", 0)], "name")), key=lambda each: float(each.get("y", 0)))
    widths = [float(each.get("width", 0)) for each in found]
    assert widths[1] == max(widths)
    assert abs(widths[0] / widths[1] - 0.25) < 0.01
    assert widths[2] < 0.01


def test_the_name_of_a_chart_is_escaped() -> None:
    assert 'aria-label="&lt;&#34;&gt;"' in bars([Bar("a", 1)], '<">')


def test_nothing_but_shapes() -> None:
    drawing = ET.fromstring(bars([Bar("<b>", 1)], "name"))  # noqa: S314 - of our own making
    assert {each.tag for each in drawing.iter()} <= {"svg", "g", "rect", "path"}
    assert not any(each.get("style") for each in drawing.iter())


def test_imports_of_others_are_not_touched() -> None:
    before = list(sys.meta_path)
    bars([Bar("a", 1)], "name")
    assert sys.meta_path == before
    code = (
        "import sys; from importlib.metadata import distributions; before = len(list(distributions()));"
        "from dunning_rules.report.chart import Bar, bars; bars([Bar('a', 1)], 'b');"
        "import wave; assert not [each for each in sys.meta_path if type(each).__module__ == 'pygal'];"
        "assert len(list(distributions())) == before > 0"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)  # noqa: S603 - our own code
