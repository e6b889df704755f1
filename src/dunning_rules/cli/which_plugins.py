"""`--plugins`: which of the installed policies take part."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_rules.cli.faults import UsageError
from dunning_rules.contribution import Plugin
from dunning_rules.errors import did_you_mean, quote
from dunning_rules.plugins import Found, find_plugins, installed_plugins

_WHERE = "--plugins (or DUNNING_RULES_PLUGINS)"
_HELP = "write `all`, `none`, only some (`a,b`), or all but some (`-a,-b`)"


@dataclass(frozen=True, slots=True)
class Choice:
    """What `--plugins` says.

    Attributes:
        allow: only these; `None` = all.
        block: not these.
    """

    allow: tuple[str, ...] | None
    block: tuple[str, ...]

    def plugins(self) -> tuple[Plugin, ...]:
        """The policies that take part.

        Raises:
            PluginError: one of them is broken.
        """
        return () if self.allow == () else installed_plugins(allow=self.allow, block=self.block)

    def found(self) -> tuple[Found, ...]:
        """All that are installed, also those that do not take part or cannot."""
        return find_plugins(allow=self.allow, block=self.block)


def read_choice(text: str | None) -> Choice:
    """What `--plugins` says; nothing, or `all`: every installed policy.

    Raises:
        UsageError: it cannot be read, or names a policy that is not installed.
    """
    names = [name.strip() for name in (text or "all").split(",")]
    if names in (["all"], [""]):
        return Choice(None, ())
    if names == ["none"]:
        return Choice((), ())
    blocked = tuple(name[1:] for name in names if name.startswith("-"))
    allowed = tuple(name for name in names if not name.startswith("-"))
    if "" in (*blocked, *allowed) or {"all", "none"}.intersection(names) or (blocked and allowed):
        message = f"{quote(text or '')} does not say which policies take part"
        raise UsageError(message, where=_WHERE, help=_HELP)
    return Choice(_known(allowed) if allowed else None, _known(blocked))


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    installed = [each.name for each in find_plugins(allow=())]
    for name in names:
        if name not in installed:
            message = f"there is no policy {quote(name)}"
            mend = did_you_mean(name, installed) if installed else "none is installed: `pip install` its package"
            raise UsageError(message, where=_WHERE, help=mend)
    return names
