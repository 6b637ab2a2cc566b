import numpy as np



def rectify_page(corners, targets):
    # The last entry is 1; returns nested lists.
    x, y = np.asarray(corners, dtype=np.float64).T
    u, v = np.asarray(targets, dtype=np.float64).T
    one, zero = np.ones(4), np.zeros(4)
    upper = np.stack([x, y, one, zero, zero, zero, -x * u, -y * u], axis=1)
    lower = np.stack([zero, zero, zero, x, y, one, -x * v, -y * v], axis=1)
    solved = np.linalg.solve(np.concatenate([upper, lower]), np.concatenate([u, v]))
    return [list(solved[0:3]), list(solved[3:6]), [solved[6], solved[7], 1]]
