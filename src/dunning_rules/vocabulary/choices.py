"""What people call the values of choices."""

from __future__ import annotations

from dunning_rules.language import Wording

_WORDS: dict[str, tuple[str, str]] = {
    "not_due": ("not due", "未收款"),
    "collectible": ("collectible", "催收款"),
    "doubtful": ("doubtful", "准呆账"),
    "bad": ("bad", "呆账"),
    "dead": ("dead", "死账"),
    "prompt": ("prompt", "爽快"),
    "slow": ("slow", "不爽快"),
    "unknown": ("unknown", "不详"),
    "able": ("able", "有能力"),
    "unable": ("unable", "无能力"),
    "cooperative": ("cooperative", "友好配合"),
    "uncooperative": ("uncooperative", "不配合"),
    "soft": ("soft", "文收"),
    "hard": ("hard", "武收"),
    "strong": ("strong", "强"),
    "adequate": ("adequate", "一般"),
    "weak": ("weak", "弱"),
    "contract": ("contract", "合同"),
    "statute": ("statute", "法律规定"),
    "small": ("small", "小"),
    "medium": ("medium", "中"),
    "large": ("large", "大"),
    "company": ("company", "企业"),
    "natural_person": ("natural person", "自然人"),
    "public_body": ("public body", "公共机构"),
    "call": ("call", "电话"),
    "message": ("message", "短信"),
    "email": ("email", "电子邮件"),
    "letter": ("letter", "书面"),
    "visit": ("visit", "上门"),
    "court": ("court", "法院"),
    "internal": ("internal", "内部"),
    "payment": ("payment", "付款"),
    "promise": ("promise to pay", "付款承诺"),
    "excuse": ("excuse", "借口"),
    "account_empty": ("no money", "账上无钱"),
    "unsold_stock": ("unsold stock", "货未销完"),
    "dispute_raised": ("dispute raised", "提出争议"),
    "order_request": ("order request", "订货请求"),
    "delivery": ("delivery", "进货"),
    "low": ("low", "低"),
    "high": ("high", "高"),
    "ample": ("ample", "充足"),
    "thin": ("thin", "有限"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "unverified": ("unverified", "未核实"),
    "verified": ("verified", "属实"),
    "refuted": ("refuted", "不实"),
    "not_yet_due": ("payment is not yet due", "未到付款时间"),
    "payer_absent": ("the payer is absent", "管钱的不在"),
    "customers_have_not_paid": ("its customers have not paid", "赊货款未收回"),
    "closing": ("closing down", "歇业"),
    "shop_transfer": ("transfer of the shop", "店铺转让"),
    "partners_split": ("partners splitting", "合伙人散伙"),
    "ownership_change": ("change of ownership", "转为他人经营"),
    "stock_sell_off": ("sudden sell-off of stock", "突然甩卖存货"),
    "premises_moved": ("moved premises", "搬迁"),
    "sued_by_others": ("sued by other creditors", "被他人起诉"),
    "true": ("yes", "是"),
    "false": ("no", "否"),
}
_LABELS = {value: Wording(en, zh) for value, (en, zh) in _WORDS.items()}


def choice_label(value: str, lang: str) -> str:
    """What people call `value`; the value itself, with spaces, where it has no name of its own."""
    label = _LABELS.get(value)
    return value.replace("_", " ") if label is None else label.text(lang)
