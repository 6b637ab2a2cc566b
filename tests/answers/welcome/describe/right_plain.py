def describe(image):
    channels = 1 if image.ndim == 2 else image.shape[2]
    return {
        "height": image.shape[0],
        "width": image.shape[1],
        "channels": channels,
        "dtype": str(image.dtype),
        "low": image.min(),
        "high": image.max(),
    }
