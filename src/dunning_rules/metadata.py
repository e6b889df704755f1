"""How a report came about: engine, rule book, packs, policies and what they changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from dunning_rules.packs import Pack, builtin_packs


@dataclass(frozen=True, slots=True)
class PluginNote:
    """A policy that took part.

    Attributes:
        name: its name.
        version: of the package that it is from.
        digest: fingerprint of all that it gives.
    """

    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class OverrideNote:
    """What a policy changed of a rule.

    Attributes:
        rule_id: the rule.
        kind: `disabled`, `narrowed`, `re-parameterised` or both of the latter.
        plugin: the name of the policy.
        reason: why, in the language of the report.
    """

    rule_id: str
    kind: str
    plugin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """How the report came about.

    Attributes:
        engine: the engine that ran.
        engine_note: why another engine than the default ran; empty otherwise.
        book_digest: fingerprint of the rule book with its parameters.
        lang: language of the texts.
        packs_verified: the packs of the guard, each with the day on which its sources were last read.
        versions: of the library and of durable-rules, where it ran.
        notice: what the report is not.
        plugins: the policies that took part, in order of their names.
        overrides: what they changed of rules that are not theirs.
        interest_digest: fingerprint of the laws and rates of interest.
        observer_faults: observers that failed; their fault changed nothing.
    """

    engine: Literal["durable", "plain", "columns"]
    engine_note: str
    book_digest: str
    lang: str
    packs_verified: dict[str, str]
    versions: dict[str, str]
    notice: str
    plugins: tuple[PluginNote, ...] = ()
    overrides: tuple[OverrideNote, ...] = ()
    interest_digest: str = ""
    observer_faults: tuple[str, ...] = ()


def verified(added: Mapping[str, Pack]) -> dict[str, str]:
    """The packs of the library and those beside them, each with the day on which its sources were last read."""
    return {name: pack.last_verified.isoformat() for name, pack in sorted({**builtin_packs(), **added}.items())}


def versions(engine: str) -> dict[str, str]:
    """The versions of the library, and of what the engine stands on."""
    beside = {"durable": ["durable-rules"], "columns": ["polars"]}
    names = ["dunning-rules", *beside.get(engine, [])]
    return {name: _version(name) for name in names}


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
