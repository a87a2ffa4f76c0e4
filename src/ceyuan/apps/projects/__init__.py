"""Projects: the programme tree and the projects in it, with period, money, participants, topics, indicators, results.

Promises: a project belongs to one group, one programme and one lead unit of that group (the database holds them
together); its state is written by the workflow alone; what a later delivery changed is in its history.
"""
