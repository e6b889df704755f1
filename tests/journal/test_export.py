"""The export for an auditor, and what verifying finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import JournalError
from dunning_rules.journal import Journal, verify_export
from dunning_rules.journal.digests import START
from dunning_rules.journal.export import as_csv, as_json_lines
from tests.journal.conftest import AS_OF, report_of

FORMS = {"journal.jsonl": as_json_lines, "journal.csv": as_csv}


def fill(journal: Journal) -> None:
    run = journal.record(report_of("D1", "D2"))
    journal.decide(f"{run}.1", decision="done", by="kim", at=AS_OF, reason='=1+1, "quoted"\nand more')
    journal.outcome(f"{run}.1", result="paid", by="李", at=AS_OF, note="催收")
    journal.decide(f"{run}.2", decision="overridden", by="kim", at=AS_OF, reason="agreed")


def write(journal: Journal, path: Path) -> Path:
    with journal.entries() as entries:
        path.write_text("".join(FORMS[path.name](entries)), encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="")
    return path


@pytest.fixture
def exported(tmp_path: Path) -> Callable[[str], Path]:
    """Writes the export of a small journal."""

    def make(name: str) -> Path:
        with Journal.open(tmp_path / "journal.sqlite") as journal:
            fill(journal)
            return write(journal, tmp_path / name)

    return make


@pytest.mark.parametrize("name", FORMS)
def test_an_export_is_verified_without_the_journal(journal: Journal, tmp_path: Path, name: str) -> None:
    fill(journal)
    assert verify_export(write(journal, tmp_path / name)) == journal.verify()
    assert journal.verify().entries == 4


@pytest.mark.parametrize("name", FORMS)
def test_the_same_entries_give_the_same_bytes_wherever_they_are(
    journal: Journal, exported: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    fill(journal)
    (tmp_path / "other").mkdir()
    assert write(journal, tmp_path / "other" / name).read_bytes() == exported(name).read_bytes()


def test_no_cell_for_reading_is_a_formula(exported: Callable[[str], Path]) -> None:
    assert ",'=1+1" in exported("journal.csv").read_text(encoding="utf-8-sig").replace("\"'=", "'=")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("old", "new"), [("agreed", "not so"), ("paid", "refused"), ("PREPARE_STATEMENT", "CONTACT_NOW"), ('"kim', '"lee')]
)
def test_a_change_is_found(exported: Callable[[str], Path], name: str, old: str, new: str) -> None:
    path = exported(name)
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(old, new).replace(f'"{old}', f'"{new}'), encoding="utf-8", newline="")
    with pytest.raises(JournalError, match="not what was written"):
        verify_export(path)


def test_what_was_left_out_or_moved_is_found(exported: Callable[[str], Path]) -> None:
    path = exported("journal.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for wrong in (lines[1:], lines[:1] + lines[2:], [lines[0], lines[2], lines[1], lines[3]], lines + lines[-1:]):
        path.write_text("".join(wrong), encoding="utf-8")
        with pytest.raises(JournalError, match=r"missing|follow"):
            verify_export(path)


def test_what_was_cut_off_is_found_by_the_head(exported: Callable[[str], Path]) -> None:
    path = exported("journal.jsonl")
    head = verify_export(path).head
    assert verify_export(path, head=head).entries == 4
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    assert verify_export(path, head=START).entries == 3
    with pytest.raises(JournalError, match="no entry has the digest"):
        verify_export(path, head=head)


@pytest.mark.parametrize(
    "text", ["x\n", "{}\n", "[]\n", '{"number":1,"kind":2,"previous":"","digest":"","content":{}}\n', "[" * 5000, "\x00"]
)
def test_what_is_no_export(tmp_path: Path, text: str) -> None:
    for name in ("a.jsonl", "a.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(JournalError):
            verify_export(tmp_path / name)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be read"):
        verify_export(tmp_path / "none.jsonl")
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(JournalError, match="not UTF-8"):
        verify_export(tmp_path / "a.jsonl")


TAMPERED = {
    "UPDATE journal_decisions SET reason = 'forged'": "not what was written",
    "UPDATE journal_recommendations SET amount = '1.00' WHERE place = 1": "not what was written",
    "DELETE FROM journal_outcomes": "is missing",
    "DELETE FROM journal_entries WHERE number = 2": "is missing",
    "UPDATE journal_entries SET kind = 'remark' WHERE number = 2": "unknown kind",
    "DELETE FROM journal_entries WHERE number = 4": "rows without an entry: 1",
}


@pytest.mark.parametrize(("change", "said"), TAMPERED.items())
def test_who_tampers_with_the_tables_is_found(tmp_path: Path, change: str, said: str) -> None:
    path = tmp_path / "journal.sqlite"
    with Journal.open(path) as journal:
        fill(journal)
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    connection.commit()
    connection.close()
    with Journal.open(path) as journal, pytest.raises(JournalError, match=said):
        journal.verify()
