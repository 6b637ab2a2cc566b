# outcome: failed
# message: both were drawn from the same pictures
falling_behind = "d"
