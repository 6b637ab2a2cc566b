# outcome: failed
# message: Not d: unequal groups are no problem
otsu_assumes = "d"
