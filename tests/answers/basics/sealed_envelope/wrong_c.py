# outcome: failed
# message: Not c: a neighbour search then finds
sealed_envelope = "c"
