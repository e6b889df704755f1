"""Which policy is meant: the built-in rules, an installed policy, or one that lies at a path."""

from __future__ import annotations

from pathlib import Path

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.policy_path import plugin_at
from dunning_rules.contribution import Plugin
from dunning_rules.errors import did_you_mean, quote
from dunning_rules.plugins import find_plugins, installed_plugins

BUILT_IN = "built-in"
_SEPARATORS = ("/", "\\")


def plugins_of(text: str, where: str) -> tuple[Plugin, ...]:
    """The policies that a text names: `built-in`, names of installed policies, or paths; several are divided by commas.

    Args:
        text: the text.
        where: where it was given, for messages.

    Raises:
        UsageError: one of them is not there.
        PluginError: one of them is broken.
    """
    parts = [part.strip() for part in text.split(",")]
    return tuple(plugin for part in parts if part != BUILT_IN for plugin in _plugins_of(part, where))


def _plugins_of(part: str, where: str) -> tuple[Plugin, ...]:
    is_path = part.endswith(".py") or any(each in part for each in _SEPARATORS) or part in {".", ".."}
    if not is_path and (part in {each.name for each in find_plugins(allow=())} or not Path(part).exists()):
        return installed_policy(part, where, more=(BUILT_IN,))
    return (plugin_at(Path(part), where),)


def installed_policy(name: str, where: str, *, more: tuple[str, ...] = ()) -> tuple[Plugin, ...]:
    """The installed policy of that name.

    Args:
        name: its name.
        where: where it was given, for messages.
        more: other words that are known there.

    Raises:
        UsageError: there is none.
        PluginError: it is broken.
    """
    known = [each.name for each in find_plugins(allow=())]
    if name not in known:
        mend = did_you_mean(name, (*known, *more)) if known or more else "none is installed: `pip install` its package, or give its PATH"
        raise UsageError(f"there is no policy {quote(name)}", where=where, help=mend)
    return installed_plugins(allow=(name,))
