"""Standard output and standard error: what they can encode, and what may be shown on them."""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from typing import TextIO

_PROBE = "— – … · “” ü é 催收"
_GONE = frozenset({errno.EPIPE, errno.EINVAL})


def make_encodable(stream: TextIO) -> None:
    """Let writing to `stream` never fail for a character: UTF-8 where its own encoding lacks what we write, `?` for the rest."""
    if not isinstance(stream, TextIOWrapper):
        return
    try:
        _PROBE.encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        stream.reconfigure(encoding="utf-8")
    stream.reconfigure(errors="replace")


def printable(text: str, *, keep: str = "") -> str:
    """`text` without characters that would steer a terminal; white space becomes spaces."""
    return "".join(char if char.isprintable() or char in keep else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)


def write_bytes(data: bytes) -> None:
    """Write `data` to standard output as it is. A reader that has gone is no error."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno not in _GONE:
            raise
        discard_output()


def discard_output() -> None:
    """Send what is still written to standard output nowhere: without this, Python complains while it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
