"""The levelled dunning procedure of ERP systems, as a policy for dunning-rules; its hooks stand in `standard_dunning.policy`."""
