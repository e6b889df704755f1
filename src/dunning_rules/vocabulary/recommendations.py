"""The scope of a recommendation, and what follows for the debtor from what is recommended."""

from __future__ import annotations

from dunning_rules.language import COUNT, DAYS, FLAG, MINUTE, NAME, SCORE, Wording, choice, exists, highest
from dunning_rules.vocabulary.conclusions import debtor
from dunning_rules.vocabulary.scope import Scope

CHANNELS = ("call", "message", "email", "letter", "visit", "court", "internal")
AUDIENCES = ("authorised_payer", "debtor", "third_parties", "court", "own_people")
PLACES = ("remote", "business_premises", "residence", "own_office", "court")
TONES = ("warm", "neutral", "firm")
STANCES = ("soft", "neutral", "hard")

recommendation = Scope("recommendation", Wording("recommendation", "建议"))
_g = recommendation.given
_g("id", NAME, Wording("id", "编号"), "id", may_miss=False)
_g("action", NAME, Wording("action", "措施"), "action", may_miss=False)
_g("tip", COUNT, Wording("tip", "技巧"), "tip")
_g("channel", choice(*CHANNELS), Wording("channel", "渠道"), "channel", may_miss=False)
_g("audience", choice(*AUDIENCES), Wording("audience", "对象"), "audience", may_miss=False)
_g("place", choice(*PLACES), Wording("place", "地点"), "place", may_miss=False)
_g("tone", choice(*TONES, ordered=True), Wording("tone", "语气"), "tone", may_miss=False)
_g("stance", choice(*STANCES, ordered=True), Wording("stance", "文武"), "stance", may_miss=False)
_g("is_contact", FLAG, Wording("contact with the debtor", "联系欠款户"), "is_contact", may_miss=False)
_g("demands_payment", FLAG, Wording("demands payment", "要求付款"), "demands_payment", may_miss=False)
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
