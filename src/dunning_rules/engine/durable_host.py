"""The only place that touches durable-rules, used in the only way that was measured to be safe (see docs/decisions).

One host serves one run at a time: facts of one session are asserted, fire, chain and are all retracted again.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeAlias

from pydantic_core import to_json

from dunning_rules.errors import EngineError
from dunning_rules.language.durable import Json

Action: TypeAlias = Callable[[str], None]
"""Called with the id of the fact that satisfied the rule."""

_RULESET = "book"
_SESSION = "0"
_INSTALL = (
    "install a C compiler and `pip install durable-rules`; on Python 3.13 and later build it with"
    ' CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject"'
)


def is_available() -> bool:
    """Whether durable-rules can be imported here."""
    try:
        import_module("durable.engine")
    except (ImportError, SystemError):
        return False
    return True


class DurableHost:
    """Compiled rules, and one session."""

    def __init__(self, rules: dict[str, tuple[Json, int, Action]]) -> None:
        """Compile.

        Args:
            rules: by name: the condition on one fact, the priority (1 fires first) and the action.

        Raises:
            EngineError: durable-rules cannot be imported.
        """
        try:
            engine = import_module("durable.engine")
            self._engine = import_module("durable_rules_engine")
        except (ImportError, SystemError) as error:
            message = f"durable-rules cannot be imported here: {error}"
            raise EngineError(message, help=_INSTALL) from None
        self._errors: list[BaseException] = []
        definition = {
            name: {"all": [{"m": condition}], "pri": priority, "run": self._guarded(action)}
            for name, (condition, priority, action) in rules.items()
        }
        self._host = _quiet(engine.Host)({_RULESET: definition})
        self._handle = self._host.get_ruleset(_RULESET)._handle  # noqa: SLF001 - the public call raises for each fact without a match, which is normal
        self._asserted: list[Json] = []

    def __del__(self) -> None:
        """Free the compiled rules."""
        if hasattr(self, "_handle"):
            self._engine.delete_ruleset(self._handle)

    def assert_facts(self, facts: list[Json]) -> None:
        """Add facts without firing yet; each has a unique `id`. They are given away: the session is noted in them."""
        for fact in facts:
            fact["sid"] = _SESSION
            self._asserted.append({"id": fact["id"], "sid": _SESSION})
        if facts:
            self._engine.assert_facts(self._handle, _json(facts))

    def fire(self, trigger: Json) -> None:
        """Add the last fact, fire all that follows, and retract everything.

        Raises:
            EngineError: an action failed; the first error is its cause.
        """
        try:
            fact = {**trigger, "sid": _SESSION}
            self._asserted.append({"id": fact["id"], "sid": _SESSION})
            self._host.assert_fact(_RULESET, fact)
        finally:
            self._engine.retract_facts(self._handle, _json(self._asserted))
            self._asserted.clear()
        if self._errors:
            first = self._errors[0]
            self._errors.clear()
            raise first

    def _guarded(self, action: Action) -> Callable[[Any], None]:
        def run(closure: Any) -> None:
            if self._errors:
                return
            try:
                action(closure.m.id)
            except BaseException as error:  # noqa: BLE001 - durable-rules would swallow it; it is raised after the run
                self._errors.append(error)

        return run


def _json(facts: list[Json]) -> str:
    return to_json(facts).decode()


def _quiet(host: type) -> type:
    """The host without its two timer threads, which would fire rules behind the caller's back and never end."""
    return type("QuietHost", (host,), {"_run": lambda _self: None})
