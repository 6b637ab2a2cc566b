double_exposure = " B)"
