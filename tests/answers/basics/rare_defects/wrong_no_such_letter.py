# outcome: failed
# message: should be one letter, one of
rare_defects = "e"
