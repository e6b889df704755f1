"""The journal on the command line, as people use it over some days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Dunning

AT = ("--by", "kim", "--at", "2026-07-15")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The journal that the commands use."""
    path = tmp_path / "journal.sqlite"
    monkeypatch.setenv("DUNNING_RULES_JOURNAL", str(path))
    return path


@pytest.fixture
def run(dunning: Dunning, ledger: Path, memory: Path) -> str:
    """A run that recorded itself: its id."""
    result = dunning("run", ledger, "--as-of", "2026-07-15")
    assert result.exit_code == 0
    assert memory.exists()
    (found,) = json.loads(dunning("journal", "runs", "--format", "json").stdout)
    assert f"recorded as run {found['id']}" in result.stderr
    return str(found["id"])


def listed(dunning: Dunning, *args: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dunning("journal", "list", "--format", "json", *args).stdout)
    return found


def place(dunning: Dunning, action: str, debtor: str = "D1") -> str:
    return next(str(each["id"]) for each in listed(dunning) if (each["action"], each["debtor_id"]) == (action, debtor))


def test_what_was_decided_today_is_known_tomorrow(dunning: Dunning, ledger: Path, run: str) -> None:
    call, grade, sign = (place(dunning, name) for name in ("CONTACT_NOW", "APPLY_CLASS_TREATMENT", "GET_SIGNED_ACKNOWLEDGEMENT"))
    assert call.startswith(run)
    assert dunning("journal", "decide", "done", call, *AT).stdout == f"done: {call} D1 CONTACT_NOW\n"
    assert dunning("journal", "decide", "snoozed", grade, "--until", "2026-07-20", *AT).exit_code == 0
    assert dunning("journal", "decide", "overridden", sign, "--reason", "signed on paper", *AT).exit_code == 0
    tomorrow = dunning("run", ledger, "--as-of", "2026-07-16", "--format", "json")
    left = {(each["debtor_id"], each["action"]) for each in json.loads(tomorrow.stdout)["recommendations"]}
    assert {action for debtor, action in left if debtor == "D1"} == {"PREPARE_STATEMENT"}
    assert "not shown, by decision: snoozed 1, overridden 1\n" in tomorrow.stderr
    assert "D1 GET_SIGNED_ACKNOWLEDGEMENT: overridden by kim: signed on paper" in tomorrow.stderr
    later = dunning("run", ledger, "--as-of", "2026-07-20", "--format", "json")
    assert ("D1", "APPLY_CLASS_TREATMENT") in {(each["debtor_id"], each["action"]) for each in json.loads(later.stdout)["recommendations"]}


def test_how_it_stands(dunning: Dunning, run: str) -> None:
    call = place(dunning, "CONTACT_NOW")
    assert "nothing was decided yet" in dunning("journal", "show", call).stdout
    dunning("journal", "decide", "done", call, *AT)
    dunning("journal", "outcome", "promised", call, "--amount", "600.00", "--on", "2026-07-25", "--note", "by phone", *AT)
    shown = dunning("journal", "list", columns=160).stdout
    assert "done by kim; promised 600.00 EUR 2026-07-25" in shown
    assert f"{run[:4]}.1" in shown
    assert "promised 600.00 EUR 2026-07-25 (said by kim): by phone" in dunning("journal", "show", call).stdout
    dunning("journal", "decide", "reopened", call, "--reason", "wrong line", *AT)
    assert "open (reopened by kim): wrong line" in dunning("journal", "list", columns=160).stdout
    found = json.loads(dunning("journal", "show", call, "--format", "json").stdout)
    assert [each["decision"] for each in found["decisions"]] == ["done", "reopened"]
    assert found["recommendation"]["action"] == "CONTACT_NOW"
    assert {each["debtor_id"] for each in listed(dunning, "--debtor", "D2")} == {"D2"}
    assert "nothing was recommended" in dunning("journal", "list", "--debtor", "D9").stdout


def test_a_report_is_recorded_once_wherever_it_comes_from(dunning: Dunning, ledger: Path, memory: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    assert dunning("run", ledger, "--as-of", "2026-07-15", "-o", path).exit_code == 0
    first = dunning("journal", "record", path)
    assert first.stdout == dunning("journal", "record", path).stdout
    (run,) = json.loads(dunning("journal", "runs", "--format", "json").stdout)
    assert run["id"] in first.stdout
    assert "2026-07-15 23:59 UTC" in dunning("journal", "runs").stdout
    assert memory.exists()


@pytest.mark.parametrize("name", ["journal.jsonl", "journal.csv"])
def test_an_auditor_gets_all_of_it(dunning: Dunning, run: str, tmp_path: Path, name: str) -> None:
    dunning("journal", "decide", "done", f"{run}.1", f"{run}.2", *AT)
    path = tmp_path / name
    assert "wrote the journal to" in dunning("journal", "export", "-o", path).stderr
    whole = dunning("journal", "verify", path).stdout
    assert whole == dunning("journal", "verify").stdout
    assert whole.startswith("whole: 3 entries, head ")
    assert dunning("journal", "verify", "--head", whole.split()[-1]).exit_code == 0
    assert dunning("journal", "export", "--format", path.suffix[1:]).stdout_bytes == path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"kim", b"lee"))
    forged = dunning("journal", "verify", path)
    assert forged.exit_code == 1
    assert "error: the entry is not what was written\n  at: entry 2" in forged.stderr


def test_the_help(dunning: Dunning) -> None:
    result = dunning("journal")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in ("record", "decide", "outcome", "list", "show", "export", "verify"))


WRONG: list[tuple[tuple[str, ...], int, str]] = [
    (("list",), 1, "there is no journal"),
    (("verify",), 1, "there is no journal"),
    (("decide", "done", "3f9a.1", *AT), 1, "there is no journal"),
    (("decide", "done", "3f9a.1", "--by", "kim", "--at", "today"), 2, "neither a day nor a moment"),
    (("decide", "snoozed", "3f9a.1", *AT, "--until", "soon"), 2, "is not a day"),
    (("decide", "finished", "3f9a.1", *AT), 2, "is not one of"),
    (("decide", "done", "3f9a.1", "--at", "2026-07-15"), 2, "--by"),
    (("outcome", "promised", "3f9a.1", *AT, "--amount", "much"), 2, "is not a number"),
    (("record", "none.json"), 2, "cannot be read"),
]


@pytest.mark.parametrize(("args", "code", "said"), WRONG)
def test_wrong_usage(dunning: Dunning, memory: Path, args: tuple[str, ...], code: int, said: str) -> None:
    result = dunning("journal", *args)
    assert result.exit_code == code
    assert said in result.stderr
    assert not memory.exists()


def test_nothing_to_verify_or_to_list(dunning: Dunning, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dunning_rules.journal import Journal  # noqa: PLC0415 - an empty one

    Journal.open(memory).close()
    assert "there is no entry" in dunning("journal", "verify").stderr
    assert "no run was recorded" in dunning("journal", "list").stderr
    assert dunning("journal", "runs").stdout == "no run was recorded\n"
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    assert dunning("journal", "verify", tmp_path / "empty.jsonl").exit_code == 1
    monkeypatch.delenv("DUNNING_RULES_JOURNAL")
    assert "nothing is named to verify" in dunning("journal", "verify").stderr


def test_a_portfolio_in_columns_keeps_no_journal(dunning: Dunning, ledger: Path, memory: Path) -> None:
    result = dunning("run", ledger, "--as-of", "2026-07-15", "--engine", "columns")
    assert result.exit_code == 2
    assert "not kept in columns" in result.stderr
    assert not memory.exists()
