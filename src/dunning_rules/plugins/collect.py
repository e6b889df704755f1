"""From a module with hooks to a `Plugin`: every fault is told with the plugin, its version, the cause and the mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import signature
from typing import Any

import pluggy

from dunning_rules.contribution import Plugin
from dunning_rules.errors import DunningError, PluginError, did_you_mean, quote
from dunning_rules.plugins.hooks import HOOKS, PROJECT, TAKE_BOOK, Hook, Hooks
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.tips import standard_book

MAX_VALUES = 10_000
"""So many values may a hook return; a generator without an end is a fault, not a hang."""
_OBSERVE = "dunning_observe"
_PREFIX = "dunning_"


def read_plugin(source: object, name: str, version: str = "", *, book: RuleBook | None = None) -> Plugin:
    """What a policy gives.

    Args:
        source: a module or an object with functions marked by `hookimpl`.
        name: the name of the policy.
        version: of its package.
        book: the rule book that its hooks are told of; the built-in one where absent.

    Raises:
        PluginError: a hook is unknown, has a wrong signature, fails, or returns what it should not; or there is none at all.
    """
    where = Plugin(name=name, version=version).title
    _check_names(source, where)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        manager.register(source, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:  # what was named by `hookimpl(specname=…)`
        message = f"a hook is not as specified: {' '.join(str(error).split())[:300]}"
        raise PluginError(message, where=where, help="name each function as its hook, with the arguments that it has") from error
    callers = {caller.name: caller for caller in manager.get_hookcallers(source) or ()}
    if not callers:
        message = "it implements no hook"
        raise PluginError(message, where=where, help=f"mark a function by `@hookimpl`, e.g. one of {', '.join(HOOKS)}")
    told = standard_book() if book is None else book
    parts: dict[str, Any] = {HOOKS[hook].part: _values(hook, callers[hook], told, where) for hook in sorted(callers.keys() - {_OBSERVE})}
    if _OBSERVE in callers:
        observe = callers[_OBSERVE]

        def observer(report: Report) -> None:
            observe(report=report)

        parts["observers"] = (observer,)
    return Plugin(name=name, version=version, hooks=tuple(sorted(callers)), **parts)


def _check_names(source: object, where: str) -> None:
    """Refuse what looks like a hook and is none: a misspelt name, a forgotten mark, an argument too many."""
    for name in dir(source):
        function = getattr(source, name, None)
        if not name.startswith(_PREFIX) or not callable(function) or isinstance(function, type):
            continue
        if name not in HOOKS:
            raise PluginError(f"there is no hook {quote(name)}", where=where, help=did_you_mean(name, HOOKS))
        place = f"{where}, hook {quote(name)}"
        if not hasattr(function, f"{PROJECT}_impl"):
            message = "it is not marked as a hook"
            raise PluginError(message, where=place, help="put `@hookimpl` over it: `from dunning_rules.plugins import hookimpl`")
        known = [each for each in signature(getattr(Hooks, name)).parameters if each != "self"]
        for argument in signature(function).parameters.values():
            if argument.name not in known and argument.default is argument.empty:
                message = f"the hook has no argument {quote(argument.name)}"
                raise PluginError(message, where=place, help=f"it has {', '.join(map(quote, known)) or 'none'}, and may take fewer")


def _values(hook: str, caller: pluggy.HookCaller, book: RuleBook, where: str) -> object:
    spec = HOOKS[hook]
    place = f"{where}, hook {quote(hook)}"
    try:
        returned = caller(book=book) if hook in TAKE_BOOK else caller()
        (found,) = returned or (None,)
        return _mapping(found, place) if spec.kind is None else _listed(found, spec, place)
    except PluginError:
        raise
    except DunningError as error:
        raise PluginError(error.message, where=f"{place}: {error.where}" if error.where else place, help=error.help) from error
    except Exception as error:
        message = f"it failed: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
        raise PluginError(message, where=place, help="mend the hook; the traceback above shows the line") from error


def _mapping(found: object, place: str) -> Mapping[str, object]:
    if found is None:
        return {}
    if not isinstance(found, Mapping) or not all(isinstance(each, str) for each in found):
        message = f"it returned {quote(type(found).__name__)}, a mapping from names to values is needed"
        raise PluginError(message, where=place, help='return e.g. `{"large_amount": Decimal(50_000)}`')
    return dict(found)


def _listed(found: object, spec: Hook, place: str) -> tuple[object, ...]:
    kind = spec.kind.__name__ if spec.kind is not None else ""
    if found is None:
        return ()
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        message = f"it returned {quote(type(found).__name__)}, a list of `{kind}` is needed"
        raise PluginError(message, where=place, help="return a list or a tuple")
    values: list[object] = []
    for each in found:
        if len(values) >= MAX_VALUES:
            message = f"it returned more than {MAX_VALUES} values"
            raise PluginError(message, where=place, help="end the generator, or divide the policy")
        if spec.kind is not None and not isinstance(each, spec.kind):
            message = f"it returned {quote(type(each).__name__)} in its list, `{kind}` is needed"
            raise PluginError(message, where=place, help=f"return only values of `{kind}`")
        values.append(each)
    return tuple(values)
