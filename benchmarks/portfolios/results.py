"""What was measured, kept as it comes, so that a run that was cut off goes on."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_PACKAGES = (
    "dunning-rules", "polars", "pydantic", "durable-rules", "clipspy", "zen-engine", "rule-engine", "datalogic-py", "pyspark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured of one contender.

    Attributes:
        asked: debtors.
        seconds: for all of them; nothing where it was not measured.
        peak_mib: the most memory.
        note: why it was not measured; empty where it was.
    """

    asked: int
    seconds: float | None
    peak_mib: float | None = None
    note: str = ""

    @property
    def rate(self) -> float | None:
        """Debtors a second."""
        return None if self.seconds is None else self.asked / self.seconds

    @property
    def said(self) -> str:
        """In a line."""
        return self.note if self.rate is None else f"{self.rate:,.0f} debtors/s, {self.peak_mib or 0:,.0f} MiB"


class Results:
    """A file of them."""

    def __init__(self, path: Path, told: dict[str, Any], *, resume: bool) -> None:
        """Open it, or begin anew.

        Args:
            path: the file.
            told: the conditions under which is measured.
            resume: whether to go on with what stands there; it ends where that was measured under other conditions.
        """
        self._path = path
        self.told = told
        self._found: dict[str, Found] = {}
        if resume and path.exists():
            read = json.loads(path.read_text(encoding="utf-8"))
            if read["conditions"] != told:
                message = f"{path} was measured under other conditions: {read['conditions']}, not {told}"
                raise SystemExit(message)
            self._found = {key: Found(**each) for key, each in read["found"].items()}

    def get(self, name: str, asked: int) -> Found | None:
        """What was measured of a contender; what failed is tried again."""
        found = self._found.get(f"{name} | {asked}")
        return None if found is None or found.seconds is None else found

    def all(self, name: str) -> list[Found]:
        """All of a contender, by number of debtors."""
        found = [each for key, each in self._found.items() if key.partition(" | ")[0] == name]
        return sorted(found, key=lambda each: each.asked)

    def keep(self, name: str, asked: int, found: Found) -> None:
        """Keep one, in the file as well."""
        self._found[f"{name} | {asked}"] = found
        text = json.dumps({"conditions": self.told, "found": {key: asdict(each) for key, each in self._found.items()}}, indent=1)
        draft = self._path.with_suffix(".part")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self._path)


def conditions(seed: int, rounds: int) -> dict[str, Any]:
    """By what results are told apart: the data, the machine, the versions."""
    return {
        "seed": seed,
        "rounds": rounds,
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "packages": {name: _version(name) for name in _PACKAGES},
    }


def told_in_words(told: dict[str, Any]) -> str:
    """The same for people."""
    packages = ", ".join(f"{name} {number}" for name, number in told["packages"].items() if number is not None)
    rounds = "one round" if told["rounds"] == 1 else f"the least of {told['rounds']} rounds"
    return f"Seed {told['seed']}, {rounds}; {told['cores']} cores, {told['machine']}, {told['python']},\n{packages}."


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
