"""Best one-to-one assignment of columns to fields (Hungarian method, potentials and shortest augmenting paths)."""

from collections.abc import Sequence


def best_assignment(gain: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row of ``gain`` the column that makes the sum greatest, or None; gains of zero or less are never taken.

    O(rows squared * columns); meant for tables of some hundred columns.
    """
    rows = len(gain)
    if rows == 0:
        return []
    # One private dummy column per row allows "no field" at gain zero.
    real = len(gain[0])
    columns = real + rows
    cost = [[-max(value, 0.0) for value in row] + [0.0] * rows for row in gain]
    row_potential = [0.0] * (rows + 1)
    column_potential = [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(row, cost, row_potential, column_potential, owner)
    chosen: list[int | None] = [None] * rows
    for column in range(1, real + 1):
        if owner[column] and gain[owner[column] - 1][column - 1] > 0:
            chosen[owner[column] - 1] = column - 1
    return chosen


def _augment(
    row: int,
    cost: list[list[float]],
    row_potential: list[float],
    column_potential: list[float],
    owner: list[int],
) -> None:
    columns = len(owner) - 1
    owner[0] = row
    column = 0
    slack = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    visited = [False] * (columns + 1)
    while owner[column]:
        visited[column] = True
        current = owner[column]
        delta, following = float("inf"), 0
        for candidate in range(1, columns + 1):
            if visited[candidate]:
                continue
            reduced = cost[current - 1][candidate - 1] - row_potential[current] - column_potential[candidate]
            if reduced < slack[candidate]:
                slack[candidate], came_from[candidate] = reduced, column
            if slack[candidate] < delta:
                delta, following = slack[candidate], candidate
        for candidate in range(columns + 1):
            if visited[candidate]:
                row_potential[owner[candidate]] += delta
                column_potential[candidate] -= delta
            else:
                slack[candidate] -= delta
        column = following
    while column:
        previous = came_from[column]
        owner[column] = owner[previous]
        column = previous
