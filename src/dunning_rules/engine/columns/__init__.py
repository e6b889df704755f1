"""The columns engine: the same plan over frames of many debtors at once."""
