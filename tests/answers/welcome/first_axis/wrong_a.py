# outcome: failed
# message: Not a: that is the order of a photograph
first_axis = "a"
