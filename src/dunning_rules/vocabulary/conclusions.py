"""The facts that rules conclude, and what follows from them."""

from __future__ import annotations

from dunning_rules.language import FLAG, Param, Wording, choice, exists, latest, ratio, total
from dunning_rules.language.types import DAYS
from dunning_rules.vocabulary.invoices import invoice
from dunning_rules.vocabulary.signals import debtor, event

_classes = choice("not_due", "collectible", "doubtful", "bad", "dead", ordered=True)
invoice.concluded("collection_class", _classes, Wording("collection class", "账款分类"), default="not_due")
debtor.concluded("risk_class", _classes, Wording("risk class", "风险等级"), default="not_due")
debtor.concluded("payer_type", choice("unknown", "slow", "prompt", ordered=True), Wording("payer type", "还欠积极性"), default="unknown")
debtor.concluded(
    "ability_to_pay", choice("unknown", "unable", "able", ordered=True), Wording("ability to pay", "付款能力"), default="unknown"
)
debtor.concluded("withholding", FLAG, Wording("withholds although able", "有钱不付"))
debtor.concluded("bad_faith", FLAG, Wording("bad faith", "居心不良"))
debtor.concluded(
    "cooperation", choice("unknown", "cooperative", "uncooperative", ordered=True), Wording("cooperation", "配合程度"), default="unknown"
)
event.concluded(
    "excuse_status",
    choice("unverified", "verified", "refuted", ordered=True),
    Wording("status of the excuse", "借口核实状态"),
    default="unverified",
)
_refuted = (event.kind == "excuse") & (event.excuse_status == "refuted")
_fresh = event.finding_age_days.is_missing() | (event.finding_age_days <= Param("funds_fresh_days", DAYS))
debtor.computed(
    "refuted_no_money",
    Wording("a no-money excuse was refuted", "称没钱已被查实不实"),
    exists(event, _refuted & _fresh & (event.excuse == "account_empty"), within=Param("excuse_days", DAYS)),
)
_unsold = (event.kind == "excuse") & (event.excuse == "unsold_stock") & (event.excuse_status != "refuted")
debtor.computed(
    "unsold_excuse", Wording("says that stock does not sell", "称货未销完"), exists(event, _unsold, within=Param("excuse_days", DAYS))
)
debtor.computed(
    "refuted_excuse",
    Wording("last other excuse that was refuted", "最近被查实不实的其他借口"),
    latest(event, event.excuse, _refuted & _fresh & (event.excuse != "account_empty"), within=Param("excuse_days", DAYS)),
)
debtor.concluded("leverage", choice("low", "medium", "high", ordered=True), Wording("our leverage", "我方筹码"), default="low")
debtor.concluded("pressure_tolerance", choice("ample", "thin", ordered=True), Wording("tolerance of pressure", "承受限度"), default="ample")
debtor.concluded("worth_keeping", choice("unknown", "yes", "no", ordered=True), Wording("worth keeping", "值得保留"), default="unknown")
debtor.concluded("approach", choice("soft", "hard", ordered=True), Wording("approach", "文收或武收"))


for _grade, _en, _zh in (
    ("collectible", "past due", "已逾期"),
    ("doubtful", "doubtful or worse", "准呆账或更差"),
    ("bad", "bad or worse", "呆账或更差"),
    ("dead", "dead", "死账"),
):
    debtor.computed(
        f"share_{_grade}",
        Wording(f"share of the open balance that is {_en}", f"未付余额中{_zh}的占比"),
        ratio(total(invoice, invoice.open_amount, invoice.is_open & (invoice.collection_class >= _grade)), debtor.gross_open_amount),
    )

__all__ = ["debtor", "event", "invoice"]
