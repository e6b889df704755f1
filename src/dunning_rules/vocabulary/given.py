"""The scopes, and what each record brings along from the models."""

from __future__ import annotations

from typing import get_args

from dunning_rules.language import COUNT, DATE, DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, Wording, choice
from dunning_rules.models.event import EVENT_MODELS, AnomalySignal, Channel, EvasionForm, ExcuseReason, FundsSource, MeasureType, NoticeType
from dunning_rules.models.visit import VisitOutcome
from dunning_rules.vocabulary.scope import Scope

EVENT_KINDS = tuple(sorted(EVENT_MODELS))

debtor = Scope("debtor", Wording("debtor", "欠款户"))
invoice = Scope("invoice", Wording("invoice", "发票"))
visit = Scope("visit", Wording("visit", "上门"))
event = Scope("event", Wording("event", "事件"))

_g = debtor.given
_g("id", NAME, Wording("id", "编号"), "debtor.id", may_miss=False)
_g("today", DATE, Wording("today", "今天"), "as_of", may_miss=False)
_g("local_today", DATE, Wording("today at its place", "对方当地今天"), "as_of@local_day", may_miss=False)
_g(
    "kind",
    choice("company", "natural_person", "public_body", "unknown"),
    Wording("kind of debtor", "主体类型"),
    "debtor.kind",
    may_miss=False,
)
_g("country", NAME, Wording("country", "国家"), "debtor.country")
_g("governing_law", NAME, Wording("governing law", "准据法"), "debtor.governing_law")
_g("blocked", FLAG, Wording("dunning block", "催收冻结"), "debtor.dunning_block", may_miss=False)
_g("blocked_until", DATE, Wording("end of the dunning block", "冻结到期日"), "debtor.dunning_block.until")
for _way, _label in (
    ("call", ("calls", "电话")),
    ("message", ("messages", "消息")),
    ("email", ("email", "邮件")),
    ("visit", ("visits", "上门")),
):
    _declined = Wording(f"declined {_label[0]}", f"已谢绝{_label[1]}")
    _g(f"declined_{_way}", FLAG, _declined, f"debtor.contact_preference.not_by:{_way}", may_miss=False)
_g("credit_limit", MONEY, Wording("credit limit", "信用额度"), "debtor.credit_limit")
_g("credit_hold", FLAG, Wording("credit hold", "停止赊销"), "debtor.credit_hold", may_miss=False)
_g("declared_cooperative", FLAG, Wording("declared cooperative", "认定为友好配合"), "debtor.cooperative")
_g("declared_worth_keeping", FLAG, Wording("declared worth keeping", "认定为值得保留"), "debtor.worth_keeping")
_g("values_reputation", FLAG, Wording("values its reputation", "爱面子"), "debtor.values_reputation")
_g("finances", choice("strong", "adequate", "weak", ordered=True), Wording("finances", "资金实力"), "debtor.finances")
_g("margin_rank", RATIO, Wording("rank by margin", "毛利排名"), "debtor.margin_rank")
_g("volume_rank", RATIO, Wording("rank by volume", "销量排名"), "debtor.volume_rank")
_g("purchase_share", RATIO, Wording("our share of its purchases", "我方货品占其进货比"), "debtor.purchase_share")
_g("rebate_accrued", MONEY, Wording("rebate accrued with us", "累积未付折扣"), "debtor.rebate_accrued")
_g("onsite_discount", MONEY, Wording("on-site discount", "现场折扣"), "debtor.onsite_discount")
_g("downstream_receivables", MONEY, Wording("owed by its own customers", "下游欠其货款"), "debtor.downstream_receivables")
_g("visit_cost", MONEY, Wording("cost of a visit", "上门成本"), "debtor.visit_cost")
_g("interest_basis", choice("contract", "statute"), Wording("basis for interest", "计息依据"), "debtor.interest_basis")
_g("interest_rate", RATIO, Wording("contractual interest a year", "合同年利率"), "debtor.interest_rate")
_g("creditor_is_group", FLAG, Wording("we are a group", "我方为集团"), "creditor.is_group", may_miss=False)
_g("creditor_size", choice("small", "medium", "large", ordered=True), Wording("our size", "我方规模"), "creditor.size")
_g("creditor_large_amount", MONEY, Wording("our mark of a large debt", "我方大额标准"), "creditor.large_amount")
_g("margin_rank_cut", RATIO, Wording("our cut for debtors worth keeping", "我方保留线"), "creditor.margin_rank_cut")

_g = invoice.given
_g("id", NAME, Wording("id", "编号"), "id", may_miss=False)
_g("amount", MONEY, Wording("original amount", "原始金额"), "amount", may_miss=False)
_g("currency", NAME, Wording("currency", "币种"), "currency", may_miss=False)
_g("foreign_amount", COUNT, Wording("original amount in minor units of a foreign currency", "原币最小单位金额"), "amount@own")
_g("ledger_open_amount", MONEY, Wording("open amount by the ledger", "账面未付金额"), "open_amount")
_g("issued_on", DATE, Wording("invoice date", "开票日"), "issued_on", may_miss=False)
_g("due_on", DATE, Wording("due date", "到期日"), "due_on", may_miss=False)
_g("acknowledged_on", DATE, Wording("day of the signed acknowledgement", "签收日"), "acknowledged_on", known_when_past=True)
_g("retention_of_title", FLAG, Wording("retention of title", "所有权保留"), "retention_of_title")
_g("lien", FLAG, Wording("lien", "担保物权"), "lien")
_g("secured", FLAG, Wording("secured", "已有担保"), "secured")
_g("limitation_on", DATE, Wording("limitation date", "时效届满日"), "limitation_on")
_g("written_off_on", DATE, Wording("day of the write-off", "核销日"), "written_off_on", known_when_past=True)
_g("is_final_shipment", FLAG, Wording("final shipment", "最后一次进货"), "is_final_shipment", may_miss=False)
_g("accrued_interest", MONEY, Wording("interest accrued on all of it", "全额应计利息"), "accrued.interest")
_g("interest_law", NAME, Wording("by what interest is reckoned", "计息规则"), "accrued.regime")


_g = visit.given
_g("id", NAME, Wording("id", "编号"), "id", may_miss=False)
_g("scheduled_on", DATE, Wording("appointment, by our day", "约定日 (我方日期)"), "scheduled_for@day")
_g("appointment_on", DATE, Wording("appointment", "约定日"), "scheduled_for@local_day")
_g("scheduled_minute", MINUTE, Wording("time of the appointment", "约定时刻"), "scheduled_for@minute")
_g("started_on", DATE, Wording("day of the visit", "上门日"), "started_at@day")
_g("came_on", DATE, Wording("day of the visit at its place", "当地上门日"), "started_at@local_day")
_g("ended_on", DATE, Wording("end of the visit", "上门结束日"), "ended_at@day")
_g("payer_met", FLAG, Wording("the person met may pay", "对方有付款权"), "contact_id@authority")
_g("other_customers_present", FLAG, Wording("other customers present", "有其他客户在场"), "other_customers_present")
_g("expected_amount", MONEY, Wording("expected amount", "预期收款"), "expected_amount")
_g("collected_amount", MONEY, Wording("collected amount", "实收金额"), "collected_amount")
for _outcome in get_args(VisitOutcome):
    _words = _outcome.replace("_", " ")
    _g(f"outcome_{_outcome}", FLAG, Wording(f"outcome: {_words}", f"结果: {_words}"), f"outcomes:{_outcome}", may_miss=False)


_g = event.given
_g("id", NAME, Wording("id", "编号"), "id", may_miss=False)
_g("kind", choice(*EVENT_KINDS), Wording("kind of event", "事件类型"), "kind", may_miss=False)
_g("happened_on", DATE, Wording("day", "日期"), "at@day", may_miss=False)
_g("local_on", DATE, Wording("day at the debtor's place", "对方当地日期"), "at@local_day", may_miss=False)
_g("amount", MONEY, Wording("amount", "金额"), "amount")
_g("currency", NAME, Wording("currency", "币种"), "currency")
_g("foreign_amount", COUNT, Wording("amount in minor units of a foreign currency", "原币最小单位金额"), "amount@own")
_g("invoice_id", NAME, Wording("invoice", "所属发票"), "invoice_id")
_g("due_on", DATE, Wording("promised day", "承诺日"), "due_on")
_g("deadline_on", DATE, Wording("deadline", "最后期限"), "deadline_on")
_g("delivered_on", DATE, Wording("day of delivery", "送达日"), "delivered_on", known_when_past=True)
_g("review_on", DATE, Wording("day of the review", "复核日"), "review_on")
_g("refers_to", NAME, Wording("event it answers", "所指事件"), "excuse_id|dispute_id|order_id|delivery_id")
_g("payer_met", FLAG, Wording("the person may pay", "对方有付款权"), "contact_id@authority")
_g("reached", FLAG, Wording("reached", "已联系上"), "reached")
_g("agreed", FLAG, Wording("agreed", "已认可"), "agreed")
_g("share", RATIO, Wording("share sold", "已售比例"), "share")
_g("days_to_sell", DAYS, Wording("usual days to sell", "通常售罄天数"), "days_to_sell")
_g("channel", choice(*get_args(Channel)), Wording("channel", "渠道"), "channel")
_g("excuse", choice(*get_args(ExcuseReason)), Wording("excuse", "借口"), "reason")
_g("finding", choice("verified", "refuted"), Wording("finding", "核实结果"), "finding")
_g("form", choice(*get_args(EvasionForm)), Wording("form of evasion", "回避方式"), "form")
_g("outcome", choice("for_us", "against_us"), Wording("outcome of the dispute", "争议结果"), "outcome")
_g("source", choice(*get_args(FundsSource)), Wording("source of the knowledge", "消息来源"), "source")
_g("signal", choice(*get_args(AnomalySignal)), Wording("signal", "异常迹象"), "signal")
_g("notice", choice(*get_args(NoticeType)), Wording("notice", "通知类型"), "notice")
_g("level", COUNT, Wording("dunning level", "催款等级"), "level")
_g("measure", choice(*get_args(MeasureType)), Wording("measure", "措施"), "measure")
