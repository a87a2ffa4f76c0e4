"""Strategy: plans and their clauses, targets cascaded and negotiated, readings, technology directions, policy measures
and what each leader answers for.

A target never falls below its source without an approved change; a split adds up exactly; a ratio is computed and never
typed; what two leaders signed does not change. The database holds all four (migrations/0002).
"""
