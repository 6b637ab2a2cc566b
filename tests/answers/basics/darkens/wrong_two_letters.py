# outcome: failed
# message: should be one letter
darkens = "cd"
