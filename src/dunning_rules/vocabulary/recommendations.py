"""The scope of a recommendation, and what follows for the debtor from what is recommended."""

from __future__ import annotations

from typing import get_args

from dunning_rules.language import COUNT, DAYS, FLAG, MINUTE, NAME, SCORE, Wording, choice, exists, highest
from dunning_rules.vocabulary.conclusions import debtor
from dunning_rules.vocabulary.scope import Scope
from dunning_rules.vocabulary.steps import Actor, Audience, Channel, Information, Measure, Place, Stance, Tone

recommendation = Scope("recommendation", Wording("recommendation", "建议"))
_g = recommendation.given
_g("id", NAME, Wording("id", "编号"), "id", may_miss=False)
_g("action", NAME, Wording("action", "措施"), "action", may_miss=False)
_g("tip", COUNT, Wording("tip", "技巧"), "tip")
_g("actor", choice(*get_args(Actor)), Wording("who does it", "执行人"), "actor", may_miss=False)
_g("channel", choice(*get_args(Channel)), Wording("channel", "渠道"), "channel", may_miss=False)
_g("audience", choice(*get_args(Audience)), Wording("audience", "对象"), "audience", may_miss=False)
_g("place", choice(*get_args(Place)), Wording("place", "地点"), "place", may_miss=False)
_g("tone", choice(*get_args(Tone), ordered=True), Wording("tone", "语气"), "tone", may_miss=False)
_g("stance", choice(*get_args(Stance), ordered=True), Wording("stance", "文武"), "stance", may_miss=False)
_g("is_contact", FLAG, Wording("contact with the debtor", "联系欠款户"), "is_contact", may_miss=False)
_g("demands_payment", FLAG, Wording("demands payment", "要求付款"), "demands_payment", may_miss=False)
_g("measure", choice(*get_args(Measure)), Wording("measure", "措施性质"), "measure", may_miss=False)
_g("information", choice(*get_args(Information)), Wording("source of knowledge", "信息来源"), "information", may_miss=False)
_g("urgency", SCORE, Wording("urgency", "紧急度"), "urgency", may_miss=False)
_g("age_days", DAYS, Wording("days ago", "距今天数"), "age_days", may_miss=False)
_c = recommendation.concluded
_c("window_start", MINUTE, Wording("not before", "不早于"))
_c("window_end", MINUTE, Wording("not after", "不晚于"), merge="least")
_c("working_day", FLAG, Wording("on a working day", "仅工作日"))
_c("not_at_meals", FLAG, Wording("not at meal times", "避开用餐时间"))

debtor.computed(
    "contact_is_recommended", Wording("a contact is recommended", "建议联系"), exists(recommendation, recommendation.is_contact)
)
debtor.computed(
    "contact_urgency",
    Wording("urgency of that contact", "该联系的紧急度"),
    highest(recommendation, recommendation.urgency, recommendation.is_contact),
)
