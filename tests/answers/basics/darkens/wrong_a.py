# outcome: failed
# message: Not a: rounding changes the value
darkens = "a"
