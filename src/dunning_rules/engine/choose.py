"""Which engine runs."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

from dunning_rules.engine.durable_host import is_available
from dunning_rules.engine.plan import Plan
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Outcome
from dunning_rules.errors import EngineError, did_you_mean, quote
from dunning_rules.language import Wording

EngineName: TypeAlias = Literal["durable", "plain"]
ENGINES: tuple[EngineName, ...] = ("durable", "plain")


FALLBACK = Wording(
    "durable-rules cannot be imported here; the plain engine gives the same result", "此处无法导入 durable-rules; 由 plain 引擎得出相同结果"
)
"""Why the plain engine runs although nobody asked for it."""


class Engine(Protocol):
    """Runs a plan over the records of a case; may be shared by threads."""

    def run(self, records: Records) -> Outcome:
        """What the plan finds."""


def choose_engine(wanted: str | None) -> tuple[EngineName, Wording | None]:
    """The engine that runs, and a note where it is not the default.

    Args:
        wanted: `durable`, `plain`, or `None` for durable where it can be had, else plain.

    Raises:
        EngineError: there is no such engine, or durable was asked for and cannot be imported.
    """
    if wanted is None:
        return ("durable", None) if is_available() else ("plain", FALLBACK)
    for name in ENGINES:
        if name == wanted:
            if name == "durable" and not is_available():
                message = "durable-rules cannot be imported here"
                raise EngineError(message, help="`pip install durable-rules` (needs a C compiler), or use the engine `plain`: same result")
            return name, None
    message = f"there is no engine {quote(wanted)}"
    raise EngineError(message, help=did_you_mean(wanted, ENGINES))


def make_engine(name: EngineName, plan: Plan) -> Engine:
    """The engine `name` for `plan`."""
    if name == "plain":
        from dunning_rules.engine.plain import PlainEngine  # noqa: PLC0415 - only the engine that runs is loaded

        return PlainEngine(plan)
    from dunning_rules.engine.durable import DurableEngine  # noqa: PLC0415 - as above

    return DurableEngine(plan)
