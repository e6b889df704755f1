"""All rules of the book once more, written by hand for Polars: from checked tables to which rule fires for which record.

As in `hand/`, amounts are in the creditor's currency and have two decimals, shares have four, and the parameters have their default values.
Days are numbers, amounts are cents. There is no guard, no order, no urgency, no text. Only interest is reckoned by the library: rates
and laws are no rules, and to write them twice would measure nothing.
"""
