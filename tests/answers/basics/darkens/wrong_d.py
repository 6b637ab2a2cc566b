# outcome: failed
# message: Not d: a good screen does as the sRGB standard
darkens = "d"
