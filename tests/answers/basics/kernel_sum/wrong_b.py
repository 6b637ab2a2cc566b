# outcome: failed
# message: Not b: edges and flat areas
kernel_sum = "b"
