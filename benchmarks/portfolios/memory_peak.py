"""The most memory that this process and those that it started held at a time."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Thread
from typing import Self

from benchmarks.memory import peak

_EVERY = 0.2
_PROCESSES = Path("/proc")


class Peak:
    """Looks now and then, where the system tells; the peak of this process alone is exact."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._end = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._most = 0

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._end.set()
        self._thread.join()

    @property
    def mib(self) -> float:
        """The peak, in MiB."""
        return max(peak(), self._most * os.sysconf("SC_PAGE_SIZE") / 2**20)

    def _look(self) -> None:
        while not self._end.wait(_EVERY):
            self._most = max(self._most, _pages_of_family())


def _pages_of_family() -> int:
    parents, pages = {}, {}
    for folder in _PROCESSES.glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(after_name[1])
            pages[int(folder.name)] = int((folder / "statm").read_text().split()[1])
        except (OSError, ValueError, IndexError):
            continue  # it has ended meanwhile
    family = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    # a process that stands alone is known exactly
    return sum(pages.get(each, 0) for each in family) if len(family) > 1 else 0
