# outcome: failed
# message: Not a: 260 needs nine bits
wrap_around = "a"
