"""Reading tabular deliveries of every kind: what a file is, where its table starts, what columns mean, what rows say.

Pure Python, no Django, no clock, no network. Every row that is read ends as accepted or as rejected with file, sheet,
line, column, reason and what was expected. A file that cannot be read is refused with ``errors.IntakeError``.
"""
