"""Statutory interest and compensation in the European Union, as a policy for dunning-rules; its hooks stand in `eu_late_payment.policy`."""
