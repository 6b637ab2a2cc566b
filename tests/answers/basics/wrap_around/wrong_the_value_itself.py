# outcome: failed
# message: should be one letter
wrap_around = 4
