def resize_mask(mask, shape):
    # Whole-number arithmetic, the left edge of each pixel (as cv2.INTER_NEAREST), lists, another dtype.
    height, width = mask.shape
    return [
        [int(mask[row * height // shape[0], column * width // shape[1]]) for column in range(shape[1])]
        for row in range(shape[0])
    ]
