# outcome: failed
# message: The first two columns are swapped
# parts: 0 of 4
from scipy import ndimage
from skimage import filters, measure, morphology, segmentation


def count_coins(image):
    smooth = ndimage.gaussian_filter(image.astype(float), 2)
    relief = smooth - ndimage.gaussian_filter(image.astype(float), 50, mode="nearest")
    mask = relief > filters.threshold_otsu(relief)
    mask = morphology.opening(ndimage.binary_fill_holes(mask), morphology.disk(5))
    blobs = measure.regionprops(measure.label(segmentation.clear_border(mask)))
    return [(blob.centroid[1], blob.centroid[0], blob.area) for blob in blobs if blob.area > 300]
