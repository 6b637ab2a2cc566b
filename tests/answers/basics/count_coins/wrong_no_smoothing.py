# outcome: failed
# message: entries without a coin
from skimage import filters, measure
from scipy import ndimage


def count_coins(image):
    relief = image - ndimage.gaussian_filter(image.astype(float), 50, mode="nearest")
    mask = relief > filters.threshold_otsu(relief)
    return [(*blob.centroid, blob.area) for blob in measure.regionprops(measure.label(mask))]
