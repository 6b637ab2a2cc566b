# outcome: failed
# message: calls `skimage.filters.threshold_otsu`
from skimage.filters import threshold_otsu as my_own_idea


def otsu(image):
    return my_own_idea(image)
