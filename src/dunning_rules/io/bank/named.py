"""Which invoices a payer names: only by their whole ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dunning_rules.io.bank.statement import Credit
from dunning_rules.models import Case, Invoice

_RF = re.compile(r"RF[0-9]{2}[0-9A-Z]{1,21}")
_BREAKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Known:
    """The invoices that money can be for, by their ids as payers write them; credit notes are none."""

    invoices: Mapping[str, tuple[Invoice, ...]]
    of_several_words: tuple[str, ...]
    """Those ids that a text cannot be cut into."""

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Known:
        """Those of the cases."""
        found: dict[str, list[Invoice]] = {}
        for case in cases:
            for invoice in case.invoices:
                if not invoice.is_credit_note:
                    found.setdefault(_plain(invoice.id), []).append(invoice)
        return cls({name: tuple(each) for name, each in found.items()}, tuple(name for name in found if " " in name))

    def named_in(self, credit: Credit) -> tuple[Invoice, ...]:
        """The invoices that the payer names: in structured form, else in its own reference, else anywhere in the free text."""
        structured = [name for each in credit.references for name in forms_of(each.document)]
        own = [] if credit.end_to_end_id is None else [credit.end_to_end_id]
        for names in (structured, own):
            if found := self._by_name(names):
                return found
        return self._by_name(self._within(credit.text))

    def find(self, document: str) -> tuple[Invoice, ...]:
        """The invoices that one reference names."""
        return self._by_name(forms_of(document))

    def _by_name(self, names: Iterable[str]) -> tuple[Invoice, ...]:
        found = {id(invoice): invoice for name in names for invoice in self.invoices.get(_plain(name), ())}
        return tuple(found.values())

    def _within(self, text: str) -> list[str]:
        """The words of a text that are an id; an id of several words is found as it stands."""
        plain = _plain(text)
        words = {word for raw in plain.split() for word in (raw, raw.strip(".,;:()[]\"'"), *re.split(r"[,;+:()\[\]]", raw))}
        several = (name for name in self.of_several_words if f" {name} " in f" {plain} ")
        return [*sorted(words), *several]


def forms_of(document: str) -> tuple[str, ...]:
    """A reference as it stands; and of a creditor reference of ISO 11649 what stands behind its check digits."""
    whole = _plain(document)
    bare = whole.replace(" ", "").upper()
    return (whole, bare[4:]) if _RF.fullmatch(bare) and _has_its_check_digits(bare) else (whole,)


def _has_its_check_digits(reference: str) -> bool:
    turned = reference[4:] + reference[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()
