"""The book that a rule book and policies make together; whoever breaks it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dunning_rules.contribution.plugin import Plugin
from dunning_rules.errors import DunningError, PluginError, quote
from dunning_rules.packs import Pack, added_packs
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.override import Override

_BOOK = "the rule book"


@dataclass(frozen=True, slots=True, eq=False)
class Combined:
    """What came together.

    Attributes:
        book: the rules of all, with the overrides made.
        plugins: those that took part, by name.
        packs: the packs that they bring.
        overrides: what they changed of rules, with the plugin that did.
        origins: rule id -> name of the plugin that brought the rule; the rules of the first book are not in it.
    """

    book: RuleBook
    plugins: tuple[Plugin, ...]
    packs: tuple[Pack, ...]
    overrides: tuple[tuple[Override, Plugin], ...]
    origins: Mapping[str, str]


def combine(book: RuleBook, plugins: Iterable[Plugin]) -> Combined:
    """`book` with what `plugins` give; their order does not matter.

    Raises:
        PluginError: two of them, or one and the book, do not go together, or one breaks the book; the message names them.
    """
    listed = tuple(sorted(plugins, key=lambda each: each.name))
    _refuse_twins(book, listed)
    overrides = tuple((override, plugin) for plugin in listed for override in plugin.overrides)
    return Combined(
        _built(book, listed),
        listed,
        tuple(pack for plugin in listed for pack in plugin.packs),
        tuple(sorted(overrides, key=lambda pair: pair[0].rule_id)),
        {rule.id: plugin.name for plugin in listed for rule in plugin.rules},
    )


def _refuse_twins(book: RuleBook, plugins: tuple[Plugin, ...]) -> None:
    owners = dict.fromkeys(_named(book), _BOOK)
    for plugin in plugins:
        for what, name in (("plugin", plugin.name), *_named(plugin), *_claimed(plugin)):
            if (owner := owners.get((what, name))) is not None:
                raise PluginError(_TWINS[what].format(name=quote(name), owner=owner), where=plugin.title, help=_MENDS[what])
            owners[what, name] = plugin.title


def _named(source: RuleBook | Plugin) -> Iterator[tuple[str, str]]:
    yield from (("rule", each.id) for each in source.rules)
    yield from (("parameter", each.name) for each in source.parameters)
    yield from (("action", each.id) for each in source.actions)
    yield from (("constraint", each.id) for each in (source.constraints if isinstance(source, RuleBook) else source.all_constraints))
    yield from (("weight", each.id) for each in source.weights)
    if isinstance(source, RuleBook):
        yield from (("field", field.ref.key) for scope in source.vocabulary.scopes.values() for field in scope.fields.values())
    else:
        yield from (("field", each.ref.key) for each in source.fields)


def _claimed(plugin: Plugin) -> Iterator[tuple[str, str]]:
    """What only one plugin may do."""
    yield from (("value", name) for name in plugin.values)
    yield from (("override", each.rule_id) for each in plugin.overrides)
    yield from (("pack", each.id) for each in plugin.packs)
    yield from (("law", law.name) for each in plugin.interest_rates for law in each.law)
    yield from (("table", table.id) for each in plugin.interest_rates for table in each.table)


_TAKEN = ("rule", "parameter", "action", "constraint", "weight", "field", "pack")
_TWINS = {
    **{what: f"{what} {{name}} is there already, from {{owner}}" for what in _TAKEN},
    "plugin": "there are two plugins {name}",
    "value": "the value of parameter {name} is set already, by {owner}",
    "override": "rule {name} is overridden already, by {owner}",
    "law": "the law of interest {name} is there already, from {owner}",
    "table": "the table of rates {name} is there already, from {owner}",
}
_MENDS = {
    **dict.fromkeys(_TAKEN, "give it another name, e.g. one that begins with that of the plugin"),
    "plugin": "uninstall one of them, or block it",
    "value": "agree on one value, or give it to `Policy(parameters=…)`, which goes first",
    "override": "keep one of the two overrides, or block one of the plugins",
    "law": "block one of the plugins, or give the law to `Policy(interest_rates=…)`, which goes first",
    "table": "block one of the plugins, or give the rates to `Policy(interest_rates=…)`, which go first",
}


def _built(book: RuleBook, plugins: tuple[Plugin, ...]) -> RuleBook:
    try:
        return _joined(book, plugins)
    except DunningError as error:
        broken = ", ".join(each.title for each in _blamed(book, plugins))
        where = f"{broken}: {error.where}" if error.where else broken
        raise PluginError(error.message, where=where, help=error.help) from error


def _blamed(book: RuleBook, plugins: tuple[Plugin, ...]) -> tuple[Plugin, ...]:
    """Those without any one of which the book would hold; else those that break it alone; else all."""

    def holds(chosen: tuple[Plugin, ...]) -> bool:
        try:
            _joined(book, chosen)
        except DunningError:
            return False
        return True

    needed = tuple(each for each in plugins if holds(tuple(other for other in plugins if other is not each)))
    return needed or tuple(each for each in plugins if not holds((each,))) or plugins


def _joined(book: RuleBook, plugins: tuple[Plugin, ...]) -> RuleBook:
    if not plugins:
        return book
    added_packs(pack for plugin in plugins for pack in plugin.packs)
    joined = replace(
        book,
        vocabulary=book.vocabulary.extended(field for plugin in plugins for field in plugin.fields),
        rules=(*book.rules, *(each for plugin in plugins for each in plugin.rules)),
        parameters=(*book.parameters, *(each for plugin in plugins for each in plugin.parameters)),
        actions=(*book.actions, *(each for plugin in plugins for each in plugin.actions)),
        exclusions=(*book.exclusions, *(each for plugin in plugins for each in plugin.exclusions)),
        constraints=(*book.constraints, *(each for plugin in plugins for each in plugin.all_constraints)),
        weights=(*book.weights, *(each for plugin in plugins for each in plugin.weights)),
        accepted=(*book.accepted, *(each for plugin in plugins for each in plugin.accepted)),
    ).with_parameters({name: value for plugin in plugins for name, value in plugin.values.items()})
    for override in (each for plugin in plugins for each in plugin.overrides):
        joined = override.applied(joined)
    for texts in (each for plugin in plugins for each in plugin.texts):
        joined = texts.applied(joined)
    return joined
