"""The rules of the book once more, written by hand in plain Python over the models: no engine, no language, no reasons.

`evaluate` answers for the part of the book that the engines are measured with, `whole` for all of it. Only the whole book checks excuses,
so in the part none is ever refuted. Both take every amount to be in the creditor's currency, shares to have four decimals, and the
parameters to have their default values.
"""
