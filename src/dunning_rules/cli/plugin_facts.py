"""What there is to show of the installed policies, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import typer

from dunning_rules.cli.catalogue import parameters_table, rules_table, table_of
from dunning_rules.cli.display import indented, show, text_of
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.group import FAILED
from dunning_rules.cli.parameters import shown
from dunning_rules.cli.streams import write_bytes
from dunning_rules.cli.tip_facts import describe_parameter, describe_rule
from dunning_rules.cli.which_plugins import read_choice
from dunning_rules.cli.words import say
from dunning_rules.contribution import Plugin, combine
from dunning_rules.errors import PluginError, did_you_mean, quote
from dunning_rules.plugins import Found
from dunning_rules.rules import RuleBook
from dunning_rules.tips import standard_book

if TYPE_CHECKING:
    from rich.console import RenderableType

_DIGITS = 12
"""So many digits of a digest are shown in the table."""
_COLOURS = {"active": "green", "blocked": "dim", "broken": "red"}


def show_plugins(name: str | None, choice: str | None, lang: str, *, as_json: bool) -> None:
    """Show one policy, or all of them.

    Raises:
        UsageError: there is no such policy.
        typer.Exit: one of those that take part is broken, or they do not go together.
    """
    found = read_choice(choice).found()
    if name is not None and name not in {each.name for each in found}:
        raise UsageError(f"there is no policy {quote(name)}", help=did_you_mean(name, (each.name for each in found)))
    book, fault = _together(found)
    chosen = [each for each in found if name in {None, each.name}]
    facts = [describe(each, book, lang) for each in chosen]
    if as_json:
        data = facts[0] if name is not None else {"plugins": facts, "fault": _fault(fault)}
        write_bytes(f"{json.dumps(data, indent=2, ensure_ascii=False)}\n".encode())
    elif name is not None:
        show(_one(chosen[0], facts[0], lang))
    else:
        show(_all(chosen, fault, lang))
    if fault is not None or any(each.error is not None for each in chosen):
        raise typer.Exit(FAILED)


def describe(found: Found, book: RuleBook, lang: str) -> dict[str, Any]:
    """A policy as JSON shows it."""
    plugin = found.plugin
    facts: dict[str, Any] = {"name": found.name, "version": found.version, "status": found.status, "error": _fault(found.error)}
    if plugin is None:
        return facts
    return facts | {
        "hooks": list(plugin.hooks),
        "digest": plugin.digest,
        "rules": [describe_rule(rule, book, lang) for rule in plugin.rules],
        "actions": {action.id: action.task.text(lang) for action in plugin.actions},
        "parameters": [describe_parameter(each, lang) for each in plugin.parameters],
        "values": _values(plugin, book),
        "fields": {field.ref.key: field.label.text(lang) for field in plugin.fields},
        "overrides": [{"rule": each.rule_id, "kind": each.kind, "reason": each.reason.text(lang)} for each in plugin.overrides],
        "constraints": {each.id: each.why.text(lang) for each in plugin.all_constraints},
        "weights": {each.id: each.why.text(lang) for each in plugin.weights},
        "observers": len(plugin.observers),
    }


def _values(plugin: Plugin, book: RuleBook) -> dict[str, str]:
    kinds = {parameter.name: parameter.type.kind for parameter in book.parameters}
    return {name: shown(value, kinds[name]) if name in kinds else str(value) for name, value in sorted(plugin.values.items())}


def _together(found: tuple[Found, ...]) -> tuple[RuleBook, PluginError | None]:
    """The book that all of them make, and why they make none."""
    plugins = [each.plugin for each in found if each.plugin is not None]
    try:
        return combine(standard_book(), plugins).book, None
    except PluginError as error:
        return _extended(plugins), error


def _extended(plugins: list[Plugin]) -> RuleBook:
    """The book with as many of them as go together: enough to show each of those."""
    taken: list[Plugin] = []
    book = standard_book()
    for each in plugins:
        try:
            book = combine(standard_book(), [*taken, each]).book
        except PluginError:
            continue
        taken.append(each)
    return book


def _fault(error: PluginError | None) -> dict[str, str] | None:
    return None if error is None else {"message": error.message, "where": error.where, "help": error.help}


def _all(found: list[Found], fault: PluginError | None, lang: str) -> Iterator[RenderableType]:
    if not found:
        yield text_of(say("no_policies", lang))
        return
    table = table_of(lang, "policy", "version", "status", "hooks", "rules", "digest")
    for each in found:
        status = text_of(say(each.status, lang), _COLOURS[each.status])
        plugin = each.plugin
        hooks = "" if plugin is None else " ".join(hook.removeprefix("dunning_") for hook in plugin.hooks)
        rules, digest = ("", "") if plugin is None else (str(len(plugin.rules)), plugin.digest[:_DIGITS])
        table.add_row(text_of(each.name, "cyan"), text_of(each.version), status, text_of(hooks), text_of(rules), text_of(digest))
    yield table
    for error in (*(each.error for each in found), fault):
        if error is not None:
            yield text_of("")
            yield from map(indented, str(error).splitlines())


def _one(found: Found, facts: Mapping[str, Any], lang: str) -> Iterator[RenderableType]:
    yield text_of(f"{found.name} {found.version} · {say(found.status, lang)}", "bold")
    if found.error is not None:
        yield from map(indented, str(found.error).splitlines())
    if found.plugin is None:
        return
    if facts["rules"]:
        yield text_of("")
        yield rules_table(facts["rules"], lang)
    if facts["parameters"]:
        yield text_of("")
        yield parameters_table(facts["parameters"], lang)
    overridden = {each["rule"]: f"{each['kind']}: {each['reason']}" for each in facts["overrides"]}
    for word, rows in (
        ("action", facts["actions"]),
        ("value", facts["values"]),
        ("field", facts["fields"]),
        ("override", overridden),
        ("constraint", facts["constraints"]),
        ("weight", facts["weights"]),
    ):
        if rows:
            yield text_of("")
            table = table_of(lang, word, "why" if word in {"constraint", "override", "weight"} else "label")
            for key, text in rows.items():
                table.add_row(text_of(key, "cyan"), text_of(text))
            yield table
    yield text_of("")
    yield text_of(f"{say('digest', lang)} {facts['digest']}", "dim")
