"""Reads a pack from its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from pydantic import ValidationError

from dunning_rules.errors import BookError, LanguageError, PackError, quote
from dunning_rules.language import Wording
from dunning_rules.language.from_data import Terms, condition_from_data, term_from_data
from dunning_rules.language.types import DATE, MONEY
from dunning_rules.packs.pack import ContactHours, Pack
from dunning_rules.packs.schema import ConstraintData, FormData, HoursData, PackData, WordingData
from dunning_rules.rules.constraint import EVERYWHERE, Constraint, DeadlineTask, LawfulForm
from dunning_rules.vocabulary import VOCABULARY, Vocabulary

MAX_SIZE = 1_000_000
"""No pack is larger, in characters."""


def load_pack(text: str, where: str, vocabulary: Vocabulary = VOCABULARY) -> Pack:
    """The pack that stands in `text` (TOML).

    Args:
        text: the content of the file.
        where: its name, for errors.
        vocabulary: the fields that its conditions may read.

    Raises:
        PackError: it is no pack; the message says what is wrong, and in which constraint.
    """
    if len(text) > MAX_SIZE:
        message = f"a pack is longer than {MAX_SIZE} characters"
        raise PackError(message, where=where, help="split it")
    try:
        data = PackData.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message = f"the file is not TOML: {error}"
        raise PackError(message, where=where, help="mend the line that is named") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{quote(place)}: {first['msg'][:1].lower()}{first['msg'][1:]}"
        raise PackError(message, where=where, help="see `docs/guard.md` for what a pack has") from None
    terms = Terms(lambda name: vocabulary.named(name).ref, vocabulary.scopes, {})
    pack = EVERYWHERE if data.id == "base" else data.id
    return Pack(
        data.id,
        _wording(data.title),
        data.extends,
        data.countries,
        _wording(data.scope),
        data.last_verified,
        None if data.hours is None else _hours(data.hours),
        tuple(_constraint(each, pack, data.id, terms, where) for each in data.constraints),
    )


def _constraint(data: ConstraintData, pack: str, pack_id: str, terms: Terms, where: str) -> Constraint:
    name = f"{pack_id}.{data.id}"
    try:
        return Constraint(
            name,
            data.name,
            pack,
            condition_from_data(data.applies, terms),
            condition_from_data(data.permitted_when, terms),
            data.effect,
            _wording(data.why),
            data.source,
            data.confidence,
            None if data.form is None else _form(data.form, terms),
            data.red_line,
            data.effective_from,
            data.effective_to,
            tuple(DeadlineTask(_wording(task.text), task.days) for task in data.tasks),
        )
    except (LanguageError, BookError) as error:
        raise PackError(error.message, where=f"{where}, constraint {quote(name)}", help=error.help) from None


def _form(data: FormData, terms: Terms) -> LawfulForm:
    amount = None if data.amount is None else term_from_data(data.amount, terms, MONEY)
    day = None if data.on is None else term_from_data(data.on, terms, DATE)
    return LawfulForm(data.id, _wording(data.task), dict(data.changes), data.drops_claims, amount, day)


def _hours(data: HoursData) -> ContactHours:
    start, end = (each.hour * 60 + each.minute for each in (data.start, data.end))
    return ContactHours(start, end, frozenset(data.weekdays), data.holidays, _wording(data.why), data.source, data.confidence)


def _wording(data: WordingData) -> Wording:
    return Wording(data.en, data.zh)


def lineage(pack: str, packs: Mapping[str, Pack]) -> tuple[str, ...]:
    """The pack with all that it extends, itself first, each once.

    Raises:
        PackError: it extends one that is not there, or itself in a circle.
    """
    found: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            message = f"the packs extend each other in a circle: {' → '.join((*path, name))}"
            raise PackError(message, help="let one of them stand alone")
        if name not in packs:
            message = f"there is no pack {quote(name)}"
            raise PackError(message, where=f"pack {quote(path[-1])}" if path else "", help=f"known: {', '.join(sorted(packs))}")
        if name not in found:
            found.append(name)
            for base in packs[name].extends:
                visit(base, (*path, name))

    visit(pack, ())
    return tuple(found)
