parameter_sharing = "a"
