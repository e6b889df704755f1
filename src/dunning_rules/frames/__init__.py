"""Portfolios in frames: from tables to facts, and from what the rules find to recommendations, verdicts and their order."""
