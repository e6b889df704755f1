"""Other texts for what a book says: another wording in English or Chinese, or a language that it does not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dunning_rules.errors import BookError, did_you_mean, quote
from dunning_rules.language import Wording
from dunning_rules.language.format import check_language
from dunning_rules.rules.book import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Texts in one language; what has none stays in English.

    Attributes:
        lang: a language code, e.g. `de`.
        rules: rule id -> the reason, with places such as `{debtor.overdue_amount}`.
        actions: action id -> the short order.
        constraints: id of a constraint of the guard -> its reason.
        parameters: parameter name -> its label.
    """

    lang: str
    rules: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)
    constraints: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the language.

        Raises:
            BookError: a text is empty.
            LanguageError: there is no such language.
        """
        check_language(self.lang)
        for name in ("rules", "actions", "constraints", "parameters"):
            texts = dict(getattr(self, name))
            for of, text in texts.items():
                if not isinstance(text, str) or not text.strip():
                    message = f"the text of {quote(of)} is empty"
                    raise BookError(message, where=f"texts in {quote(self.lang)}", help="leave it out, or write it")
            object.__setattr__(self, name, MappingProxyType(texts))

    @property
    def parts(self) -> Mapping[str, Mapping[str, str]]:
        """The texts of each part of a book."""
        return {"rules": self.rules, "actions": self.actions, "constraints": self.constraints, "parameters": self.parameters}

    def applied(self, book: RuleBook) -> RuleBook:
        """`book` with these texts.

        Raises:
            BookError: it has no such rule, action, constraint or parameter, or a text cannot be read.
        """
        self._check(book)
        rules = (replace(each, why=self._with(each.why, self.rules[each.id])) if each.id in self.rules else each for each in book.rules)
        actions = (
            replace(each, task=self._with(each.task, self.actions[each.id])) if each.id in self.actions else each for each in book.actions
        )
        constraints = (
            replace(each, why=self._with(each.why, self.constraints[each.id])) if each.id in self.constraints else each
            for each in book.constraints
        )
        parameters = (
            replace(each, label=self._with(each.label, self.parameters[each.name])) if each.name in self.parameters else each
            for each in book.parameters
        )
        return replace(book, rules=tuple(rules), actions=tuple(actions), constraints=tuple(constraints), parameters=tuple(parameters))

    def _check(self, book: RuleBook) -> None:
        known = {
            "rules": {each.id for each in book.rules},
            "actions": {each.id for each in book.actions},
            "constraints": {each.id for each in book.constraints},
            "parameters": {each.name for each in book.parameters},
        }
        for part, texts in self.parts.items():
            for name in texts:
                if name not in known[part]:
                    message = f"there is no {part.removesuffix('s')} {quote(name)}"
                    raise BookError(message, where=f"texts in {quote(self.lang)}", help=did_you_mean(name, known[part]))

    def _with(self, wording: Wording, text: str) -> Wording:
        if self.lang == "en":
            return replace(wording, en=text)
        if self.lang == "zh":
            return replace(wording, zh=text)
        return replace(wording, others=(*((lang, other) for lang, other in wording.others if lang != self.lang), (self.lang, text)))
