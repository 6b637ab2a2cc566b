# outcome: failed
# message: should give height
# parts: 2 of 3
def describe(image):
    width, height = image.shape[:2]
    channels = 1 if image.ndim == 2 else image.shape[2]
    return {"height": height, "width": width, "channels": channels, "dtype": str(image.dtype), "low": image.min(), "high": image.max()}
