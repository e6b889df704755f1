"""One host of durable-rules: facts fire, chain and are retracted; what an action raises reaches the caller."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from dunning_rules.engine.durable_host import DurableHost
from dunning_rules.language.durable import Json

pytest.importorskip("durable.engine")

END: Json = {"id": "end", "tick": 0}


class Seen:
    """A host with one rule for facts that are marked, and the ids for which it fired."""

    def __init__(self, *failing: str) -> None:
        self.failing = set(failing)
        self.found: list[str] = []
        self.host = DurableHost(
            {
                "marked": ({"marked": 1}, 1, self._note),
                "end": ({"tick": 0}, 2, self.found.append),
            }
        )

    def _note(self, name: str) -> None:
        self.found.append(name)
        if name in self.failing:
            message = f"action of {name}"
            raise ZeroDivisionError(message)

    def run(self, *names: str) -> list[str]:
        self.found.clear()
        self.host.assert_facts([{"id": name, "marked": 1} for name in names])
        self.host.fire(END)
        return self.found


def test_rules_fire_for_the_facts_that_satisfy_them_and_the_end_comes_last() -> None:
    seen = Seen()
    *found, last = seen.run("a", "b", "c")
    assert (sorted(found), last) == (["a", "b", "c"], "end")


def test_facts_are_gone_after_a_run() -> None:
    seen = Seen()
    seen.run("a")
    assert seen.run("b") == ["b", "end"]
    assert seen.run() == ["end"]
    assert seen.run("a") == ["a", "end"]


def test_a_fact_that_no_rule_wants_is_no_error() -> None:
    seen = Seen()
    seen.host.assert_facts([{"id": "other", "marked": 0}, {"id": "more", "colour": "red"}])
    seen.host.fire(END)
    assert seen.found == ["end"]


def test_an_action_that_raises_reaches_the_caller_and_the_host_works_afterwards() -> None:
    seen = Seen("bad")
    with pytest.raises(ZeroDivisionError, match="action of bad"):
        seen.run("bad")
    assert seen.run("good") == ["good", "end"]
    with pytest.raises(ZeroDivisionError):
        seen.run("bad")
    assert seen.run("good", "fine")[-1] == "end"


def test_after_the_first_error_no_further_action_runs() -> None:
    seen = Seen("a", "b")
    with pytest.raises(ZeroDivisionError):
        seen.run("a", "b")
    assert len(seen.found) == 1


def test_an_interrupt_reaches_the_caller_too() -> None:
    def interrupt(_name: str) -> None:
        raise KeyboardInterrupt

    host = DurableHost({"any": ({"tick": 0}, 1, interrupt)})
    with pytest.raises(KeyboardInterrupt):
        host.fire(END)


def test_an_action_may_assert_further_facts() -> None:
    found: list[str] = []

    def follow(name: str) -> None:
        found.append(name)
        host.assert_facts([{"id": "next", "marked": 2}])

    host = DurableHost({"first": ({"tick": 0}, 1, follow), "second": ({"marked": 2}, 1, found.append)})
    for _ in range(3):
        host.fire(END)
    assert found == ["end", "next"] * 3


def test_nothing_asserted_is_fine() -> None:
    seen = Seen()
    seen.host.assert_facts([])
    seen.host.fire(END)
    assert seen.found == ["end"]


@pytest.mark.parametrize("letters", ["ä", "发票", "😀", 'a"b', "\\"])
def test_texts_of_any_alphabet_are_matched(letters: str) -> None:
    found: list[str] = []
    host = DurableHost({"named": ({"name": letters}, 1, found.append), "end": ({"tick": 0}, 2, lambda _name: None)})
    host.assert_facts([{"id": letters, "name": letters}, {"id": "other", "name": "other"}])
    host.fire(END)
    assert found == [letters]


def test_no_threads_are_left_running() -> None:
    before = threading.active_count()
    hosts = [Seen() for _ in range(3)]
    assert threading.active_count() == before
    assert [each.run("a") for each in hosts] == [["a", "end"]] * 3


def test_a_host_that_is_not_used_any_more_is_freed() -> None:
    seen = Seen()
    gone = weakref.ref(seen.host)
    del seen
    gc.collect()
    assert gone() is None
