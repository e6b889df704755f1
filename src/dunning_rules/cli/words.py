"""What the command line itself says, in both languages."""

from __future__ import annotations

from dunning_rules.language import Wording

WORDS = {
    "replayed": Wording(
        "Replayed from {first} to {last}: {days} days, {debtors} debtors a day",
        "回放 {first} 至 {last}: {days} 个时点, 每时点 {debtors} 户",
    ),
    "late_money": Wording(
        "open {open}, of which {late} was paid late, summed over the days", "未付合计 {open}, 其中逾期支付 {late} (各时点累计)"
    ),
    "left_out": Wording(
        "invoices left out: {count}; their open amount has no date, and the payments do not account for it",
        "未计入发票 {count} 张: 未付金额无日期, 且与付款不符",
    ),
    "order": Wording("share of the late money", "所含逾期款占比"),
    "top_10": Wording("first 10 %", "前 10 %"),
    "top_20": Wording("first 20 %", "前 20 %"),
    "top_10_by_days": Wording("10 %, × days", "前 10 %, × 天数"),
    "top_20_by_days": Wording("20 %, × days", "前 20 %, × 天数"),
    "worklist": Wording("worklist", "工作清单"),
    "oldest_first": Wording("oldest first", "最久优先"),
    "largest_first": Wording("largest first", "金额优先"),
    "random": Wording("random", "随机"),
    "slow_payers": Wording(
        "called slow and paid late: precision {precision}, recall {recall} ({told} told, {unknown} unknown)",
        "判为不爽快且逾期: 精确率 {precision}, 召回率 {recall} (判定 {told}, 不详 {unknown})",
    ),
    "risk_class": Wording("risk class", "风险等级"),
    "items": Wording("open items", "未付项"),
    "average_days_late": Wording("days late on average", "平均逾期天数"),
    "head": Wording("What to do, as of {as_of} (debtors: {debtors})", "催收工作清单, 截至 {as_of} (共 {debtors} 户)"),
    "open": Wording("open", "未付"),
    "overdue": Wording("overdue", "逾期"),
    "invoices": Wording("invoices: {count}", "发票 {count} 张"),
    "debtors": Wording("debtors: {count}", "{count} 户"),
    "gave_way": Wording(
        "gave way to other advice: {count}; `--format json` says to which, and why", "让位于其他建议: {count} 条; 详见 --format json"
    ),
    "gave_way_stored": Wording(
        "gave way to other advice: {count}; see {stored}/gave_way", "让位于其他建议: {count} 条; 详见 {stored}/gave_way"
    ),
    "guard": Wording("guard", "合规"),
    "permitted": Wording("ok", "可"),
    "annotated": Wording("note", "注"),
    "rewritten": Wording("new", "改"),
    "needs_approval": Wording("ask", "批"),
    "vetoed": Wording("no", "禁"),
    "guard_legend": Wording(
        "guard: ok permitted, note see `explain`, new rewritten to a lawful form, ask needs approval, no vetoed",
        "合规: 可 许可, 注 详见 explain, 改 已改为合法形式, 批 须经批准, 禁 否决",
    ),
    "held_back": Wording(
        "held back by the compliance guard, at the end of the list: {count} ({groups})", "合规审查暂缓, 列于末尾: {count} 条 ({groups})"
    ),
    "policy": Wording("policy", "策略"),
    "version": Wording("version", "版本"),
    "status": Wording("state", "状态"),
    "active": Wording("active", "启用"),
    "blocked": Wording("left out", "未启用"),
    "broken": Wording("broken", "损坏"),
    "hooks": Wording("gives", "内容"),
    "rules": Wording("rules", "规则数"),
    "digest": Wording("digest", "指纹"),
    "action": Wording("action", "动作"),
    "field": Wording("field", "字段"),
    "override": Wording("override", "改动"),
    "weight": Wording("weight", "权重"),
    "no_policies": Wording(
        "no policy is installed; `dunning-rules new-policy NAME` writes one to begin with",
        "未安装任何策略; 可用 dunning-rules new-policy NAME 新建",
    ),
    "policies_took_part": Wording("policies: {names}", "策略: {names}"),
    "observer_faults": Wording("an observer failed; the answer is not touched by it: {faults}", "观察者出错, 不影响结果: {faults}"),
    "pack": Wording("pack", "规则包"),
    "place": Wording("whose law", "法域"),
    "extends": Wording("with", "基于"),
    "constraints": Wording("constraints", "约束数"),
    "hours": Wording("hours", "联系时段"),
    "verified": Wording("last verified", "最近核对"),
    "constraint": Wording("constraint", "约束"),
    "effect": Wording("effect", "后果"),
    "confidence": Wording("read", "可信度"),
    "red_line": Wording("red line", "红线"),
    "lawful_form": Wording("lawful form: {task}", "合法形式: {task}"),
    "annotate": Wording("note", "附注"),
    "rewrite": Wording("rewrite", "改写"),
    "approve": Wording("approval", "须批准"),
    "veto": Wording("veto", "否决"),
    "rejected": Wording(
        "rows that could not be used: {count}; `--format json` lists them under `rejects`",
        "无法使用的数据行: {count}; --format json 的 rejects 中列出",
    ),
    "rejected_stored": Wording(
        "rows that could not be used: {count}; see {stored}/rejects", "无法使用的数据行: {count}; 详见 {stored}/rejects"
    ),
    "nothing": Wording("Nothing is to be done.", "无事可做。"),
    "more": Wording(
        "{more} more: `--limit 0` shows them all, `--format csv -o worklist.csv` puts them into a spreadsheet",
        "另有 {more} 条: --limit 0 全部显示, --format csv -o worklist.csv 存为表格",
    ),
    "more_stored": Wording(
        "{more} more: {stored}/recommendations holds them all, a Parquet file for each part",
        "另有 {more} 条: 全部见 {stored}/recommendations, 每部分一个 Parquet 文件",
    ),
    "number": Wording("#", "#"),
    "urgency": Wording("urg.", "急"),
    "debtor": Wording("debtor", "欠款户"),
    "task": Wording("what to do", "措施"),
    "amount": Wording("amount", "金额"),
    "when": Wording("when", "时间"),
    "why": Wording("why", "理由"),
    "condition": Wording("when", "条件"),
    "on": Wording("on {day}", "{day} 当日"),
    "by": Wording("by {day}", "不迟于 {day}"),
    "names_day": Wording("naming {day}", "告知期限 {day}"),
    "invoice": Wording("invoice {id}", "发票 {id}"),
    "tip": Wording("tip", "技巧"),
    "title": Wording("what it says", "要点"),
    "letters": Wording("letters", "条款"),
    "rule": Wording("rule", "规则"),
    "parameter": Wording("parameter", "参数"),
    "value": Wording("value", "取值"),
    "range": Wording("range", "范围"),
    "unit": Wording("unit", "单位"),
    "source": Wording("source", "出处"),
    "label": Wording("meaning", "含义"),
    "shared": Wording(
        "Parameters that several tips share (change any by `--param NAME=VALUE`)", "多条技巧共用的参数 (可用 --param 名称=值 修改)"
    ),
    "from": Wording("from", "起"),
    "to": Wording("to", "止"),
    "days": Wording("days", "天数"),
    "principal": Wording("principal", "本金"),
    "rate": Wording("rate", "利率"),
    "interest": Wording("interest", "利息"),
    "seed": Wording("the text", "原文"),
    "house": Wording("our choice", "本库设定"),
}


def say(word: str, lang: str, **values: object) -> str:
    """A word or sentence of the command line."""
    return WORDS[word].text(lang).format(**values)
