"""One run: draw mutants, try each, print the score of each part and what survived."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tomllib
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.mutant_choices import Choices
from benchmarks.mutants import Mutant, mutants
from benchmarks.mutation_trial import PACKAGE, Trials

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("language", "rules", "tips", "resolve.py")
EQUIVALENTS = Path(__file__).with_name("equivalent_mutants.toml")
_TOLD_EVERY = 25
_UNITS = ("tests/test_policy.py", "tests/test_resolve.py", "tests/test_result.py", "tests/test_reasons.py", "tests/test_ranking.py")
_ADVICE = ("tests/golden", "tests/tips")
_REST = ("tests/vocabulary", "tests/engine", "tests/why", *_UNITS)
_STAGES: dict[str, tuple[tuple[str, ...], ...]] = {
    "language": (("tests/language",), ("tests/rules", *_REST), _ADVICE),
    "rules": (("tests/rules",), ("tests/language", *_REST), _ADVICE),
    "tips": (_ADVICE, ("tests/rules", "tests/complaints", *_REST)),
    "resolve.py": (("tests/test_resolve.py",), ("tests/test_policy.py", *_ADVICE)),
}


def main() -> int:
    """1 where the score of a part is below the least one."""
    options = _options()
    files = {part: _files(part) for part in PARTS}
    choices = Choices(path.read_text(encoding="utf-8") for paths in files.values() for path in paths)
    every = {part: [each for path in paths for each in _mutants(path, choices)] for part, paths in files.items()}
    drawn = _again(every, options.again) if options.again else _draw(every, options)
    reasons = _equivalents()
    print("; ".join(f"{part}: {len(drawn[part])} of {len(every[part])} mutants" for part in PARTS), flush=True)
    survivors: list[Mutant] = []
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(ROOT, Path(folder).resolve(), options.limit)
        trials.check(sorted({stage for part in PARTS for mutant in drawn[part] for stage in _stages(part, mutant)}))
        least = 100.0
        for part in (each for each in PARTS if drawn[each]):
            score, alive = _try(trials, part, drawn[part], reasons)
            least = min(least, score)
            survivors += alive
    if options.output is not None:
        options.output.write_text("".join(f"{each.key}\n" for each in survivors), encoding="utf-8")
    return int(least < options.least)


def _try(trials: Trials, part: str, drawn: list[Mutant], reasons: dict[str, str]) -> tuple[float, list[Mutant]]:
    count: Counter[str] = Counter()
    alive = []
    start = time.monotonic()
    for mutant in drawn:
        if mutant.key in reasons:
            count["equivalent"] += 1
            continue
        verdict = trials.run(mutant, _stages(part, mutant))
        count[verdict] += 1
        if verdict == "survived":
            alive.append(mutant)
        if verdict != "killed":
            print(f"  {verdict}: {mutant}", flush=True)
        if (tried := sum(count.values())) % _TOLD_EVERY == 0:
            print(f"  {part}: {tried} of {len(drawn)} after {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    noticed, tried = count["killed"] + count["timeout"], sum(count.values()) - count["equivalent"]
    score = 100 * noticed / tried if tried else 100.0
    names = ("killed", "timeout", "survived", "equivalent")
    print(f"{part}: {score:.1f} %  ({', '.join(f'{name} {count[name]}' for name in names)}; {time.monotonic() - start:.0f} s)", flush=True)
    return score, alive


def _stages(part: str, mutant: Mutant) -> tuple[tuple[str, ...], ...]:
    """Tests for a mutant, those that notice it soonest first; of a tip, its own golden cases."""
    name = Path(mutant.file).name
    if part == "tips" and name.startswith("tip_"):
        return (("tests/golden/test_golden.py", "-k", f"{name[:6]}:"), *_STAGES[part])
    return _STAGES[part]


def _files(part: str) -> list[Path]:
    path = ROOT / PACKAGE / part
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _mutants(path: Path, choices: Choices) -> list[Mutant]:
    return mutants(path.relative_to(ROOT / PACKAGE).as_posix(), path.read_text(encoding="utf-8"), choices)


def _draw(every: dict[str, list[Mutant]], options: argparse.Namespace) -> dict[str, list[Mutant]]:
    """A sample in proportion to the number of mutants of each part, and of a small part at least `at_least`."""
    rng = Random(options.seed)
    total = sum(map(len, every.values()))
    drawn = {}
    for part, found in every.items():
        size = min(len(found), max(options.at_least, round(options.mutants * len(found) / total)))
        places = sorted(rng.sample(range(len(found)), size))
        drawn[part] = [found[place] for place in places] if part in options.parts else []
    return drawn


def _again(every: dict[str, list[Mutant]], path: Path) -> dict[str, list[Mutant]]:
    wanted = set(path.read_text(encoding="utf-8").splitlines())
    return {part: [each for each in found if each.key in wanted] for part, found in every.items()}


def _equivalents() -> dict[str, str]:
    """Mutants that change nothing that could be noticed -> why."""
    found = tomllib.loads(EQUIVALENTS.read_text(encoding="utf-8"))
    return {key: each["why"] for each in found["equivalent"] for key in each["mutants"]}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Changes the rules and their language at random places and counts what the tests notice.")
    parser.add_argument("--mutants", type=int, default=350, help="how many to draw over all parts")
    parser.add_argument("--at-least", type=int, default=50, help="how many to draw of a small part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds that a stage of tests may take")
    parser.add_argument("--least", type=float, default=85.0, help="score in percent below which the run ends with 1")
    parser.add_argument("--again", type=Path, help="try only the mutants of this file, as `-o` wrote it")
    parser.add_argument("-o", "--output", type=Path, help="write the survivors to this file")
    return parser.parse_args()
