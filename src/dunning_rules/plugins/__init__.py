"""Policies as plugins: what an author needs to write one, and how they are found.

A policy is a module, or an object, with functions marked by `hookimpl`; its package names it as an entry point of the group
`dunning_rules`.
"""

from __future__ import annotations

from dunning_rules.contribution import Plugin
from dunning_rules.plugins.collect import read_plugin
from dunning_rules.plugins.discover import Found, find_plugins, installed_plugins
from dunning_rules.plugins.hooks import HOOKS, hookimpl
from dunning_rules.plugins.new_fields import extend
from dunning_rules.rules.override import Override
from dunning_rules.rules.texts import Texts
from dunning_rules.rules.weight import Weight

__all__ = [
    "HOOKS",
    "Found",
    "Override",
    "Plugin",
    "Texts",
    "Weight",
    "extend",
    "find_plugins",
    "hookimpl",
    "installed_plugins",
    "read_plugin",
]
