"""Portfolios on disk: the same as in memory, whatever the partitions; interrupted work goes on; nothing is lost or done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.frames.convert import tables_of
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.portfolio.nested import nest
from dunning_rules.portfolio.shown import worded
from dunning_rules.portfolio.stored import FRAMES
from dunning_rules.portfolio.stream import Streamed, evaluate_partitions
from dunning_rules.rows.currencies import Currencies
from dunning_rules.testing import sample_cases
from tests.frames.whole import alike

AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)
CASES = alike(sample_cases(21, 90, as_of=AS_OF, currencies=("EUR",)))
US = CASES[0].creditor
POLICY = Policy(engine="plain")
_KILLED = """
import os, signal, sys
from pathlib import Path
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.portfolio import stored
from dunning_rules.portfolio.stream import evaluate_partitions
from tests.portfolio.test_stream import AS_OF
source, output, creditor, file = sys.argv[1:]
settle = stored._settle
def killed(draft, path):
    if path.parent.name == file and path.name.startswith("000002"):
        os.kill(os.getpid(), signal.SIGKILL)
    settle(draft, path)
stored._settle = killed
us = Creditor.model_validate_json(creditor)
evaluate_partitions(Path(source), Policy(engine="plain"), as_of=AS_OF, creditor=us, output=Path(output), size=20)
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "cases.parquet"
    nest(tables_of(CASES)).write_parquet(path, row_group_size=16)
    return path


def run(source: Path, output: Path, size: int = 20, creditor: Creditor = US) -> Streamed:
    return evaluate_partitions(source, POLICY, as_of=AS_OF, creditor=creditor, output=output, size=size)


def everything(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


def test_partitions_say_what_the_whole_says(source: Path, tmp_path: Path) -> None:
    whole = POLICY.evaluate_frames(tables_of(CASES), as_of=AS_OF, creditor=US)
    steps: list[tuple[int, int]] = []
    found = evaluate_partitions(
        source, POLICY, as_of=AS_OF, creditor=US, output=tmp_path / "out", size=20, on_progress=lambda *done: steps.append(done)
    )
    assert steps == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert (found.totals, found.rows, found.cases) == (whole.totals, _without_lists(whole.rows, found), whole.cases)
    assert found.head(10_000).rows() == whole.recommendations.rows()
    assert found.head(7).rows() == whole.recommendations.head(7).rows()
    for name in ("conclusions", "findings"):
        rows = pl.concat([pl.read_parquet(file) for file in sorted((tmp_path / "out" / name).glob("*.parquet"))])
        assert sorted(map(str, rows.rows())) == sorted(map(str, getattr(whole, name).rows()))


def _without_lists(rows: object, found: Streamed) -> object:
    """Contacts stand in the debtors' rows of the one, and are rows of their own in the other."""
    assert found.rows.rejected == 0
    return found.rows if rows is not None else rows


def test_any_partition_size_gives_the_same(source: Path, tmp_path: Path) -> None:
    one, other = run(source, tmp_path / "a", 7), run(source, tmp_path / "b", 1000)
    assert (one.totals, one.cases) == (other.totals, other.cases)
    assert one.head(10_000).rows() == other.head(10_000).rows()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("file", [*FRAMES, "done"])
def test_killed_in_mid_write_it_goes_on(source: Path, tmp_path: Path, file: str) -> None:
    whole = tmp_path / "whole"
    run(source, whole)
    broken = tmp_path / "broken"
    command = [sys.executable, "-c", _KILLED, str(source), str(broken), US.model_dump_json(), file]
    root = Path(__file__).parents[2]
    killed = subprocess.run(command, check=False, cwd=root, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])})  # noqa: S603 - our own program
    assert killed.returncode == -signal.SIGKILL
    assert not (broken / "done" / "000002.json").exists()
    kept = (broken / "recommendations" / "000001.parquet").stat().st_mtime_ns
    run(source, broken)
    assert (broken / "recommendations" / "000001.parquet").stat().st_mtime_ns == kept
    found = {name: data for name, data in everything(broken).items() if not name.endswith(".part")}
    assert found == everything(whole)


def test_another_run_is_not_mixed_with_this_one(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path)
    with pytest.raises(LedgerError, match="another run: its `creditor`"):
        run(source, tmp_path, creditor=US.model_copy(update={"id": "other"}))
    with pytest.raises(LedgerError, match="another run: its `partitions` is `5`"):
        run(source, tmp_path, size=30)
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LedgerError, match="holds something else"):
        run(source, tmp_path)


def test_a_debtor_in_two_partitions_counts_once(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    table = nest(tables_of(CASES[:6]))
    table.head(4).write_parquet(folder / "a.parquet")
    table.tail(3).write_ipc(folder / "b.arrow")
    found = run(folder, tmp_path / "out", 100)
    assert found.totals.debtors == 6
    assert found.rows.rejected == 1
    rejects = pl.concat([pl.read_parquet(file) for file in sorted((tmp_path / "out" / "rejects").glob("*.parquet"))])
    assert rejects["reason"].to_list() == [f"debtor `{CASES[3].debtor.id}` occurs twice"]


def test_files_that_cannot_be_read(source: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="has no Parquet or Arrow file"):
        run(tmp_path, tmp_path / "out")
    (tmp_path / "bad.parquet").write_bytes(b"no parquet")
    with pytest.raises(LedgerError, match=r"`bad\.parquet` cannot be read"):
        run(tmp_path / "bad.parquet", tmp_path / "out")
    run(source, tmp_path / "again")
    (tmp_path / "again" / "done" / "000000.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LedgerError, match="is no record of a partition"):
        run(source, tmp_path / "again")


def test_nobody(tmp_path: Path) -> None:
    nest(tables_of([CASES[0]])).clear().write_parquet(tmp_path / "none.parquet")
    found = run(tmp_path / "none.parquet", tmp_path / "out")
    assert (found.partitions, found.totals.debtors) == (0, 0)


def test_what_was_found_is_read_again_and_the_head_is_worded(source: Path, tmp_path: Path) -> None:
    found = run(source, tmp_path / "out")
    whole = POLICY.evaluate_frames(tables_of(CASES), as_of=AS_OF, creditor=US)
    assert sum(frame.height for frame in found.frames("recommendations")) == whole.recommendations.height
    assert found.rejects() == ()
    report, names = worded(found, source, POLICY, as_of=AS_OF, creditor=US, currencies=Currencies(None, None), limit=9)
    wanted = whole.worded(9)
    assert report.recommendations == wanted.recommendations
    assert (report.totals, report.cases, report.rows) == (whole.totals, whole.cases, found.rows)
    assert set(names) == {each.debtor_id for each in wanted.recommendations}


def test_nobody_has_no_head(tmp_path: Path) -> None:
    source = tmp_path / "none.parquet"
    nest(tables_of([CASES[0]])).clear().write_parquet(source)
    found = run(source, tmp_path / "out")
    report, names = worded(found, source, POLICY, as_of=AS_OF, creditor=US, currencies=Currencies(None, None), limit=9)
    assert (report.recommendations, names) == ((), {})
