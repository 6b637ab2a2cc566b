# outcome: failed
# message: calls a function of `scipy.ndimage`
# parts: 0 of 3
from scipy.ndimage import maximum_filter1d


def max_pool(images, size, stride):
    maps = images
    for axis in (1, 2):
        maps = maximum_filter1d(maps, size, axis=axis, origin=-(size // 2), mode="constant", cval=-1e9)
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    return maps[:, ::stride, ::stride][:, :rows, :columns]
