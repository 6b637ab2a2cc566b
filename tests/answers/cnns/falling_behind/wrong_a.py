# outcome: failed
# message: it knows the training pictures by heart already
falling_behind = "a"
