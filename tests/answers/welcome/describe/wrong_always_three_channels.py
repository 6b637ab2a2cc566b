# outcome: error
# message: IndexError
def describe(image):
    return {
        "height": image.shape[0],
        "width": image.shape[1],
        "channels": image.shape[2],
        "dtype": str(image.dtype),
        "low": image.min(),
        "high": image.max(),
    }
