# outcome: failed
# message: should be one letter
falling_behind = 8
