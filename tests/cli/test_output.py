"""`-o`: files are written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from dunning_rules.cli.faults import OutputError
from dunning_rules.cli.files import write_file
from tests.cli.conftest import Dunning

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions, and no named pipes in folders")


def test_the_suffix_says_the_form(dunning: Dunning, tmp_path: Path) -> None:
    for name, start in (("w.json", b"{\n"), ("w.CSV", b"\xef\xbb\xbfnumber,"), ("w.txt", b"What to do, as of ")):
        result = dunning("demo", "-o", tmp_path / name)
        assert result.exit_code == 0
        assert result.stdout == ""
        assert result.stderr.startswith("wrote ")
        assert str(tmp_path / name) in result.stderr
        assert (tmp_path / name).read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w.CSV", "w.json", "w.txt"]


def test_the_option_goes_before_the_suffix(dunning: Dunning, tmp_path: Path) -> None:
    dunning("demo", "-o", tmp_path / "w.csv", "--format", "json")
    assert json.loads((tmp_path / "w.csv").read_text(encoding="utf-8"))["cases"]["read"] == 60


def test_a_file_holds_what_the_screen_shows(dunning: Dunning, tmp_path: Path) -> None:
    dunning("demo", "-o", tmp_path / "w.txt", "--lang", "zh")
    assert (tmp_path / "w.txt").read_text(encoding="utf-8") == dunning("demo", "--lang", "zh").stdout


def test_no_colour_in_a_file(dunning: Dunning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    dunning("demo", "-o", tmp_path / "w.txt")
    assert b"\x1b" not in (tmp_path / "w.txt").read_bytes()


def test_rejects_are_told_beside_a_file(dunning: Dunning, ledger_with_rejects: Path, tmp_path: Path) -> None:
    result = dunning("run", ledger_with_rejects, "--as-of", "2026-07-15", "-o", tmp_path / "w.csv")
    assert result.exit_code == 3
    assert "could not be used: 12" in result.stderr


def test_a_folder_that_does_not_exist(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("demo", "-o", tmp_path / "no" / "w.csv")
    assert result.exit_code == 2
    assert "does not exist\n  at: -o\n  help: make it first, or name another file\n" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_itself(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("demo", "-o", tmp_path)
    assert result.exit_code == 2
    assert "is a folder\n  at: -o\n  help: name a file in it\n" in result.stderr


def test_the_ledger_is_not_overwritten(dunning: Dunning, ledger: Path) -> None:
    before = ledger.read_bytes()
    result = dunning("run", ledger, "--as-of", "2026-07-15", "-o", ledger.parent / "." / ledger.name)
    assert result.exit_code == 2
    assert "is read, and would be overwritten" in result.stderr
    assert ledger.read_bytes() == before


def test_another_file_is(dunning: Dunning, ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "w.csv"
    target.write_text("old")
    assert dunning("run", ledger, "--as-of", "2026-07-15", "-o", target).exit_code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "w.csv"
    target.write_text("old")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_file(target, b"new")
    assert caught.value.help
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["w.csv"]


def test_a_failure_on_the_command_line(dunning: Dunning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    result = dunning("demo", "-o", tmp_path / "w.csv")
    assert result.exit_code == 1
    assert "cannot be written: No space left on device\n  help: " in result.stderr


@posix_only
def test_permissions_stay(tmp_path: Path) -> None:
    target = tmp_path / "w.csv"
    target.write_text("old")
    target.chmod(0o640)
    write_file(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix_only
def test_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "w.csv"
    (tmp_path / "link.csv").symlink_to(target)
    write_file(tmp_path / "link.csv", b"new")
    assert target.read_bytes() == b"new"
    assert (tmp_path / "link.csv").is_symlink()


@posix_only
def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    reader_end = tmp_path / "pipe"
    os.mkfifo(reader_end)
    reader = os.open(reader_end, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(reader_end, b"new")
        assert os.read(reader, 10) == b"new"
        assert reader_end.is_fifo()
    finally:
        os.close(reader)
