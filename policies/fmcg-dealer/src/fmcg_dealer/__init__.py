"""A Chinese consumer-goods distributor's rules for its dealers, as a policy for dunning-rules; its hooks stand in `fmcg_dealer.policy`."""
