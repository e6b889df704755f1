"""The only place that touches durable-rules, used in the only way that was measured to be safe (see docs/decisions).

One host serves one run at a time: facts of one session are asserted, fire, chain and are all retracted again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import TypeAlias

from pydantic_core import from_json, to_json

from dunning_rules.errors import EngineError
from dunning_rules.language.durable import Json

Action: TypeAlias = Callable[[str], None]
"""Called with the id of the fact that satisfied the rule."""

_RULESET = "book"
_SESSION = "0"
_FIRING = re.compile(r'\{"([^"\\]+)":\{"m":\{"id":"([^"\\]+)"')
_INSTALL = (
    "install a C compiler and `pip install durable-rules`; on Python 3.13 and later build it with"
    ' CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject"'
)


def is_available() -> bool:
    """Whether durable-rules can be imported here."""
    try:
        import_module("durable_rules_engine")
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
            self._engine = import_module("durable_rules_engine")
        except (ImportError, SystemError) as error:
            message = f"durable-rules cannot be imported here: {error}"
            raise EngineError(message, help=_INSTALL) from None
        self._actions = {name: action for name, (_, _, action) in rules.items()}
        definition = {name: {"all": [{"m": condition}], "pri": priority} for name, (condition, priority, _) in rules.items()}
        self._handle = self._engine.create_ruleset(_RULESET, _json(definition))
        self._asserted: list[str] = []

    def __del__(self) -> None:
        """Free the compiled rules."""
        if hasattr(self, "_handle"):
            self._engine.delete_ruleset(self._handle)

    def assert_facts(self, facts: list[Json]) -> None:
        """Add facts without firing yet; each has a unique `id`. They are given away: the session is noted in them."""
        for fact in facts:
            fact["sid"] = _SESSION
            self._asserted.append(fact["id"])
        if facts:
            self._engine.assert_facts(self._handle, _json(facts))

    def fire(self, trigger: Json) -> None:
        """Add the last fact, fire all that follows, and retract everything.

        Raises:
            BaseException: an action failed; after the first error no further action runs.
        """
        try:
            fact = {**trigger, "sid": _SESSION}
            self._asserted.append(fact["id"])
            _, state = self._engine.assert_fact(self._handle, _json(fact))
            failed = self._follow(state)
        finally:
            self._engine.retract_facts(self._handle, f"[{','.join([_retracted(name) for name in self._asserted])}]")
            self._asserted.clear()
        if failed is not None:
            raise failed

    def _follow(self, state: int) -> BaseException | None:
        """Run the action of each rule that fires, until none does; the first error, if there was one."""
        failed: BaseException | None = None
        begun = self._engine.start_action_for_state(self._handle, state)
        firing = begun[1] if begun else None
        while firing:
            rule, name = _fired(firing)
            if failed is None:
                try:
                    self._actions[rule](name)
                except BaseException as error:  # noqa: BLE001 - what has begun has to be ended, else the next run finds it
                    failed = error
            firing = self._engine.complete_and_start_action(self._handle, state)
        return failed


@lru_cache(maxsize=4096)
def _retracted(name: str) -> str:
    """What names a fact that is to be retracted: the same names come back in every run."""
    return _json({"id": name, "sid": _SESSION})


def _fired(firing: str) -> tuple[str, str]:
    """The rule and the fact of a firing, which also holds all of the fact; it begins with its id, as it was asserted."""
    found = _FIRING.match(firing)
    if found is not None:
        return found[1], found[2]
    ((rule, matched),) = from_json(firing).items()
    return rule, matched["m"]["id"]


def _json(value: object) -> str:
    return to_json(value).decode()
