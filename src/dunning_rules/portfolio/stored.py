"""What is kept of a run on disk: whole files or none, and a record of what is done, so that work that was interrupted goes on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from dunning_rules.errors import LedgerError, quote
from dunning_rules.rejects import Counts
from dunning_rules.result import Totals

FRAMES = ("recommendations", "gave_way", "conclusions", "findings", "rejects")
"""The folders of the output, with one file for each partition."""
_DONE = "done"
_RUN = "run.json"


class Run(BaseModel):
    """What a run is told from others by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str
    policy: str
    creditor: str
    source: str
    partitions: int
    size: int


class Done(BaseModel):
    """What was done for one partition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    totals: Totals
    rows: Counts
    cases: Counts


class Store:
    """The output of one run.

    Raises:
        LedgerError: the folder holds another run, or cannot be read.
    """

    def __init__(self, folder: Path, run: Run) -> None:
        """Open the folder, or make it."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        begun = folder / _RUN
        if begun.exists():
            self._check(begun, run)
        else:
            _write(begun, run.model_dump_json(indent=2).encode())
        for name in (*FRAMES, _DONE):
            (folder / name).mkdir(exist_ok=True)

    def done(self, number: int) -> Done | None:
        """What was done for a partition; `None` where it was not finished."""
        path = self._folder / _DONE / f"{number:06}.json"
        try:
            return Done.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError:
            message = f"{quote(path.name)} is no record of a partition"
            raise LedgerError(message, where=str(path), help="remove it: its partition is evaluated again") from None

    def keep(self, frames: dict[str, pl.DataFrame], done: Done) -> None:
        """Keep what was found for a partition: first the frames, then that it is done."""
        for name, frame in frames.items():
            path = self.path(name, done.number)
            draft = _draft(path)
            try:
                frame.write_parquet(draft)
                _settle(draft, path)
            except BaseException:
                _forget(draft)
                raise
        _write(self._folder / _DONE / f"{done.number:06}.json", done.model_dump_json().encode())

    def path(self, name: str, number: int) -> Path:
        """The file of a partition."""
        return self._folder / name / f"{number:06}.parquet"

    def _check(self, begun: Path, run: Run) -> None:
        try:
            before = Run.model_validate_json(begun.read_bytes())
        except ValidationError:
            message = f"{quote(str(self._folder))} holds something else"
            raise LedgerError(message, help="name an empty folder") from None
        for name in Run.model_fields:
            one, other = getattr(before, name), getattr(run, name)
            if one != other:
                message = f"the folder holds another run: its {quote(name)} is {quote(one)}, this one's {quote(other)}"
                raise LedgerError(message, where=str(self._folder), help="name another folder, or remove this one")


def _write(path: Path, data: bytes) -> None:
    draft = _draft(path)
    try:
        draft.write_bytes(data)
        _settle(draft, path)
    except BaseException:
        _forget(draft)
        raise


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _settle(draft: Path, path: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)


def _forget(draft: Path) -> None:
    with suppress(OSError):
        draft.unlink()
