# outcome: failed
# message: Not d: array arithmetic does not look for overflow
wrap_around = "d"
