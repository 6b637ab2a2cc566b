# outcome: error
# message: should be one letter, one of
sealed_envelope = "e"
