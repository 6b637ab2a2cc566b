# outcome: failed
# message: should give channels
# parts: 2 of 3
def describe(image):
    # Right for grey and RGB, wrong as soon as there is a fourth channel.
    channels = 3 if image.ndim == 3 else 1
    return {"height": image.shape[0], "width": image.shape[1], "channels": channels, "dtype": str(image.dtype), "low": image.min(), "high": image.max()}
