# outcome: failed
# message: Not b: scaling all grey levels
otsu_assumes = "b"
