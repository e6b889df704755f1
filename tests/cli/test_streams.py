"""Standard output, where it goes wrong."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning_rules.cli.display import show, text_of
from dunning_rules.cli.streams import make_encodable, write_bytes


class Broken(io.BytesIO):
    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code
        self.failing = True

    def write(self, data: object, /) -> int:
        if self.failing:
            raise OSError(self.code, os.strerror(self.code), data)
        return 0


@pytest.fixture
def target(tmp_path: Path) -> Iterator[int]:
    """A descriptor that may be closed and replaced."""
    with (tmp_path / "stdout").open("wb") as file:
        yield file.fileno()


def broken_output(monkeypatch: pytest.MonkeyPatch, code: int, descriptor: int) -> Broken:
    raw = Broken(code)
    stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    monkeypatch.setattr(stream, "fileno", lambda: descriptor, raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    return raw


@pytest.mark.parametrize("code", [errno.EPIPE, errno.EINVAL])
def test_a_reader_that_has_gone(monkeypatch: pytest.MonkeyPatch, target: int, code: int) -> None:
    raw = broken_output(monkeypatch, code, target)
    write_bytes(b"x")
    raw.failing = False
    assert os.path.samestat(os.fstat(target), Path(os.devnull).stat())


def test_another_fault(monkeypatch: pytest.MonkeyPatch, target: int) -> None:
    raw = broken_output(monkeypatch, errno.ENOSPC, target)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_bytes(b"x")
    raw.failing = False


def test_a_table_whose_reader_has_gone(monkeypatch: pytest.MonkeyPatch, target: int) -> None:
    raw = broken_output(monkeypatch, errno.EPIPE, target)
    show([text_of("x")])
    raw.failing = False
    assert os.path.samestat(os.fstat(target), Path(os.devnull).stat())


@pytest.mark.parametrize(("encoding", "expected"), [("ascii", "utf-8"), ("latin-1", "utf-8"), ("gb18030", "gb18030"), ("utf-8", "utf-8")])
def test_encodings(encoding: str, expected: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    make_encodable(stream)
    assert (stream.encoding, stream.errors) == (expected, "replace")


def test_a_stream_that_is_no_file() -> None:
    stream = io.StringIO()
    make_encodable(stream)
    assert stream.getvalue() == ""
