# outcome: failed
# message: should be one letter, one of
sealed_envelope = "e"
