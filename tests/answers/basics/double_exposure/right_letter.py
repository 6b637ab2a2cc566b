double_exposure = "b"
