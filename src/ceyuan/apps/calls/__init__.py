"""Calls: challenges and bids with modes as data, races in lanes, decisions with reasons, pledges.

No title, age or degree keeps anybody from a challenge. The clock of the server closes it. Lanes do not see each other.
Being eliminated is not a failure. Money follows reached milestones alone.
"""
