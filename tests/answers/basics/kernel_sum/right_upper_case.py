kernel_sum = " D)"
