# outcome: failed
# message: without an entry within 10 pixels
# parts: 0 of 4
from skimage import filters, measure


def count_coins(image):
    # On the photograph this gives exactly 24 blobs. One of them is a strip of the table with a coin in it.
    mask = image > filters.threshold_otsu(image)
    return [(*blob.centroid, blob.area) for blob in measure.regionprops(measure.label(mask)) if blob.area > 100]
