"""What a payer says that money is for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from dunning_rules.io.bank.statement import Reference
from dunning_rules.io.bank.xml_file import Element, at, children, text_at

_AMOUNTS = (("RfrdDocAmt", "RmtdAmt"), ("RfrdDocAmt", "DuePyblAmt"))


def named_documents(element: Element) -> tuple[Reference, ...]:
    """Documents that are named in structured form: an invoice's number, or the reference that the creditor gave."""
    return tuple(reference for block in _structured(element) for reference in _references(block))


def free_text(element: Element) -> str:
    """What is written freely; the lines of a long text belong together."""
    remittance = at(element, "RmtInf")
    if remittance is None:
        return ""
    lines = [str(each.text or "").strip() for each in children(remittance, "Ustrd")]
    more = [str(each.text or "").strip() for block in _structured(element) for each in children(block, "AddtlRmtInf")]
    return "\n".join(line for line in (*lines, *more) if line)


def _structured(element: Element) -> Iterator[Element]:
    remittance = at(element, "RmtInf")
    return iter(()) if remittance is None else children(remittance, "Strd")


def _references(block: Element) -> Iterator[Reference]:
    numbers = [number for each in children(block, "RfrdDocInf") if (number := text_at(each, "Nb")) is not None]
    given = text_at(block, "CdtrRefInf", "Ref")
    documents = numbers or ([] if given is None else [given])
    amount = _amount(block) if len(documents) == 1 else None
    return (Reference(document, amount) for document in documents)


def _amount(block: Element) -> Decimal | None:
    for steps in _AMOUNTS:
        text = text_at(block, *steps)
        if text is None:
            continue
        try:
            found = Decimal(text)
        except InvalidOperation:
            return None
        return found if found.is_finite() and found > 0 else None
    return None
