# outcome: failed
# message: should be one letter, one of "a", "b", "c"
first_axis = 2
