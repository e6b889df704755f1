"""What the creditor decided about a debtor: dunning block, shelving."""

from __future__ import annotations

from dunning_rules.language import Wording, highest, latest
from dunning_rules.vocabulary.events import event
from dunning_rules.vocabulary.given import debtor

_block_runs = debtor.blocked & (debtor.blocked_until.is_missing() | (debtor.blocked_until >= debtor.today))
debtor.computed("is_blocked", Wording("dunning blocked", "催收已冻结"), _block_runs)

debtor.computed(
    "shelved_on", Wording("day on which the debt was shelved", "搁置日"), highest(event, event.happened_on, event.kind == "debt_shelved")
)
debtor.computed(
    "resumed_on",
    Wording("day on which collection was resumed", "恢复催收日"),
    highest(event, event.happened_on, event.kind == "collection_resumed"),
)
debtor.computed("shelved_until", Wording("day of the review", "复核日"), latest(event, event.review_on, event.kind == "debt_shelved"))
debtor.computed(
    "is_shelved",
    Wording("shelved by decision", "已决定暂搁"),
    (debtor.shelved_until >= debtor.today) & (debtor.resumed_on.is_missing() | (debtor.resumed_on < debtor.shelved_on)),
)

__all__ = ["debtor"]
