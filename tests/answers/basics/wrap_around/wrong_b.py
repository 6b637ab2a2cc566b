# outcome: failed
# message: Not b: that would be *saturation*
wrap_around = "b"
