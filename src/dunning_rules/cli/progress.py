"""A progress bar on standard error: only where a person looks on, and only when it takes long."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 0.8
"""Seconds before a bar appears."""


class Progress:
    """Shows how far some work has come."""

    def __init__(self, label: str, total: int | None = None) -> None:
        """Prepare; nothing is shown yet.

        Args:
            label: what is done, for people.
            total: how much there is to do, if that is known.
        """
        self._label = label
        self._total = total
        self._watched = sys.stderr.isatty()
        self._begin = monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Clear the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def update(self, done: int) -> None:
        """`done` is the amount of work that is behind us."""
        if not self._watched:
            return
        if self._bar is None and monotonic() - self._begin >= PATIENCE:
            self._show()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)

    def of(self, done: int, total: int) -> None:
        """As `update`, where how much there is becomes known on the way."""
        self._total = total
        self.update(done)

    def _show(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - only when a bar is needed
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415 - as above
        from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self._label, total=self._total)
        self._bar.start()
