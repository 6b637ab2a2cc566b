# outcome: failed
# message: Not a: you trained on them yourself
sealed_envelope = "a"
