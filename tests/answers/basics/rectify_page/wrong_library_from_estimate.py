# outcome: failed
# message: calls `skimage.transform.ProjectiveTransform.from_estimate
from skimage.transform import ProjectiveTransform as Own


def rectify_page(corners, targets):
    return Own.from_estimate(corners, targets).params
