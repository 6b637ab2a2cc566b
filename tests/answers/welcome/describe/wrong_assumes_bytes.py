# outcome: failed
# message: should give low 3
# parts: 2 of 3
def describe(image):
    channels = 1 if image.ndim == 2 else image.shape[2]
    return {"height": image.shape[0], "width": image.shape[1], "channels": channels, "dtype": "uint8", "low": 0, "high": 255}
