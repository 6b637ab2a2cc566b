# outcome: failed
# message: Not a: how far the blur reaches
kernel_sum = "a"
