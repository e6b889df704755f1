"""The contenders, each checked before it is measured: those of one kind have to give the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from benchmarks.cases import AS_OF
from benchmarks.clips_engine import Clips
from benchmarks.hand.evaluate import Answer, evaluate
from benchmarks.infix_engines import RuleEngine, ZenExpressions, ZenTables
from benchmarks.json_logic import JsonLogic
from benchmarks.raw_host import DocumentedHost, NativeHost, RawHost
from benchmarks.recorded import Firing, RecordedCase, Recording
from benchmarks.timing import Block, Contender, clear_caches, for_each
from dunning_rules import Case, Policy
from dunning_rules.rules.book import RuleBook

DURABLE, PLAIN, RAW = "dunning_rules, durable", "dunning_rules, plain", "durable-rules"
DOCUMENTED = f"{RAW}, a documented call a fact"
NATIVE = f"{RAW}, its C module alone"
DURABLE_MATCHING, PLAIN_MATCHING = f"{DURABLE}: matching", f"{PLAIN}: matching"
DURABLE_READY, PLAIN_READY = f"{DURABLE}: matching of ready records", f"{PLAIN}: matching of ready records"
WHOLE, MATCHING, SAME, ADVICE = "whole `evaluate`", "records → conclusions and proposals", "facts → firings", "case → advice, no reasons"
_Item = TypeVar("_Item")


class Engine(Protocol):
    """Another engine on the recorded facts."""

    def start(self) -> None:
        """Begin a round."""

    def stop(self) -> None:
        """End it."""

    def prepare(self, case: RecordedCase) -> Any:  # noqa: ANN401 - each engine has facts of its own kind
        """The facts of a case, in the form in which the engine takes them; not measured."""

    def fire(self, facts: Any) -> list[Firing]:  # noqa: ANN401 - as above
        """What fires; measured."""


ENGINES: dict[str, tuple[str, Callable[[Recording], Engine]]] = {
    RAW: ("durable", partial(RawHost, quiet=True)),
    NATIVE: ("durable", NativeHost),
    f"{RAW}, with its timer threads": ("durable", partial(RawHost, quiet=False)),
    DOCUMENTED: ("durable", DocumentedHost),
    "clipspy": ("clips", Clips),
    "zen-engine, expressions": ("zen", ZenExpressions),
    "zen-engine, decision tables": ("zen", ZenTables),
    "rule-engine": ("rule_engine", RuleEngine),
    "json-logic": ("datalogic_py", JsonLogic),
}


def ours(book: RuleBook, cases: Sequence[Case], others: Sequence[Case]) -> list[Contender]:
    """Both of our engines, whole and without what is around them; the other cases come before each round of the whole."""
    durable, plain = Policy(book, engine="durable"), Policy(book, engine="plain")
    check_ours(durable, plain, cases, AS_OF)
    return [
        Contender(DURABLE, WHOLE, _whole(book, "durable", cases, others)),
        Contender(PLAIN, WHOLE, _whole(book, "plain", cases, others)),
        Contender(DURABLE_MATCHING, MATCHING, _matching(durable, cases, ready=False)),
        Contender(PLAIN_MATCHING, MATCHING, _matching(plain, cases, ready=False)),
        Contender(DURABLE_READY, MATCHING, _matching(durable, cases, ready=True)),
        Contender(PLAIN_READY, MATCHING, _matching(plain, cases, ready=True)),
    ]


def by_hand(book: RuleBook, cases: Sequence[Case]) -> Contender:
    """The same rules written by hand."""
    check_by_hand(book, cases, AS_OF)
    return Contender("Python by hand", ADVICE, _loop(lambda case: evaluate(case, AS_OF), cases))


def check_ours(durable: Policy, plain: Policy, cases: Sequence[Case], as_of: datetime) -> None:
    """End where our engines give other reports."""
    for case in cases:
        one, other = (policy.evaluate(case, as_of=as_of) for policy in (durable, plain))
        if replace(one, metadata=other.metadata) != other:
            raise SystemExit(f"our engines differ on the case of {case.debtor.id}")


def check_by_hand(book: RuleBook, cases: Sequence[Case], as_of: datetime) -> None:
    """End where the rules by hand advise something else."""
    policy = Policy(book, engine="plain")
    for case in cases:
        report = policy.evaluate(case, as_of=as_of)
        wanted: Answer = [(each.rule_id, each.debtor_id, each.invoice_id, each.urgency) for each in report.recommendations]
        found = evaluate(case, as_of)
        if sorted(found, key=str) != sorted(wanted, key=str):
            raise SystemExit(f"the rules by hand differ on the case of {case.debtor.id}: {set(found) ^ set(wanted)}")


def check_engine(name: str, engine: Engine, recording: Recording, prepared: Sequence[Any]) -> None:
    """End where another engine fires other rules than ours."""
    for case, facts in zip(recording.cases, prepared, strict=True):
        fired = engine.fire(facts)
        is_durable = isinstance(engine, (RawHost, NativeHost))
        in_order = is_durable and not isinstance(engine, DocumentedHost)
        wanted = case.firings if is_durable else recording.without_ticks(case)
        if fired != wanted and (in_order or set(fired) != set(wanted)):
            raise SystemExit(f"{name} fires other rules than our engine for {case.strata[0][0]}: {set(fired) ^ set(wanted)}")


def recorded(recording: Recording) -> tuple[list[Contender], list[str]]:
    """All that runs on what our durable engine asked of durable-rules, and notes on what could not be measured."""
    found, notes = [], []
    for name, (package, make) in ENGINES.items():
        try:
            engine = make(recording)
        except ImportError:
            notes.append(f"{name}: `{package}` is not installed")
            continue
        found.append(_on_facts(name, engine, recording))
    return found, notes


def _on_facts(name: str, engine: Engine, recording: Recording) -> Contender:
    prepared = [engine.prepare(case) for case in recording.cases]
    check_engine(name, engine, recording, prepared)

    @contextmanager
    def block() -> Iterator[Callable[[], None]]:
        engine.start()
        try:
            yield lambda: for_each(engine.fire, prepared)
        finally:
            engine.stop()

    return Contender(name, SAME, block)


def _whole(book: RuleBook, engine: str, cases: Sequence[Case], others: Sequence[Case]) -> Block:
    """As in a long run: what recurs (days, percents) stands in the caches, the amounts of these cases do not."""

    @contextmanager
    def block() -> Iterator[Callable[[], None]]:
        policy = Policy(book, engine=engine)
        clear_caches()
        for_each(partial(_evaluate, policy), others)
        yield lambda: for_each(partial(_evaluate, policy), cases)

    return block


def _evaluate(policy: Policy, case: Case) -> None:
    policy.evaluate(case, as_of=AS_OF)


def _loop(run: Callable[[_Item], object], items: Sequence[_Item]) -> Block:
    @contextmanager
    def block() -> Iterator[Callable[[], None]]:
        yield lambda: for_each(run, items)

    return block


def _matching(policy: Policy, cases: Sequence[Case], *, ready: bool) -> Block:
    """The engine alone: on records of which no field has been read yet, or on those that an earlier run has read."""
    made = policy._made_ready(AS_OF.date(), cases[0].creditor.currency)  # noqa: SLF001 - a part of the library is measured

    @contextmanager
    def block() -> Iterator[Callable[[], None]]:
        given = [made.projector.records(case, AS_OF) for case in cases]
        if ready:
            for_each(made.engine.run, given)
        yield lambda: for_each(made.engine.run, given)
        for records in given:
            records.release()

    return block
