"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from dunning_rules.cli.faults import OutputError, UsageError
from dunning_rules.cli.streams import write_bytes
from dunning_rules.errors import quote

if TYPE_CHECKING:
    from pathlib import Path


def check_target(path: Path, *, inputs: tuple[Path | None, ...] = ()) -> None:
    """Check that `path` may be written, before any work is done.

    Args:
        path: where the result is to stand.
        inputs: files that are read, and must not be overwritten.

    Raises:
        UsageError: its folder does not exist, it is a folder, or it is one of the inputs.
    """
    if path.is_dir():
        message = f"{quote(str(path))} is a folder"
        raise UsageError(message, where="-o", help="name a file in it")
    if not path.parent.is_dir():
        message = f"the folder {quote(str(path.parent))} does not exist"
        raise UsageError(message, where="-o", help="make it first, or name another file")
    for source in inputs:
        if source is not None and source.exists() and path.exists() and source.samefile(path):
            message = f"{quote(str(path))} is read, and would be overwritten"
            raise UsageError(message, where="-o", help="name another file")


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`: a reader sees the old file or the new one, never a part.

    Raises:
        OutputError: it cannot be written; what stood there is still there.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe: nothing could be put in its place
            return
        _replace(path.resolve(), data)
    except OSError as error:
        message = f"{quote(str(path))} cannot be written: {error.strerror or error}"
        raise OutputError(message, help="check the permissions of its folder and the space that is left") from error


def write_or_print(data: bytes, output: Path | None) -> None:
    """Write `data` to a file, or to the standard output where none is named.

    Raises:
        OutputError: the file cannot be written; what stood there is still there.
    """
    if output is None:
        write_bytes(data)
    else:
        write_file(output, data)


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
