"""Insight: the cockpit, kept roll-ups and drill-down. Looks at every capability below and writes none of them.

Promises: a figure equals the sum of the records that it opens to; kept roll-ups are brought up to date in the same
transaction that reads them, and `rebuild` gives the same figures from nothing.
"""
