"""The rules of the book once more, written by hand in plain Python over the models: no engine, no language, no reasons.

It takes every amount to be in the creditor's currency, and the parameters to have their default values.
"""
