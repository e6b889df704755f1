"""Which policies are installed: entry points of the group `dunning_rules`, each loaded on its own, in the order of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Literal

from dunning_rules.contribution import Plugin
from dunning_rules.errors import PluginError, did_you_mean, quote
from dunning_rules.plugins.collect import read_plugin
from dunning_rules.plugins.hooks import PROJECT


@dataclass(frozen=True, slots=True)
class Found:
    """An installed policy.

    Attributes:
        name: of the entry point.
        version: of the package that it is from.
        status: `active`; `blocked`: not loaded at all; `broken`: it cannot be used.
        plugin: what it gives, where it is active.
        error: why it is broken.
    """

    name: str
    version: str
    status: Literal["active", "blocked", "broken"]
    plugin: Plugin | None = None
    error: PluginError | None = None


def installed_plugins(*, allow: Collection[str] | None = None, block: Collection[str] = ()) -> tuple[Plugin, ...]:
    """The installed policies, for `Policy(plugins=…)`.

    Args:
        allow: only these, by name; all where absent.
        block: not these; they are not even imported.

    Raises:
        PluginError: one is broken, two have one name, or one of `allow` is not installed.
    """
    found = find_plugins(allow=allow, block=block)
    for each in found:
        if each.error is not None:
            raise each.error
    return tuple(each.plugin for each in found if each.plugin is not None)


def find_plugins(*, allow: Collection[str] | None = None, block: Collection[str] = ()) -> tuple[Found, ...]:
    """All installed policies, also those that are blocked or broken, by name.

    Args:
        allow: as in `installed_plugins`.
        block: likewise.

    Raises:
        PluginError: one of `allow` is not installed.
    """
    points = sorted(entry_points(group=PROJECT), key=lambda each: (each.name, each.value))
    names = [each.name for each in points]
    for name in allow or ():
        if name not in names:
            message = f"there is no policy {quote(name)}"
            raise PluginError(message, help=did_you_mean(name, names) if names else "none is installed: `pip install` its package")
    blocked = {name for name in names if name in block or (allow is not None and name not in allow)}
    return tuple(_found(each, names, blocked) for each in points)


def _found(point: EntryPoint, names: Iterable[str], blocked: Collection[str]) -> Found:
    version = point.dist.version if point.dist is not None else ""
    if point.name in blocked:
        return Found(point.name, version, "blocked")
    where = Plugin(name=point.name, version=version).title
    if list(names).count(point.name) > 1:
        message = f"there are two policies {quote(point.name)}"
        twins = PluginError(message, where=where, help="uninstall one of them, or block the name")
        return Found(point.name, version, "broken", error=twins)
    try:
        return Found(point.name, version, "active", read_plugin(_loaded(point, where), point.name, version))
    except PluginError as error:
        return Found(point.name, version, "broken", error=error)


def _loaded(point: EntryPoint, where: str) -> object:
    try:
        return point.load()
    except Exception as error:
        message = f"it cannot be imported: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
        raise PluginError(message, where=where, help=f"mend {quote(point.value)}, or block it") from error
