# outcome: failed
# message: calls `skimage.transform.estimate_transform`
from skimage import transform


def rectify_page(corners, targets):
    return transform.estimate_transform("projective", corners, targets).params
