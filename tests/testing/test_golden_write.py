"""Cases are written so that they are read again as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import z3

from dunning_rules.errors import GoldenCaseError
from dunning_rules.testing import pools
from dunning_rules.testing.golden import GoldenRunner, read_golden
from dunning_rules.testing.golden.write import Draft, golden_text
from dunning_rules.verify.build import Builder, moment_of
from dunning_rules.verify.counted import CountedSpace
from tests.cases import a_case
from tests.verify.worlds import DAY, world


def test_a_written_case_is_read_again_as_it_was(tmp_path: Path) -> None:
    space = CountedSpace(world(), {"invoice": 3, "event": 6, "visit": 2})
    solver = z3.SimpleSolver()
    solver.set("random_seed", 0)
    solver.set("phase_selection", 5)  # by chance
    solver.add(*space.assumed)
    drafts = []
    for number in range(12):
        assert solver.check().r == 1
        model = solver.model()
        solver.add(space.differs(model))
        made = Builder(space, model, attests=bool(number % 2)).case()
        assert made is not None
        drafts.append(Draft(f"case {number}", "to be read again", made, moment_of(DAY), (), ("tip-07",)))
    path = tmp_path / "written.yaml"
    path.write_text(golden_text("Cases.", drafts), encoding="utf-8")
    read = read_golden(path)
    assert [each.case for each in read.cases.values()] == [each.case for each in drafts]
    assert {each.as_of for each in read.cases.values()} == {moment_of(DAY)}


def test_what_has_to_fire_is_tried(tmp_path: Path) -> None:
    path = tmp_path / "written.yaml"
    draft = Draft("one", "it has to fire", a_case(), moment_of(pools.AS_OF.date()), ("tip-07.order-request",))
    path.write_text(golden_text("One.", [draft]), encoding="utf-8")
    file = read_golden(path)
    with pytest.raises(GoldenCaseError, match=r"`tip-07.order-request` does not fire"):
        GoldenRunner().check(file.cases["one"], file)
    assert file.cases["one"].as_of.date() == date(2026, 7, 15)
