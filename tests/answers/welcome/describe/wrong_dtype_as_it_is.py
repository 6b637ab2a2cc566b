# outcome: failed
# message: That is the dtype itself, not text
# parts: 2 of 3
def describe(image):
    rows, columns, *rest = image.shape
    return {
        "height": rows,
        "width": columns,
        "channels": rest[0] if rest else 1,
        "dtype": image.dtype,
        "low": image.min(),
        "high": image.max(),
    }
