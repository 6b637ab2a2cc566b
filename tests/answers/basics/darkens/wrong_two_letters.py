# outcome: error
# message: should be one letter
darkens = "cd"
