# outcome: failed
# message: should be one letter
parameter_sharing = 4
