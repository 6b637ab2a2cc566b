# outcome: failed
# message: Not a: the split is the same
otsu_assumes = "a"
