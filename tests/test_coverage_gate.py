"""The gate of coverage."""

from __future__ import annotations

from typing import Any

from tests.coverage_gate import COMPLETE, SHOWN, File, read, shortfalls

WHOLE = [File(f"{part}/plain.py" if "." not in part else part, 10, 10, "") for part in COMPLETE]
REST = File("cli/main.py", 95, 100, "7, 9->exit")


def measured(lines: list[int], branches: list[list[int]]) -> dict[str, Any]:
    summary = {"covered_lines": 9 - len(lines), "num_statements": 9, "covered_branches": 4 - len(branches), "num_branches": 4}
    return {"summary": summary, "missing_lines": lines, "missing_branches": branches}


def test_reads_lines_and_branches() -> None:
    report = {
        "files": {
            "src/dunning_rules/engine/plain.py": measured([2, 3, 4, 7], [[3, 7], [9, -1], [9, 12]]),
            "src\\dunning_rules\\errors.py": measured([], []),
        }
    }
    assert read(report) == [File("engine/plain.py", 6, 13, "2-4, 7, 9->exit, 9->12"), File("errors.py", 13, 13, "")]


def test_long_lists_are_cut() -> None:
    (file,) = read({"files": {"src/dunning_rules/errors.py": measured(list(range(1, 999, 2)), [])}})
    assert file.missing.startswith("1, 3, 5, ")
    assert file.missing.endswith(", …")
    assert len(file.missing) <= SHOWN


def test_all_is_well() -> None:
    assert shortfalls([*WHOLE, REST]) == []


def test_almost_all_is_not_all() -> None:
    found = shortfalls([*WHOLE, REST, File("engine/durable.py", 99_999, 100_000, "41")])
    assert found == ["engine: 99.99 % of lines and branches, 100 % is asked for", "   99.99 %  engine/durable.py  41"]


def test_the_rest_is_taken_together_and_the_worst_comes_first() -> None:
    found = shortfalls([*WHOLE, REST, File("io/csv.py", 0, 1, "1"), File("errors.py", 1, 1, "")])
    assert found == [
        "everything else: 94.11 % of lines and branches, 95 % is asked for",
        "    0.00 %  io/csv.py  1",
        "   95.00 %  cli/main.py  7, 9->exit",
    ]


def test_a_gate_that_measures_nothing_is_shut() -> None:
    assert shortfalls([*WHOLE[1:], REST]) == [f"{COMPLETE[0]}: no file of this name was measured"]
