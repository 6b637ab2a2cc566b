import numpy as np



def to_corners(points):
    # The map from the reference frame to four points: columns weighted so that (1, 1, 1) becomes the fourth.
    columns = np.column_stack([np.asarray(points, float), np.ones(4)]).T
    weights = np.linalg.solve(columns[:, :3], columns[:, 3])
    return columns[:, :3] * weights


def rectify_page(corners, targets):
    return -5 * to_corners(targets) @ np.linalg.inv(to_corners(corners))
