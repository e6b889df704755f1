"""Physical lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import lines
from dunning_rules.io.lines import Line, physical_lines

Write = Callable[[str, str | bytes], Path]


def test_lines_keep_their_breaks_and_lose_the_byte_order_mark(write: Write) -> None:
    path = write("a.csv", b"\xef\xbb\xbfa\r\n\nb")

    assert list(physical_lines(path)) == [Line(1, "a\r\n"), Line(2, "\n"), Line(3, "b")]


def test_each_line_is_decoded_by_itself(write: Write) -> None:
    path = write("a.csv", b"a\nM\xfcller\nb\0\n")

    assert [(line.number, line.flaw) for line in physical_lines(path)] == [(1, None), (2, "undecodable"), (3, "nul")]


def test_a_declared_encoding_is_used(write: Write) -> None:
    assert [line.text for line in physical_lines(write("a.csv", b"M\xfcller"), "latin-1")] == ["Müller"]


def test_a_line_beyond_the_limit_is_skipped_and_not_held(write: Write) -> None:
    path = write("a.csv", b"a\n" + b"x" * (lines.MAX_LINE_BYTES + 1) + b"\nb\n" + b"y" * (2 * lines.MAX_LINE_BYTES + 1))

    assert list(physical_lines(path)) == [Line(1, "a\n"), Line(2, "", "too_long"), Line(3, "b\n"), Line(4, "", "too_long")]


def test_a_line_of_exactly_the_limit_is_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 4)

    assert list(physical_lines(write("a.csv", "abc\nabcd\nd\n"))) == [Line(1, "abc\n"), Line(2, "", "too_long"), Line(3, "d\n")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read: no such file"):
        list(physical_lines(tmp_path / "a.csv"))


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read: embedded null"):
        list(physical_lines(tmp_path / "a\0.csv"))
