# outcome: failed
# message: Not d: the screen does as the standard says
darkens = "d"
