# outcome: error
# message: should be one letter
parameter_sharing = 4
