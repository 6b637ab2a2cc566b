# outcome: failed
# message: Not d: edges and flat areas
kernel_sum = "d"
