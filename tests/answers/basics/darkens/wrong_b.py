# outcome: failed
# message: Not b: 255 still fits
darkens = "b"
