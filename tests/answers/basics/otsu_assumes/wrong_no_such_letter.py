# outcome: error
# message: should be one letter, one of
otsu_assumes = "e"
