"""Where lines are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from dunning_rules.cli.display import glued, indented, text_of, tree
from dunning_rules.cli.wrap import Phrase, breaks
from dunning_rules.why.outline import Outline


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in Phrase(text).wrap(Console(), width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("to be or not to be", 9, ["to be or", "not to be"]),
        ("to be or not", 8, ["to be or", "not"]),
        ("short", 20, ["short"]),
        ("", 20, [""]),
        ("incomprehensibility", 8, ["incompre", "hensibil", "ity"]),
        ("about EUR\N{NO-BREAK SPACE}12,345.00 is open", 14, ["about", "EUR\N{NO-BREAK SPACE}12,345.00", "is open"]),
        ("逾期未付却继续进货", 8, ["逾期未付", "却继续进", "货"]),
        ("逾期未付，却继续", 8, ["逾期未", "付，却继", "续"]),
        ("对方说“没钱”了", 8, ["对方说", "“没钱”了"]),
        ("已逾期 15天, 等级", 9, ["已逾期", "15天, 等", "级"]),
    ],
)
def test_breaks(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text("ab 1,.，。“”（）催收欠款\N{NO-BREAK SPACE}é", max_size=60), st.integers(2, 20))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    places = breaks(text, width)
    assert places == sorted(set(places))
    parts = [text[begin:end] for begin, end in zip([0, *places], [*places, len(text)], strict=True)]
    assert "".join(parts) == text
    assert all(cell_len(part.rstrip(" ")) <= width for part in parts)


def test_unwrapped_is_left_to_rich() -> None:
    assert [line.plain for line in Phrase("to be or not").wrap(Console(), 5, no_wrap=True, overflow="crop")] == ["to be"]


def test_what_steers_a_terminal() -> None:
    assert text_of("a\x1b[0m\u202eb\tc\u3000d").plain == "a\ufffd[0m\ufffdb c d"


def test_glued() -> None:
    assert glued("2026-07-16 15:30") == "2026-07-16\N{NO-BREAK SPACE}15:30"


def test_an_indent_stays() -> None:
    console = Console(width=12)
    with console.capture() as capture:
        console.print(indented("    one two three"))
    assert [line.rstrip() for line in capture.get().splitlines()] == ["    one two", "    three"]


def test_a_tree_keeps_its_guides_where_lines_are_broken() -> None:
    console = Console(width=12)
    with console.capture() as capture:
        console.print(tree(Outline("top", (Outline("one two three", (Outline("deep"),)), Outline("last")))))
    assert [line.rstrip() for line in capture.get().splitlines()] == ["top", "├ one two", "│ three", "│ └ deep", "└ last"]
