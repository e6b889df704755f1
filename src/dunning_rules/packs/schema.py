"""What stands in the file of a pack; `load` makes a `Pack` of it."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dunning_rules.models.base import CountryCode
from dunning_rules.rules.constraint import ConstraintName, Effect

_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Days = Annotated[int, Field(ge=0, le=3650)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class WordingData(_Part):
    """A text in every language."""

    en: _Text
    zh: _Text


class TaskData(_Part):
    """A task with its number of days from the step on."""

    text: WordingData
    days: _Days


class FormData(_Part):
    """A lawful form."""

    id: _Text
    task: WordingData
    changes: dict[str, str] = {}
    drops_claims: bool = False
    amount: Any = None
    on: Any = None


class ConstraintData(_Part):
    """One constraint; `applies` and `permitted_when` are conditions as data."""

    id: _Text
    name: ConstraintName
    applies: Any
    permitted_when: Any
    effect: Effect
    why: WordingData
    source: _Text
    confidence: Annotated[str, Field(pattern=r"^(house|[VSK]/[HML])$")] = "house"
    form: FormData | None = None
    red_line: bool = False
    effective_from: date | None = None
    effective_to: date | None = None
    tasks: tuple[TaskData, ...] = Field(default=(), strict=False)


class HoursData(_Part):
    """When a debtor may be contacted, in its local time."""

    start: time
    end: time
    weekdays: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(strict=False, min_length=1)]
    """1 = Monday."""
    holidays: bool
    """Whether public holidays are allowed."""
    why: WordingData
    source: _Text
    confidence: Annotated[str, Field(pattern=r"^(house|[VSK]/[HML])$")] = "house"

    @model_validator(mode="after")
    def _rises(self) -> HoursData:
        if self.start >= self.end:
            msg = "`start` is not before `end`"
            raise ValueError(msg)
        return self


class PackData(_Part):
    """A whole file."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,30}$")]
    title: WordingData
    extends: tuple[str, ...] = Field(default=(), strict=False)
    countries: tuple[CountryCode, ...] = Field(default=(), strict=False)
    scope: WordingData
    last_verified: date
    hours: HoursData | None = None
    constraints: tuple[ConstraintData, ...] = Field(default=(), strict=False)
