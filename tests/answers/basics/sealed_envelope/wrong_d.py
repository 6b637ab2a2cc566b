# outcome: failed
# message: Not d: k decides how smooth
sealed_envelope = "d"
