"""Texts for people, one for each language."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "zh")
"""The languages that every text of the library has."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in several languages; English is always there and stands in for a language that is not."""

    en: str
    zh: str
    others: tuple[tuple[str, str], ...] = ()
    """Pairs of language code and text, for languages that a policy adds."""

    def text(self, lang: str) -> str:
        """The text in `lang`, else in English."""
        if lang == "zh":
            return self.zh
        return dict(self.others).get(lang, self.en)
