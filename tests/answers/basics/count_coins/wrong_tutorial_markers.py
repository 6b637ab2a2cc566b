# outcome: failed
# message: without an entry within 10 pixels
import numpy as np
from scipy import ndimage
from skimage import filters, measure, segmentation


def count_coins(image):
    # scikit-image's tutorial: markers at fixed grey levels. Perfect on the photograph, lost in any other light.
    markers = np.zeros(image.shape, int)
    markers[image < 30] = 1
    markers[image > 150] = 2
    coins = ndimage.binary_fill_holes(segmentation.watershed(filters.sobel(image), markers) - 1)
    return [(*blob.centroid, blob.area) for blob in measure.regionprops(measure.label(coins)) if blob.area > 300]
