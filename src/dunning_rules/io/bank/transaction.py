"""One transaction of a bank statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from dunning_rules.errors import quote
from dunning_rules.io.bank.remittance import free_text, named_documents
from dunning_rules.io.bank.statement import Credit
from dunning_rules.io.bank.xml_file import Element, at, text_at
from dunning_rules.models.base import MAX_AMOUNT, CurrencyCode, check_minor_unit
from dunning_rules.rows.row_error import RowError

_CURRENCY: TypeAdapter[str] = TypeAdapter(CurrencyCode)
_NOT_GIVEN = "NOTPROVIDED"
_MOST = 100
"""Characters of a reference, so that an id can be made of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a transaction stands: its entry, its details if there are any, the account, and the path to it."""

    entry: Element
    detail: Element | None
    account: str
    path: str
    siblings: int

    @property
    def element(self) -> Element:
        """The details, else the entry."""
        return self.entry if self.detail is None else self.detail

    @property
    def line(self) -> int:
        """Line of the file."""
        return int(self.element.sourceline or 0)


def read_transaction(place: Place, zone: ZoneInfo) -> Credit | None:
    """The money that came in, or was taken back; `None` where neither is so.

    Args:
        place: the transaction.
        zone: of days, and of moments without an offset.

    Raises:
        RowError: amount, currency or day are missing or are none.
    """
    entry, element = place.entry, place.element
    status = text_at(entry, "Sts", "Cd") or text_at(entry, "Sts")
    if status != "BOOK":
        return None
    direction = text_at(element, "CdtDbtInd") or text_at(entry, "CdtDbtInd")
    if direction not in {"CRDT", "DBIT"}:
        raise RowError("`CdtDbtInd` says neither CRDT nor DBIT", field="CdtDbtInd", value=direction or "", help="export it again")
    is_reversal = text_at(entry, "RvslInd") == "true" or text_at(entry, "RvslInd") == "1" or at(element, "RtrInf") is not None
    # What was reversed is the opposite: a debit that reverses is money that had come in.
    if (direction == "DBIT") != is_reversal:
        return None
    amount, currency = _amount(place)
    references = at(element, "Refs")
    end_to_end = None if references is None else text_at(references, "EndToEndId")
    return Credit(
        id=_identity(place),
        line=place.line,
        account=place.account,
        amount=amount,
        currency=currency,
        at=_moment(entry, zone),
        is_reversal=is_reversal,
        end_to_end_id=None if end_to_end == _NOT_GIVEN else end_to_end,
        references=named_documents(element),
        text=free_text(element),
        payer_account=_payer_account(element),
    )


def _identity(place: Place) -> str:
    found = _reference(place)
    if len(found) > _MOST or not found.isprintable():
        raise RowError("the reference is too long, or has control characters", field="AcctSvcrRef", value=found, help="export it again")
    return found


def _reference(place: Place) -> str:
    own = None if place.detail is None else text_at(place.detail, "Refs", "AcctSvcrRef")
    whole = text_at(place.entry, "AcctSvcrRef")
    if own is not None and (own != whole or place.siblings == 1):
        return own
    if whole is not None and place.siblings <= 1:
        return whole
    return place.path


def _amount(place: Place) -> tuple[Decimal, str]:
    own = None
    if place.detail is not None:
        own = at(place.detail, "Amt") if at(place.detail, "Amt") is not None else at(place.detail, "AmtDtls", "TxAmt", "Amt")
        if own is None and place.siblings > 1:
            raise RowError("a part of a batch has no amount", field="Amt", help="ask the bank for the amounts of the single transactions")
    element = at(place.entry, "Amt") if own is None else own
    text = "" if element is None else str(element.text or "").strip()
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise RowError("`Amt` is not an amount", field="Amt", value=text, help="export it again") from None
    if not amount.is_finite() or amount < 0 or amount >= MAX_AMOUNT:
        raise RowError("`Amt` is out of range", field="Amt", value=text, help="amounts are from 0 to below 1e12")
    currency = str(element.get("Ccy", "")) if element is not None else ""
    try:
        check_minor_unit(amount, _CURRENCY.validate_python(currency), "Amt")
    except ValidationError:
        raise RowError(f"{quote(currency)} is not a currency of ISO 4217", field="Amt", value=currency, help="export it again") from None
    except PydanticCustomError as error:
        raise RowError(error.message().partition("; help: ")[0], field="Amt", value=text, help="export it again") from None
    return amount, currency


def _moment(entry: Element, zone: ZoneInfo) -> datetime:
    for name in ("BookgDt", "ValDt"):
        text = text_at(entry, name, "DtTm") or text_at(entry, name, "Dt")
        if text is None:
            continue
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise RowError(f"{quote(name)} is not a day", field=name, value=text, help="export it again") from None
        if not date.min < found.date() < date.max:
            raise RowError(f"{quote(name)} is out of range", field=name, value=text, help="export it again")
        return found if found.tzinfo else found.replace(tzinfo=zone)
    raise RowError("`BookgDt` is missing", field="BookgDt", help="ask the bank for a statement with the days of booking")


def _payer_account(element: Element) -> str | None:
    return text_at(element, "RltdPties", "DbtrAcct", "Id", "IBAN") or text_at(element, "RltdPties", "DbtrAcct", "Id", "Othr", "Id")
