"""Bank statements in the shapes of camt.053 and camt.054, written from the published message definitions."""

from __future__ import annotations

_ROOTS = {"053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}


def statement(*entries: str, message: str = "053", version: str = "08", account: str = "<IBAN>DE02120300000000202051</IBAN>") -> str:
    root, part = _ROOTS[message]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{message}.001.{version}">\n'
        f"<{root}><GrpHdr><MsgId>M1</MsgId></GrpHdr>\n<{part}><Id>S1</Id><Acct><Id>{account}</Id></Acct>\n"
        + "\n".join(entries)
        + f"\n</{part}></{root}></Document>\n"
    )


def entry(
    amount: str = "100.00",
    *details: str,
    currency: str = "EUR",
    side: str = "CRDT",
    status: str = "<Cd>BOOK</Cd>",
    day: str = "<BookgDt><Dt>2026-07-01</Dt></BookgDt>",
    reference: str | None = "R1",
    reversal: str = "",
) -> str:
    own = "" if reference is None else f"<AcctSvcrRef>{reference}</AcctSvcrRef>"
    inner = f"<NtryDtls>{''.join(details)}</NtryDtls>" if details else ""
    return f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{reversal}<Sts>{status}</Sts>{day}{own}{inner}</Ntry>'


def details(
    text: str = "", *, structured: str = "", end_to_end: str = "", reference: str = "", amount: str = "", payer: str = "", extra: str = ""
) -> str:
    refs = f"<AcctSvcrRef>{reference}</AcctSvcrRef>" if reference else ""
    refs += f"<EndToEndId>{end_to_end}</EndToEndId>" if end_to_end else ""
    parties = f"<RltdPties><DbtrAcct><Id><IBAN>{payer}</IBAN></Id></DbtrAcct></RltdPties>" if payer else ""
    free = f"<Ustrd>{text}</Ustrd>" if text else ""
    return f"<TxDtls><Refs>{refs}</Refs>{amount}{parties}<RmtInf>{free}{structured}</RmtInf>{extra}</TxDtls>"


def document(number: str, amount: str = "") -> str:
    money = f'<RfrdDocAmt><RmtdAmt Ccy="EUR">{amount}</RmtdAmt></RfrdDocAmt>' if amount else ""
    return f"<Strd><RfrdDocInf><Nb>{number}</Nb></RfrdDocInf>{money}</Strd>"
