# outcome: failed
# message: should be one letter
kernel_sum = 2
