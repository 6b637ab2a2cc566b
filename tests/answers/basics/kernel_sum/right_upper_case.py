kernel_sum = " B)"
