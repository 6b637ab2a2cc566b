# outcome: failed
# message: should be one letter, one of
otsu_assumes = "e"
