"""Proofs about rule books: what holds of all cases, with a case to show where it does not."""
