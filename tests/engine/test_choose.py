"""Which engine runs, and what is said where durable-rules cannot be had."""

from __future__ import annotations

import sys

import pytest

from dunning_rules.engine.choose import choose_engine, make_engine
from dunning_rules.engine.durable import DurableEngine
from dunning_rules.engine.durable_host import DurableHost, is_available
from dunning_rules.engine.plain import PlainEngine
from dunning_rules.engine.plan import make_plan
from dunning_rules.errors import EngineError
from dunning_rules.policy import Policy
from dunning_rules.vocabulary import debtor
from tests.cases import NOON, TODAY, a_book, a_case, a_rule, an_invoice

needs_durable = pytest.mark.skipif(not is_available(), reason="durable-rules cannot be imported here")
BOOK = a_book(a_rule("r", debtor.is_overdue))
NOTE = "durable-rules cannot be imported here; the plain engine gives the same result"


@pytest.fixture
def _without_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The C module of durable-rules cannot be imported."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)


@needs_durable
def test_durable_is_the_default() -> None:
    assert choose_engine(None) == ("durable", None)
    assert choose_engine("durable") == ("durable", None)
    assert Policy(BOOK).engine_note == ""


def test_plain_can_be_chosen() -> None:
    assert choose_engine("plain") == ("plain", None)


@pytest.mark.usefixtures("_without_durable")
def test_plain_runs_with_a_note_where_durable_cannot_be_had() -> None:
    assert choose_engine("plain") == ("plain", None)
    policy = Policy(BOOK)
    assert (policy.engine, policy.engine_note) == ("plain", NOTE)
    assert Policy(BOOK, lang="zh").engine_note == "此处无法导入 durable-rules; 由 plain 引擎得出相同结果"
    report = policy.evaluate(a_case(an_invoice()), as_of=NOON)
    assert (report.metadata.engine, report.metadata.engine_note) == ("plain", NOTE)
    assert "durable-rules" not in report.metadata.versions
    assert len(report.recommendations) == 1


@pytest.mark.usefixtures("_without_durable")
def test_who_asks_for_durable_where_it_cannot_be_had_is_told_how_to_get_it() -> None:
    with pytest.raises(EngineError) as caught:
        Policy(engine="durable")
    assert str(caught.value) == (
        "durable-rules cannot be imported here\n"
        "  help: `pip install durable-rules` (needs a C compiler), or use the engine `plain`: same result"
    )


@pytest.mark.usefixtures("_without_durable")
def test_a_host_cannot_be_made_where_durable_cannot_be_had() -> None:
    with pytest.raises(EngineError) as caught:
        DurableHost({})
    assert caught.value.message.startswith("durable-rules cannot be imported here: ")
    assert caught.value.help.startswith("install a C compiler and `pip install durable-rules`")
    with pytest.raises(EngineError):
        DurableEngine(make_plan(BOOK, TODAY, 2))


@pytest.mark.parametrize(
    ("wanted", "mend"), [("durabel", "did you mean `durable`?"), ("plane", "did you mean `plain`?"), ("", "known: `durable`, `plain`")]
)
def test_an_unknown_engine_is_an_error_with_the_nearest_one(wanted: str, mend: str) -> None:
    with pytest.raises(EngineError) as caught:
        choose_engine(wanted)
    assert str(caught.value) == f"there is no engine `{wanted}`\n  help: {mend}"


@needs_durable
def test_each_engine_is_made_by_its_name() -> None:
    plan = make_plan(BOOK, TODAY, 2)
    assert isinstance(make_engine("plain", plan), PlainEngine)
    assert isinstance(make_engine("durable", plan), DurableEngine)
    assert [engine.name for engine in (PlainEngine(plan), DurableEngine(plan))] == ["plain", "durable"]
